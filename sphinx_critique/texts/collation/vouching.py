"""A ``[sic]`` vouches for the words before it: where these are changed, it goes with them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from .marks import Atom, Cut, Inserted, Plain
from .segment import Difference
from .tokens import is_word


def with_vouchers(
    changes: Iterable[Difference], atoms: Sequence[Atom | Cut]
) -> Iterator[Difference]:
    """What differs, and each ``[sic]`` behind it; only signs may stand between.

    Where words are left out nothing is changed, but none may come to stand before it.
    """
    starts = [each.start for each in atoms]
    in_order = sorted(changes, key=lambda each: each.start)
    for number, each in enumerate(in_order):
        first = at = bisect_left(starts, each.end)
        while at < len(atoms) and _is_sign(atoms[at]):
            at += 1
        found = atoms[at] if at < len(atoms) else None
        following = in_order[number + 1 : number + 2]
        is_vouched = isinstance(found, Inserted) and found.vouches
        if found is None or not is_vouched or any(other.start < found.end for other in following):
            yield each
        elif each.start == each.end:
            behind = starts[at + 1] if at == first and at + 1 < len(atoms) else each.start
            yield each._replace(start=behind, end=behind)
        elif at == first:
            yield each._replace(end=found.end)
        else:
            behind = each.last + at - first
            yield from (each, Difference(behind, behind, found.start, found.end))


def _is_sign(atom: Atom | Cut) -> bool:
    return isinstance(atom, Plain) and not is_word(atom.form)
