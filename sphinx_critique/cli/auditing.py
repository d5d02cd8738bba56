"""The quotations that a work makes, looked for in other texts: what is behind `audit`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from ..project.domain import CritiqueDomain
from ..texts.collation import Index
from ..texts.quoting import Finder, Finding, Made, Source, read_quotations
from ..texts.quoting.looked_up import looked_up
from ..texts.quoting.unmarked import Borrowings, Run
from .audit_sources import Sources, meant
from .progress import Progress
from .project import ProjectError

_TOGETHER: Final = 40
"""Words that are looked up at once, between which it is told how far that is."""
_SOME: Final = 8
"""Sources that are looked into for words which, as they are, stand in none of them."""


class Audit(NamedTuple):
    """What came of it: ``findings`` of quotations that are long enough, the others are ``short``.

    ``path`` is that of the work's transcript.
    """

    key: str
    words: Index
    path: Path
    findings: list[Finding]
    short: list[Made]
    runs: list[Run]
    sources: Sources


class _Wanted(NamedTuple):
    """By source the numbers of quotations of which it may have the words, or else some of them."""

    together: Mapping[str, set[int]]
    some: Mapping[str, set[int]]


def work_of(domain: CritiqueDomain, key: str) -> tuple[str, Index, Path]:
    """The key under which the transcript of a work lies, its words and its file."""
    library = domain.library
    owner = library.owner(key)
    index = library.index(owner) if owner else None
    shelved = library.find(owner) if owner else None
    if owner is None or index is None or shelved is None:
        raise ProjectError(f"{library.why_none(key)}{meant(key, library.keys)}")
    return owner, index, shelved.path


def audited(
    work: tuple[str, Index, Path],
    sources: Sources,
    least: int,
    cut_marks: tuple[str, ...],
    with_unmarked: bool,
) -> Audit:
    """Look for all that a work quotes; of what it does not mark as quoted too, if that is asked."""
    key, index, path = work
    made = read_quotations(index)
    finder = Finder(made, sources.names(), least, cut_marks, len(sources.keys))
    progress = Progress()
    asked = [(n, each) for n in finder.long for each in looked_up(made[n], least, cut_marks)]
    wanted = _wanted(asked, finder, sources, progress)
    for source in _each(sources, wanted.some):
        some, together = sorted(wanted.some[source.key]), wanted.together[source.key]
        finder.look_in(source, some, together, partial(progress.say, source.key))
    closer = [each for each in wanted.some if finder.wants_closer(each)]
    for source in _each(sources, closer):
        finder.look_closer(source, partial(progress.say, source.key))
    runs: list[Run] = []
    borrowings = Borrowings(index, made, least) if with_unmarked else None
    for source in _each(sources, sources.keys if borrowings else ()):
        progress.say(f"unmarked: {source.key}", 0, 1)
        runs += borrowings.of(source) if borrowings else ()
    progress.end()
    findings = finder.findings()
    return Audit(key, index, path, findings, finder.short(findings), runs, sources)


def _wanted(
    asked: list[tuple[int, str]], finder: Finder, sources: Sources, progress: Progress
) -> _Wanted:
    """Which quotations to look for in which sources."""
    wanted = _Wanted(defaultdict(set), defaultdict(set))
    for at in range(0, len(asked), _TOGETHER):
        numbers, texts = zip(*asked[at : at + _TOGETHER], strict=True)
        progress.say("looking quotations up", at, len(asked))
        found = sources.likely(texts, partial(progress.say, "reading sources"))
        for number, likely in zip(numbers, found, strict=True):
            for key in {*likely.together, *finder.named(number)}:
                wanted.together[key].add(number)
            for key in {*likely.together, *likely.some[:_SOME], *finder.named(number)}:
                wanted.some[key].add(number)
    return wanted


def _each(sources: Sources, wanted: Collection[str]) -> Iterator[Source]:
    """Those that can be read, in their own order."""
    for key in sources.keys:
        source = sources.source(key) if key in wanted else None
        if source is not None:
            yield source
