"""What may be written at a place: names of ours, keys, names of passages, words of transcripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import islice
from typing import Final, NamedTuple

from ...model.config import LAYOUTS
from ...model.records import Annotation, Excerpt
from ...sources.checked import shortened
from .at import At, Part, Written
from .continuing import continued
from .opened import Opened
from .ours import directives_of, roles_of
from .passages import passage_of
from .places import Span
from .written import Directive

LAST_WORD: Final = re.compile(r"[^\s,;<>()]*")
MOST: Final = 5000
"""Of what may be written, so much is offered."""
MOST_TYPED: Final = 40
"""Words of a lemma that are typed, up to which it is gone on with."""
FEWEST: Final = 2
"""Words of a quotation that must be typed before it is gone on with."""
LONGEST_LEMMA: Final = 8
"""Words more than those typed that are offered as a lemma."""
NAMED: Final = ("on", "with", "of", "beside")
CITED: Final = ("cite", "at", "source", "sources", "right")
QUOTING: Final = ("excerpt", "counterquote", "quotation")
SIGNS: Final = ".,;:!?…\"'“”‘’«»()[]"
LABELS: Final = ("p.", "pp.", "ch.", "sec.", "para.", "n.", "l.", "vol.", "art.", "item", "col.")


class Sort(Enum):
    """What is offered."""

    DIRECTIVE = "directive"
    OPTION = "option"
    VALUE = "value"
    SOURCE = "source"
    NAME = "name"
    WORDS = "words"


class Offer(NamedTuple):
    """What may be written: ``text`` takes the place of a span; the rest is for the reader."""

    label: str
    text: str
    span: Span
    sort: Sort
    detail: str = ""
    told: str = ""


def offers(project: Opened, file: str, line: int, column: int) -> list[Offer]:
    """What may be written at a place of a document, the likeliest first."""
    written = project.written(file)
    at = written.at(line, column)
    return list(islice(_Completing(project, file, written, at).offers(), MOST))


class _Completing:
    """What may stand at one place."""

    def __init__(self, project: Opened, file: str, written: Written, at: At) -> None:
        self.project = project
        self.domain = project.domain
        self.file = file
        self.written = written
        self.at = at

    def offers(self) -> Iterator[Offer]:
        """All that may, of the part that the place is in."""
        by_part: Mapping[Part, Callable[[], Iterator[Offer]]] = {
            Part.DIRECTIVE: self._directives,
            Part.ROLE: self._roles,
            Part.OPTION: self._options,
            Part.VALUE: self._values,
            Part.ARGUMENT: self._arguments,
            Part.CONTENT: self._contents,
            Part.BODY: self._words_of_body,
        }
        if self.at.part in by_part:
            yield from by_part[self.at.part]()

    def _offer(self, text: str, sort: Sort, detail: str = "", told: str = "") -> Offer:
        return Offer(text, text, self.at.span, sort, detail, told)

    def _directives(self) -> Iterator[Offer]:
        for name, directive in sorted(directives_of(self.project.app).items()):
            told = (directive.__doc__ or "").partition("\n")[0]
            yield self._offer(name, Sort.DIRECTIVE, told=told)

    def _roles(self) -> Iterator[Offer]:
        for name in roles_of(self.project.app):
            yield self._offer(name, Sort.DIRECTIVE)

    def _options(self) -> Iterator[Offer]:
        directive = self.at.directive
        known = directives_of(self.project.app).get(directive.name) if directive else None
        written = {each.name for each in directive.options} if directive else set()
        for name in sorted((known and known.option_spec) or ()):
            if name not in written or name == self.at.typed:
                yield self._offer(name, Sort.OPTION)._replace(text=f"{name}: ")

    def _values(self) -> Iterator[Offer]:
        name = self.at.option.name if self.at.option else ""
        items = list(self.domain.edition.items)
        if name in NAMED:
            yield from self._names()
        elif name in CITED:
            yield from self._sources(self.at.typed)
        elif name in ("voice", "charged"):
            yield from self._plain(each.voice for each in items)
        elif name in ("tags", "tag"):
            yield from self._plain(
                tag for each in items if isinstance(each, Annotation) for tag in each.tags
            )
        elif name == "layout":
            yield from self._plain(LAYOUTS)
        elif name in ("kind", "kinds"):
            yield from self._plain(self.domain.kinds)
        elif name in ("document", "documents"):
            yield from self._plain(self.domain.env.found_docs)

    def _plain(self, values: Iterable[str]) -> Iterator[Offer]:
        for value in sorted(set(filter(None, values))):
            yield self._last(value, Sort.VALUE)

    def _last(self, text: str, sort: Sort, detail: str = "", told: str = "") -> Offer:
        """An offer for the last word of what is typed."""
        begun = len(_last_word(self.at.typed))
        span = self.at.span
        here = Span(span.end_line, span.end_column - begun, span.end_line, span.end_column)
        return Offer(text, text, here, sort, detail, told)

    def _names(self) -> Iterator[Offer]:
        labels = self.domain.labels
        for name, item in self.domain.edition.named():
            words = item.text if isinstance(item, Excerpt) else item.lemma
            typed = item.typed_name if name == item.name else name
            yield self._last(typed, Sort.NAME, labels.of(item), shortened(words))

    def _sources(self, typed: str) -> Iterator[Offer]:
        """Keys; behind one, the labels of locators."""
        if "," in typed.rpartition(";")[2]:
            yield from self._plain(LABELS)
            return
        bibliography = self.domain.bibliography
        for key in sorted(bibliography.keys):
            people = ", ".join(person.last for person in bibliography.persons(key))
            title, year = (bibliography.field(key, name) for name in ("title", "year"))
            yield self._last(key, Sort.SOURCE, f"{people} {year}".strip(), title)

    def _arguments(self) -> Iterator[Offer]:
        directive = self.at.directive
        if directive is None:
            return
        if directive.name in self.domain.kinds:
            yield from self._lemmata(directive)
        elif directive.name in ("excerpt", "counterquote", "quotation", "at-issue"):
            yield from self._sources(self.at.typed)
        elif directive.name == "recall":
            yield from self._names()

    def _lemmata(self, directive: Directive) -> Iterator[Offer]:
        """Words of the passage that a note is about: from those that are typed on."""
        passage = passage_of(self.project, self.file, self.written, directive)
        typed = self.at.typed.strip()
        words = passage.split() if passage else []
        begun = typed.split()
        for at in range(len(words) - len(begun) + 1) if len(begun) <= MOST_TYPED else ():
            ahead = words[at : at + len(begun)]
            if begun and _is_begun(begun, ahead):
                yield from self._stretches(words, at, len(begun))
        if not begun:
            yield from map(self._lemma, re.findall(r"[^.?!…]+", passage))

    def _stretches(self, words: Sequence[str], at: int, begun: int) -> Iterator[Offer]:
        for size in range(begun, min(begun + LONGEST_LEMMA, len(words) - at) + 1):
            yield self._lemma(" ".join(words[at : at + size]).rstrip(",;:."))

    def _lemma(self, words: str) -> Offer:
        return self._offer(words, Sort.WORDS)

    def _contents(self) -> Iterator[Offer]:
        role = self.at.role
        if role is None:
            return
        words, angle, cited = self.at.typed.rpartition("<")
        if role.name.endswith("quote") and not angle:
            yield from self._words(words + cited, role.content.rpartition("<")[2].rstrip("> "))
        elif role.name.startswith(("cite", "quote")) or role.name.endswith("quote"):
            yield from self._sources(cited)
        elif role.name in roles_of(self.project.app) or role.name == "ref":
            yield from self._names()

    def _words_of_body(self) -> Iterator[Offer]:
        directive = self.at.directive
        if directive is None or directive.name not in QUOTING:
            return
        before = self.written.lines[directive.body : self.at.span.line]
        typed = " ".join(" ".join([*before, self.at.typed]).split())
        yield from self._words(typed, directive.argument)

    def _words(self, typed: str, cited: str) -> Iterator[Offer]:
        """The rest of what is typed as it stands in the transcript, with its page."""
        if len(typed.split()) < FEWEST:
            return
        for stands in continued(self.project, typed, cited):
            span = self.at.span
            here = Span(span.end_line, span.end_column, span.end_line, span.end_column)
            detail = ", ".join(filter(None, (stands.source, stands.locator)))
            yield Offer(stands.rest, stands.rest, here, Sort.WORDS, detail, stands.rest)


def _last_word(typed: str) -> str:
    """What of a name, a key or a number is typed; read backwards, as long lines may be."""
    found = LAST_WORD.match(typed[::-1])
    return found[0][::-1] if found else ""


def _is_begun(begun: Sequence[str], ahead: Sequence[str]) -> bool:
    """Whether words are those that are typed, the last of which may be begun only."""
    folded = [each.casefold().strip(SIGNS) for each in begun]
    there = [each.casefold().strip(SIGNS) for each in ahead]
    return folded[:-1] == there[:-1] and there[-1].startswith(folded[-1])
