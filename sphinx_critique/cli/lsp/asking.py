"""Questions of an editor, put to the project of the document that they are about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from lsprotocol import types

from .failed import Failed
from .files import file_of
from .projects import Projects
from .units import from_editor
from .written.places import Place, Span


class _Placed(Protocol):
    """A question about a place of a document."""

    @property
    def text_document(self) -> types.TextDocumentIdentifier: ...
    @property
    def position(self) -> types.Position: ...


class Asking:
    """Asks, in what the projects count in, and says what is answered in what the editor does."""

    def __init__(self, projects: Projects) -> None:
        self._projects = projects
        self._editor = projects.editor
        self.publisher = projects.publisher

    async def ask(self, uri: str, name: str, *given: Any) -> Any:
        """What the project of a document answers; nothing where it has none that does."""
        return await self.ask_of(uri, name, lambda _: given)

    async def ask_at(self, params: _Placed, name: str, *given: Any) -> Any:
        """The same of a place."""
        uri, position = params.text_document.uri, params.position
        return await self.ask_of(uri, name, lambda file: (*self.place(file, position), *given))

    async def ask_of(self, uri: str, name: str, given: Callable[[str], tuple[Any, ...]]) -> Any:
        """The same; what is ``given`` is made of a file when that may be read."""
        worker = self._projects.worker_of(uri)
        file = file_of(uri)
        if worker is None or file is None:
            return None
        asked = self._editor.unsaved(), file, *given(file)
        answer = await worker.ask(name, *asked)
        if isinstance(answer, Failed) and answer.is_gone:
            answer = await worker.ask(name, *asked)
        if isinstance(answer, Failed):
            self._editor.log(f"{name}: {answer.message}")
            return None
        return answer

    def place(self, file: str, position: types.Position) -> tuple[int, int]:
        """A place in code points; one that is not there is the nearest that is."""
        lines = self._editor.lines(file)
        line = min(max(position.line, 0), max(len(lines) - 1, 0))
        encoding = types.PositionEncodingKind(self._editor.workspace.position_encoding).value
        return line, from_editor(lines[line], position.character, encoding)

    def range(self, file: str, span: Span) -> types.Range:
        return self.publisher.range(Place(file, span))

    async def ask_of_span(self, uri: str, name: str, given: types.Range) -> Any:
        """What is answered of words that are selected."""

        def span(file: str) -> tuple[Span]:
            return (Span(*self.place(file, given.start), *self.place(file, given.end)),)

        return await self.ask_of(uri, name, span)

    def edit(self, place: Place, text: str) -> types.TextEdit:
        return types.TextEdit(self.publisher.range(place), text)
