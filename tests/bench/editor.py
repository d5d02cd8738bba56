"""What an editor waits for in a large edition: python -m tests.bench.editor [--edits 2000].

Of each the least and the median, in seconds as a reader waits and of CPU (server and project).
"""

from __future__ import annotations

import argparse
import os
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from typing import Any, Final, NamedTuple

from ..editor_client import PATIENCE, Client, Silent
from .quotations import Text

DOCUMENTS: Final = 25
EXCERPTS: Final = 10
NOTES: Final = 4
BOOKS: Final = 10
ENTRIES: Final = 100
KINDS: Final = ("omission", "counterquote", "correction", "distortion", "concession", "gloss")
CONF: Final = """\
extensions = ["sphinxcontrib.bibtex", "sphinx_critique"]
bibtex_bibfiles = ["sources.bib"]
"""
_NAMES: Final = {"server": "template", "template": "project"}
_TICKS: Final = os.sysconf("SC_CLK_TCK")


def write(folder: Path, words: int, documents: int = DOCUMENTS) -> None:
    """An edition with forty notes to a document, and ten books of which all are checked."""
    (folder / "transcripts").mkdir(parents=True)
    books = [Text(words // BOOKS, seed) for seed in range(BOOKS)]
    for number, book in enumerate(books):
        pages = "".join(f"[p. {page.label}]\n{page.text}\n" for page in book.pages().pages)
        (folder / "transcripts" / f"book{number}.txt").write_text(pages, encoding="utf-8")
    entries = (
        f"@book{{book{n}, author = {{M{{\\'e}}ndez, The {n}th and Author, Another}},"
        f" title = {{The {{Title}} of {n}: A History}}, address = {{Paris}},"
        f" publisher = {{Press \\& Sons}}, year = {{{1900 + n}}}}}\n"
        for n in range(ENTRIES)
    )
    (folder / "sources.bib").write_text("".join(entries), encoding="utf-8")
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    names = [f"page{number}" for number in range(documents)]
    chosen = random.Random(1921)
    for number, name in enumerate(names):
        body = "\n".join(_passages(number, documents, books, chosen))
        (folder / f"{name}.rst").write_text(f"{name}\n======\n\n{body}", encoding="utf-8")
    toctree = "".join(f"   {name}\n" for name in names)
    index = f"Edition\n=======\n\n.. toctree::\n\n{toctree}\n.. bibliography::\n   :all:\n"
    (folder / "index.rst").write_text(index, encoding="utf-8")


def _passages(
    document: int, documents: int, books: list[Text], chosen: random.Random
) -> Iterator[str]:
    for excerpt in range(EXCERPTS):
        first = (document * EXCERPTS + excerpt) * NOTES
        book = (document * EXCERPTS + excerpt) % BOOKS
        quoted = books[book].quoted(3 * chosen.randrange(100))
        words = quoted.text.replace(" -- ", " – ").split()
        yield f".. excerpt:: book{book}, {quoted.locator}\n   :name: e{first}\n"
        yield f"   {' '.join(words)}\n"
        for number in range(first, first + NOTES):
            at = chosen.randrange(max(1, len(words) - 4))
            lemma = " ".join(words[at : at + 4]).strip(" ,.–?")
            other = books[number % BOOKS].quoted(3 * chosen.randrange(100))
            said = " ".join(books[0].words[number * 40 : number * 40 + 40])
            reference = chosen.randrange(documents * EXCERPTS * NOTES)
            yield f".. {KINDS[number % len(KINDS)]}:: {lemma}\n   :name: n{number}"
            cited = number % (BOOKS if number % 6 == 1 else ENTRIES)
            yield f"   :cite: book{cited}, {other.locator}\n"
            yield f"   {said} (see :critique:ref:`n{reference}`)"
            yield f"\n      {' '.join(other.text.split())}\n" if number % 6 == 1 else ""


class Cost(NamedTuple):
    """Seconds that a reader waits, and of CPU."""

    waited: float
    cpu: float


class Process(NamedTuple):
    """The server, or a process that it has begun: memory of its own and its share of others'."""

    name: str
    megabytes: float
    cpu: float


def processes(pid: int, name: str = "server") -> Iterator[Process]:
    """The server and all that it has begun: what others are copied from, and those."""
    with suppress(OSError):
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        kilobytes = int(re.findall(r"^Pss: +(\d+)", rollup, re.MULTILINE)[0])
        yield Process(name, kilobytes / 1024, (int(stat[11]) + int(stat[12])) / _TICKS)
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from processes(int(child), _NAMES.get(name, "more"))


class Session:
    """One editor with one edition."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        began = time.monotonic()
        self.client = Client("--trust")
        self.client.initialize(folder)
        self.texts = {path: path.read_text("utf-8") for path in sorted(folder.glob("page*.rst"))}
        self.version = 1
        first = next(iter(self.texts))
        self.show(first, self.texts[first] + "\n.. omission:: no such words\n\n   Not so.\n")
        self.client.wait_for(first.as_uri())
        self.started = Cost(time.monotonic() - began, self.cpu)
        self.client.settle()

    @property
    def cpu(self) -> float:
        """All seconds of CPU so far."""
        return sum(each.cpu for each in processes(self.client.process.pid))

    def show(self, path: Path, text: str) -> None:
        """Open a document, or change it."""
        self.version += 1
        if self.version == 2 or path.as_uri() not in self.client.diagnostics:
            self.client.open(path.as_uri(), text, self.version)
        else:
            self.client.change(path.as_uri(), text, self.version)

    @contextmanager
    def timed(self, costs: list[Cost]) -> Iterator[None]:
        """What is done until the server is idle again; waited for is what is within."""
        before, began = self.cpu, time.monotonic()
        yield
        waited = time.monotonic() - began
        self.client.settle(0.3)
        costs.append(Cost(waited, self.cpu - before))

    def key(self, path: Path, number: int, patience: float = PATIENCE) -> None:
        """One more key: it stands in what is told of a lemma."""
        text = self.texts[path] + f"\n.. omission:: no such words {number}\n\n   Not so.\n"
        self.show(path, text)
        self.client.wait_for(path.as_uri(), patience)


def told(name: str, aim: str, costs: list[Cost]) -> str:
    """A line of the table."""
    cells = "".join(f"{min(each):>10.3f}{median(each):>10.3f}" for each in zip(*costs, strict=True))
    return f"{name:<34}{cells}   {aim}"


def told_sizes(session: Session) -> str:
    """What each process has in memory."""
    found = processes(session.client.process.pid)
    return ", ".join(f"{each.name} {each.megabytes:.0f} MB" for each in found)


def measure(folder: Path, runs: int) -> Iterator[str]:
    """All figures of one edition."""
    session = Session(folder)
    yield told("start, nothing kept", "", [session.started])
    session.client.end()
    starts = []
    for _ in range(max(3, runs // 4)):
        session = Session(folder)
        starts.append(session.started)
        sizes = told_sizes(session)
        session.client.end()
    yield told("start, all kept", "2 s", starts)
    yield f"  in memory then: {sizes}"
    session = Session(folder)
    path = next(iter(session.texts))
    costs: list[Cost] = []
    for number in range(runs):
        with session.timed(costs):
            session.key(path, number)
    yield told("diagnostics after a key", "0.3 s", costs)
    yield from _questions(session, path, runs)
    session.client.end()


def _questions(session: Session, path: Path, runs: int) -> Iterator[str]:
    lines = session.texts[path].split("\n")
    uri = path.as_uri()
    named = next(n for n, line in enumerate(lines) if ":critique:ref:" in line)
    within = lines[named].index("`") + 2
    here = {"line": 0, "character": 0}
    quoted = next(n for n, line in enumerate(lines) if line.startswith(".. excerpt::")) + 3
    cited = next(n for n, line in enumerate(lines) if ":cite:" in line)
    questions: dict[str, Callable[[], Any]] = {
        "completion of a name": lambda: session.client.ask("completion", uri, named, within),
        "completion of a key": lambda: session.client.ask("completion", uri, cited, 11),
        "completion of a quotation": lambda: session.client.ask("completion", uri, quoted, 30),
        "hover on a name": lambda: session.client.ask("hover", uri, named, within),
        "hover on a quotation": lambda: session.client.ask("hover", uri, quoted, 10),
        "definition of a quotation": lambda: session.client.ask("definition", uri, quoted, 10),
        "references of a name": lambda: session.client.ask(
            "references", uri, named, within, context={"includeDeclaration": True}
        ),
        "hints": lambda: session.client.ask(
            "inlayHint",
            uri,
            range={"start": here, "end": {"line": 80, "character": 0}},
        ),
        "semantic tokens": lambda: session.client.ask("semanticTokens/full", uri),
        "quick fixes": lambda: session.client.ask(
            "codeAction",
            uri,
            range={"start": here, "end": {"line": 500, "character": 0}},
            context={"diagnostics": []},
        ),
        "document symbols": lambda: session.client.ask("documentSymbol", uri),
        "workspace symbols": lambda: session.client.request(
            "workspace/symbol", {"query": "omission 1"}
        ),
    }
    for name, ask in questions.items():
        costs: list[Cost] = []
        for _ in range(runs):
            with session.timed(costs):
                ask()
        yield told(name, "0.1 s", costs)


def edits(folder: Path, count: int) -> Iterator[str]:
    """Memory while documents are edited at random."""
    session = Session(folder)
    chosen = random.Random(1921)
    texts = dict(session.texts)
    paths = list(texts)
    began = time.monotonic()
    step = max(1, count // 10)
    for number in range(count + 1):
        if number % step == 0:
            session.client.settle(1.0)
            seconds = time.monotonic() - began
            yield f"after {number:>6} edits, {seconds:5.0f} s: {told_sizes(session)}"
        path = chosen.choice(paths)
        # Of its text as it was: what is wrong would else grow with the edits.
        session.texts[path] = _edited(texts[path], chosen)
        with suppress(Silent):  # Of a document broken somewhere, the same may be said as before.
            session.key(path, number, 1.0)
        if number % 5 == 0:
            line = chosen.randrange(session.texts[path].count("\n"))
            session.client.ask(chosen.choice(("hover", "completion")), path.as_uri(), line, 8)
    session.client.end()


def _edited(text: str, chosen: random.Random) -> str:
    words = text.split(" ")
    at = chosen.randrange(len(words) - 3)
    match chosen.randrange(4):
        case 0:
            words[at : at + 1] = []
        case 1:
            words.insert(at, chosen.choice(words).strip())
        case 2:
            words[at], words[at + 1] = words[at + 1], words[at]
        case _:
            words[at] = words[at].replace("e", "é", 1)
    return " ".join(words)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.editor", description=__doc__)
    parser.add_argument("--runs", type=int, default=12)
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--edits", type=int, default=0, help="measure memory over so many edits")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["SPHINX_CRITIQUE_CACHE"] = str(Path(scratch, "cache"))
        folder = Path(scratch, "edition")
        write(folder, options.words)
        figures = edits(folder, options.edits) if options.edits else measure(folder, options.runs)
        if not options.edits:
            heads = f"{'waited':>15}{'median':>10}{'CPU':>10}{'median':>10}   aim"
            print(f"{'seconds':<29}{heads}")
        for line in figures:
            print(line, flush=True)


if __name__ == "__main__":
    main()
