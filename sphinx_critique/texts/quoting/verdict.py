"""What a quotation comes to in a source, and which of several it most likely is from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from ..collation import Result, Status
from .evidence import Evidence
from .made import Made

GOOD: Final = (Status.VERBATIM, Status.MARKED, Status.MISPLACED)
"""Of these the very words stand in the source, once what is marked is undone."""
_FOUND: Final = (*GOOD, Status.MISQUOTED)


class Verdict(NamedTuple):
    """What a quotation comes to in a source; ``words`` are those that were looked for."""

    source: str
    result: Result
    words: str
    locator: str
    evidence: Evidence
    named: bool

    @property
    def stands(self) -> bool:
        """Whether it is from there, as it is or altered."""
        return self.result.status in _FOUND


class Finding(NamedTuple):
    """A quotation with what it comes to where it most likely is from, and elsewhere.

    ``best`` is ``None`` where nothing is like it anywhere.
    """

    made: Made
    best: Verdict | None
    others: tuple[Verdict, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether it was found anywhere."""
        return self.best is not None and self.best.stands


def rank(verdict: Verdict, weights: Mapping[str, int]) -> tuple[bool, bool, bool, float, int, str]:
    """What puts one source before another: that the words stand there, that it is named, …"""
    status = verdict.result.status
    stands = status in GOOD
    return (
        not stands,
        not verdict.named,
        status is Status.MISPLACED,
        -verdict.evidence.share if not stands else 0.0,
        -weights.get(verdict.source, 0),
        verdict.source,
    )


def others_of(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The other sources in which the words stand as well as in the first."""
    if not verdicts or not verdicts[0].stands:
        return ()
    altered = verdicts[0].result.status is Status.MISQUOTED
    return tuple(
        each
        for each in verdicts[1:]
        if each.stands and (altered or each.result.status is not Status.MISQUOTED)
    )
