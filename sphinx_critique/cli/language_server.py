"""``sphinx-critique lsp``: a language server for editors."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

import click

from .command import Command
from .lsp.copies import Template


@click.command(
    "lsp",
    cls=Command,
    exits={0: "the editor has ended it", 1: "pygls is missing", 2: "the call cannot be read"},
)
@click.option("--trust", is_flag=True, help="Run the conf.py of any project without asking.")
@click.option("--tcp", metavar="HOST:PORT", help="Listen there, not on standard input.")
def language_server(trust: bool, tcp: str | None) -> None:
    """Say in an editor, while one types, what a build would say.

    Speaks the language server protocol on standard input and output.
    """
    if find_spec("pygls") is None:
        message = "the language server needs pygls: pip install 'sphinx-critique[lsp]'"
        raise click.ClickException(message)
    host, _, port = (tcp or "").rpartition(":")
    if tcp is not None and not port.isdecimal():
        raise click.UsageError("--tcp takes a host and a port, as in 127.0.0.1:2087")
    with prepared() as template:
        from .lsp.server import server

        made = server(template, trust)
        try:
            if tcp is None:
                made.start_io()
            else:
                made.start_tcp(host or "127.0.0.1", int(port))
        finally:
            made.projects.end()


@contextmanager
def prepared() -> Iterator[Template]:
    """What processes are copied from, begun before anything else is loaded."""
    template = Template()
    template.prepare()
    try:
        yield template
    finally:
        template.end()
