"""``sphinx-critique serve``: an edition in the browser, shown again after each edit."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from .command import Command
from .project import ProjectError, folder_of, project_option

_OUT = Path("_build", "serve")
_BUILDERS = ("html", "dirhtml", "singlehtml")
_EVERYWHERE = ("0.0.0.0", "::")


class _Jobs(click.ParamType[int]):
    """A number of processes, or ``auto``."""

    name = "N|auto"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if value == "auto":
            return os.cpu_count() or 1
        return click.IntRange(1).convert(value, param, ctx)


@click.command(
    cls=Command,
    exits={0: "it was ended", 1: "sphinx-autobuild is missing", 2: "it cannot be shown or watched"},
)
@project_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Where it is shown. 0: any that is free.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0: for all machines.")
@click.option("--open/--no-open", "opens", default=True, help="Open a browser (the default).")
@click.option(
    "-b",
    "--builder",
    type=click.Choice(_BUILDERS),
    default="html",
    show_default=True,
    help="What builds the pages.",
)
@click.option("-j", "--jobs", type=_Jobs(), default="1", help="Build in so many processes.")
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where pages are written. Default: _build/serve beside conf.py.",
)
@click.option(
    "--watch",
    "watched",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="A folder (or file) that is no part of the project: watch it, too.",
)
def serve(
    project: Path | None,
    port: int,
    host: str,
    opens: bool,
    builder: str,
    jobs: int,
    out: Path | None,
    watched: tuple[Path, ...],
) -> None:
    """Show the pages in a browser, and again after each edit.

    Edits of documents, of bibliographies, transcripts and their errata wherever they lie, and of
    conf.py begin a build, which says what the quotations came to. Ctrl-C ends it.
    """
    if find_spec("sphinx_autobuild") is None:
        message = "serve needs sphinx-autobuild: pip install 'sphinx-critique[serve]'"
        raise click.ClickException(message)
    folder = folder_of(project)
    out = _folder_for(folder, out or folder / _OUT, builder)
    with _listening(host, port) as listening:
        from .serving.pages import serve as serve_pages
        from .serving.server import Asked

        address = _address(host, listening.getsockname()[1])
        asked = Asked(folder, out, builder, jobs, watched, address, opens)
        failed = None
        with suppress(KeyboardInterrupt):
            failed = serve_pages(asked, listening)
    if failed:
        raise ProjectError(f"{folder} cannot be watched: {failed}")
    click.echo("\nended")


def _folder_for(folder: Path, out: Path, builder: str) -> Path:
    """Where to write, made now, so that its making is no change."""
    if folder.resolve().is_relative_to(out.resolve()):
        raise click.UsageError(f"--out {out}: the project itself is in it; name another folder")
    try:
        (out / builder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"cannot write to {out}: {error.strerror}") from error
    return out


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        message = f"cannot listen on {host}, port {port}: {error.strerror}; name another --port"
        raise click.UsageError(f"{message}, or 0 for any that is free") from error


def _address(host: str, port: int) -> str:
    """What a browser on this machine is told."""
    name = "localhost" if host in _EVERYWHERE else host
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"
