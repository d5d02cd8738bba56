"""What may be written at a place: names of ours, keys, names of passages, words of transcripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from ..reading.opened import Opened
from ..written.directives import Directive
from ..written.document import At, Part, Written
from ..written.places import Span
from .continuing import continued
from .naming import citations, names, sources
from .offers import Offer, Sort, in_place
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
QUOTING: Final = ("excerpt", "quotation", "translation")
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
        for name, directive in sorted(directives_of(self.project.app).items()):
            told = (directive.__doc__ or "").partition("\n")[0]
            yield in_place(self.at, name, Sort.DIRECTIVE, told=told)

    def _roles(self) -> Iterator[Offer]:
        for name in roles_of(self.project.app):
            yield in_place(self.at, name, Sort.DIRECTIVE)

    def _options(self) -> Iterator[Offer]:
        directive = self.at.directive
        known = directives_of(self.project.app).get(directive.name) if directive else None
        written = {each.name for each in directive.options} if directive else set()
        for name in sorted((known and known.option_spec) or ()):
            if name not in written or name == self.at.typed:
                yield in_place(self.at, name, Sort.OPTION)._replace(text=f"{name}: ")

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
            yield from names(self.project, self.at)

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
            yield from self._words(words + cited, role.content.rpartition("<")[2].rstrip("> "))
        elif role.name.startswith(("cite", "quote")) or role.name.endswith("quote"):
            yield from citations(self.project, self.at, cited)
        elif role.name in roles_of(self.project.app) or role.name == "ref":
            yield from names(self.project, self.at)

    def _words_of_body(self) -> Iterator[Offer]:
        directive = self.at.directive
        if directive is None:
            return
        quoted = self.written.quoted(directive, self.at)
        if directive.name in QUOTING:
            yield from self._words(quoted.words, directive.argument)
        elif directive.name in self.domain.kinds and quoted.is_block:
            yield from self._words(quoted.words, directive.option("cite"))

    def _words(self, typed: str, cited: str) -> Iterator[Offer]:
        """The rest of what is typed as it stands in the transcript, with its page."""
        if len(typed.split()) < FEWEST:
            return
        work = self.written.work(self.at.span.line) or self.domain.settings.work
        for stands in continued(self.project, typed, cited, work):
            span = self.at.span
            here = Span(span.end_line, span.end_column, span.end_line, span.end_column)
            detail = ", ".join(filter(None, (stands.source, stands.locator)))
            yield Offer(stands.rest, stands.rest, here, Sort.WORDS, detail, stands.rest)


def _is_begun(begun: Sequence[str], ahead: Sequence[str]) -> bool:
    """Whether words are those that are typed, the last of which may be begun only."""
    folded = [each.casefold().strip(SIGNS) for each in begun]
    there = [each.casefold().strip(SIGNS) for each in ahead]
    return folded[:-1] == there[:-1] and there[-1].startswith(folded[-1])
