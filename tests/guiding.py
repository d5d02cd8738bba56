"""What the guide shows, for tests that do it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from textwrap import dedent

GUIDE = Path(__file__).parents[1] / "example_docs/guide"
PAGES = sorted(each for each in GUIDE.rglob("*.rst") if "_build" not in each.parts)
_DIRECTIVE = re.compile(r"( *)\.\. (example|code-block|sourcecode|code)::(?: (.*))?")
_OPTION = re.compile(r":([\w-]+):(?: (.*))?")


def page(name: str) -> str:
    """The source of a page."""
    return (GUIDE / name).with_suffix(".rst").read_text("utf-8")


def blocks_of(term: str, language: str) -> list[str]:
    """The code of a language under a term of a list, of those on editors."""
    text = page("howto/editor")
    (part,) = re.findall(rf"^{term}\n((?:(?:   .*)?\n)+)", text, re.MULTILINE)
    pattern = rf"^   \.\. code-block:: {language}\n\n((?:(?:      .*)?\n)+)"
    return [re.sub("(?m)^      ", "", each) for each in re.findall(pattern, part, re.MULTILINE)]


@dataclass(frozen=True)
class Snippet:
    """An example, or a piece of code, of a page of the guide."""

    file: Path
    line: int
    language: str
    """``example``, or the language of the code."""
    options: dict[str, str]
    text: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(GUIDE).as_posix()}:{self.line}"

    @property
    def is_wrong(self) -> bool:
        """Whether it shows what warns."""
        return "warns" in self.options

    @property
    def whole(self) -> str:
        """It as its page has it: of the work that is under review there."""
        work = re.search(r"(?m)^\.\. work:: .*$", self.file.read_text("utf-8"))
        is_of_it = self.language == "example" and work and "work::" not in self.text
        return f"{work[0]}\n\n{self.text}" if is_of_it and work else self.text

    @property
    def name(self) -> str:
        """What a document of it can be called."""
        return re.sub(r"\W+", "-", str(self).replace(".rst", ""))


def snippets() -> list[Snippet]:
    """All of the guide, in the order of pages and lines."""
    return [each for file in PAGES for each in _read(file)]


def _read(file: Path) -> Iterator[Snippet]:
    lines = file.read_text("utf-8").split("\n")
    at = 0
    while at < len(lines):
        if found := _DIRECTIVE.fullmatch(lines[at]):
            held = [*_held(lines[at + 1 :], len(found[1]))]
            language = "example" if found[2] == "example" else (found[3] or "")
            yield _snippet(file, at + 1, language, held)
            at += len(held)
        at += 1


def _held(lines: Sequence[str], indent: int) -> Iterator[str]:
    """The lines that are set in under a directive, and blank ones."""
    return takewhile(lambda each: not each or each.startswith(" " * (indent + 1)), lines)


def _snippet(file: Path, line: int, language: str, held: Sequence[str]) -> Snippet:
    lines = dedent("\n".join(held)).split("\n")
    options = [*takewhile(bool, map(_OPTION.fullmatch, lines))]
    text = "\n".join(lines[len(options) :]).strip("\n")
    return Snippet(file, line, language, {each[1]: each[2] or "" for each in options if each}, text)
