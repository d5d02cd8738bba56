"""``sphinx-critique``: look words up in a project's transcripts, and check files of it.

Exit codes: 0 where all is well, 1 where a quotation fails or words are not found, 2 where the
project or the call cannot be read.
"""

import click

from .check import check
from .find import find


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sphinx-critique")
def main() -> None:
    """Quotations and the transcripts they are checked against."""


for command in (find, check):
    main.add_command(command)
