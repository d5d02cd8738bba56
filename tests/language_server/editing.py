"""An editor without a window: what it has open, what it was told, and what edits make of it."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from lsprotocol import types
from pytest_lsp import LanguageClient

from .markup import Markup

LIMIT: Final = 90
"""Seconds after which what does not come is a fault, on however busy a machine."""
PAGE: Final = "page"

Diagnostics = Sequence[types.Diagnostic]


class Editor:
    """One project, open in one editor."""

    def __init__(self, client: LanguageClient, folder: Path, markup: Markup) -> None:
        self.client = client
        self.folder = folder
        self.markup = markup
        self.texts: dict[str, str] = {}
        self.edits: list[types.WorkspaceEdit] = []
        self._versions = 0
        self._marks = 0

    # Files

    def path(self, name: str) -> Path:
        """The file of a document (``page``), or any other (``conf.py``)."""
        return self.folder / (name if "." in name else f"{name}{self.markup.suffix}")

    def uri(self, name: str = PAGE) -> str:
        return self.path(name).as_uri()

    def document(self, name: str = PAGE) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(name))

    def write(self, name: str, text: str) -> None:
        """Write a file, and tell of it as an editor does that watches a folder."""
        there = self.path(name).exists()
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text, encoding="utf-8")
        self.tell(name, types.FileChangeType.Changed if there else types.FileChangeType.Created)

    def remove(self, name: str) -> None:
        self.path(name).unlink()
        self.tell(name, types.FileChangeType.Deleted)

    def tell(self, name: str, change: types.FileChangeType) -> None:
        event = types.FileEvent(self.uri(name), change)
        params = types.DidChangeWatchedFilesParams([event])
        self.client.workspace_did_change_watched_files(params)

    # What is open

    def type(self, text: str, name: str = PAGE) -> None:
        """Have a text in the editor that is not saved."""
        uri, self._versions = self.uri(name), self._versions + 1
        if name in self.texts:
            document = types.VersionedTextDocumentIdentifier(self._versions, uri)
            whole = types.TextDocumentContentChangeWholeDocument(text)
            params = types.DidChangeTextDocumentParams(document, [whole])
            self.client.text_document_did_change(params)
        else:
            item = types.TextDocumentItem(uri, self.markup.language, self._versions, text)
            self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        self.texts[name] = text

    def save(self, name: str = PAGE) -> None:
        self.path(name).write_text(self.texts[name], encoding="utf-8")
        params = types.DidSaveTextDocumentParams(self.document(name))
        self.client.text_document_did_save(params)

    def close(self, name: str = PAGE) -> None:
        self.texts.pop(name)
        params = types.DidCloseTextDocumentParams(self.document(name))
        self.client.text_document_did_close(params)

    async def show(self, *parts: str, name: str = PAGE) -> Diagnostics:
        """Have a page of these parts in the editor; what is wrong with it once it is read.

        That it was is told by a reference to nothing at its end.
        """
        self._marks += 1
        mark = f"read-{self._marks}"
        self.type(self.markup.document(*parts, self.markup.role("critique:ref", mark)), name)
        found = await self.until(lambda all: any(mark in each.message for each in all), name)
        return [each for each in found if mark not in each.message]

    async def until(self, holds: Callable[[Diagnostics], bool], name: str = PAGE) -> Diagnostics:
        """What is wrong with a document, once something holds of it."""
        async with asyncio.timeout(LIMIT):
            while not holds(self.diagnostics(name)):
                await self.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        return self.diagnostics(name)

    def diagnostics(self, name: str = PAGE) -> Diagnostics:
        return list(self.client.diagnostics.get(self.uri(name), ()))

    # Places

    def at(self, words: str, offset: int = 0, name: str = PAGE) -> types.Position:
        """Where words stand in a document, and so many characters on."""
        start = self.texts[name].index(words) + offset
        return position(self.texts[name], start)

    def over(self, words: str, name: str = PAGE) -> types.Range:
        return types.Range(self.at(words, 0, name), self.at(words, len(words), name))

    def words(self, there: types.Range, name: str = PAGE) -> str:
        """What stands in a range of a document."""
        text = self.texts[name]
        return text[offset(text, there.start) : offset(text, there.end)]

    def after(self, edit: types.WorkspaceEdit, name: str = PAGE) -> str:
        """A document after edits that an editor makes."""
        changes = edit.changes or {}
        return edited(self.texts[name], changes.get(self.uri(name), ()))


def position(text: str, offset: int) -> types.Position:
    """As editors count: in units of UTF-16."""
    before = text[:offset].rpartition("\n")[2]
    return types.Position(text.count("\n", 0, offset), len(before.encode("utf-16-le")) // 2)


def offset(text: str, place: types.Position) -> int:
    """Back again."""
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: place.line])
    units = lines[place.line].encode("utf-16-le")[: 2 * place.character]
    assert len(units) == 2 * place.character, f"{place} is behind the end of its line"
    return start + len(units.decode("utf-16-le"))


def edited(text: str, edits: Sequence[types.TextEdit]) -> str:
    """A text after edits, all of which tell places of what it was."""
    for each in sorted(edits, key=lambda edit: offset(text, edit.range.start), reverse=True):
        start, end = offset(text, each.range.start), offset(text, each.range.end)
        text = text[:start] + each.new_text + text[end:]
    return text
