"""Transcripts in EPUB: the documents of its spine, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Final
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from ..collation import Pages
from .composing import Composer
from .html import compose_html
from .markup import read_xml
from .reading import MAX_BYTES, Reading, TranscriptError

_CHUNK: Final = 2**16
_MOST_MEMBERS: Final = 10_000
_MOST_PACKED: Final = 200
"""How many times as large as packed a file may be: text is three to fifty times."""
_UNSUSPECTED: Final = 2**20
_ENTRY: Final = b"PK\x01\x02"
"""What every entry in an archive's table of contents begins with."""
_XHTML: Final = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")


def read(data: bytes, reading: Reading) -> Pages:
    """Read the text of a book. Raises TranscriptError where it is broken, locked or a bomb."""
    # Before it is opened: its table of contents is read whole, and may be most of the file.
    if data.count(_ENTRY) > _MOST_MEMBERS:
        raise TranscriptError(
            f"it has more than {_MOST_MEMBERS:,} files in it; give only what is quoted"
        )
    try:
        with ZipFile(BytesIO(data)) as book:
            return _Book(book).pages(reading)
    # What zipfile raises at an archive that is broken, or packed in a way it does not know.
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError) as error:
        said = str(error.args[0] if error.args else error)
        raise TranscriptError(
            f"it is no EPUB that can be unpacked ({said}); give a copy that is whole and unlocked"
        ) from error


class _Book:
    """A book whose files are unpacked in memory, up to a limit for all of them."""

    def __init__(self, book: ZipFile) -> None:
        self._book = book
        self._left = MAX_BYTES

    def pages(self, reading: Reading) -> Pages:
        composer = Composer()
        locked = self._locked()
        for name in self._spine():
            if name in locked:
                raise TranscriptError("its text is encrypted; give a copy that is not")
            compose_html(self._read(name), composer, "utf-8")
        return composer.pages(partial=reading.partial)

    def _read(self, name: str) -> bytes:
        """What a file holds once unpacked, whatever the archive says of its size."""
        info = self._book.getinfo(name)
        # No other packing is allowed in a book, and none other is unpacked in small parts.
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise TranscriptError(f"{name} in it is packed as no EPUB may be; pack it anew")
        most = max(_UNSUSPECTED, _MOST_PACKED * info.compress_size)
        parts, size = [], 0
        with self._book.open(info) as file:
            while part := file.read(_CHUNK):
                size += len(part)
                if size > min(most, self._left):
                    raise TranscriptError("unpacked it is far too large; give only what is quoted")
                parts.append(part)
        self._left -= size
        return b"".join(parts)

    def _spine(self) -> Iterator[str]:
        """The names of the documents of text, in reading order."""
        container = read_xml(self._read("META-INF/container.xml"))
        package = next((each.get("full-path") for each in container.iter("{*}rootfile")), None)
        if not package:
            raise TranscriptError("its container names no package; give a copy that is whole")
        root = read_xml(self._read(package))
        items = {item.get("id"): item for item in root.iterfind("{*}manifest/{*}item")}
        for reference in root.iterfind("{*}spine/{*}itemref"):
            item = items.get(reference.get("idref"))
            if item is not None and item.get("media-type") in _XHTML:
                href = unquote((item.get("href") or "").partition("#")[0])
                yield normpath(join(dirname(package), href))

    def _locked(self) -> set[str]:
        """The names of the files that are encrypted; fonts often are, and are not read."""
        if "META-INF/encryption.xml" not in self._book.namelist():
            return set()
        root = read_xml(self._read("META-INF/encryption.xml"))
        return {
            normpath(unquote(each.get("URI") or "")) for each in root.iter("{*}CipherReference")
        }
