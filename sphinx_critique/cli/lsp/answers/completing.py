"""What may be written at a place: names of ours, keys, names of passages, words of transcripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from ....syntax import ALL_ROLES
from ...pasting import in_paragraph, in_role
from ..reading.opened import Opened
from ..written.directives import REF, Directive, Role
from ..written.document import At, Part, Written
from ..written.places import Span
from .citing import QUOTING
from .continuing import Continued, continued
from .naming import citations, names, sources
from .offers import Offer, Sort, in_place, plain
from .ours import directives_of, roles_of
from .passages import passage_of
from .values import values

MOST: Final = 5000
"""Of what may be written, so much is offered."""
MOST_TYPED: Final = 40
"""Words of a lemma that are typed, up to which it is gone on with."""
FEWEST: Final = 2
"""Words of a quotation that must be typed before it is gone on with."""
LONGEST_LEMMA: Final = 8
"""Words more than those typed that are offered as a lemma."""
NAME: Final = re.compile(r"(?:[\w-]|:(?=\w))*")
"""What is left of a name behind a place in it."""
PAGE: Final = re.compile(r"(?:[^\s,;]+, *)?(?P<page>\d+(?:[–-]+\d+)?)")
"""A citation of pages alone."""
SIGNS: Final = ".,;:!?…\"'“”‘’«»()[]"


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

    def _directives(self) -> Iterator[Offer]:
        close = "}" if self.written.is_myst else ":: "
        for name, directive in sorted(directives_of(self.project.app).items()):
            told = plain(directive.meaning)
            yield self._named(name, close, Sort.DIRECTIVE)._replace(told=told)

    def _roles(self) -> Iterator[Offer]:
        close = "}" if self.written.is_myst else ":"
        for name in roles_of(self.project.app):
            told = plain(ALL_ROLES[name.rpartition(":")[2]].meaning)
            yield self._named(name, close, Sort.DIRECTIVE)._replace(told=told)

    def _named(self, name: str, close: str, sort: Sort) -> Offer:
        """A name in the place of all of the one that is typed, and what must stand behind it."""
        span = self.at.span
        behind = self.written.lines[span.end_line][span.end_column :]
        rest = NAME.match(behind)
        there = rest.end() if rest else 0
        is_closed = behind[there:].startswith(close.rstrip())
        here = span._replace(end_column=span.end_column + there)
        return Offer(name, name if is_closed else f"{name}{close}", here, sort)

    def _options(self) -> Iterator[Offer]:
        directive = self.at.directive
        known = directives_of(self.project.app).get(directive.name) if directive else None
        written = {each.name for each in directive.options} if directive else set()
        for name, each in sorted(known.option_spec.taken.items() if known else ()):
            if name not in written or name == self.at.typed:
                offer = self._named(name, ": ", Sort.OPTION)
                yield offer._replace(detail=str(each.value), told=plain(each.meaning))

    def _values(self) -> Iterator[Offer]:
        if self.at.directive is not None:
            yield from values(self.project, self.at.directive, self.at)

    def _arguments(self) -> Iterator[Offer]:
        directive = self.at.directive
        if directive is None:
            return
        if directive.name in self.domain.kinds:
            yield from self._lemmata(directive)
        elif directive.name == "work":
            yield from sources(self.project, self.at, self.domain.bibliography.keys)
        elif directive.name in QUOTING:
            yield from citations(self.project, self.at, self.at.typed)
        elif directive.name == "recall":
            yield from names(self.project, self.at, of_notes=True)

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
        return in_place(self.at, words, Sort.WORDS)

    def _contents(self) -> Iterator[Offer]:
        role = self.at.role
        if role is None:
            return
        words, angle, cited = self.at.typed.rpartition("<")
        if role.name.endswith("quote") and not angle:
            behind = role.content[len(self.at.typed) :].rpartition("<")
            yield from self._words(words + cited, behind[2].rstrip("> "), role=role)
        elif role.name.startswith(("cite", "quote", "locus")) or role.name.endswith("quote"):
            yield from citations(self.project, self.at, cited)
        elif role.name in (REF, "any"):
            yield from names(self.project, self.at)

    def _words_of_body(self) -> Iterator[Offer]:
        directive = self.at.directive
        if directive is None:
            return
        quoted = self.written.quoted(directive, self.at)
        if directive.name in QUOTING:
            yield from self._words(quoted.words, directive.argument, directive=directive)
        elif directive.name in self.domain.kinds and quoted.is_block:
            yield from self._words(quoted.words, directive.option("cite"))

    def _words(
        self, typed: str, cited: str, role: Role | None = None, directive: Directive | None = None
    ) -> Iterator[Offer]:
        """The rest of what is typed as it stands in the transcript, and its page."""
        if len(typed.split()) < FEWEST:
            return
        work = self.written.work(self.at.span.line) or self.domain.settings.work
        for stands in continued(self.project, typed, cited, work):
            span = self.at.span
            here = Span(span.end_line, span.end_column, span.end_line, span.end_column)
            detail = ", ".join(filter(None, (stands.source, stands.locator)))
            own = stands.locator if stands.source == work else detail
            text = self._written_as(stands)
            more: tuple[tuple[Span, str], ...] = ()
            if role is not None and not role.content[len(self.at.typed) :].strip() and own:
                text += f" <{own}>"
            elif directive is not None:
                more = tuple(self._page(directive, stands, own))
            yield Offer(stands.rest, text, here, Sort.WORDS, detail, stands.rest, more)

    def _written_as(self, stands: Continued) -> str:
        """Words of others, of which nothing is markup but what is set apart there too."""
        escaped = in_role if self.at.role is not None else in_paragraph
        text, done = "", 0
        for start, end in stands.emphasis:
            before, apart = stands.rest[done:start], stands.rest[start:end]
            text += escaped(before, is_myst=self.written.is_myst)
            text += f"*{escaped(apart, is_myst=self.written.is_myst)}*"
            done = end
        return text + escaped(stands.rest[done:], is_myst=self.written.is_myst)

    def _page(
        self, directive: Directive, stands: Continued, own: str
    ) -> Iterator[tuple[Span, str]]:
        """The page written into a citation that has none, or another one."""
        span, typed = directive.argument_span, directive.argument
        begin = span._replace(end_column=span.column)
        if not stands.locator:
            return
        if not typed:
            space = "" if self.written.lines[span.line][: span.column].endswith(" ") else " "
            yield begin, f"{space}{own}"
        elif typed == stands.source:
            behind = begin._replace(column=span.end_column, end_column=span.end_column)
            yield behind, f", {stands.locator}"
        elif (page := PAGE.fullmatch(typed)) and page["page"] != stands.locator:
            there = span.column + page.start("page"), span.column + page.end("page")
            yield Span(span.line, there[0], span.line, there[1]), stands.locator


def _is_begun(begun: Sequence[str], ahead: Sequence[str]) -> bool:
    """Whether words are those that are typed, the last of which may be begun only."""
    folded = [each.casefold().strip(SIGNS) for each in begun]
    there = [each.casefold().strip(SIGNS) for each in ahead]
    return folded[:-1] == there[:-1] and there[-1].startswith(folded[-1])
