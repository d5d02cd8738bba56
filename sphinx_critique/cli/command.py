"""A command that says what its exit statuses mean, for its help and for manuals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click


class Command(click.Command):
    """A command with its exit statuses, from 0 on, each with what it says."""

    def __init__(self, *args: Any, exits: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.exits = exits

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Below the options, the exit statuses."""
        with formatter.section("Exit status"):
            formatter.write_dl([(str(status), told) for status, told in self.exits.items()])
        super().format_epilog(ctx, formatter)
