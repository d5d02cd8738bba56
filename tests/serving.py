"""``sphinx-critique serve`` as a process: what it says, and the pages that it gives."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

PATIENCE = 120
"""Seconds after which nothing is waited for any more, on a busy machine."""
_ADDRESS = re.compile(r"look at (http://\S+/)[^/;]*;")
_BUILT = re.compile(r"^\d+ quotations: ", re.MULTILINE)


def until(come: Callable[[], object], what: Callable[[], str]) -> None:
    """Wait for something."""
    end = time.monotonic() + PATIENCE
    while not come():
        assert time.monotonic() < end, what()
        time.sleep(0.1)


class Server:
    """One that runs, and what it has said so far."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self.process = process
        self._log = log

    @property
    def said(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    @property
    def address(self) -> str:
        until(lambda: _ADDRESS.search(self.said) or self.process.poll() is not None, self.tell)
        found = _ADDRESS.search(self.said)
        assert found, self.said
        return found[1]

    @property
    def builds(self) -> int:
        """How many builds have told of their quotations."""
        return len(_BUILT.findall(self.said))

    def tell(self) -> str:
        return f"it has not come; said was:\n{self.said}"

    def page(self, name: str = "index.html") -> str:
        try:
            with urlopen(self.address + name, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except HTTPError as error:
            return error.read().decode()
        except HTTPException:  # It is being written.
            return ""

    def shows(self, words: str, name: str = "index.html") -> None:
        """Wait for a page to have some words."""
        until(lambda: words in self.page(name), lambda: f"no “{words}”; {self.tell()}")

    def says(self, words: str, times: int = 1) -> None:
        """Wait for some words to have been said so often."""
        until(lambda: self.said.count(words) >= times, lambda: f"no “{words}”; {self.tell()}")

    def end(self, sent: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(sent)
        return self.process.wait(PATIENCE)


@contextmanager
def served(folder: Path, log: Path, *arguments: str, **environment: str) -> Iterator[Server]:
    """The project in a folder, on a port that is free."""
    command = [sys.executable, "-m", "sphinx_critique", "serve", "-p", str(folder), "--port", "0"]
    command += arguments or ["--no-open"]
    with (
        log.open("wb") as said,
        subprocess.Popen(
            command, stdout=said, stderr=subprocess.STDOUT, env={**os.environ, **environment}
        ) as process,
    ):
        try:
            yield Server(process, log)
        finally:
            if process.poll() is None:
                process.terminate()


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
