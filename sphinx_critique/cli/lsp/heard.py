"""What Sphinx, docutils and we say while a project is read, each at its place."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from sphinx.application import Sphinx
from sphinx.util.logging import (
    NAMESPACE,
    InfoLogRecordTranslator,
    OnceFilter,
    is_suppressed_warning,
)

from ..project import without_colours

_PLACE: Final = re.compile(r"(?P<file>.+?)(?::(?P<line>\d*))?$", re.DOTALL)
_CODE: Final = re.compile(r" \[[\w.-]+\]$")


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
        # It gives records the names of files; that of warnings would add their types once more.
        self.addFilter(InfoLogRecordTranslator(app))
        self.addFilter(OnceFilter())
        self._said: list[Said] = []

    def _is_wanted(self, record: logging.LogRecord) -> bool:
        kind, subtype = (getattr(record, name, "") or "" for name in ("type", "subtype"))
        return not is_suppressed_warning(kind, subtype, self._app.config.suppress_warnings)

    def emit(self, record: logging.LogRecord) -> None:
        """Note a warning."""
        found = _PLACE.match(str(getattr(record, "location", None) or ""))
        file, line = (found["file"], int(found["line"] or 0)) if found else ("", 0)
        names = (str(getattr(record, name, "") or "") for name in ("type", "subtype"))
        code = ".".join(filter(None, names))
        # That of Sphinx's own class has the place before it.
        message = _CODE.sub("", without_colours(logging.LogRecord.getMessage(record)))
        self._said.append(Said(file, line, code, message, record.levelno > logging.WARNING))

    def take(self) -> list[Said]:
        """What has been said since this was last asked."""
        said, self._said = self._said, []
        return said


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
