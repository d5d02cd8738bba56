"""Words of a transcript as an author writes them: nothing in them is markup."""

import re
from collections.abc import Callable
from typing import Final

_REST = re.compile(r"[\\*`|]|_(?![^\W_])|(?<![^\W_])_")
_MYST = re.compile(r"[\\*`_$<|]|\[(?=\^)|\](?=[(\[{])|\{(?=[\w%{])|&(?=#?\w+;)")
# What a paragraph does not begin with.
_LEADING = re.compile(r"[-+#>=:./~^]|\(?\w{1,5}[.)](?=\s)")


def _escaped(special: re.Pattern[str], text: str) -> str:
    escaped = special.sub(lambda found: f"\\{found[0]}", text)
    leading = _LEADING.match(escaped)
    if leading is None:
        return escaped
    at = leading.end() - 1
    return f"{escaped[:at]}\\{escaped[at:]}"


def _excerpt(where: str, text: str) -> str:
    return f".. excerpt:: {where}\n\n   {_escaped(_REST, text)}"


def _role(where: str, text: str) -> str:
    if "*" in text:
        return _excerpt(where, text)  # In a role they would mark emphasis.
    escaped = re.sub(r"[\\`]", lambda found: f"\\{found[0]}", text)
    return f":quote:`{escaped} <{where}>`"


def _myst_excerpt(where: str, text: str) -> str:
    return f"```{{excerpt}} {where}\n\n{_escaped(_MYST, text)}\n```"


def _myst_role(where: str, text: str) -> str:
    if "*" in text:
        return _myst_excerpt(where, text)
    fence = "``" if "`" in text else "`"
    return f"{{quote}}{fence}{text} <{where}>{fence}"


FORMS: Final[dict[tuple[bool, bool], Callable[[str, str], str]]] = {
    (False, False): _excerpt,
    (False, True): _role,
    (True, False): _myst_excerpt,
    (True, True): _myst_role,
}
"""By whether MyST is wanted, and a role: what the words at a place are written as."""
