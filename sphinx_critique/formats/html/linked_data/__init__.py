"""What a page says to programs in the words of schema.org: as data, of which none is markup."""

import json
from collections.abc import Mapping
from typing import Any, Final

from docutils import nodes

# In a script nothing may end it, and in XML nothing may be markup.
_SAFE: Final = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}

Data = dict[str, Any]


def said(data: Mapping[str, Any]) -> Data:
    """Data without what is empty in it."""
    return {name: value for name, value in data.items() if value}


def block(data: Data) -> nodes.raw:
    """Data as an element of a page, which shows nothing of it."""
    whole = {"@context": "https://schema.org", **data}
    text = json.dumps(whole, ensure_ascii=False).translate(_SAFE)
    return nodes.raw("", f'<script type="application/ld+json">{text}</script>\n', format="html")


def persons(names: tuple[str, ...] | list[str]) -> list[Data]:
    """Persons by their names."""
    return [{"@type": "Person", "name": name} for name in names]
