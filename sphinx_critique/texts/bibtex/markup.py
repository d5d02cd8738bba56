"""Fields with their LaTeX, as pybtex's rich text: its own reader leaves macros as they stand."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from pybtex.richtext import HRef, Protected, Tag, Text

from .. import late

Rich = Any
"""A text of pybtex, which is untyped."""

_text: Any = Text
_tag: Any = Tag
_protected: Any = Protected
_link: Any = HRef
_SPECIAL = late.pattern(r"[\\{}$%~`'-]")
# What LaTeX has for letters of its own syntax must not be taken for it once it is decoded.
_HIDDEN = {r"\%": "\ue001", "%": "\ue001", r"\{": "\ue002", r"\}": "\ue003", r"\$": "\ue004"}
_SHOWN = str.maketrans({"\ue001": "%", "\ue002": "{", "\ue003": "}", "\ue004": "$"})
_HIDE = late.pattern(r"\\\\|\\[%{}$]|%")
_TOKEN = late.pattern(r"\\([A-Za-z]+)\*?\s*|\\(.)|([{}$])|[^\\{}$]+|\\", re.S)
_OPTION = late.pattern(r"\[[^\][]*\]\s*(?=\{)")
_SCRIPT = late.pattern(r"([\^_])\s*(?:\{([^{}]*)\}|(\S))")

_TAGS = {
    **dict.fromkeys("emph textit textsl mkbibemph mkbibitalic".split(), "em"),
    **dict.fromkeys("textbf mkbibbold".split(), "strong"),
    **dict.fromkeys("textsuperscript mkbibsuperscript".split(), "sup"),
    **dict.fromkeys("textsubscript mkbibsubscript".split(), "sub"),
    "texttt": "tt",
}
_SWITCHES = {
    **dict.fromkeys("em it itshape sl slshape".split(), "em"),
    **dict.fromkeys("bf bfseries".split(), "strong"),
    "tt": "tt",
}
_ENCLOSED = {"mkbibparens": "()", "mkbibbrackets": "[]"}
_OUTER, _INNER = ("“", "”"), ("‘", "’")
_QUOTES = frozenset({"mkbibquote", "enquote"})
_DROPPED = frozenset(
    """noopsort label index hspace vspace vskip hskip phantom hphantom vphantom
    selectlanguage""".split()
)
"""Commands of which nothing is printed."""
_FIRST_DROPPED = frozenset("foreignlanguage textcolor textlang foreigntextlang raisebox".split())
_SYMBOLS = {
    **dict.fromkeys("dots ldots textellipsis".split(), "…"),
    **dict.fromkeys("par newline quad qquad space addspace linebreak nobreakspace".split(), " "),
    **dict.fromkeys("bibrangedash textendash".split(), "–"),
    **{name: name for name in "TeX LaTeX BibTeX XeTeX LuaTeX ConTeXt".split()},
    "LaTeXe": "LaTeX2e",
    "addcomma": ",",
    "addcolon": ":",
    "adddot": ".",
    "hyphen": "-",
    "slash": "/",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
}
_SIGNS = {",": "\N{NARROW NO-BREAK SPACE}", "\\": " ", " ": " ", "\n": " "} | dict.fromkeys(
    "/-@!", ""
)


@lru_cache(maxsize=8192)
def read_markup(typed: str) -> Rich:
    """A field as rich text; commands that are not known leave what they were said of."""
    if not _SPECIAL.search(typed):
        return _text(typed)
    hidden = _HIDE.sub(lambda found: _HIDDEN.get(found[0], found[0]), typed)
    reader = _Reader(_decoded(hidden))
    return _text(*reader.parts("", 0))


@cache
def _codec() -> Any:
    return late.module("latexcodec.codec").find_latex("ulatex")


def _decoded(typed: str) -> str:
    """Accents and signs as letters; what the codec cannot read as it stands."""
    try:
        decoded: str = _codec().decode(typed)[0]
    except UnicodeDecodeError:
        return typed
    return decoded


def plain(typed: str) -> str:
    """The words of a field alone."""
    return str(read_markup(typed))


class Words(str):
    """A field as it was typed; pybtex's templates print it with its markup (see ``styles``)."""

    __slots__ = ()

    @property
    def rich(self) -> Rich:
        """The words with their markup."""
        return read_markup(str(self))


