"""Word files, read back: by their own parts, and by pandoc."""

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree

from .conftest import Built, Project, module

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_TARGETS = re.compile(r'Target="([^"]*)"')


@dataclass
class Comment:
    """What a comment says, by paragraphs, who says it, and the words that it is on."""

    author: str
    date: str | None
    paragraphs: list[str]
    words: str = ""
    is_closed: bool = False

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.paragraphs).split())


@dataclass
class WordFile:
    """The parts of a file, by name, and those that are XML as trees."""

    data: bytes
    parts: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with ZipFile(BytesIO(self.data)) as file:
            assert file.testzip() is None
            self.parts = {name: file.read(name) for name in file.namelist()}
        for name, part in self.parts.items():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(part)

    def tree(self, name: str) -> Any:
        return etree.fromstring(self.parts[f"word/{name}.xml"])

    @property
    def body(self) -> Any:
        return self.tree("document").find(f"{W}body")

    @property
    def words(self) -> str:
        """All words of the text, of comments and of footnotes."""
        return "\n".join(
            words_of(self.tree(name)) for name in ("document", "comments", "footnotes")
        )

    @property
    def paragraphs(self) -> list[tuple[str, str]]:
        """The paragraphs of the text: style and words."""
        return [(style_of(each), words_of(each)) for each in self.body.iter(f"{W}p")]

    def in_style(self, style: str) -> list[str]:
        return [words for name, words in self.paragraphs if name == style]

    @property
    def footnotes(self) -> list[str]:
        """Those in the order of their calls."""
        notes = {each.get(f"{W}id"): each for each in self.tree("footnotes")}
        calls = self.body.iter(f"{W}footnoteReference")
        return [" ".join(words_of(notes[each.get(f"{W}id")]).split()) for each in calls]

    @property
    def addresses(self) -> set[str]:
        """Where links lead to."""
        rels = (part.decode() for name, part in self.parts.items() if name.endswith(".rels"))
        return {
            found for part in rels for found in _TARGETS.findall(part) if re.match(r"\w+:", found)
        }

    @property
    def comments(self) -> list[Comment]:
        found = {each.get(f"{W}id"): _comment(each) for each in self.tree("comments")}
        begun: dict[str, list[str]] = {}
        for each in self.body.iter():
            name = each.get(f"{W}id")
            if each.tag == f"{W}commentRangeStart":
                assert name not in begun
                begun[name] = []
            elif each.tag == f"{W}commentRangeEnd":
                found[name].words = " ".join("".join(begun.pop(name)).split())
                found[name].is_closed = True
            elif piece := _piece(each):
                for words in begun.values():
                    words.append(piece)
        assert begun == {}
        assert all(each.is_closed for each in found.values())
        return list(found.values())


def _comment(element: Any) -> Comment:
    author, date = element.get(f"{W}author"), element.get(f"{W}date")
    return Comment(author, date, [words_of(each) for each in element.iter(f"{W}p")])


def style_of(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return str(found.get(f"{W}val")) if found is not None else ""


def words_of(element: Any) -> str:
    return "".join(_pieces(element)).strip()


def _pieces(element: Any) -> Iterator[str]:
    yield from map(_piece, element.iter())


def _piece(element: Any) -> str:
    if element.tag == f"{W}t":
        style = element.getparent().find(f"{W}rPr/{W}rStyle")
        is_number = style is not None and style.get(f"{W}val") == "CritiqueLineNumber"
        return "" if is_number else str(element.text or "")
    if element.tag == MATHS:
        return str(element.text or "")
    return {f"{W}br": " ", f"{W}p": "\n", f"{W}tab": " "}.get(element.tag, "")


def word_file(built: Built) -> WordFile:
    """The one file that a build has made."""
    (path,) = built.out.glob("*.docx")
    return WordFile(path.read_bytes())


def docx(project: Project, **config: Any) -> WordFile:
    """The file of a project; ``notes`` says where its notes go."""
    module("pypandoc")
    settings = {f"critique_docx_{name}": value for name, value in config.items()}
    built = project.build("docx", config=settings)
    assert built.warnings == []
    return word_file(built)


def by_pandoc(path: Path) -> list[tuple[str, str]]:
    """What comments say and the words that they are on, as pandoc reads them."""
    command = [module("pypandoc").get_pandoc_path(), "-f", "docx", "-t", "json"]
    command += ["--track-changes=all", str(path)]
    tree = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    said: dict[str, str] = {}
    words: dict[str, list[str]] = {}
    open_: set[str] = set()

    def walk(node: Any) -> str:
        if isinstance(node, list):
            return "".join(map(walk, node))
        if not isinstance(node, dict):
            return ""
        kind, content = node["t"], node.get("c")
        if kind == "Span" and {"comment-start", "comment-end"} & set(content[0][1]):
            name = dict(content[0][2])["id"]
            if "comment-start" in content[0][1]:
                before = set(open_)
                open_.clear()
                said[name] = " ".join(walk(content[1]).split())
                open_.update({*before, name})
                words[name] = []
                return ""
            open_.discard(name)
            return walk(content[1])
        if kind in ("Str", "Math", "Code"):
            piece = content if kind == "Str" else content[-1]
            for each in open_:
                words[each].append(piece)
            return str(piece)
        if kind == "Note":
            return ""
        inner = walk(content)
        if kind in ("Space", "SoftBreak", "LineBreak", "Para", "Plain", "Header"):
            for each in open_:
                words[each].append(" ")
            return f"{inner} "
        return inner

    walk(tree["blocks"])
    assert open_ == set()
    return [(said[each], " ".join("".join(words[each]).split())) for each in said]
