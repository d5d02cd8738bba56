"""Bodies of notes in HTML and in Markdown, as blocks."""

from __future__ import annotations

from collections.abc import Container
from typing import Any, Final

from lxml import etree, html

from .. import late
from ..printed import readable
from .records import Blocks
from .runs import Builder

_BLOCKS: Final = frozenset(
    (
        "p div section article header footer address figure figcaption center dl dt dd"
        " h1 h2 h3 h4 h5 h6 caption thead tbody tfoot hr main aside nav details summary"
    ).split()
)
_OF_BLOCKS: Final = {
    **{"blockquote": "quote", "ul": "items", "ol": "numbered", "li": "item"},
    **{"table": "table", "tr": "row", "td": "cell", "th": "cell"},
}
_STYLES: Final = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "emphasis"),
    **dict.fromkeys(("strong", "b", *(f"h{n}" for n in range(1, 7)), "th"), "strong"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
}
_NO_WORDS: Final = frozenset(
    "script style iframe object embed noscript template textarea svg math form title".split()
)
"""What is shown as it was written: it may hold words, and a page must not obey it."""
_DEEPEST: Final = 60
"""Elements in one another; what is deeper counts for its words."""
_markdown: Any = late.module("markdown_it")


def of_html(text: str, keep_lines: bool = False, known: Container[str] = ()) -> Blocks:
    """The words of HTML; attributes are none, and what a page would obey is text."""
    text = readable(text)
    if not text.strip():
        return ()
    parser = html.HTMLParser(huge_tree=True, no_network=True)
    try:
        page = f"<html><body><div>{text}</div></body></html>"
        root = html.document_fromstring(page, parser=parser)
    except (etree.ParserError, ValueError):
        return ()
    builder = Builder(keep_lines, known)
    for part in root:
        _walk(part, builder, 0)
    return builder.done


def _walk(element: Any, builder: Builder, depth: int) -> None:
    tag = element.tag
    if not isinstance(tag, str):  # A comment is said to nobody.
        return
    if tag in _NO_WORDS:
        builder.say(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
    elif depth > _DEEPEST:
        builder.say("".join(element.itertext()))
    elif tag == "br":
        builder.turn()
    elif tag == "img":
        _image(element, builder)
    elif tag == "pre":
        builder.code("".join(element.itertext()))
    else:
        _held(element, builder, depth)


def _held(element: Any, builder: Builder, depth: int) -> None:
    tag, classes = element.tag, (element.get("class") or "").split()
    if tag in _OF_BLOCKS:
        builder.begin(_OF_BLOCKS[tag])
    elif "line-block" in classes or (tag in _BLOCKS and "line" not in classes):
        builder.flush()
    style, uri = _STYLES.get(tag), element.get("href") or "" if tag == "a" else None
    if style:
        builder.style(style)
    if uri is not None:
        builder.link(uri)
    if tag == "q" and not _is_marked(element):
        builder.say("“")
    _children(element, builder, depth)
    if tag == "q" and not _is_marked(element):
        builder.say("”")
    if uri is not None:
        builder.unlink(uri)
    if style:
        builder.unstyle()
    if tag in _OF_BLOCKS:
        builder.end()
    elif "line" in classes:
        builder.turn()
    elif tag in _BLOCKS or "line-block" in classes:
        builder.flush()


def _children(element: Any, builder: Builder, depth: int) -> None:
    builder.say(element.text or "")
    for child in element:
        _walk(child, builder, depth + 1)
        builder.say(child.tail or "")


def _is_marked(element: Any) -> bool:
    """Whether a quotation has its marks in its words."""
    return "".join(element.itertext()).strip()[:1] in tuple("“‘„«»\"'「『")


def _image(element: Any, builder: Builder) -> None:
    uri = element.get("src") or ""
    builder.link(uri)
    builder.say(element.get("alt") or ("image" if uri else ""))
    builder.unlink(uri)


def of_markdown(text: str) -> Blocks:
    """The words of Markdown, as CommonMark has it; HTML in it is text."""
    text = readable(text)
    parser = _markdown.MarkdownIt("commonmark", {"html": False, "maxNesting": 40})
    parser.enable("strikethrough").disable(["html_block", "html_inline"])
    parser.validateLink = lambda _: True  # Which are links is ours to say.
    builder = Builder()
    for token in parser.parse(text):
        _token(token, builder)
    return builder.done


_OPENING: Final = {
    "blockquote_open": "quote",
    "bullet_list_open": "items",
    "ordered_list_open": "numbered",
    "list_item_open": "item",
}
_CLOSING: Final = frozenset(name.replace("_open", "_close") for name in _OPENING)


def _token(token: Any, builder: Builder) -> None:
    kind = token.type
    if kind in _OPENING:
        builder.begin(_OPENING[kind])
    elif kind in _CLOSING:
        builder.end()
    elif kind in ("fence", "code_block"):
        builder.code(token.content)
    elif kind == "inline":
        links: list[str] = []
        for child in token.children or ():
            _inline(child, builder, links)
    elif kind == "heading_open":
        builder.flush()
        builder.style("strong")
    elif kind == "heading_close":
        builder.unstyle()
        builder.flush()
    elif kind in ("paragraph_close", "hr"):
        builder.flush()


def _inline(token: Any, builder: Builder, links: list[str]) -> None:
    kind = token.type
    if kind in ("em_open", "strong_open"):
        builder.style("emphasis" if kind == "em_open" else "strong")
    elif kind in ("em_close", "strong_close"):
        builder.unstyle()
    elif kind == "code_inline":
        builder.say(token.content, "code")
    elif kind in ("softbreak", "hardbreak"):
        builder.say(" ") if kind == "softbreak" else builder.turn()
    elif kind == "link_open":
        links.append(str(token.attrs.get("href", "")))
        builder.link(links[-1])
    elif kind == "link_close":
        builder.unlink(links.pop())
    elif kind == "image":
        uri = str(token.attrs.get("src", ""))
        builder.link(uri)
        builder.say(token.content or "image")
        builder.unlink(uri)
    elif kind in ("s_open", "s_close"):
        builder.say("~~")
    else:
        builder.say(token.content)
