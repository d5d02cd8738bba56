"""Words as they are pasted into a document: nothing in them is markup there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

_RST: Final = re.compile(r"[\\*`|]|_(?![^\W_])|(?<=:):\Z")
_MYST: Final = re.compile(r"[\\*`_\[\]<>&$~{}]")
_BLOCK: Final = re.compile(r"[!-/:-@\[-`{-~]|\(?(?:\w{1,12}|#)[.)](?=\s)")
"""What may begin something else than a paragraph: a list, a title, a field."""
_DASH: Final = "—"


def in_paragraph(words: str, *, is_myst: bool) -> str:
    """Words within a paragraph."""
    return (_MYST if is_myst else _RST).sub(r"\\\g<0>", words)


def in_role(words: str, *, is_myst: bool) -> str:
    """Words within a role."""
    return words if is_myst else re.sub(r"[\\`]", r"\\\g<0>", words)


def _excerpt(words: str, citation: str) -> str:
    text = in_paragraph(words, is_myst=False)
    if not text.startswith("\\") and (_BLOCK.match(text) or text.startswith(f"{_DASH} ")):
        text = f"\\{text}"
    return f".. excerpt:: {citation}\n\n   {text}"


def _role(words: str, citation: str) -> str:
    if "*" in words:  # In a role they would mark emphasis.
        return _excerpt(words, citation)
    text = in_role(words, is_myst=False)
    return f":quote:`{text} <{citation}>`"


def _myst_excerpt(words: str, citation: str) -> str:
    text = in_paragraph(words, is_myst=True)
    if text.startswith(f"{_DASH} "):
        text = f"&mdash;{text[1:]}"
    elif not text.startswith(("\\", "&")) and (found := _BLOCK.match(text)):
        stop = found.end() - 1
        text = f"{text[:stop]}\\{text[stop:]}"
    return f"```{{excerpt}} {citation}\n\n{text}\n```"


def _myst_role(words: str, citation: str) -> str:
    if "*" in words or words.startswith("`"):
        return _myst_excerpt(words, citation)
    fence = "`" * (max(map(len, re.findall("`+", words)), default=0) + 1)
    return f"{{quote}}{fence}{words} <{citation}>{fence}"


FORMS: Final[Mapping[tuple[bool, bool], Callable[[str, str], str]]] = {
    (False, False): _excerpt,
    (False, True): _role,
    (True, False): _myst_excerpt,
    (True, True): _myst_role,
}
"""By whether MyST is wanted, and a role: what words and their citation are written as."""
