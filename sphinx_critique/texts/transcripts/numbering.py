"""The numbers of items in lists that a form tells in its markup, not in its text."""

from __future__ import annotations

import re
from typing import Any, Final

from ..enumeration import numeral
from .markup import brief_text, local_name

_INTEGER: Final = re.compile(r"\s*[-+]?\d{1,6}\s*")
_NUMBER: Final = re.compile(r"[(\[]?(?:\d{1,4}|[ivxlcdmIVXLCDM]{1,8}|[a-zA-Z])[.)\]]{0,2}")


class Numbering:
    """Counts the items of lists in HTML; it is asked for each item in the order of the text."""

    def __init__(self) -> None:
        self._next: dict[Any, int | None] = {}

    def of(self, item: Any) -> str:
        """The number of an item as it is shown; nothing in a list that tells of no numbers.

        One that is only numbered from 1 may be so for want of anything else.
        """
        listed = item.getparent()
        if listed is None or local_name(listed) != "ol":
            return ""
        number = _integer(item.get("value"))
        if number is None:
            number = self._next.get(listed, _integer(listed.get("start")))
        if number is None:
            return ""
        self._next[listed] = number + (-1 if "reversed" in listed.attrib else 1)
        return f"{numeral(number, item.get('type') or listed.get('type') or '1')}."


def numbered_item(item: Any) -> str:
    """The number that an item of TEI has, unless it is in the text too; nothing where none is."""
    number = " ".join((item.get("n") or "").split())
    before = item.getprevious()
    labelled = before is not None and local_name(before) == "label"
    if labelled or not _NUMBER.fullmatch(number):
        return ""
    number = number if number[-1] in ".)]" else f"{number}."
    text = (item.text or "").strip() or (brief_text(item[0]) if len(item) else "")
    return "" if text.startswith(number) else number


def _integer(given: str | None) -> int | None:
    return int(given) if given is not None and _INTEGER.fullmatch(given) else None
