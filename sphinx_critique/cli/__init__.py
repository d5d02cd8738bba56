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
from .show import show


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sphinx-critique")
def main() -> None:
    """Quotations and the transcripts they are checked against."""


for command in (find, check, drift, audit, import_notes, describe, language_server, show):
    main.add_command(command)
