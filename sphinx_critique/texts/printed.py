"""Text of others on a page, in a log, on a terminal or as JSON: nothing in it is obeyed there."""

from __future__ import annotations

import json
import re
from typing import Any, Final

UNPRINTABLE: Final = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)
"""Characters that no XML, no LaTeX or no PDF can hold."""
_UNREADABLE: Final = "\N{REPLACEMENT CHARACTER}"
_TURNING: Final = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""What embeds, overrides or isolates a direction, up to the end of the line and beyond the words.

Words are held against each other without these, so that none is missed.
"""
_CONTROLS: Final[dict[int, str]] = {
    **{code: _UNREADABLE for code in range(0x20) if chr(code) not in "\n\t"},
    **dict.fromkeys((*range(0x7F, 0xA0), *range(0xD800, 0xE000)), _UNREADABLE),
    **dict.fromkeys((0x2028, 0x2029), "\n"),
    **dict.fromkeys(_TURNING, ""),
}
_ENDS: Final = re.compile(r"\s*[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]\s*")
_LONG: Final = re.compile(r"(\S{200})\S{600,}(\S{200})")
_TO_ESCAPE: Final = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def readable(text: str) -> str:
    """A text with a mark for each character that is none."""
    return UNPRINTABLE.sub(_UNREADABLE, text)


def harmless(text: str) -> str:
    """A text with nothing in it that a terminal would obey."""
    return text.translate(_CONTROLS)


def one_line(text: str) -> str:
    """The same on one line, the middle of what is too long to be a word left out."""
    return _LONG.sub(r"\1 […] \2", harmless(_ENDS.sub(" ", text)))


def json_of(value: Any, indent: int | None = None) -> str:
    """A value as JSON in readable letters; what no line, file or terminal may hold is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _TO_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
