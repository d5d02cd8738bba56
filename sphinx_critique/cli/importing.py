"""``sphinx-critique import``: notes written elsewhere, as excerpts and annotations to be edited."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Final

import click

from ..model.kinds import KINDS, Kind
from ..project.domain import CritiqueDomain
from ..texts.incoming import Incoming, Placed, Unreadable, placed, read
from ..texts.incoming.document import document
from ..texts.incoming.forms import Form
from ..texts.incoming.kinds import Kinds, spoken
from ..texts.incoming.myst import Myst
from ..texts.incoming.placing import Ground, Placement
from ..texts.incoming.records import tidy
from ..texts.incoming.rest import Rest
from .against import Transcript
from .command import Command
from .project import ProjectError, folder_of, project_option, say, sphinx

_FORMS: Final[Mapping[bool, type[Form]]] = {False: Rest, True: Myst}


@click.command(
    "import", cls=Command, exits={0: "the notes are written", 2: "the file cannot be read"}
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--myst", is_flag=True, help="In MyST, not in reStructuredText.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write. Default: standard output.",
)
@click.option("--kind", default="gloss", show_default=True, help="The kind of notes that say none.")
@click.option("--against", metavar="KEY", help="Find the words in the transcript of KEY.")
@project_option
def import_notes(
    file: Path,
    myst: bool,
    output: Path | None,
    kind: str,
    against: str | None,
    project: Path | None,
) -> None:
    """Turn the notes in FILE into excerpts and annotations.

    FILE holds Web Annotations (JSON-LD), what Hypothesis gives (JSON, CSV), comments (a Word file)
    or notes of a TEI edition. What has no place is kept in a section of its own; it is named, with
    the reason, beside the answer. With --against, passages are whole sentences of a transcript,
    with their page.
    """
    incoming = _read(file)
    opened = sphinx(folder_of(project)) if against or project else nullcontext()
    with opened as app:
        domain = CritiqueDomain.of(app.env) if app else None
        kinds = _kinds(domain.settings.vocabulary if domain else None, kind)
        ground: Ground | None = None
        if against and domain:
            ground = Transcript(domain.library, against, say).ground
        placement = placed(incoming, kinds, say, ground)
    text = document(placement, tidy(file.name), _FORMS[myst]())
    if output:
        _write(output, text)
    else:
        click.echo(text, nl=False)
    _report(incoming, placement)


def _read(file: Path) -> Incoming:
    try:
        return read(file.read_bytes())
    except (Unreadable, OSError) as error:
        raise ProjectError(f"{file} cannot be read: {error}") from error


def _write(output: Path, text: str) -> None:
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ProjectError(f"{output} cannot be written: {error.strerror or error}") from error


def _kinds(known: Mapping[str, Kind] | None, default: str) -> Kinds:
    kinds = known or {each.name: each for each in KINDS}
    if default not in kinds or default == "reply":
        there = ", ".join(name for name in kinds if name != "reply")
        raise click.UsageError(f"there is no kind “{default}” for notes; there are {there}")
    names: dict[str, str] = {}
    properties: dict[str, list[str]] = {}
    for name, each in kinds.items():
        for said in (name, each.title, each.label):
            names.setdefault(spoken(said), name)
        properties.setdefault(each.cito, []).append(name)
    cito = {f"cito:{name}": own[0] for name, own in properties.items() if len(own) == 1}
    return Kinds(names, cito, default)


def _report(incoming: Incoming, placement: Placement) -> None:
    """Name what is missing and what has no place, then say how many there are of each."""
    for address in incoming.missing:
        say(f"{address} is named in the file and not in it: import it too")
    for each, why in placement.lost:
        if why:
            say(f"not placed: note {each.note.id}: {why}")
    whole = [each for sheet in placement.sheets for each in sheet.whole]
    below = [e for sheet in placement.sheets for each in sheet.passages for e in each.notes]
    written = [*whole, *below, *(each for each, _ in placement.lost)]
    whole += [each for each in below if _is_at(each)]
    counts = {
        "on words": sum(each.parent < 0 and not _is_at(each) for each in below),
        "of a page": sum(each.parent < 0 for each in whole),
        "replies": sum(each.parent >= 0 for each in written),
        "not placed": sum(each.parent < 0 for each, _ in placement.lost),
    }
    marked = sum(each.note.is_highlight for each in written)
    told = ", ".join(f"{number} {name}" for name, number in counts.items())
    total = len(incoming.notes)
    passages = sum(len(sheet.passages) for sheet in placement.sheets)
    say(
        f"{incoming.form}: {total} notes in, {len(written)} out ({told}; {marked} of them"
        f" highlights), {passages} passages"
    )


def _is_at(placed: Placed) -> bool:
    """Whether a note below a passage is on a place, or on all of the work."""
    return bool(dict(placed.note.options).get("at"))
