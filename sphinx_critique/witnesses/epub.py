"""Transcripts in EPUB: the documents of its spine, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Any, Final
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from lxml import etree

from ..quotation import Pages
from .composing import Composer
from .html import compose_html

_CHUNK: Final = 2**16
_MOST_MEMBERS: Final = 10_000
_XHTML: Final = ("application/xhtml+xml", "text/html")


def read_epub(data: bytes, reading: Any) -> Pages:
    """Read the text of a book. Raises TranscriptError where it is broken, locked or a bomb."""
    from . import TranscriptError

    try:
        with ZipFile(BytesIO(data)) as book:
            return _Book(book).pages(reading)
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError) as error:
        raise TranscriptError(f"it is no EPUB that can be unpacked ({error})") from error


class _Book:
    def __init__(self, book: ZipFile) -> None:
        from . import MAX_BYTES, TranscriptError

        self._error = TranscriptError
        self._book = book
        self._left = MAX_BYTES
        if len(book.infolist()) > _MOST_MEMBERS:
            raise TranscriptError(f"it has more than {_MOST_MEMBERS:,} files in it")

    def pages(self, reading: Any) -> Pages:
        composer = Composer()
        locked = self._locked()
        for name in self._spine():
            if name in locked:
                raise self._error("its text is encrypted; give a copy that is not")
            compose_html(self._read(name), composer, "utf-8")
        return composer.pages(partial=reading.partial)

    def _read(self, name: str) -> bytes:
        """What a file holds once unpacked, whatever the archive says of its size."""
        parts = []
        with self._book.open(name) as file:
            while part := file.read(_CHUNK):
                self._left -= len(part)
                if self._left < 0:
                    raise self._error("unpacked it is too large: give only what is quoted")
                parts.append(part)
        return b"".join(parts)

    def _xml(self, name: str) -> Any:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(self._read(name), parser)

    def _spine(self) -> Iterator[str]:
        container = self._xml("META-INF/container.xml")
        package = next(iter(container.xpath("//*[local-name()='rootfile']/@full-path")), None)
        if package is None:
            raise self._error("its container names no package")
        root = self._xml(str(package))
        items = {
            str(item.get("id")): (str(item.get("href")), item.get("media-type"))
            for item in root.xpath("//*[local-name()='manifest']/*[local-name()='item']")
        }
        for reference in root.xpath("//*[local-name()='spine']/*[local-name()='itemref']"):
            href, form = items.get(str(reference.get("idref")), ("", ""))
            if form in _XHTML:
                yield normpath(join(dirname(str(package)), unquote(href.partition("#")[0])))

    def _locked(self) -> set[str]:
        if "META-INF/encryption.xml" not in self._book.namelist():
            return set()
        root = self._xml("META-INF/encryption.xml")
        return {unquote(str(uri)) for uri in root.xpath("//*[local-name()='CipherReference']/@URI")}
