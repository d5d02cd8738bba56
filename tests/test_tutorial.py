"""The tutorial of the guide, done line by line, in reST and MyST."""

import json
import shlex
import subprocess
import sys
from pathlib import Path
from runpy import run_path
from shutil import copy

import pytest
from lxml import html

from .guiding import GUIDE, Snippet, snippets

pytestmark = pytest.mark.slow

SUFFIXES = {"rst": "rst", "myst": "md"}
NOT_HERE = ("pip", "python3", ".", "sphinx-critique serve")
"""What needs the network, another shell, or does not end."""
in_myst = run_path(str(GUIDE / "in_myst.py"))["in_myst"]


class Reader:
    """Who follows the tutorial, in a folder."""

    def __init__(self, folder: Path, markup: str) -> None:
        self.folder = folder
        self.markup = markup
        self.is_begun = False

    @property
    def chapter(self) -> Path:
        return self.folder / f"chapter.{SUFFIXES[self.markup]}"

    def follow(self, snippet: Snippet) -> None:
        """Do what one snippet says."""
        caption = snippet.options.get("caption", "")
        if caption:
            (self.folder / caption).write_text(f"{snippet.text}\n", "utf-8")
        elif snippet.language == "console":
            for line in snippet.text.replace("\n$", "\0$").split("\0"):
                self.run(line.removeprefix("$ "))
        elif snippet.language == "python":
            conf = self.folder / "conf.py"
            conf.write_text(f"{conf.read_text('utf-8')}\n{snippet.text}\n", "utf-8")
        elif "warns" in snippet.options:
            self.quote_badly(snippet)
        elif snippet.language == "example":
            self.write(snippet.text)
            assert self.built() == ""

    def run(self, line: str) -> None:
        words = shlex.split(line)
        if line.startswith(NOT_HERE):
            return
        if words[0] == "cd":
            self.folder /= words[1]
        elif words[0] == "cp":
            copy(self.folder / words[1], self.folder / words[2])
        else:
            module = {"sphinx-critique": "sphinx_critique", "sphinx-build": "sphinx"}[words[0]]
            myst = ["--markup", self.markup] if words[1] == "new" else []
            assert self.told(module, *words[1:], *myst)

    def told(self, module: str, *words: str) -> str:
        """What a command that does not fail says, and what of a quotation that is wrong."""
        command = [sys.executable, "-m", module, *words]
        run = subprocess.run(command, cwd=self.folder, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        assert "WARNING" not in run.stderr, run.stderr
        return run.stdout

    def write(self, text: str) -> None:
        if not self.is_begun:
            title = self.chapter.read_text("utf-8").split("\n\n")[0]
            self.chapter.write_text(f"{title}\n", "utf-8")
            self.is_begun = True
        added = in_myst(text) if self.markup == "myst" else text
        with self.chapter.open("a", encoding="utf-8") as chapter:
            chapter.write(f"\n{added}\n")

    def built(self) -> str:
        """What building the page warns of."""
        command = [sys.executable, "-m", "sphinx", "-q", "-n", "-b", "html", ".", "_build/html"]
        run = subprocess.run(command, cwd=self.folder, capture_output=True, text=True)
        return run.stderr

    def quote_badly(self, snippet: Snippet) -> None:
        before = self.chapter.read_text("utf-8")
        self.write(snippet.text)
        self.warned = self.built()
        assert "“not” is left out without a mark" in self.warned
        self.chapter.write_text(before, "utf-8")


@pytest.mark.parametrize("markup", SUFFIXES)
def test_the_tutorial_gives_what_it_says(markup: str, tmp_path: Path) -> None:
    reader = Reader(tmp_path, markup)
    steps = [each for each in snippets() if each.file.name == "tutorial.rst"]
    for snippet in steps:
        reader.follow(snippet)
    (said,) = (each.text for each in steps if "WARNING" in each.text)
    if markup == "rst":
        assert said in reader.warned
    rows = (reader.folder / "_build/quotecheck/output.json").read_text("utf-8").splitlines()
    statuses = [json.loads(row)["status"] for row in rows]
    assert sorted(statuses) == ["marked", "verbatim", "verbatim", "verbatim"]
    page = html.parse(str(reader.folder / "_build/html/chapter.html")).getroot()
    assert len(page.cssselect("aside.critique-annotation")) == 3
    assert "except" in page.text_content()
    assert list((reader.folder / "_build/webpdf").glob("*.pdf"))
