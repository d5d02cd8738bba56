"""The leaves of a printed book as its text layer or its typist has them, made pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..collation import Page
from ..enumeration import number_in
from .edits import Edit, edited
from .furniture import furnished
from .reading import Layout


def printed(
    leaves: Iterable[Page], layout: Layout, counted: bool = True, on: bool = False
) -> list[Page]:
    """The pages of a book, whose furniture is known; each leaf has the label of its form."""
    told = [_without_heads(leaf, layout.running_head) for leaf in leaves]
    return furnished(labelled(told, layout.first_page, counted, on))


def _without_heads(leaf: Page, running_head: str) -> Page:
    """A leaf without what a project says is no part of its text."""
    if not running_head:
        return leaf
    found = re.finditer(running_head, leaf.text, re.MULTILINE)
    return edited(leaf, [Edit(*each.span(), "") for each in found if each[0]])


def labelled(
    leaves: Sequence[Page], first: int | None = None, counted: bool = True, on: bool = False
) -> list[Page]:
    """The leaves that say anything, each with its label.

    Where a ``first`` number is given, they are counted from there. Where none has a label, they
    are ``counted`` if that is how their form is cited; a text that is not parted has none. Leaves
    without a label beside those with one have none, or are counted ``on`` from these.
    """
    if first is not None:
        numbers = ((leaf, first + number) for number, leaf in enumerate(leaves))
        leaves = [replace(leaf, label=str(n) if n > 0 else "") for leaf, n in numbers]
        return [leaf for leaf in leaves if leaf.text.strip()]
    told = [leaf for leaf in leaves if leaf.text.strip()]
    if not any(leaf.label for leaf in told):
        if not counted:
            return told
        return [
            replace(leaf, label=str(number) if len(told) > 1 else "")
            for number, leaf in enumerate(told, 1)
        ]
    return _counted_on(told) if on else told


def _counted_on(leaves: Sequence[Page]) -> list[Page]:
    """The leaves between two numbers are counted where there are as many as is missing."""
    labels = [leaf.label for leaf in leaves]
    numbers = ((n, number_in(label)) for n, label in enumerate(labels))
    known = [(-1, 0)] + [(n, number) for n, number in numbers if number is not None]
    ends = [*known[1:], (len(leaves), 0)]
    for (at, number), (end, following) in zip(known, ends, strict=True):
        run = range(at + 1, end)
        fits = following - number == end - at or (end == len(leaves) and at >= 0)
        if fits and not any(labels[n] for n in run):
            for n in run:
                labels[n] = str(number + n - at)
    return [replace(leaf, label=label) for leaf, label in zip(leaves, labels, strict=True)]
