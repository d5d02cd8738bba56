"""How messages are taken: a question that is none is answered too, if only with what is wrong."""

from __future__ import annotations

from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol


class Protocol(LanguageServerProtocol):
    """That of pygls, which says nothing where the parts of a question are not what they may be."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message made of what was sent."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            number = data.get("id")
            if "method" not in data or not isinstance(number, str | int):
                raise
            self._send_response(number, None, error.to_response_error())
            done = types.CancelParams(number)
            return types.CancelNotification(done)
