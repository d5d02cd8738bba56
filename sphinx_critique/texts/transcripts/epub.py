"""Transcripts in EPUB: the documents of its spine, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Any, Final
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from ..collation import Pages
from .composing import Composer
from .html import compose_html
from .markup import bare_label, brief_text, read_xml
from .reading import MAX_BYTES, Reading, TranscriptError

_CHUNK: Final = 2**16
_MOST_MEMBERS: Final = 10_000
_MOST_PACKED: Final = 200
"""How many times as large as packed a file may be: text is three to fifty times."""
_UNSUSPECTED: Final = 2**20
_ENTRY: Final = b"PK\x01\x02"
"""What every entry in an archive's table of contents begins with."""
_TYPE: Final = "{http://www.idpf.org/2007/ops}type"
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
    # zipfile's own: an archive that is broken or cut off, a file that its contents do not name,
    # a way of packing that it does not know, a password.
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
            marks, first = self._page_list.get(name, {}), reading.first_version
            compose_html(self._read(name), composer, "utf-8", marks, first)
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

    @cached_property
    def _package(self) -> tuple[str, Any]:
        """The name and the root of the document that says what the book is made of."""
        container = read_xml(self._read("META-INF/container.xml"))
        package = next((each.get("full-path") for each in container.iter("{*}rootfile")), None)
        if not package:
            raise TranscriptError("its container names no package; give a copy that is whole")
        return package, read_xml(self._read(package))

    def _spine(self) -> Iterator[str]:
        """The names of the documents of text, in reading order."""
        package, root = self._package
        items = {item.get("id"): item for item in root.iterfind("{*}manifest/{*}item")}
        for reference in root.iterfind("{*}spine/{*}itemref"):
            item = items.get(reference.get("idref"))
            if item is not None and item.get("media-type") in _XHTML:
                yield _target(package, item.get("href"))[0]

    @cached_property
    def _page_list(self) -> dict[str, dict[str, str]]:
        """By document and identity, the pages that only the book's navigation names."""
        package, root = self._package
        found: dict[str, dict[str, str]] = {}
        for item in root.iterfind("{*}manifest/{*}item"):
            name = _target(package, item.get("href"))[0]
            is_nav = "nav" in (item.get("properties") or "").split()
            is_ncx = item.get("media-type") == "application/x-dtbncx+xml"
            if (is_nav or is_ncx) and name in self._book.namelist():
                for href, label in _listed(read_xml(self._read(name))):
                    document, identity = _target(name, href)
                    found.setdefault(document, {}).setdefault(identity, label)
        return found

    def _locked(self) -> set[str]:
        """The names of the files that are encrypted; fonts often are, and are not read."""
        if "META-INF/encryption.xml" not in self._book.namelist():
            return set()
        root = read_xml(self._read("META-INF/encryption.xml"))
        return {
            normpath(unquote(each.get("URI") or "")) for each in root.iter("{*}CipherReference")
        }


def _target(base: str, href: str | None) -> tuple[str, str]:
    """The name of a file to which another refers, and the identity in it."""
    path, _, identity = (href or "").partition("#")
    name = normpath(join(dirname(base), unquote(path))) if path else base
    return name, unquote(identity)


def _listed(root: Any) -> Iterator[tuple[str | None, str]]:
    """The pages that a navigation document lists: where each begins, and its label."""
    for nav in root.iter("{*}nav"):
        kinds = f"{nav.get(_TYPE) or ''} {nav.get('role') or ''}"
        if "page-list" in kinds or "doc-pagelist" in kinds:
            for link in nav.iter("{*}a"):
                yield link.get("href"), bare_label(brief_text(link))
    for target in root.iter("{*}pageTarget"):
        label = next((brief_text(each) for each in target.iter("{*}text")), "")
        content = next(target.iter("{*}content"), None)
        if content is not None:
            yield content.get("src"), bare_label(label or target.get("value") or "")
