"""Whether the ``conf.py`` of a project may be run: it is a program, and may do anything."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from .editor import Editor

_YES: Final = "Trust it"
_NO: Final = "Not now"
_HOW: Final = "start sphinx-critique lsp with --trust"


class Trust:
    """Asks once for each project, if the editor has not said that it is trusted."""

    def __init__(self, editor: Editor, is_trusting: bool) -> None:
        self._editor = editor
        self._is_trusting = is_trusting
        self._given: dict[Path, bool] = {}

    def is_known(self, folder: Path) -> bool:
        """Whether a project may be read, as far as has been said."""
        return self._is_trusting or self._is_said_by_editor() or self._given.get(folder, False)

    async def is_given(self, folder: Path) -> bool:
        """The same; asks its reader where nothing has been said, and waits."""
        if self.is_known(folder):
            return True
        if folder not in self._given:
            self._given[folder] = False
            self._given[folder] = await self._asked(folder)
        return self._given[folder]

    def _is_said_by_editor(self) -> bool:
        return self._editor.option("trusted") is True

    async def _asked(self, folder: Path) -> bool:
        message = (
            f"sphinx-critique reads {folder / 'conf.py'} as Sphinx does: it runs it. Only trust"
            " projects whose conf.py you know."
        )
        choices = [types.MessageActionItem(_YES), types.MessageActionItem(_NO)]
        asked = types.ShowMessageRequestParams(types.MessageType.Info, message, choices)
        try:
            answer = await self._editor.window_show_message_request_async(asked)
        except JsonRpcException:
            self._tell(folder)
            return False
        return answer is not None and answer.title == _YES

    def _tell(self, folder: Path) -> None:
        """What to do where the editor cannot ask its user anything."""
        message = f"{folder} is not read, as it is not known to be trusted: {_HOW}"
        told = types.ShowMessageParams(types.MessageType.Warning, message)
        self._editor.window_show_message(told)
