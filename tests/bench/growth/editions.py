"""Builds of editions that have many of one thing."""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from textwrap import indent

from sphinx.testing.util import SphinxTestApp

from .made import Make, Work

LETTERS = 10
"""One thing counts as so many letters."""
ENTRY = "@book{{k{0}, author={{Doe, Anne}}, title={{Book {0}}}, year=2000, publisher={{P}}}}\n"
TRANSCRIPT = "".join(f"[p. {number}]\nalpha beta gamma {number}\n" for number in range(1, 1001))
CONF = """\
extensions = ["sphinxcontrib.bibtex", "sphinx_critique"]
bibtex_bibfiles = ["sources.bib"]
critique_work = "k0"
critique_texts = {"k0": "work.txt"}
"""


def block(directive: str, *lines: str, options: str = "") -> str:
    body = "\n".join(lines)
    return f".. {directive}\n{indent(options, '   ')}\n{indent(body, '   ')}\n\n"


def excerpt(name: str, words: str, *inside: str) -> str:
    return block("excerpt:: 1", words, "", *inside, options=f":name: {name}\n")


def passage(words: int) -> str:
    return " ".join(f"w{number}" for number in range(words))


def building(text: Callable[[int], str], builder: str, entries: int = 1) -> Make:
    """The build of a document with so many of what is made, by a builder."""

    def make(size: int) -> Work:
        count = size // LETTERS
        files = {
            "conf.py": CONF,
            "work.txt": TRANSCRIPT,
            "sources.bib": "".join(map(ENTRY.format, range(max(entries, 1) if entries else count))),
            "index.rst": f"Edition\n=======\n\n{text(count)}",
        }

        def work() -> None:
            with ExitStack() as left:
                folder = Path(left.enter_context(tempfile.TemporaryDirectory()), "source")
                folder.mkdir()
                for name, written in files.items():
                    (folder / name).write_text(written, encoding="utf-8")
                app = SphinxTestApp(builder, srcdir=folder, freshenv=True)
                left.callback(app.cleanup)
                app.build()

        return work

    return make


def notes(count: int, directive: str = "omission", options: str = "", body: str = "Not so.") -> str:
    return "".join(block(f"{directive}:: w{n}", body, options=options) for n in range(count))


def replies(count: int) -> str:
    first = block("omission:: a", "Not so.", options=":name: n0\n")
    rest = (
        block("reply::", "But.", options=f":to: n{number - 1}\n:name: n{number}\n")
        for number in range(1, count)
    )
    return excerpt("p", "a b c", first) + "".join(rest)


def answers(count: int) -> str:
    """Notes all of which answer the same."""
    first = block("omission:: a", "Not so.", options=":name: n0\n")
    rest = (block("reply::", "But.", options=":to: n0\n") for _ in range(count))
    return excerpt("p", "a b c", first) + "".join(rest)


def recalled(count: int) -> str:
    return excerpt("p", "a b c", block("omission:: a", "Not so.", options=":name: n0\n")) + "".join(
        block("recall:: n0") for _ in range(count)
    )


def joined(parts: Iterable[str], join: str = ", ") -> str:
    return join.join(parts)


EDITIONS_OF: Mapping[str, tuple[Callable[[int], str], int]] = {
    "passages": (lambda n: "".join(excerpt(f"p{i}", "a b c") for i in range(n)), 1),
    "notes of one passage": (lambda n: excerpt("p", passage(n), notes(n)), 1),
    "notes on the same words": (
        lambda n: excerpt("p", "a b", "".join(block("omission:: a", "x") for _ in range(n))),
        1,
    ),
    "notes about nothing": (
        lambda n: (
            "".join(block("omission::", "Not so.", options=":on: p\n") for _ in range(n))
            + excerpt("p", "a b")
        ),
        1,
    ),
    "replies in a chain": (replies, 1),
    "replies to one note": (answers, 1),
    "recalls": (recalled, 1),
    "tags": (
        lambda n: (
            excerpt(
                "p",
                "a b",
                block("omission:: a", "x", options=f":tags: {joined(f't{i}' for i in range(n))}\n"),
            )
            + ".. annotations::\n"
        ),
        1,
    ),
    "pages cited": (
        lambda n: excerpt("p", "a b").replace(
            "excerpt:: 1", f"excerpt:: {joined(map(str, range(1, n + 1)))}"
        ),
        1,
    ),
    "references": (
        lambda n: (
            excerpt("p", "a b", block("omission:: a", "x", options=":name: n\n"))
            + " ".join([":annotation:`n`"] * n)
        ),
        1,
    ),
    "citations": (
        lambda n: (
            excerpt("p", "a b", notes(1).replace("w0", "a"))
            + "\n"
            + " ".join(f":source:`k{i}, 1`" for i in range(n))
        ),
        0,
    ),
    "entries": (lambda _n: excerpt("p", "a b") + ".. bibliography::\n   :all:\n", 0),
    "lists": (
        lambda n: (
            excerpt("p", passage(n), notes(n))
            + ".. annotations::\n\n.. apparatus::\n\n.. concordance::\n"
        ),
        1,
    ),
}


EDITIONS: Mapping[str, Make] = {
    f"{name}, {builder}": building(text, builder, entries)
    for name, (text, entries) in EDITIONS_OF.items()
    for builder in ("html", "latex")
}
