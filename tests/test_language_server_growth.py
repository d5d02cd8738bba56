"""What is asked of a document takes time in proportion to its length, whatever stands in it."""

import random
from collections.abc import Callable, Mapping
from functools import partial

import pytest

from sphinx_critique.cli.lsp.reading.text import Text
from sphinx_critique.cli.lsp.units import from_editor, to_editor
from sphinx_critique.cli.lsp.written.directives import _REST, directives
from sphinx_critique.cli.lsp.written.document import Written
from sphinx_critique.cli.lsp.written.places import Span, lines_by_docutils, words_from

from .growth import assert_linear


def written(text: str) -> None:
    """All that is read of a text that is being written."""
    for is_myst in (False, True):
        lines = text.split("\n")
        found = Written(lines, is_myst=is_myst)
        assert found.directives is not None
        assert found.roles is not None
        for line in (0, len(lines) // 2, len(lines) - 1):
            found.at(line, len(lines[line]))


WRITTEN: Mapping[str, Callable[[int], str]] = {
    "directives": lambda n: ".. note:: x\n\n" * n,
    "directives and lines": lambda n: ".. note::\n" * n + "\n" * n,
    "within each other": lambda n: "".join(f"{' ' * (k % 40)}.. note::\n\n" for k in range(n)),
    "fences": lambda n: "```{note}\n" * n,
    "fences and ends": lambda n: "```{note}\n" * n + "~~~\n" * n,
    "longer fences": lambda n: "".join(f"{':' * (k % 60 + 3)}{{note}}\n" for k in range(n)),
    "colons": lambda n: ":" * n,
    "names of roles": lambda n: ":a" * n,
    "backquotes": lambda n: "`" * n,
    "roles": lambda n: ":quote:`a " * n,
    "roles with spaces": lambda n: (":quote:`a\n" + " " * 20 + "b\n") * n,
    "spaces": lambda n: ".. " + " " * n + "x",
    "options": lambda n: ".. excerpt:: a\n" + "   :a: b\n" * n,
    "one word": lambda n: "a" * n + ",",
}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_being_written(name: str) -> None:
    make = WRITTEN[name]
    assert_linear(lambda size: partial(written, make(size)))


FOUND: Mapping[str, Callable[[int], tuple[str, str]]] = {
    "all but the last": lambda n: ("a " * n, "a " * (n // 2) + "b"),
    "none": lambda n: ("a b " * n, "b " * n),
    "many lines": lambda n: ("a\n" * n, "a " * n + "b"),
    "between words": lambda n: ("a x x x x x " * n, "a " * n + "b"),
}


@pytest.mark.parametrize("name", FOUND)
def test_where_words_stand(name: str) -> None:
    def find(text: str, words: str) -> None:
        words_from(text.split("\n"), 0, words)

    make = FOUND[name]
    assert_linear(lambda size: partial(find, *make(size)))


IN_FILES: Mapping[str, Callable[[int], tuple[str, str]]] = {
    "tags": lambda n: ("a " + "<>" * n + " b", "a c"),
    "open tags": lambda n: ("a " + "<" * n + " b", "a b"),
    "hyphens": lambda n: ("a-\n" * n, "a b"),
    "hyphens and spaces": lambda n: ("a-" + " " * n + "\n" * n, "a b"),
    "the same word": lambda n: ("a " * n, "a " * (n // 2) + "b"),
}


@pytest.mark.parametrize("name", IN_FILES)
def test_where_words_stand_in_a_transcript(name: str) -> None:
    def find(text: str, words: str) -> None:
        Text(text).find(words)

    make = IN_FILES[name]
    assert_linear(lambda size: partial(find, *make(size)))


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("one\ntwo three\n", "two three", Span(1, 0, 1, 9)),
        ("one\r\ntwo\r\nthree", "two three", Span(1, 0, 2, 5)),
        ("a <b>tw</b>o\n", "tw o", Span(0, 5, 0, 12)),
        ("the com-\nmissars came", "commissars", Span(0, 4, 1, 7)),
        ("<p n='two'>one</p> two", "two", Span(0, 19, 0, 22)),
        ("one", "two", None),
        ("one", "…", None),
    ],
)
def test_words_of_a_transcript_are_found_in_its_file(
    text: str, words: str, found: Span | None
) -> None:
    assert Text(text).find(words) == found


def test_directives_end_where_they_did() -> None:
    """As looked for line by line, from each of them, which takes far longer."""
    chosen = random.Random(5)
    for _ in range(300):
        indents = [chosen.randrange(5) for _ in range(30)]
        kinds = chosen.choices((".. note:: x", "words", ""), k=30)
        lines = [f"{' ' * n}{kind}" for n, kind in zip(indents, kinds, strict=True)]
        for each in directives(lines, is_myst=False):
            below = range(each.head + 1, len(lines))
            end = next((n for n in below if lines[n].strip() and indents[n] <= each.indent), 30)
            while not lines[end - 1].strip():
                end -= 1
            assert each.end == end, lines
        assert len(directives(lines, is_myst=False)) == sum(map(bool, map(_REST.match, lines)))


def test_a_fence_ends_with_one_that_is_as_long() -> None:
    lines = ["````{note}", "```{tip}", "```", "~~~{tip}", "````", "```", "~~~"]
    found = [(each.name, each.head, each.end) for each in directives(lines, is_myst=True)]
    assert found == [("note", 0, 5), ("tip", 1, 3), ("tip", 3, 7)]


@pytest.mark.parametrize("line", ["abc", "aé😋bא", "", "😋😋", "\ud800a"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_columns_go_there_and_back(line: str, encoding: str) -> None:
    units = [to_editor(line, column, encoding) for column in range(len(line) + 1)]
    assert units == sorted(set(units))
    if encoding != "utf-8" or "\ud800" not in line:
        assert [from_editor(line, each, encoding) for each in units] == [*range(len(line) + 1)]
    assert from_editor(line, 10**12, encoding) == len(line)
    assert from_editor(line, -1, encoding) == 0


def test_lines_of_docutils_are_counted_as_editors_do() -> None:
    text = "a\u2028b\x85c\nd\ne\x1c\nf"
    lines = text.split("\n")
    here = lines_by_docutils(lines)
    told = [number for number, line in enumerate(text.split("\n")) for _ in _lines(line)]
    assert [here(number) for number in range(len(told))] == told


def _lines(line: str) -> list[str]:
    """Those that docutils makes of one: an empty one too, where something ends at its end."""
    return line.replace("\u2028", "\x1c").replace("\x85", "\x1c").split("\x1c")
