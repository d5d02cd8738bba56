"""What is written for an author: a note on selected words, an excerpt of them, where a page is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from ....locale import _
from ....texts.collation import Check, Index, Scope
from ....texts.collation.citing import locator_at
from ...pasting import FORMS
from ..reading.opened import Opened
from ..written.places import Place, Span, whole_words
from .blocks import Block

_BUILT: Final = ("_build/html", "build/html", "_build/dirhtml", "build", "_build", "site", "public")
"""Where pages usually lie, from the folder of ``conf.py`` or the one above."""
_ANSWERABLE: Final = ("excerpt", "translation")
_ESCAPED: Final = re.compile(r"\\(\W)")
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
    span = whole_words(project.lines(file), span)
    words = _plain(project.text_of(file, span))
    if directive is None or not words or span.line < directive.body:
        return []
    is_note = directive.name in project.domain.kinds
    if not is_note and directive.name not in _ANSWERABLE:
        return []
    lemma = words + _which(project, file, written.passage(directive), span, words)
    note = _in_myst if written.is_myst else _in_rest
    behind = Place(file, Span(directive.end, 0, directive.end, 0))
    on = directive.option("name") if is_note else ""
    return [
        Writing(f"Answer “{words}” with {name}", behind, note(name, lemma, on, directive.indent))
        for name, kind in project.domain.kinds.items()
        # A note without a name is answered by what stands behind it only where that is a reply.
        if on or not is_note or kind.answers_annotations
    ]


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub("", text))


def _which(project: Opened, file: str, passage: Sequence[Span], span: Span, words: str) -> str:
    """Which of several places is selected, as a lemma says it; nothing where there is one."""
    start = Span(span.line, span.column, span.line, span.column)
    ahead = (
        each if each.end_line < span.line else Span(each.line, 0, start.line, start.column)
        for each in passage
        if each.line <= span.line
    )
    before = " ".join(_plain(project.text_of(file, each)) for each in ahead)
    whole = " ".join(_plain(project.text_of(file, each)) for each in passage)
    return f" [{before.count(words) + 1}]" if whole.count(words) > 1 else ""


def kinds(project: Opened, file: str) -> list[tuple[str, str]]:
    """The names of the kinds of note, and their titles as the edition prints them."""
    return [(name, str(_(kind.title))) for name, kind in project.domain.kinds.items()]


def _in_rest(kind: str, lemma: str, on: str, indent: int) -> str:
    margin = " " * indent
    option = f"{margin}   :on: {on}\n" if on else ""
    return f"\n{margin}.. {kind}:: {lemma}\n{option}\n{margin}   \n"


def _in_myst(kind: str, lemma: str, on: str, indent: int) -> str:
    margin = " " * indent
    option = f"{margin}:on: {on}\n" if on else ""
    return f"\n{margin}```{{{kind}}} {lemma}\n{option}\n{margin}```\n"


def excerpt(project: Opened, file: str, span: Span) -> Writing | Nothing:
    """Selected words as an excerpt, as they stand in a transcript and cited from there."""
    words = project.text_of(file, span)
    if not words:
        return Nothing("select words that stand in a transcript")
    written = project.written(file)
    block = Block.of(written, span)
    if block is None:
        return Nothing("select words of a paragraph that is not in an excerpt, a verse or a table")
    for key, index in _indexes(project, words):
        for place, _where in Check(index, Scope()).everywhere(words, 1):
            locator = locator_at(index, place)
            cited = f"{key}, {locator}" if locator else key
            text = block.put(FORMS[written.is_myst, False](index.words(*place), cited))
            return Writing("An excerpt of these words", Place(file, block.span), text)
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
