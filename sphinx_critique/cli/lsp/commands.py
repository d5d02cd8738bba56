"""What an editor may bind to keys."""

from __future__ import annotations

from lsprotocol import types

from .answers.arguing import Nothing, Writing
from .asking import Asking


class Commands(Asking):
    """What is done for one editor."""

    async def excerpt(self, uri: str, given: types.Range) -> None:
        """Make an excerpt of selected words."""
        found = await self.ask_of_span(uri, "excerpt", given)
        if isinstance(found, Writing):
            await self._apply(uri, found)
        else:
            self._tell(found)

    async def answer(self, uri: str, given: types.Range, kind: str) -> None:
        """Write a note of a kind on selected words."""
        found = await self.ask_of_span(uri, "answers", given) or []
        wanted = [each for each in found if each.title.endswith(f" with {kind}")]
        if wanted:
            await self._apply(uri, wanted[0])
        else:
            self._tell(Nothing(f"select words of a passage to answer; “{kind}” is to be a kind"))

    async def kinds(self, uri: str) -> list[dict[str, str]]:
        """The kinds of note of a project, to choose from: their names and titles."""
        found = await self.ask(uri, "kinds")
        if found is None:
            self._tell(None)
        return [{"name": name, "title": title} for name, title in found or ()]

    async def page(self, uri: str) -> None:
        """Show the page built from a document."""
        found = await self.ask(uri, "page")
        if isinstance(found, str):
            shown = types.ShowDocumentParams(self._editor.files.uri(found), external=True)
            await self._editor.window_show_document_async(shown)
        else:
            self._tell(found)

    async def _apply(self, uri: str, each: Writing) -> None:
        edit = types.WorkspaceEdit(changes={uri: [self.edit(each.place, each.text)]})
        # Whether it is made is the editor's to say to its user; some answer nothing.
        self._editor.workspace_apply_edit(types.ApplyWorkspaceEditParams(edit, label=each.title))

    def _tell(self, why: Nothing | None) -> None:
        message = why.message if why else "this file is no document of a project that is read"
        self._editor.window_show_message(types.ShowMessageParams(types.MessageType.Info, message))
