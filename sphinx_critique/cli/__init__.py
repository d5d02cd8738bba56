"""``sphinx-critique``: look into the transcripts of a project, and check files of it.

Exit codes: 0 where all is well, 1 where a quotation fails or words are not found, 2 where the
project or the call cannot be read.
"""

import click

from .audit import audit
from .check import check
from .describe import describe
from .drift import drift
from .find import find
from .importing import import_notes
from .language_server import language_server
from .new import new
from .serve import serve
from .show import show


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sphinx-critique")
def main() -> None:
    """Critical editions: begun, shown, and their quotations checked against transcripts."""


_TO_WRITE = (new, serve, language_server, describe, import_notes)
_TO_CHECK = (find, show, check, drift, audit)
for command in (*_TO_WRITE, *_TO_CHECK):
    main.add_command(command)
