"""Elements of ours written into a page, as docutils' writer has it, at a fraction of the time."""

from typing import Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from ...layout.medium import Medium
from ...model.nodes import named_link
from ...texts.languages import runs_to_left
from .nodes import UNSEARCHED, html_inline, html_line

_ASKED = ("starttag", "attval", "encode", "visit_Text")
_PRINTED = ("inline", "emphasis", "reference")
"""What lines of ours are made of, besides text and elements of ours."""
_PLAIN = frozenset((*nodes.Element.basic_attributes, "backrefs"))
_OF_LINKS = _PLAIN | {"internal", "refuri", "refid", "reftitle", "label"}
_usual: WeakKeyDictionary[Any, bool] = WeakKeyDictionary()


class Unusual(Exception):
    """Only the writer itself knows how it has this."""


def visit_html(translator: Any, node: nodes.Element) -> None:
    """Open an element; where all within is usual, write it to its end."""
    end = "" if isinstance(node, html_inline) else "\n"
    attributes: dict[str, str] = node.get("attributes", {})
    is_line = isinstance(node, (html_line, html_inline))
    if _is_usual(translator):
        try:
            if is_line:
                translator.body.append(_element(translator, node, end))
            else:
                translator.body.append(_start(translator, node, node["tag"], attributes) + end)
                return
        except Unusual:
            pass
        else:
            raise nodes.SkipNode
    if is_line:
        node["classes"] = [each for each in node["classes"] if each != UNSEARCHED]
    translator.body.append(translator.starttag(node, node["tag"], end, **attributes))


def depart_html(translator: Any, node: nodes.Element) -> None:
    """Close an element."""
    end = "" if isinstance(node, html_inline) else "\n"
    translator.body.append(f"</{node['tag']}>{end}")


def visit_named_link(translator: Any, node: nodes.Element) -> None:
    """A link as Sphinx has it, with its name."""
    translator.body.append(translator.starttag(node, "a", "", **_of_link(node)))


def depart_named_link(translator: Any, node: nodes.Element) -> None:
    """Close it."""
    translator.body.append("</a>")


def visit_foreign(translator: Any, node: nodes.Element) -> None:
    """Open what isolates words: a neighbour of another direction does not move them."""
    attributes = {"lang": node["language"]}
    if Medium.of(translator.builder).is_epub:
        attributes["xml:lang"] = node["language"]
    attributes["dir"] = "rtl" if runs_to_left(node["language"], node.astext()) else "ltr"
    translator.body.append(translator.starttag(node, "span", "", **attributes))


def depart_foreign(translator: Any, node: nodes.Element) -> None:
    """Close it."""
    translator.body.append("</span>")


def _is_usual(translator: Any) -> bool:
    """Whether neither a theme nor another extension has changed how the writer has lines."""
    if translator not in _usual:
        names = [*_ASKED, *(f"{do}_{name}" for name in _PRINTED for do in ("visit", "depart"))]
        _usual[translator] = all(
            getattr(getattr(translator, name), "__func__", None) is getattr(HTML5Translator, name)
            for name in names
        )
    return _usual[translator] and not (translator.protect_literal_text or translator.in_mailto)


def _element(translator: Any, node: nodes.Element, end: str = "") -> str:
    node["classes"] = [each for each in node["classes"] if each != UNSEARCHED]
    start = _start(translator, node, node["tag"], node.attributes.get("attributes", {}))
    return f"{start}{end}{_within(translator, node)}</{node['tag']}>{end}"


def _within(translator: Any, node: nodes.Element) -> str:
    return "".join([_written(translator, child) for child in node.children])


def _written(translator: Any, node: Any) -> str:
    kind = type(node)
    if kind is nodes.Text:
        words: str = translator.encode(node.astext())
        return words
    if kind is html_inline or kind is html_line:
        return _element(translator, node, "" if kind is html_inline else "\n")
    if kind is nodes.inline or kind is nodes.emphasis:
        tag = "span" if kind is nodes.inline else "em"
        return f"{_start(translator, node, tag, {})}{_within(translator, node)}</{tag}>"
    if kind is nodes.reference or kind is named_link:
        if not _OF_LINKS.issuperset(node.attributes) or "mailto:" in node.get("refuri", ""):
            raise Unusual
        return f"{_start(translator, node, 'a', _of_link(node))}{_within(translator, node)}</a>"
    raise Unusual


def _of_link(node: nodes.Element) -> dict[str, str]:
    given = node.attributes
    kind = "internal" if given.get("internal") or "refuri" not in given else "external"
    attributes = {"class": f"reference {kind}"}
    if "label" in given:
        attributes["aria-label"] = given["label"]
    attributes["href"] = (given["refuri"] or "#") if "refuri" in given else f"#{given['refid']}"
    if "reftitle" in given:
        attributes["title"] = given["reftitle"]
    return attributes


def _start(translator: Any, node: nodes.Element, tag: str, attributes: dict[str, str]) -> str:
    """A start tag; ``attributes`` may hold more classes."""
    given = node.attributes
    ids, classes = given["ids"], given["classes"]
    if len(ids) > 1 or any(each.startswith("language-") for each in classes):
        raise Unusual
    values = dict(attributes)
    classes = [*classes, *values.pop("class", "").split()]
    if classes:
        values["class"] = " ".join(dict.fromkeys(classes))
    if ids:
        values["id"] = ids[0]
    attval = translator.attval
    written = "".join([f' {name}="{attval(values[name])}"' for name in sorted(values)])
    return f"<{tag}{written}>"
