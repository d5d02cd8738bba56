"""Names of persons as BibTeX and BibLaTeX write them."""

import re
from typing import NamedTuple

_AND = re.compile(r"(?i)\s+and\s+")
_PART = re.compile(r"([\w-]+)\s*=\s*(.*)", re.S)
_EXTENDED = re.compile(r"(?i)\s*[\"{]?\s*(?:family|given|prefix|suffix)(?:-i)?\s*=")
_MOST_COMMAS = 2
PARTS = ("first", "middle", "prelast", "last", "lineage")
"""What pybtex has names of, in the order in which they are said."""


class Name(NamedTuple):
    """One name: ``typed`` in BibTeX's form, or else its parts; ``slip`` is what is wrong with it.

    A prefix that is used (``von``) belongs to the family name where that is cited.
    """

    typed: str = ""
    family: str = ""
    given: str = ""
    prefix: str = ""
    suffix: str = ""
    uses_prefix: bool = False
    slip: str = ""


def read_names(value: str) -> list[Name]:
    """The names of a list that ``and`` joins outside braces; ``others`` is a name."""
    return [_name(each.strip().rstrip(",").rstrip()) for each in _split(value) if each.strip(" ,")]


def _split(value: str) -> list[str]:
    if "{" not in value and '"' not in value:
        return _AND.split(value)
    parts, start = [], 0
    for joint in _AND.finditer(value):
        if _depth(value[start : joint.start()]) == 0:
            parts.append(value[start : joint.start()])
            start = joint.end()
    return [*parts, value[start:]]


def _depth(text: str) -> int:
    return text.count("{") - text.count("}")


def _name(typed: str) -> Name:
    if _EXTENDED.match(typed):
        extended = _extended(typed)
        if extended is not None:
            return extended
    if typed.count(",") > _MOST_COMMAS and len(_commas(typed, "")) > _MOST_COMMAS + 1:
        message = f"the name “{typed}” has too many commas; names are parted by “and”"
        return Name(family=f"{{{typed}}}", slip=message)
    return Name(typed)


def _commas(text: str, quote: str = '"') -> list[str]:
    """What commas part outside braces, and outside quote marks if these count."""
    parts, depth, quoted, start = [], 0, False, 0
    for place, letter in enumerate(text):
        if letter in "{}":
            depth += 1 if letter == "{" else -1
        elif letter == quote and depth == 0:
            quoted = not quoted
        elif letter == "," and depth == 0 and not quoted:
            parts.append(text[start:place])
            start = place + 1
    return [each.strip() for each in (*parts, text[start:])]


def _extended(typed: str) -> Name | None:
    """``family=Vries, given=Jan, prefix=de, useprefix=true``, in any order."""
    parts: dict[str, str] = {}
    for each in _commas(typed):
        found = _PART.fullmatch(_bare(each))
        if found is None:
            return None
        parts[found[1].lower()] = _bare(found[2].strip())
    names = (parts.get(name, "") for name in ("family", "given", "prefix", "suffix"))
    family, given, prefix, suffix = names
    if not family and not given:
        return None
    uses = parts.get("useprefix", "").lower() == "true"
    return Name("", family or given, given if family else "", prefix, suffix, uses)


def _bare(text: str) -> str:
    """Without the quote marks or braces around all of it."""
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1]
    if text.startswith("{") and text.endswith("}") and _closes_last(text):
        return text[1:-1]
    return text


def _closes_last(text: str) -> bool:
    depth = 0
    for place, letter in enumerate(text):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if depth == 0 and place < len(text) - 1:
            return False
    return True
