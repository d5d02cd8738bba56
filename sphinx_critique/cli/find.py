"""``sphinx-critique find``: where words stand in the transcripts of a project."""

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

from ..project.domain import CritiqueDomain
from ..sources.checked import told
from ..sources.library import Library
from ..texts.anchoring import Span
from ..texts.collation import Change, Check, Index, Scope, Status
from ..texts.collation.citing import locator_at
from ..texts.collation.remembered import Words, differing, remembered
from ..texts.collation.whereabouts import is_page
from ..texts.printed import harmless, json_of
from .command import Command
from .pasting import FORMS
from .progress import Progress
from .project import folder_of, json_option, project_option, say, sphinx

_CONTEXT = 72


class Hit(NamedTuple):
    """Where words stand, or what is nearest to them; ``locator`` is how that is cited."""

    source: str
    page: str
    locator: str
    status: str
    text: str
    before: str
    after: str
    changes: tuple[str, ...]


@click.command(
    cls=Command,
    exits={
        0: "the words stand there, but for accents and case",
        1: "they do not",
        2: "that cannot be told",
    },
)
@click.argument("words", nargs=-1, required=True)
@click.option("-s", "--source", help="Look in the transcript of this bibliography key only.")
@click.option("--quote", is_flag=True, help="As a quotation in running text, not as an excerpt.")
@click.option("--myst", is_flag=True, help="In MyST, not in reStructuredText.")
@project_option
@json_option
def find(
    words: tuple[str, ...],
    source: str | None,
    quote: bool,
    myst: bool,
    project: Path | None,
    as_json: bool,
) -> None:
    """Say where WORDS stand in the transcripts, ready to paste as an excerpt.

    Where they stand nowhere, accents and case count for nothing. Words that are remembered wrongly
    are found too; what differs is shown.
    """
    quotation = " ".join(words)
    with sphinx(folder_of(project)) as app:
        library = CritiqueDomain.of(app.env).library
        keys = [source] if source else library.keys
        hits, stands = _looked_for(library, keys, quotation)
        for problem in library.problems:
            say(f"{problem.location}: {problem.message}")
        if not keys:
            raise click.UsageError("this project has no transcripts: see critique_transcripts")
    form = FORMS[myst, quote]
    for hit in hits:
        click.echo(json_of(hit._asdict()) if as_json else _told(hit, form))
    if not hits:
        click.echo("These words, or any like them, stand in no transcript.", err=True)
    if not stands:
        sys.exit(1)


def _looked_for(library: Library, keys: Sequence[str], words: str) -> tuple[list[Hit], bool]:
    """The best that there is in any transcript, and whether the words stand there."""
    progress = Progress()
    [likely] = library.likely(keys, [words], partial(progress.say, "reading transcripts"))
    progress.end()
    for look, stands in ((_exact, True), (_unaccented, True), (_near, False), (_alike, False)):
        looked_into = likely.together if stands else [*likely.together, *likely.some]
        indexes = ((key, library.index(key)) for key in looked_into)
        hits = [hit for key, index in indexes if index for hit in look(key, index, words)]
        if hits:
            return sorted(hits, key=lambda hit: len(hit.changes)), stands
    return [], False


def _exact(key: str, index: Index, words: str) -> Iterator[Hit]:
    for span, result in Check(index, Scope()).everywhere(words):
        yield _hit(key, index, span, result.status)


def _unaccented(key: str, index: Index, words: str) -> Iterator[Hit]:
    yield from _of_words(key, index, words, remembered(index, words))


def _alike(key: str, index: Index, words: str) -> Iterator[Hit]:
    yield from _of_words(key, index, words, remembered(index, words, misspelt=True))


def _of_words(key: str, index: Index, words: str, places: Iterator[Words]) -> Iterator[Hit]:
    for found in places:
        span = found[0][0], found[-1][1]
        yield _hit(key, index, span, Status.MISQUOTED, [*differing(index, found, words)])


def _near(key: str, index: Index, words: str) -> Iterator[Hit]:
    check = Check(index, Scope())
    result = check.of(words)
    if result.found is None or result.status in (Status.UNCHECKED, Status.NOT_FOUND):
        return
    page, text = result.found
    places = [span for span, each in check.everywhere(text) if each.found and each.found[0] == page]
    if places:
        yield _hit(key, index, places[0], result.status, result.changes)
    else:  # What cannot be read there is among the words.
        before, after = (*result.context, "", "")[:2]
        changes = tuple(map(told, result.changes))
        locator = page if is_page(page) else ""
        yield Hit(key, page, locator, str(result.status), text, before, after, changes)


def _hit(key: str, index: Index, span: Span, status: Status, changes: Sequence[Change] = ()) -> Hit:
    check = Check(index, Scope())
    page, text = check.passage(span)
    before, after = check.context(span)
    locator = locator_at(index, span)
    return Hit(key, page, locator, str(status), text, before, after, tuple(map(told, changes)))


def _told(hit: Hit, form: Callable[[str, str], str]) -> str:
    page = f"{hit.source}, {hit.page}" if hit.page else hit.source
    cited = f"{hit.source}, {hit.locator}" if hit.locator else hit.source
    before = f"… {hit.before[-_CONTEXT:]} " if hit.before else ""
    after = f" {hit.after[:_CONTEXT]}" if hit.after[:1].isalnum() else hit.after[:_CONTEXT]
    lines = [
        *(f"  {change}" for change in hit.changes),
        f"  {before}[{hit.text}]{after}",
        "",
        form(hit.text, cited),
        "",
    ]
    head = f"{click.style(harmless(page), bold=True)}: {hit.status}"
    return "\n".join([head, *map(harmless, lines)])
