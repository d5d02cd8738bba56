"""``sphinx-critique show``: what was read of a transcript, to see why a page fails."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import click

from ..project.domain import CritiqueDomain
from ..sources.library import Library
from ..texts.collation import Index
from .command import Command
from .printed_pages import named, printed
from .project import ProjectError, folder_of, project_option, say, sphinx

_MOST_NAMED: Final = 10


@click.command(cls=Command, exits={0: "it was printed", 2: "there is no such text or page"})
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
    found = named(index, page)
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
    head, text = printed(index, page)
    return f"{click.style(head, bold=True)}\n{text}"
