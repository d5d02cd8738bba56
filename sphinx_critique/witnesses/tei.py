"""Transcripts in TEI: ``<pb n="107"/>`` begins page 107; notes are taken out of the text."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree

from ..quotation import Pages
from .composing import Composer

_BLOCKS: Final = frozenset(
    [
        "p",
        "head",
        "ab",
        "lg",
        "div",
        "div1",
        "div2",
        "div3",
        "div4",
        "front",
        "body",
        "back",
        "list",
        "item",
        "label",
        "table",
        "row",
        "cell",
        "quote",
        "cit",
        "sp",
        "speaker",
        "stage",
        "closer",
        "opener",
        "salute",
        "signed",
        "dateline",
        "trailer",
        "epigraph",
        "argument",
        "titlePage",
        "docTitle",
        "titlePart",
        "byline",
        "docAuthor",
        "docImprint",
        "docDate",
        "bibl",
        "listBibl",
        "floatingText",
    ]
)
_SKIPPED: Final = frozenset(
    [
        "teiHeader",
        "fw",
        "figDesc",
        "desc",
        "corr",
        "reg",
        "expan",
        "gap",
        "graphic",
        "index",
        "interp",
        "spanGrp",
        "ptr",
        "facsimile",
        "milestone",
        "certainty",
    ]
)
_EMPHASIS: Final = ("emph",)
_PLAIN: Final = re.compile(r"sup|sub|small|sc\b|caps|normal|roman")
_CALL: Final = re.compile(r"[\d*†‡§¶\s()\[\]]{1,8}|[a-z]")


def read_tei(data: bytes, reading: Any) -> Pages:
    """Read a TEI document; entities of its own are refused, nothing is fetched.

    Raises TranscriptError, and what lxml raises for a document that is not well-formed.
    """
    _refuse_entities(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    root = etree.fromstring(data, parser)
    composer = Composer()
    texts = [e for e in root.iter() if _name(e) == "text" and not _has_text_above(e)]
    for each in texts or [root]:
        _walk(each, composer)
    return composer.pages(partial=reading.partial)


def _refuse_entities(data: bytes) -> None:
    from . import TranscriptError

    if b"<!ENTITY" in data:
        raise TranscriptError(
            "it declares entities of its own, which are not read; write the characters themselves"
        )


def _has_text_above(element: Any) -> bool:
    return any(_name(each) == "text" for each in element.iterancestors())


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _walk(element: Any, composer: Composer) -> None:
    name = _name(element)
    if name == "pb":
        composer.page(element.get("n", ""), within_word=element.get("break") == "no")
    elif name == "lb":
        composer.line(within_word=element.get("break") == "no")
    elif name == "note":
        with composer.note():
            _content(element, composer)
    elif name == "choice":
        _choose(element, composer)
    elif name and name not in _SKIPPED and not _is_call(element, name):
        _write(element, name, composer)


def _write(element: Any, name: str, composer: Composer) -> None:
    if name in _BLOCKS:
        composer.block()
    elif name == "l":
        composer.line()
    with composer.set_apart(_is_emphasis(element, name)):
        _content(element, composer)
    if name in _BLOCKS:
        composer.block()


def _content(element: Any, composer: Composer) -> None:
    composer.words(element.text)
    for child in element:
        _walk(child, composer)
        composer.words(child.tail)


def _choose(element: Any, composer: Composer) -> None:
    """What the source itself prints: its slips and spellings, not what an editor made of them."""
    children = {_name(child): child for child in element}
    for wanted in ("sic", "orig", "abbr", *children):
        if wanted in children:
            _content(children[wanted], composer)
            return


def _is_emphasis(element: Any, name: str) -> bool:
    rend = element.get("rend") or element.get("rendition") or element.get("style") or ""
    return name in _EMPHASIS or (name == "hi" and bool(rend) and not _PLAIN.search(rend))


def _is_call(element: Any, name: str) -> bool:
    """Whether it is but the mark of a note."""
    kind = (element.get("type") or "").lower()
    if name in ("ref", "anchor") and ("note" in kind or kind == "fn"):
        return True
    raised = name == "hi" and "sup" in (element.get("rend") or "")
    return raised and _CALL.fullmatch("".join(element.itertext()).strip()) is not None
