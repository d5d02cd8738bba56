"""The quote marks of a language, alternating where quotations nest."""

from typing import NamedTuple

from docutils.utils.smartquotes import smartchars


class Marks(NamedTuple):
    """The marks of an outer quotation, and of one within it."""

    open: str
    close: str
    inner_open: str
    inner_close: str


def marks_of(language: str) -> Marks:
    """The marks of a language tag (``de_CH``, ``fr``), those of English where unknown."""
    tag = language.replace("_", "-").lower()
    marks = smartchars.quotes.get(tag) or smartchars.quotes.get(tag.split("-")[0])
    return Marks(*(marks or smartchars.quotes["en"]))


def quoted(words: str, language: str) -> str:
    """The words in the quote marks of the language, with those inside them alternating."""
    marks = marks_of(language)
    return marks.open + _alternated(words, marks) + marks.close


def _alternated(words: str, marks: Marks) -> str:
    """The words with their quote marks as befits a quotation within one.

    A mark that closes nothing (an apostrophe) and one that is not closed stay as they are.
    """
    result = list(words)
    opened: list[tuple[int, str]] = []
    for place, character in enumerate(words):
        closes = opened and character == opened[-1][1] and not _joins(words, place)
        if closes:
            start, _ = opened.pop()
            inner = len(opened) % 2 == 0
            result[start] = marks.inner_open if inner else marks.open
            result[place] = marks.inner_close if inner else marks.close
        elif closing := _closing(words, place, marks):
            opened.append((place, closing))
    return "".join(result)


def _closing(words: str, place: int, marks: Marks) -> str:
    """What would close the mark that opens here, or nothing."""
    character = words[place]
    if character == '"' and (place == 0 or not words[place - 1].isalnum()):
        return '"'
    pairs = ((marks.open, marks.close), (marks.inner_open, marks.inner_close))
    for opening, closing in pairs:
        if character == opening.strip() and closing.strip() in words[place + 1 :]:
            return closing.strip()
    return ""


def _joins(words: str, place: int) -> bool:
    """Whether an apostrophe stands between two letters."""
    between = words[place - 1 : place] + words[place + 1 : place + 2]
    return len(between) == 2 and between.isalpha()
