"""Selectors of the Web Annotation Data Model, as Hypothesis and others write them too."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from .lists import Object, first, objects, said, several, whole
from .records import Note, tidy

_DEEPEST: Final = 20
_TOLD: Final = {
    "XPathSelector": "XPath",
    "CssSelector": "CSS",
    "SvgSelector": "SVG",
    "PageSelector": "page",
    "EPUBContentSelector": "EPUB",
    "MediaTimeSelector": "time",
}


def selected(note: Note, selectors: Any) -> Note:
    """A note with what its selectors say of its words; what cannot be used is told in words."""
    fields: dict[str, Any] = {}
    where: list[str] = []
    for each in _flat(selectors, 0):
        if not _read(each, fields):
            where.append(_told(each))
    told = "; ".join(filter(None, dict.fromkeys(where)))
    return note._replace(**fields, where=told)


def _flat(selectors: Any, depth: int) -> Iterator[Object]:
    """Selectors, and those that refine them, from the outermost on."""
    for each in several(selectors):
        if isinstance(each, str):
            yield {"type": "FragmentSelector", "value": each}
        elif isinstance(each, Mapping):
            if first(each, "type") in ("Choice", "oa:Choice"):
                yield from _flat(each.get("items"), depth + 1)
            else:
                yield each
            if depth < _DEEPEST:
                yield from _flat(each.get("refinedBy"), depth + 1)


def _read(selector: Object, fields: dict[str, Any]) -> bool:
    """Whether a selector says more of the words; the first of each form counts."""
    kind = said(several(first(selector, "type") or "")[:1]).removeprefix("oa:")
    words = first(selector, "exact", "quote")
    if words is not None:
        if "words" not in fields:
            fields["words"] = str(words)
            fields["before"] = str(first(selector, "prefix", "quotePrefix") or "")
            fields["after"] = str(first(selector, "suffix", "quoteSuffix") or "")
        _place(selector, fields)
        return True
    if kind in ("TextPositionSelector", "DataPositionSelector", ""):
        return _place(selector, fields)
    if kind == "FragmentSelector" and "passage" not in fields:
        fields["passage"] = said(selector.get("value")).lstrip("#")
        return False
    return False


def _place(selector: Object, fields: dict[str, Any]) -> bool:
    start, end = whole(selector.get("start")), whole(selector.get("end"))
    if start is None or end is None or not 0 <= start <= end:
        return False
    fields.setdefault("place", (start, end))
    return True


def _told(selector: Object) -> str:
    """A selector in words, for who must find what it selects."""
    kind = said(several(first(selector, "type") or "")[:1]).removeprefix("oa:")
    if "startSelector" in selector or "endSelector" in selector:
        ends = [*objects(selector.get("startSelector")), *objects(selector.get("endSelector"))]
        return " to ".join(filter(None, (_words_or_told(each) for each in ends)))
    if kind == "RangeSelector":
        parts = [f"{selector.get(n, '')}" for n in ("startContainer", "endContainer")]
        offsets = [f"{selector.get(n, '')}" for n in ("startOffset", "endOffset")]
        return tidy(" to ".join(f"{p}, {o}" for p, o in zip(parts, offsets, strict=True)))
    value = said(first(selector, "value", "label", "title", "cfi", "url", "start"))
    name = _TOLD.get(kind, "" if kind == "FragmentSelector" else kind)
    if not value:
        value = json.dumps(selector, ensure_ascii=False, sort_keys=True, default=str)
    return tidy(f"{name} {value}")


def _words_or_told(selector: Object) -> str:
    words = first(selector, "exact")
    return f"“{tidy(words)}”" if words else _told(selector)
