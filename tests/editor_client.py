"""A client of ``sphinx-critique lsp`` that says whatever it is told to, right or wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any, Final

PATIENCE: Final = 30.0


class Silent(AssertionError):
    """The server has not said in time what was waited for."""


class Refused(Exception):
    """The server has answered with an error."""


class Client:
    """One server on standard input and output, and what it has said."""

    def __init__(self, *options: str, environment: Mapping[str, str] | None = None) -> None:
        command = [sys.executable, "-m", "sphinx_critique", "lsp", *options]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **(environment or {})},
        )
        self.said: list[dict[str, Any]] = []
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        self.answers: dict[str, Any] = {}
        self._answered: dict[int, dict[str, Any]] = {}
        self._heard: Queue[dict[str, Any]] = Queue()
        self._last = 0
        Thread(target=self._listen, daemon=True).start()

    def initialize(self, folder: Path | None = None, **more: Any) -> Any:
        """Begin, as an editor does that can do little."""
        params = {"processId": os.getpid(), "rootUri": folder and folder.as_uri(), **more}
        result = self.request("initialize", {"capabilities": {}, **params})
        self.notify("initialized", {})
        return result

    def open(self, uri: str, text: str, version: int = 1) -> None:
        """Show a document, be it on disk or not."""
        document = {"uri": uri, "languageId": "restructuredtext", "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, uri: str, text: str, version: int = 2) -> None:
        """Have other text in a document."""
        named = {"uri": uri, "version": version}
        changes = [{"text": text}]
        self.notify("textDocument/didChange", {"textDocument": named, "contentChanges": changes})

    def close(self, uri: str) -> None:
        """Take a document away."""
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def ask(self, name: str, uri: str, line: int = 0, column: int = 0, **more: Any) -> Any:
        """Ask about a place of a document."""
        place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
        return self.request(f"textDocument/{name}", {**place, **more})

    def request(self, method: str, params: Any, patience: float = PATIENCE) -> Any:
        """Ask, and wait for the answer. Raises Refused, Silent."""
        self._last += 1
        self._send({"id": self._last, "method": method, "params": params})
        self._until(lambda _: self._last in self._answered, patience, method)
        answer = self._answered.pop(self._last)
        if "error" in answer:
            raise Refused(answer["error"].get("message", ""))
        return answer.get("result")

    def notify(self, method: str, params: Any) -> None:
        """Say something that is not answered."""
        self._send({"method": method, "params": params})

    def wait(
        self, method: str, patience: float = PATIENCE, of: Callable[[Any], bool] | None = None
    ) -> Any:
        """What the server says next with a method. Raises Silent."""

        def is_it(message: Mapping[str, Any]) -> bool:
            return message.get("method") == method and (of is None or of(message["params"]))

        return self._until(is_it, patience, method)["params"]

    def wait_for(self, uri: str, patience: float = PATIENCE) -> list[dict[str, Any]]:
        """What is wrong in a document, when that is next said."""
        said = self.wait(
            "textDocument/publishDiagnostics", patience, lambda params: params["uri"] == uri
        )
        found: list[dict[str, Any]] = said["diagnostics"]
        return found

    def settle(self, seconds: float = 0.3) -> None:
        """Hear all that is still to be said, until nothing is for a while."""
        with suppress(Silent):
            while True:
                self._until(lambda _: True, seconds, "anything")

    def write(self, content: bytes) -> None:
        """Send something that need be no message."""
        assert self.process.stdin is not None
        self.process.stdin.write(content)
        self.process.stdin.flush()

    def end(self) -> int:
        """Go as an editor does that is closed; the status of the server."""
        with suppress(OSError, Silent):
            self.request("shutdown", None)
            self.notify("exit", None)
        return self.gone()

    def gone(self, patience: float = 20.0) -> int:
        """Close what it listens to, and wait until it has ended."""
        with suppress(OSError):
            assert self.process.stdin is not None
            self.process.stdin.close()
        try:
            return self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Silent("the server does not end") from None

    def _send(self, message: Mapping[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode("ascii")
        self.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))

    def _until(
        self, is_it: Callable[[Mapping[str, Any]], bool], patience: float, what: str
    ) -> dict[str, Any]:
        end = time.monotonic() + patience
        while True:
            try:
                message = self._heard.get(timeout=max(0.0, end - time.monotonic()))
            except Empty:
                raise Silent(f"{what}: nothing within {patience} s") from None
            self._take(message)
            if is_it(message):
                return message

    def _take(self, message: dict[str, Any]) -> None:
        self.said.append(message)
        if "method" not in message:
            self._answered[message["id"]] = message
        elif "id" in message:
            result = self.answers.get(message["method"])
            self._send({"id": message["id"], "result": result})
        elif message["method"] == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while line := stream.readline():
            size = 0
            while line.strip():
                name, _, value = line.partition(b":")
                size = int(value) if name.lower() == b"content-length" else size
                line = stream.readline()
            self._heard.put(json.loads(stream.read(size)))


@contextmanager
def client(*options: str, environment: Mapping[str, str] | None = None) -> Iterator[Client]:
    """A client whose server has ended when it is done with."""
    made = Client(*options, environment=environment)
    try:
        yield made
    finally:
        if made.process.poll() is None:
            made.end()
