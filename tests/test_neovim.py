"""The language server in Neovim, by the lines of the guide and the keys of a user."""

import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import BIBLIOGRAPHY, module, program
from .guiding import blocks_of

pytestmark = pytest.mark.slow

CONF = """\
extensions = ["sphinx_critique"]
critique_work = "serge2016"
bibtex_bibfiles = ["sources.bib"]
"""
WORDS = "They asked 🙂 for the end of rationing, freedom for small traders, and for new elections."
FILES = {
    "conf.py": CONF,
    "sources.bib": BIBLIOGRAPHY,
    "transcripts/serge2016.txt": f"[p. 107]\n{WORDS}\n",
}
REST = """\
Title
=====

.. excerpt:: 107

   They asked 🙂 for the end of wages, freedom for small traders

.. bibliography::
"""
MYST = """\
# Title

```{excerpt} 107
They asked 🙂 for the end of wages, freedom for small traders
```

```{bibliography}
```
"""
# What a plugin for menus does: it chooses the first of what it is offered.
CHOOSING = """\
vim.o.completeopt = "menuone"
offered = {}
local function choose(items)
  for _, item in ipairs(items) do table.insert(offered, item.title or item[2].title) end
  return items[1]
end
vim.ui.select = function(items, _, done) done(choose(items), 1) end
vim.lsp.handlers["window/showMessageRequest"] = function(_, asked)
  question = asked.message
  return choose(asked.actions)
end
"""


class Neovim:
    """One that runs without a terminal, and does what is typed."""

    def __init__(self, file: Path, settings: str, folder: Path) -> None:
        (folder / "init.lua").write_text(CHOOSING + settings, "utf-8")
        self._nvim = program("nvim")
        self._socket = str(folder / "socket")
        self._log = (folder / "nvim.log").open("w")
        command = [self._nvim, "--headless", "-n", "--listen", self._socket]
        command += ["-u", str(folder / "init.lua"), str(file)]
        environment = os.environ | _program_of_tests(folder) | {"XDG_STATE_HOME": str(folder)}
        self._process = subprocess.Popen(
            command, env=environment, stdout=self._log, stderr=self._log, stdin=subprocess.DEVNULL
        )
        self.until(lambda: Path(self._socket).exists())

    def type(self, keys: str) -> None:
        """Type keys, with names of keys in angle brackets."""
        self._remote("--remote-send", keys)

    def see(self, expression: str) -> Any:
        """What an expression of Lua comes to."""
        lua = f"vim.json.encode({expression})".replace("'", "''")
        return json.loads(self._remote("--remote-expr", f"luaeval('{lua}')"))

    @property
    def text(self) -> str:
        """What the buffer holds."""
        return "\n".join(self.see("vim.api.nvim_buf_get_lines(0, 0, -1, true)"))

    def until(self, is_so: Callable[[], object]) -> Any:
        """Wait until something is so; fail after a minute."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            found = is_so()
            if found:
                return found
            time.sleep(0.1)
        raise AssertionError("Neovim does not come to that")

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._log.close()

    def _remote(self, *given: str) -> str:
        command = [self._nvim, "--server", self._socket, *given]
        asked = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        return asked.stdout or asked.stderr


def _program_of_tests(folder: Path) -> dict[str, str]:
    """The command by its name, as it is where it is installed."""
    root = Path(__file__).parents[1]
    path = folder / "bin" / "sphinx-critique"
    path.parent.mkdir()
    path.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m sphinx_critique "$@"\n')
    path.chmod(0o755)
    found = os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH"))))
    return {"PATH": f"{path.parent}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": found}


Opening = Callable[..., Neovim]


@pytest.fixture
def opening(tmp_path: Path) -> Iterator[Opening]:
    """Open a document of a small project, with the lines of the guide for Debian's Neovim."""
    module("pygls")
    running: list[Neovim] = []

    def open_(name: str, text: str, change: Callable[[str], str] = str) -> Neovim:
        conf = CONF.replace('e"]', 'e", "myst_parser"]') if name.endswith(".md") else CONF
        for each, held in (FILES | {"conf.py": conf, name: text}).items():
            path = tmp_path / "project" / each
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(held, "utf-8")
        (_, before) = blocks_of("Neovim", "lua")
        running.append(Neovim(tmp_path / "project" / name, change(before), tmp_path))
        return running[0]

    yield open_
    for each in running:
        each.end()


def diagnostics(nvim: Neovim) -> list[dict[str, Any]]:
    return list(nvim.see("vim.diagnostic.get(0)"))


@pytest.mark.parametrize(("name", "text"), [("index.rst", REST), ("index.md", MYST)])
def test_a_misquotation_is_underlined_mended_by_a_key_and_gone_on_with(
    opening: Opening, name: str, text: str
) -> None:
    nvim = opening(name, text)
    (wrong,) = nvim.until(lambda: diagnostics(nvim))
    assert (wrong["user_data"]["lsp"]["code"], wrong["source"]) == ("misquoted", "sphinx-critique")
    line = next(number for number, each in enumerate(text.split("\n")) if "asked" in each)
    quoted = text.split("\n")[line]
    assert (wrong["lnum"], wrong["end_lnum"]) == (line, line)
    # Neovim counts in bytes.
    start = len(quoted[: quoted.index("They")].encode())
    assert (wrong["col"], wrong["end_col"]) == (start, len(quoted.encode()))

    nvim.type(f"{line + 1}G:lua vim.lsp.buf.code_action()<CR>")
    nvim.until(lambda: "end of rationing" in nvim.text)
    assert nvim.see("offered")[0].startswith("Quote as it stands: “They asked 🙂 for the end of")
    nvim.until(lambda: diagnostics(nvim) == [])

    nvim.type(f"{line + 1}GA<C-x><C-o>")
    nvim.until(lambda: nvim.see("vim.fn.pumvisible()"))
    (offer, *_) = nvim.see('vim.fn.complete_info({"items"}).items')
    assert offer["word"] == ", and for new elections."
    nvim.type("<C-y><Esc>")
    assert f"{WORDS}\n" in nvim.text
    nvim.type(":%s/new elections/old elections/<CR>")
    (wrong,) = nvim.until(lambda: diagnostics(nvim))
    assert wrong["user_data"]["lsp"]["code"] == "misquoted"
    nvim.type(":lua vim.lsp.buf.code_action()<CR>")
    nvim.until(lambda: f"{WORDS}\n" in nvim.text)
    nvim.until(lambda: diagnostics(nvim) == [])


def test_it_asks_before_it_runs_the_settings_of_a_project(opening: Opening) -> None:
    nvim = opening("index.rst", REST, lambda lua: lua.replace("trusted = true", ""))
    nvim.until(lambda: diagnostics(nvim))
    assert "conf.py as Sphinx does: it runs it" in nvim.see("question")
    assert nvim.see("offered") == ["Trust it", "Not now"]
