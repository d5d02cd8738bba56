"""``sphinx-critique show``: what was read of a transcript, to see why a page fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import click

from ..project.domain import CritiqueDomain
from ..sources.library import Library
from ..texts.anchoring import Span
from ..texts.collation import Index
from ..texts.collation.pages import GAP, NOTED, QUOTED
from ..texts.collation.whereabouts import is_page
from ..texts.loci import Place, place_text, read_locator
from ..texts.printed import harmless
from .project import ProjectError, folder_of, project_option, say, sphinx

_MOST_NAMED: Final = 10


@click.command()
@click.argument("key")
@click.argument("page", required=False)
@project_option
def show(key: str, page: str | None, project: Path | None) -> None:
    """Print what was read of the transcript of KEY, or of some PAGEs of it (107, 107-9, xii).

    What cannot be read there is shown as [gap]; [l. 40] and [chap. 4] stand where lines, chapters
    and the like begin; heads, page numbers, notes and their calls, which a quotation may pass over,
    stand between ⟨ and ⟩.
    """
    with sphinx(folder_of(project)) as app:
        library = CritiqueDomain.of(app.env).library
        index = _index(library, key)
        problems = list(library.problems)
    pages = range(len(index.labels)) if page is None else _cited(index, key, page)
    for problem in problems:
        say(f"{problem.location}: {problem.message}")
    click.echo("\n\n".join(_printed(index, each) for each in pages))


def _index(library: Library, key: str) -> Index:
    owner = library.owner(key)
    index = library.index(owner) if owner else None
    if index is not None:
        return index
    if key in library.keys or library.problems_of(key):
        raise ProjectError(library.why_none(key))
    nearest = get_close_matches(key, library.keys, n=3, cutoff=0.5) or library.keys[:_MOST_NAMED]
    if not nearest:
        raise ProjectError("this project has no transcripts: see critique_transcripts")
    raise ProjectError(f"there is no transcript of “{key}”; there is one of {_listed(nearest)}")


def _cited(index: Index, key: str, page: str) -> Sequence[int]:
    """The pages that are named; it is an error if there are none."""
    labels = [label for label in dict.fromkeys(index.labels) if label]
    if not labels:
        raise ProjectError(f"no page has a label in the transcript of “{key}”; leave out the page")
    found = index.places_of_pages.cited(read_locator(page))
    found = found or [n for n, label in enumerate(index.labels) if label == page]
    if found:
        return found
    nearest = get_close_matches(page, labels, n=3)
    hint = f"; nearest: {_listed(nearest)}" if nearest else ""
    ends = labels[0] if len(labels) == 1 else f"{labels[0]} to {labels[-1]}"
    message = f"the transcript of “{key}” has no page “{page}”; it has {ends} ({len(labels)} pages)"
    raise ProjectError(message + hint)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _printed(index: Index, page: int) -> str:
    name = index.page_name(page)
    unnumbered = f"a page without a label{f', {name}' if name else ''}"
    head = f"[p. {name}]" if is_page(name) else f"[{unnumbered}]"
    text = harmless("".join(_pieces(index, *_span(index, page))))
    return f"{click.style(harmless(head), bold=True)}\n{text.rstrip() or '[no words]'}"


def _span(index: Index, page: int) -> Span:
    """The code points of a page, from its first word on."""
    first, last = index.span_of_page(page)
    if first == last:
        return 0, 0
    is_last = last == len(index)
    return index.starts[first], len(index.text) if is_last else index.starts[last]


def _pieces(index: Index, start: int, end: int) -> Iterator[str]:
    """The text of a page, with what a quotation may pass over and what begins there told apart."""
    signs = [(at, 1, mark) for at, mark in _marks(index) if start <= at < end]
    for first, last in index.furniture:
        span = index.starts[first], index.end_of(last - 1)
        if start <= span[0] < end:
            signs += [(span[0], 2, "⟨"), (span[1], 0, "⟩")]
    done = start
    for at, _, sign in sorted(signs, key=lambda each: each[:2]):
        yield _words(index.text[done:at])
        yield sign
        done = at
    yield _words(index.text[done:end])


def _marks(index: Index) -> Iterator[tuple[int, str]]:
    """Where lines, chapters and the like begin (code points), as transcripts in plain text have it.

    Of those that begin at one place, the outer come first.
    """
    events = [
        (at, rank, unit, number)
        for rank, (unit, found) in enumerate(sorted(index.units.items(), key=_outermost))
        for at, number in found
        if number and at < len(index) and unit not in (QUOTED, NOTED)
    ]
    for at, _, unit, number in sorted(events):
        mark = f"[{' '.join(place_text(Place(unit, '', number, number)).split())}]"
        start = index.starts[at]
        inline = unit == "line"
        before = "" if inline or start == 0 or index.text[start - 1] == "\n" else "\n"
        yield start, f"{mark} " if inline else f"{before}{mark}\n"


def _outermost(unit: tuple[str, Sequence[object]]) -> tuple[bool, int]:
    """Lines come last; what there is more of is within what there is less of."""
    return unit[0] == "line", len(unit[1])


def _words(text: str) -> str:
    return text.replace(GAP, "[gap]")