class Title(Words):
    """One whose capitals stand, whatever a style does with them."""

    __slots__ = ()

    @property
    def rich(self) -> Rich:
        """As printed; braces around all of it protect it."""
        return read_markup(f"{{{self}}}") if self else read_markup("")


class _Reader:
    """Goes through decoded LaTeX once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0

    def parts(self, closing: str, depth: int) -> list[Rich]:
        """What stands up to a closing sign, or to the end; ``depth`` counts quotations."""
        found: list[Rich] = []
        while token := _TOKEN.match(self._text, self._place):
            self._place = token.end()
            sign = token[3]
            if sign and sign == closing:
                break
            if token[1] in _SWITCHES:
                found.append(_tag(_SWITCHES[token[1]], *self.parts(closing, depth)))
                break
            found.extend(self._one(token, depth))
        return found

    def _one(self, token: re.Match[str], depth: int) -> list[Rich]:
        if token[1]:
            return self._command(token[1], depth)
        if token[2]:
            return [_SIGNS.get(token[2], token[2])]
        if token[3] == "{":
            return [_protected(*self.parts("}", depth))]
        if token[3] == "$":
            return self._formula()
        if token[3]:
            return []
        return [token[0].translate(_SHOWN)] if token[0] != "\\" else []

    def _command(self, name: str, depth: int) -> list[Rich]:
        if option := _OPTION.match(self._text, self._place):
            self._place = option.end()
        if name in _SYMBOLS:
            self._skip_empty()
            return [_SYMBOLS[name]]
        if name in _QUOTES:
            marks = _INNER if depth % 2 else _OUTER
            return [marks[0], *self._argument(depth + 1), marks[1]]
        make = self._makers().get(name)
        if make is not None:
            return make(depth)
        if name in _TAGS:
            return [_tag(_TAGS[name], *self._argument(depth))]
        if name in _ENCLOSED:
            signs = _ENCLOSED[name]
            return [signs[0], *self._argument(depth), signs[1]]
        self._skip_empty()
        return []

    def _makers(self) -> dict[str, Callable[[int], list[Rich]]]:
        return {
            "url": lambda depth: self._address(None, depth),
            "nolinkurl": lambda depth: self._address(None, depth),
            "href": lambda depth: self._address(_said(self._argument(depth)), depth),
            **dict.fromkeys(_DROPPED, self._drop),
            **dict.fromkeys(_FIRST_DROPPED, self._drop),
        }

    def _address(self, address: str | None, depth: int) -> list[Rich]:
        words = self._argument(depth)
        return [_link(address or _said(words), *words)]

    def _drop(self, depth: int) -> list[Rich]:
        self._argument(depth)
        return []

    def _argument(self, depth: int) -> list[Rich]:
        """What is in the braces that follow, else the letter."""
        if self._text[self._place : self._place + 1] == "{":
            self._place += 1
            return self.parts("}", depth)
        token = _TOKEN.match(self._text, self._place)
        if token is None or token[0] in ("}", "$"):
            return []
        if token[0][0] != "\\":
            self._place += 1
            return [token[0][0].translate(_SHOWN)]
        self._place = token.end()
        return self._one(token, depth)

    def _skip_empty(self) -> None:
        if self._text.startswith("{}", self._place):
            self._place += 2

    def _formula(self) -> list[Rich]:
        """Its letters, with what is raised and lowered; a lone sign is a sum of money."""
        end = self._text.find("$", self._place)
        if end < 0:
            return ["$"]
        formula, self._place = self._text[self._place : end], end + 1
        found: list[Rich] = []
        start = 0
        for script in _SCRIPT.finditer(formula):
            found.append(_letters(formula[start : script.start()]))
            tag = "sup" if script[1] == "^" else "sub"
            found.append(_tag(tag, _letters(script[2] or script[3] or "")))
            start = script.end()
        return [*found, _letters(formula[start:])]


def _letters(formula: str) -> str:
    return re.sub(r"[\\{}]", "", formula).translate(_SHOWN)


def _said(words: list[Rich]) -> str:
    return str(_text(*words))
