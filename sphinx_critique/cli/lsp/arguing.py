"""What is written for an author: a note on selected words, an excerpt of them, where a page is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from ...locale import _
from ...texts.collation import Check, Index, Scope
from ...texts.collation.citing import locator_at
from ..pasting import FORMS
from .opened import Opened
from .places import Place, Span

_BUILT: Final = ("_build/html", "build/html", "_build/dirhtml", "build", "_build", "site", "public")
"""Where pages usually lie, from the folder of ``conf.py`` or the one above."""
_QUOTING: Final = ("excerpt", "quotation", "counterquote")

_EMPHASIS: Final = re.compile(r"(?<!\\)\*+")
"""What sets words apart in either language; a lemma is of words alone."""


class Writing(NamedTuple):
    """What to write in the place of a span, and what that is called."""

    title: str
    place: Place
    text: str


class Nothing(NamedTuple):
    """Why there is nothing to write."""

    message: str


def answers(project: Opened, file: str, span: Span) -> list[Writing]:
    """A note of each kind on the selected words of a passage; none where none are selected."""
    written = project.written(file)
    directive = written.around(span.line)
    words = _EMPHASIS.sub("", project.text_of(file, span))
    kinds = project.domain.kinds
    if directive is None or not words or directive.name not in (*_QUOTING, *kinds):
        return []
    if span.line < directive.body:
        return []
    note = _in_myst if written.is_myst else _in_rest
    behind = Place(file, Span(directive.end, 0, directive.end, 0))
    return [
        Writing(f"Answer “{words}” with {kind}", behind, note(kind, words, directive.indent))
        for kind in kinds
    ]


def kinds(project: Opened, file: str) -> list[tuple[str, str]]:
    """The names of the kinds of note, and their titles as the edition prints them."""
    return [(name, str(_(kind.title))) for name, kind in project.domain.kinds.items()]


def _in_rest(kind: str, words: str, indent: int) -> str:
    margin = " " * indent
    return f"\n{margin}.. {kind}:: {words}\n\n{margin}   \n"


def _in_myst(kind: str, words: str, indent: int) -> str:
    margin = " " * indent
    return f"\n{margin}```{{{kind}}} {words}\n\n{margin}```\n"


def excerpt(project: Opened, file: str, span: Span) -> Writing | Nothing:
    """Selected words as an excerpt, as they stand in a transcript and cited from there."""
    words = project.text_of(file, span)
    if not words:
        return Nothing("select words that stand in a transcript")
    for key, index in _indexes(project, words):
        for place, _where in Check(index, Scope()).everywhere(words, 1):
            locator = locator_at(index, place)
            cited = f"{key}, {locator}" if locator else key
            text = FORMS[project.written(file).is_myst, False](index.words(*place), cited)
            return Writing("An excerpt of these words", Place(file, span), text)
    return Nothing(f"“{words}” stands in no transcript: sphinx-critique find shows what is like it")


def _indexes(project: Opened, words: str) -> Iterator[tuple[str, Index]]:
    library = project.domain.library
    [likely] = library.likely(library.keys, [words], lambda done, total: None)
    for key in likely.together:
        index = library.index(key)
        if index is not None:
            yield key, index


def page(project: Opened, file: str) -> str | Nothing:
    """The page built from a document, if there is one in a folder where pages usually lie."""
    docname = project.env.path2doc(file)
    folder = Path(project.app.confdir)
    for base in (folder, folder.parent):
        for each in _BUILT:
            for name in (f"{docname}.html", f"{docname}/index.html"):
                found = base / each / name
                if docname and found.is_file():
                    return str(found)
    return Nothing(f"there is no page of {docname or file} yet: build the project as HTML")
