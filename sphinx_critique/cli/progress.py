"""One line that says how far long work is; only a terminal is shown it."""

from __future__ import annotations

import sys

_WIDTH = 72


class Progress:
    """Writes over its own line on standard error."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._last = ""

    def say(self, what: str, done: int, total: int) -> None:
        """Say how much of something is done."""
        text = f"{what[:_WIDTH]} … {100 * done // max(total, 1)} %"
        if self._shown and text != self._last:
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()
            self._last = text

    def end(self) -> None:
        """Leave no trace."""
        if self._last:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._last = ""
