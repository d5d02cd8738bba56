"""What may be one or several in JSON, and under several names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

Object = Mapping[str, Any]
_DEEPEST: Final = 50


def several(value: Any) -> list[Any]:
    """A value as a list: nothing, one, or those that there are."""
    if value is None:
        return []
    if isinstance(value, Mapping) and "@list" in value:
        return several(value["@list"])
    return value if isinstance(value, list) else [value]


def objects(value: Any) -> Iterator[Object]:
    """Those that have fields."""
    return (each for each in several(value) if isinstance(each, Mapping))


def flattened(value: Any, depth: int = 0) -> Iterator[Any]:
    """Those that there are, and those in the sets and choices among them."""
    for each in several(value):
        held = first(each, "items", "default", "members") if isinstance(each, Mapping) else None
        if held is None or depth > _DEEPEST or first(each, "value") or "source" in each:
            yield each
        else:
            yield from flattened([*several(held), *several(each.get("item"))], depth + 1)


def first(item: Object, *names: str) -> Any:
    """The first of some fields that is there, with or without the prefixes of JSON-LD."""
    for name in names:
        for form in (name, f"@{name}", f"oa:{name}", f"as:{name}", f"oa:has{name.capitalize()}"):
            if item.get(form) not in (None, "", []):
                return item[form]
    return None


def said(value: Any) -> str:
    """What a value says, if it is a word or an object that is one."""
    if isinstance(value, Mapping):
        value = first(value, "value", "id", "name")
    if isinstance(value, list):
        return "; ".join(filter(None, map(said, value)))
    return "" if value is None or isinstance(value, (dict, list)) else str(value)


def whole(value: Any) -> int | None:
    """A number without fraction, however it is written."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        return int(value)
    except (ValueError, OverflowError):
        return None
