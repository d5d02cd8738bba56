"""The editor that is spoken to: its documents, as they are there, and what it has asked for."""

from __future__ import annotations

from importlib.metadata import metadata, version
from typing import Final

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from .files import Files
from .protocol import Protocol
from .written.lines import lines_on_disk

_NAME: Final = "sphinx-critique"


class Editor(LanguageServer):
    """One editor. ``options`` are what it says of itself when it starts."""

    def __init__(self) -> None:
        # Parts of a text would be counted by ends of lines that editors do not know.
        whole = types.TextDocumentSyncKind.Full
        super().__init__(
            _NAME, version(_NAME), text_document_sync_kind=whole, protocol_cls=Protocol
        )
        self.files = Files()
        self.options: object = None

    def option(self, name: str) -> object:
        """What the editor has said under a name, if it has."""
        return self.options.get(name) if isinstance(self.options, dict) else None

    @property
    def guide(self) -> str:
        """The address of the folder of the guide: what the editor says, or that of the project.

        That of the first page, which lies in it, will do.
        """
        said = self.option("guide")
        urls = dict(each.split(", ", 1) for each in metadata(_NAME).get_all("Project-URL") or ())
        address = said if isinstance(said, str) and said else urls.get("Documentation", "")
        folder = address.removesuffix("index.html").rstrip("/")
        return folder if folder.startswith(("https://", "http://", "file://")) else ""

    @property
    def is_beside_another(self) -> bool:
        """Whether another server has what Sphinx warns of, and names of directives and roles."""
        return self.option("warnings") == "critique"

    def unsaved(self) -> dict[str, str]:
        """The text of every open document, by its file."""
        documents = self.workspace.text_documents
        return self.files.texts({uri: each.source for uri, each in documents.items()})

    def lines(self, file: str) -> list[str]:
        """The lines of a file as the editor has it, or else as it is on disk.

        The latter only of files that a trusted project is read from.
        """
        text = self.unsaved().get(file)
        return lines_on_disk(file) if text is None else self.files.lines(file, text)

    def log(self, message: str) -> None:
        """Say, where the editor keeps a log, what has failed."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))
