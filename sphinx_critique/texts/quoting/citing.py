"""What a text says beside a quotation that it is from: a page, an author, a title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from .. import late
from ..folding import without_accents
from ..loci import Locator, read_locator

_NUMBER: Final = r"(?!(?:1[5-9]|20)\d\d\b)\d{1,4}(?:\s*[-–—]\s*\d{1,4})?"
_PAGE_NAMED: Final = (
    r"(?<![\w.])(?:pp?|pgs?|pages?|ss?|seiten?|стр|с|págs?|pagg?|σελ|blz|str|עמ['׳]?)[.\s]\s*"
    rf"(?P<page>\d{{1,4}}(?:\s*[-–—]\s*\d{{1,4}})?(?:\s*[,;&]\s*{_NUMBER}(?!\w))*|[ivxlc]{{1,8}})"
    r"(?:\s?ff?\.)?(?!\w)|第?(?P<east>\d{1,4}(?:[-–—]\d{1,4})?)\s?[頁页]"
)
_PAGE: Final = late.pattern(f"(?i){_PAGE_NAMED}")
_BARE: Final = late.pattern(
    r"(?:\A|[,:]\s*)(?P<page>(?:\d{1,2}:\s?)?\d{1,4}(?:\s*[-–—]\s*\d{1,4})?(?:ff?\.)?"
    rf"(?:\s*[,;]\s*{_NUMBER})*)\s*\Z"
)
_BEHIND: Final = late.pattern(rf"(?i)\A[\s.,;:–—-]{{0,4}}(?:{_PAGE_NAMED})")
"""A page right behind a quotation, in no brackets: `“…,” p. 12.`"""
_BRACKETS: Final = late.pattern(r"\A\W{0,4}[(\[]([^()\[\]]{1,160})[)\]]")
_CALL: Final = late.pattern(r"\A\W{0,4}\[\d{1,4}\]")
"""A number alone in square brackets: a note is called by it, or a work of a numbered list."""
_DATED: Final = late.pattern(r"\A(?:1[5-9]|20)\d\d(?:[,;]\s*|\Z)")
_NAME: Final = late.pattern(r"[^\W\d_][\w'’-]{2,}")
_IN_BRACKETS: Final = late.pattern(r"[(\[][^()\[\]]{1,160}[)\]]")
_QUOTES: Final = late.pattern(r"[“”„«»‘\"「」『』]|(?<!\w)'|'(?!\w)|’(?!\w)|``")
_PARAGRAPH: Final = late.pattern(r"\n[ \t]*\n")
_MOST_WORDS: Final = 15
"""Words of a paragraph that only says what the block above it is from."""
_SENTENCE_END: Final = late.pattern(r"[.?!…][\"'”’»)\]]*(?:\s+(?=[^\W\d_])|\s*\Z)")
_SENTENCE: Final = late.pattern(r"[.?!…][\"'”’»)\]]*\s+(?=[^\W\d_])")


class Named(NamedTuple):
    """What a citation beside a quotation names: a place in its source, and sources by key."""

    locator: Locator
    keys: frozenset[str]


class Names:
    """By what the sources of a project are named in running text: authors and titles.

    ``years`` tell those of one author apart.
    """

    def __init__(self, names: Mapping[str, Iterable[str]], years: Mapping[str, str]) -> None:
        self._years = years
        self._by_word: dict[str, set[str]] = {}
        for key, each in names.items():
            for name in each:
                words = _words(name)
                if words:
                    self._by_word.setdefault(" ".join(words), set()).add(key)

    def in_text(self, text: str) -> frozenset[str]:
        """The sources that a text names; where several have a name, all of them."""
        said = f" {' '.join(_words(text))} "
        found = {key for name, keys in self._by_word.items() if f" {name} " in said for key in keys}
        dated = {key for key in found if self._years.get(key) and self._years[key] in said}
        return frozenset(dated or found)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", without_accents(text).casefold())


def named(cited: Iterable[str], names: Names) -> Named:
    """What is named in the words that stand nearest to a quotation, the nearest first."""
    locator, keys = read_locator(""), frozenset[str]()
    for text in cited:
        place = "" if locator.places else page_in(text)
        there = names.in_text(text)
        if place and not locator.places and (there or not keys) and not _names_another(text, there):
            locator = read_locator(place)
        keys = keys or there
    return Named(locator, keys)


def _names_another(text: str, keys: frozenset[str]) -> bool:
    """Whether brackets name an author who wrote none of the sources: `(Miller 1920, 12)`."""
    found = _BRACKETS.match(text)
    if not found or keys:
        return False
    inner = re.sub(_PAGE.pattern, " ", found[1])
    return any(each[0][0].isupper() for each in _NAME.finditer(inner))


def page_in(text: str) -> str:
    """The page that a text names: `p. 107`; in brackets at its beginning, a bare number too."""
    text = _CALL.sub("", text)
    if brackets := _BRACKETS.match(text):
        inner = brackets[1]
        if found := _PAGE.search(inner):
            return _listed(found)
        for part in (inner, *reversed(inner.split(";"))):
            bare = _BARE.search(part.strip())
            pages = _DATED.sub("", bare["page"]) if bare else ""
            if pages:
                return pages
        return ""
    found = _PAGE.search(text)
    return (_listed(found)) if found else ""


def _listed(found: re.Match[str]) -> str:
    """The pages that were found, as a locator lists them."""
    return re.sub(r"\s*[;&]\s*", ", ", found["page"] or found["east"])


def below(after: str) -> str:
    """What a short paragraph below a block says that it is from; nothing where it is none."""
    line = " ".join(_PARAGRAPH.split(after.strip())[0].split())
    is_source = len(line.split()) <= _MOST_WORDS and any(map(str.isdigit, line))
    return line if is_source else ""


def beside(before: str, after: str) -> Iterator[str]:
    """What stands nearest to a quotation: its citation behind it, its sentence before and behind.

    What another quotation parts from it is said of that, and so is what stands right behind that.
    """
    after = " ".join(_QUOTES.split(_PARAGRAPH.split(after)[0], maxsplit=1)[0].split())
    rest = _SENTENCE.search(after)
    tail = after[: rest.start()] if rest else after
    brackets = _BRACKETS.match(after)
    if not brackets and _BEHIND.match(tail):
        yield tail
    elif found := brackets or _IN_BRACKETS.search(tail):
        yield found[0]
    own, *others = reversed(_QUOTES.split(_PARAGRAPH.split(before)[-1]))
    before = " ".join(own.split())
    if others and (of_that := _BRACKETS.match(before) or _BEHIND.match(before)):
        before = before[of_that.end() :]
    heads = list(_SENTENCE_END.finditer(before))
    yield before[heads[-1].end() :] if heads else before
