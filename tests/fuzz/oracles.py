"""What must hold of any build, whatever was written."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from docutils import nodes
from lxml import etree

from sphinx_critique.model.problems import Warn

from ..test_cases import LOGGED, warnings_of
from .building import Outcome
from .documents import WORD, Document
from .theirs import UNJUDGED

_PAGED = {"html": "html", "dirhtml": "html", "epub": "xhtml", "text": "txt", "xml": "xml"}
_WHOLE = {"singlehtml": "html", "latex": "tex", "man": "1", "tei": "xml"}
_HTML = ("html", "dirhtml", "singlehtml", "epub")
_UNSEEN = re.compile(r"<(head|script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL)
_UNKNOWN = re.compile(r"unknown node type: <(\w+)")
_ID = re.compile(r'\sid="([^"]*)"')
_LINK = re.compile(r'\shref="([^"#]*)#(critique-[^"]+)"')


@dataclass(frozen=True)
class Fault:
    """What does not hold: of which sort, in which document, and what tells it from others."""

    sort: str
    docname: str
    detail: str
    mark: str = ""


class _Tags(dict[str, bool]):
    def __missing__(self, name: str) -> bool:
        return False


@cache
def holds(expression: str, builder: str) -> bool | None:
    """Whether a builder prints what is ``only`` for some; ``None`` where nobody says."""
    if expression == UNJUDGED:
        return None
    form = "html" if builder in _HTML else builder
    return bool(eval(expression, {"__builtins__": {}}, _Tags({builder: True, form: True})))


def faults(outcome: Outcome, documents: Mapping[str, Document]) -> Iterator[Fault]:
    """Everything that does not hold of a build that came to its end."""
    pages = Pages(outcome)
    for document in documents.values():
        yield from _words(pages, document, outcome.builder)
    yield from _warnings(outcome)
    if outcome.builder in _HTML:
        yield from _links(pages)
    if outcome.builder in ("xml", "epub", "tei"):
        raw = {name for name, each in documents.items() if each.markup.suffix == "md"}
        # What Markdown takes for HTML is printed as it is.
        yield from (each for each in _malformed(pages) if each.docname not in raw)


def _words(pages: "Pages", document: Document, builder: str) -> Iterator[Fault]:
    printed, source = pages.words(document.docname), str(document)
    written = set(WORD.findall(source))
    for word in document.words:
        said = {holds(each, builder) for each in word.only}
        if word.text not in written or None in said:
            continue
        if False in said:
            if word.text in printed:
                yield Fault("kept", document.docname, word.within, word.text)
        elif word.text not in printed:
            yield Fault("lost", document.docname, word.within, word.text)


def _warnings(outcome: Outcome) -> Iterator[Fault]:
    lines = [line for line in outcome.warnings.splitlines() if line.strip()]
    for said in warnings_of(lines):
        wrong = _wrong(said)
        if wrong:
            yield Fault("warning", _docname(said), f"{wrong}: {' '.join(said.split())[:300]}")


def _wrong(said: str) -> str:
    found = LOGGED.fullmatch(said)
    kind = (found and found["type"]) or ""
    if not found or not kind.startswith("critique"):
        unknown = _UNKNOWN.search(said)
        return "not ours by its type" if unknown and unknown[1] in _nodes() else ""
    if kind.partition(".")[2] not in set(Warn):
        return "no subtype"
    if not found["file"] or not found["line"]:
        return "no place"
    path = Path(found["file"])
    if not path.is_file():
        return "no such file"
    length = len(path.read_bytes().decode(errors="replace").splitlines())
    return "" if 1 <= int(found["line"]) <= length + 1 else "no such line"


@cache
def _nodes() -> frozenset[str]:
    """The names of our nodes."""
    some: list[type[nodes.Node]] = [nodes.Node]
    for each in some:
        some += each.__subclasses__()
    return frozenset(n.__name__ for n in some if n.__module__.startswith("sphinx_critique."))


def _docname(said: str) -> str:
    found = re.search(r"\bd\d{5}\b", said)
    return found[0] if found else ""


def _links(pages: "Pages") -> Iterator[Fault]:
    for name, ids in pages.ids.items():
        for each, times in Counter(ids).items():
            theirs = name in pages.repeating and not each.startswith("critique-")
            if times > 1 and not theirs:
                yield Fault("twice", pages.docname(name), re.sub(r"[0-9]+", "0", each), each)
    for name, target, anchor in pages.links:
        # Pages of ablog's print posts with links as from where these stand.
        if name.startswith(("blog/", "blog.")):
            continue
        if anchor not in pages.ids.get(target, ()):
            detail = f"{target}#{anchor}" if target != name else f"#{anchor}"
            yield Fault("dead", pages.docname(name), re.sub(r"[0-9]+", "0", detail), detail)


def _malformed(pages: "Pages") -> Iterator[Fault]:
    for path in pages.paths:
        try:
            etree.parse(path, etree.XMLParser(huge_tree=True))
        except etree.XMLSyntaxError as error:
            yield Fault(
                "malformed", pages.docname(pages.name(path)), re.sub(r"\d+", "0", error.msg)
            )


class Pages:
    """What a builder has written, page by page or in one."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        suffix = (_PAGED | _WHOLE)[outcome.builder]
        self.paths = [each for each in sorted(outcome.out.rglob(f"*.{suffix}")) if each.is_file()]
        self._words: dict[str, set[str]] = {}
        self.ids: dict[str, list[str]] = {}
        self.repeating: set[str] = set()
        self.links: list[tuple[str, str, str]] = []
        for path in self.paths:
            self._read(path)

    def name(self, path: Path) -> str:
        return path.relative_to(self.outcome.out).as_posix()

    def docname(self, name: str) -> str:
        if self.outcome.builder == "dirhtml":
            return dirname(name)
        return name.rpartition(".")[0]

    def _read(self, path: Path) -> None:
        text, name = path.read_text(encoding="utf-8", errors="replace"), self.name(path)
        if self.outcome.builder in _HTML:
            self.ids[name] = _ID.findall(text)
            # Sphinx repeats there the ids that it counts up in each document.
            if self.outcome.builder == "singlehtml" or 'class="todo-source"' in text:
                self.repeating.add(name)
            for page, anchor in _LINK.findall(text):
                if "://" not in page:
                    self.links.append((name, self._target(name, page), unquote(anchor)))
        if self.outcome.builder in (*_HTML, "xml", "tei"):
            text = _UNSEEN.sub("", text)
        one = self.docname(name) if self.outcome.builder in _PAGED else ""
        self._words.setdefault(one, set()).update(WORD.findall(text.lower()))

    def _target(self, name: str, page: str) -> str:
        if not page:
            return name
        path = normpath(join(dirname(name), page))
        return f"{path}/index.html" if page.endswith("/") else path

    def words(self, docname: str) -> set[str]:
        """The known words on the page of a document."""
        return self._words.get(docname if self.outcome.builder in _PAGED else "", set())
