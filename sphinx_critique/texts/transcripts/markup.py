"""What all forms of marked-up text have in common: safe parsing, and one walk without recursion."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from html.entities import html5
from itertools import islice
from typing import Any, Final
from xml.parsers import expat

from lxml import etree

from .composing import Composer
from .reading import TranscriptError

Enter = Callable[[Any, ExitStack], bool]
"""Begins an element and has the stack end it; says whether what is in it is to be read."""
_BRIEF: Final = 40
"""Characters that the number of a page or note may have, with what is written around it."""
_FEW: Final = 100
"""Elements within which it may stand."""


def read_xml(data: bytes) -> Any:
    """The root of an XML document: no DTD, no network, no entities of its own.

    Raises TranscriptError where it declares entities, and lxml's XMLSyntaxError.
    """
    _refuse_entities(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(data, parser)


class _Seen(Exception):
    """Enough has been read to tell."""


def _refuse_entities(data: bytes) -> None:
    """Raise TranscriptError where a document declares entities: lxml expands some unasked."""

    def declared(*_: object) -> None:
        raise TranscriptError(
            "it declares entities of its own, which are not read; write the characters themselves"
        )

    def started(*_: object) -> None:
        raise _Seen

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = declared
    parser.StartElementHandler = started
    # What else is wrong with it, lxml will say.
    with suppress(_Seen, expat.ExpatError, LookupError, ValueError):
        parser.Parse(data, True)


def walk(root: Any, composer: Composer, enter: Enter) -> None:
    """Compose the text of a tree; it may be nested more deeply than Python can call."""
    steps: list[tuple[Callable[[Any], object], Any]] = []

    def begin(element: Any) -> None:
        if element is not root:
            steps.append((composer.words, element.tail))
        if element.tag is etree.Entity:
            composer.words(_character(element.name))
            return
        leave = ExitStack()
        if enter(element, leave):
            composer.words(element.text)
            steps.append((lambda _: leave.close(), None))
            steps.extend((begin, child) for child in reversed(element))

    begin(root)
    while steps:
        step, given = steps.pop()
        step(given)


def local_name(element: Any) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def outermost(root: Any, name: str) -> Iterator[Any]:
    """The elements of a name below a root, without those that stand in others of it."""
    for each in root.iter(f"{{*}}{name}"):
        around = next(each.iterancestors(f"{{*}}{name}"), None)
        if each is not root and (around is None or around is root):
            yield each


def brief_text(element: Any) -> str:
    """The text of an element where that is as short as the number of a page or note, else `?`."""
    if next(islice(element.iter(), _FEW, None), None) is not None:
        return "?"
    text = ""
    for piece in element.itertext():
        text += piece
        if len(text) > _BRIEF:
            return "?"
    return " ".join(text.split())


def text_before(element: Any) -> str:
    """What is written directly in front of an element, in the one that it stands in."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        return before.tail or brief_text(before)
    return (parent.text or "") if parent is not None else ""


def bare_label(text: str) -> str:
    """A label without what may be written around it: `[Pg 107]`, `Page 107.`, `– 107 –`."""
    bare = " ".join(text.split()).strip("[](){}|.,:;–—- ")
    return re.sub(r"(?i)\A(?:pages?|pag|pg|pp?)(?=[\s.:_-]|\d)[\s.:_-]*", "", bare)


def _character(name: str) -> str:
    """The character of an entity that no document declares but that HTML knows."""
    if f"{name};" not in html5:
        raise TranscriptError(f"it uses the entity &{name};, which is unknown; write the character")
    return html5[f"{name};"]
