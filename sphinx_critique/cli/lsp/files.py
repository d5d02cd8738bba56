"""Which file a document of the editor is, and its lines."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from pygls.uris import from_fs_path, to_fs_path

from ..project import folder_of_file
from .written.lines import lines_of


def file_of(uri: str) -> str | None:
    """The file that a document is, with its project's folder where that really lies.

    ``None`` of what is no file, or one on another machine: that is asked for nothing, unless it is
    as Windows names what is shared.
    """
    with suppress(OSError, ValueError, RuntimeError):
        host = unquote(urlsplit(uri).netloc)
        path = to_fs_path(uri)
        if not path or "\0" in path or (host not in ("", "localhost") and os.name != "nt"):
            return None
        if host == "localhost":
            path = to_fs_path(uri.replace("//localhost", "//", 1)) or ""
        path = os.path.normpath(path)
        if os.name != "nt":
            path = f"/{path.lstrip('/')}" if path.startswith("/") else path
        if not Path(path).is_absolute():
            return None
        folder = folder_of_file(Path(path))
        if folder is None:
            return path
        return str(folder.resolve() / Path(path).relative_to(folder))
    return None


def uri_of(file: str) -> str:
    """The name of a file for an editor, whatever is in it."""
    if os.name == "nt":
        return from_fs_path(file) or ""
    with suppress(UnicodeEncodeError):
        return f"file://{quote(os.fsencode(file))}"
    return ""


class Files:
    """The documents that are open, by their files."""

    def __init__(self) -> None:
        self._uris: dict[str, str] = {}
        self._lines: dict[str, tuple[str, list[str]]] = {}

    def opened(self, uri: str) -> None:
        """Know a document by the name that the editor has for it."""
        file = file_of(uri)
        if file is not None:
            self._uris[file] = uri

    def closed(self, uri: str) -> None:
        """Forget it."""
        for file in [file for file, named in self._uris.items() if named == uri]:
            del self._uris[file]
            self._lines.pop(file, None)

    def uri(self, file: str) -> str:
        """The name of a file: as the editor has it, if it is open."""
        return self._uris.get(file) or uri_of(file)

    def texts(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The texts of documents by their files; ``texts``: by their names, unquoted."""
        named = ((file, texts.get(unquote(uri))) for file, uri in self._uris.items())
        return {file: text for file, text in named if text is not None}

    def lines(self, file: str, text: str) -> list[str]:
        """The lines of a text; they are parted once as long as it is the same."""
        before = self._lines.get(file)
        if before is None or before[0] is not text:
            before = self._lines[file] = text, lines_of(text)
        return before[1]
