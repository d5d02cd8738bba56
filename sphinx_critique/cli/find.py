"""``sphinx-critique find``: where words stand in the transcripts of a project."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import click

from ..project.domain import CritiqueDomain
from ..sources.checked import told
from ..texts.collation import Check, Index, Result, Scope, Status
from ..texts.collation.whereabouts import is_page
from .pasting import FORMS
from .project import folder_of, json_option, project_option, sphinx

_FOUND = (Status.VERBATIM, Status.MARKED)
_NOWHERE = (Status.UNCHECKED, Status.NOT_FOUND)
_CONTEXT = 72


class Hit(NamedTuple):
    """Where words stand, or what is nearest to them."""

    source: str
    page: str
    status: str
    text: str
    before: str
    after: str
    changes: tuple[str, ...]


@click.command()
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

    Words that are remembered wrongly are found too; what differs is shown.
    """
    quotation = " ".join(words)
    with sphinx(folder_of(project)) as app:
        library = CritiqueDomain.of(app.env).library
        keys = [source] if source else library.keys
        hits = [hit for key in keys for hit in _hits(key, library.index(key), quotation)]
        for problem in library.problems:
            click.echo(f"{problem.location}: {problem.message}", err=True)
        if not keys:
            raise click.UsageError("this project has no transcripts: see critique_transcripts")
    exact = [hit for hit in hits if hit.status in _FOUND]
    form = FORMS[myst, quote]
    for hit in exact or sorted(hits, key=lambda hit: len(hit.changes)):
        as_object = json.dumps(hit._asdict(), ensure_ascii=False) if as_json else ""
        click.echo(as_object or _printed(hit, form))
    if not exact:
        if not hits:
            click.echo("These words, or any like them, stand in no transcript.", err=True)
        sys.exit(1)


def _hits(key: str, index: Index | None, quotation: str) -> Iterator[Hit]:
    if index is None:
        return
    check = Check(index, Scope())
    for result in check.everywhere(quotation) or _nearest(check, quotation):
        if result.found is not None and result.status not in _NOWHERE:
            before, after = (*result.context, "", "")[:2]
            changes = tuple(map(told, result.changes))
            page, text = result.found
            yield Hit(key, page, str(result.status), text, before, after, changes)


def _nearest(check: Check, quotation: str) -> Iterator[Result]:
    """What is most like words that stand nowhere; their accents may be forgotten."""
    own = check.of(quotation)
    accented = check.index.accented(quotation) if own.status in _NOWHERE else quotation
    yield own if accented == quotation else check.of(accented)


def _printed(hit: Hit, form: Callable[[str, str], str]) -> str:
    where = f"{hit.source}, {hit.page}" if hit.page else hit.source
    lines = [f"{click.style(where, bold=True)}: {hit.status}"]
    where = where if is_page(hit.page) else hit.source
    lines += [f"  {change}" for change in hit.changes]
    around = [f"… {hit.before[-_CONTEXT:]}" if hit.before else "", hit.after[:_CONTEXT]]
    lines += [f"  {around[0]} [{hit.text}] {around[1]}".rstrip(), ""]
    lines += [form(where, hit.text), ""]
    return "\n".join(lines)
