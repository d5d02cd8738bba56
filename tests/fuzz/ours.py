"""Our own directives with any of their options, right and wrong, in and around all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from sphinx_critique.edition.lists import FORMS
from sphinx_critique.model.kinds import KINDS
from sphinx_critique.syntax.annotation import AnnotationDirective
from sphinx_critique.syntax.excerpt import ExcerptDirective
from sphinx_critique.syntax.listing import LIST_DIRECTIVES, RecallDirective
from sphinx_critique.syntax.translation import TranslationDirective
from sphinx_critique.syntax.work import WorkDirective

from .markup import SLIPS
from .theirs import UNJUDGED, Body, Construct

if TYPE_CHECKING:
    from .documents import Document

KIND_NAMES: Final = (*(kind.name for kind in KINDS), "added-kind")
LANGUAGES: Final = ("de", "ru", "he", "ar", "grc", "zh-Hant", "la", "xx", "no such tag", "")
DATES: Final = ("1921", "1921-03", "1921-03-17", "-44", "yesterday", "99999-99-99")


def _words(of: Document) -> str:
    return of.text(1, plain=True)


def _any_of(*words: str) -> Callable[[Document], str]:
    return lambda of: of.random.choice(words)


def _names(of: Document) -> str:
    return "; ".join(of.any_name() for _ in range(of.random.randint(1, 3)))


def _span(of: Document) -> str:
    """An end of words of a transcript: there is none, so they are printed where nothing else is."""
    return of.filler()


VALUES: Final[dict[str, Callable[[Document], str]]] = {
    "name": lambda of: of.name(),
    "voice": lambda of: "; ".join(_words(of) for _ in range(of.random.randint(1, 2))),
    "date": _any_of(*DATES),
    "lang": _any_of(*LANGUAGES),
    "from": _span,
    "to": _span,
    "numbered": _any_of("", "no", "yes"),
    "layout": _any_of("below", "beside", "above"),
    "unchecked": _words,
    "class": _any_of("one two", "1", "é", ""),
    "on": lambda of: of.any_name(),
    "at": lambda of: of.random.choice((of.citations(), "work", of.citation())),
    "cite": lambda of: of.citations(),
    "with": _names,
    "charged": lambda of: of.random.choice(("editor", "translator", _words(of))),
    "right": _words,
    "absent": lambda of: of.random.choice(("staging <118–200>", "a; b", "<", "[x", "a <b> <c>")),
    "tags": _any_of("one; two", "one", ";", "Ünïcode"),
    "heading": _any_of("", "yes", "no"),
    "lemma": lambda of: of.lemma(),
    "kind": lambda of: "; ".join(of.random.sample((*KIND_NAMES, "no-such-kind"), 2)),
    "work": _any_of("serge2016", "nobody1900"),
    "source": _any_of("trotsky1961", "nobody1900; lenincw", "foo_"),
    "tag": _any_of("one", "two; three"),
    "doc": lambda of: of.random.choice((of.docname, of.neighbour(), "no/such", f"{of.docname};x")),
    "columns": _any_of(
        "number; kind; locus; lemma; note; sources; voice", "x", "", "date;document"
    ),
    "sort": _any_of("document", "locus", "kind", "date", "x", ""),
    "by": _any_of("voice", "charged", "source", "work", "x"),
    "chart": _any_of("", "no", "x"),
    "short": _any_of("", "no", "x"),
    "scope": _any_of("document", "document", "x"),
    "depth": _any_of("0", "1", "2", "x", "999999999999"),
    "around": lambda of: of.any_name(),
}
"""A value of each option that one of our directives has."""

DIRECTIVES: Final = {
    **dict.fromkeys(KIND_NAMES, AnnotationDirective),
    **dict.fromkeys(("excerpt", "quotation"), ExcerptDirective),
    "translation": TranslationDirective,
    "work": WorkDirective,
    "recall": RecallDirective,
    **LIST_DIRECTIVES,
}
"""Each directive of ours."""


def options(of: Document, directive: str, empty: bool = False) -> list[tuple[str, str]]:
    """Some of the options that it has; now and then one twice, or one that there is not."""
    names = [each for each in DIRECTIVES[directive].option_spec if empty or each not in _DRAWN]
    chosen = [name for name in names if of.random.random() < 0.25]
    of.random.shuffle(chosen)
    given = [(name, VALUES[name](of)) for name in chosen]
    if given and of.is_odd(0.1):
        given.append(of.random.choice(given))
    if of.is_odd(0.1):
        given.insert(0, (of.random.choice(("no-such", "Name", "x y", "lemma")), of.filler()))
    return given


_DRAWN: Final = ("from", "to")


def excerpt(of: Document, body: Body) -> str:
    """A passage with some of what can stand in it, and its notes."""
    name = of.random.choice(("excerpt", "excerpt", "quotation"))
    empty = of.is_odd(0.1)
    given = options(of, name, empty)
    before = len(of.words)
    words = "" if empty else "\n\n".join(_passage(of, body))
    of.passage = of.words[before:]
    if of.random.random() < 0.6 and not any(option == "name" for option, _ in given):
        given.append(("name", of.name()))
    slip = of.slip(SLIPS)
    made = [of.markup.directive(name, of.maybe(of.citations), given, words, slip)]
    if of.random.random() < 0.3:
        made.insert(0, of.markup.label(of.any_name()))
    made += [translation(of, body)] if of.random.random() < 0.2 else []
    made += [note(of, body) for _ in range(of.random.randint(0, 2))]
    return "\n\n".join(made)


def _passage(of: Document, body: Body) -> Iterator[str]:
    yield of.text(4)
    if of.random.random() < 0.2:
        yield "…"
    if of.random.random() < 0.4:
        yield of.random.choice((lambda: of.text(3), lambda: _verse(of), body))()
    if of.random.random() < 0.2:
        yield f"{of.random.choice(('-- ', '— '))}{of.attribution()}"
    if of.random.random() < 0.2:
        yield of.random.choice((translation, note))(of, body)


def _verse(of: Document) -> str:
    return of.markup.verse([of.text(2) for _ in range(of.random.randint(1, 4))])


def translation(of: Document, body: Body) -> str:
    """A translation, mostly after what it translates."""
    given = options(of, "translation")
    return of.markup.directive(
        "translation", of.maybe(of.citations), given, of.text(3), of.slip(SLIPS)
    )


def note(of: Document, body: Body) -> str:
    """An annotation of any kind, with what it quotes and what answers it."""
    kind = of.random.choice(KIND_NAMES)
    given = options(of, kind)
    lemma = of.maybe(of.lemma, 0.8)
    parts = [] if of.is_odd(0.1) else [of.text(3)]
    passage = of.passage
    if of.random.random() < 0.4:
        parts.append(body())
    if of.random.random() < 0.3:
        parts.append(of.markup.quote(of.text(3)))
    if of.random.random() < 0.3:
        parts.append(f"-- {of.attribution()}")
    if of.random.random() < 0.15:
        given_reply = options(of, "reply")
        parts.append(of.markup.directive("reply", of.lemma(), given_reply, of.text(2)))
    of.passage = passage
    return of.markup.directive(kind, lemma, given, "\n\n".join(parts), of.slip(SLIPS))


def listing(of: Document, body: Body) -> str:
    """A list over this document or one beside it; over all of them now and then."""
    name = of.random.choice(tuple(FORMS))
    with of.under(UNJUDGED):
        given = options(of, name)
    if not any(option == "doc" for option, _ in given) and of.random.random() < 0.98:
        given.append(("doc", of.docname))
    words = of.text(2) if of.is_odd(0.2) else ""
    return of.markup.directive(name, of.maybe(of.word, 0.05), given, words, of.slip(SLIPS))


def recall(of: Document, body: Body) -> str:
    """A note printed again; that of itself, or of nothing, too."""
    words = of.text(2) if of.is_odd(0.2) else ""
    name = of.maybe(of.any_name, 0.9)
    return of.markup.directive("recall", name, options(of, "recall"), words, of.slip(SLIPS))


def work(of: Document, body: Body) -> str:
    """Another work under review."""
    key = of.random.choice(("trotsky1961", "anweiler1974", "nobody1900", ""))
    return of.markup.directive("work", key, options(of, "work"), "", of.slip(SLIPS))


OURS: Final[tuple[Construct, ...]] = (excerpt, excerpt, excerpt, note, note, listing, recall, work)
"""As often as each is made."""
