"""What Sphinx, docutils and we say while a project is read, each at its place."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Final, NamedTuple

from sphinx.application import Sphinx
from sphinx.util.logging import (
    NAMESPACE,
    OnceFilter,
    is_suppressed_warning,
)

from ...project import without_colours

_PLACE: Final = re.compile(r"(?P<file>.+?)(?::(?P<line>\d*))?$", re.DOTALL)
_CODE: Final = re.compile(r" \[[\w.-]+\]$")
_SAID: Final = re.compile(
    r"(?:(?P<place>\S[^\n]*?): )??(?P<level>WARNING|ERROR|CRITICAL): (?P<message>.*?)"
    r"(?: \[(?P<code>[\w.-]+)\])?(?=\Z|\n(?:\S[^\n]*?: )??(?:WARNING|ERROR|CRITICAL): )",
    re.DOTALL,
)
"""What Sphinx writes into its log, where nobody can listen to it yet."""


class Said(NamedTuple):
    """A warning: its file (empty: of the project), the line from 1 (0: of no line) and its type."""

    file: str
    line: int
    code: str
    message: str
    is_error: bool = False


class Heard(logging.Handler):
    """Keeps what is said, in place of a log."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__(logging.WARNING)
        self._app = app
        self.addFilter(self._is_wanted)
        # Sphinx's own handler, which comes first, has given the record the name of its file.
        self.addFilter(OnceFilter())
        self._said: list[Said] = []

    def _is_wanted(self, record: logging.LogRecord) -> bool:
        kind, subtype = (getattr(record, name, "") or "" for name in ("type", "subtype"))
        return not is_suppressed_warning(kind, subtype, self._app.config.suppress_warnings)

    def emit(self, record: logging.LogRecord) -> None:
        """Note a warning."""
        file, line = _place(str(getattr(record, "location", None) or ""))
        names = (str(getattr(record, name, "") or "") for name in ("type", "subtype"))
        code = ".".join(filter(None, names))
        # That of Sphinx's own class has the place before it.
        message = _CODE.sub("", without_colours(logging.LogRecord.getMessage(record)))
        self._said.append(Said(file, line, code, message, record.levelno > logging.WARNING))

    def take(self) -> list[Said]:
        """What has been said since this was last asked."""
        said, self._said = self._said, []
        return said


class Beginning(StringIO):
    """The log of a project that is started; once it is, nothing more is kept there."""

    _is_over = False

    def write(self, text: str) -> int:
        """Note what is said at the start."""
        return len(text) if self._is_over else super().write(text)

    def take(self) -> list[Said]:
        """What has been said until now."""
        self._is_over = True
        text = without_colours(self.getvalue()).rstrip("\n")
        return [_said(found) for found in _SAID.finditer(text)]


def _said(found: re.Match[str]) -> Said:
    file, line = _place(found["place"] or "")
    is_error = found["level"] != "WARNING"
    return Said(file, line, found["code"] or "", found["message"], is_error)


def _place(location: str) -> tuple[str, int]:
    found = _PLACE.match(location)
    return (found["file"], int(found["line"] or 0)) if found else ("", 0)


@contextmanager
def heard(app: Sphinx) -> Iterator[Heard]:
    """Listen to a project."""
    handler = Heard(app)
    logger = logging.getLogger(NAMESPACE)
    logger.addHandler(handler)
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
