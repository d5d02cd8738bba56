"""Which script each letter of a text is of. Knows nothing of Sphinx and docutils.

Letters of the Latin script, digits, and signs that all scripts share are of none (``""``).
"""

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from functools import cache
from unicodedata import category

from . import late

# The first and the last code point of each range, in order. What is in no range, and no Latin
# letter, is of the script “other” where it is a letter.
_RANGES = (
    (0x0370, 0x037D, "greek"),
    (0x037F, 0x0386, "greek"),
    (0x0388, 0x03FF, "greek"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0531, 0x058F, "armenian"),
    (0x0591, 0x05F4, "hebrew"),
    (0x0600, 0x06FF, "arabic"),
    (0x0700, 0x074F, "syriac"),
    (0x0750, 0x077F, "arabic"),
    (0x08A0, 0x08FF, "arabic"),
    (0x0900, 0x0963, "devanagari"),
    (0x0966, 0x097F, "devanagari"),
    (0x0980, 0x09FF, "bengali"),
    (0x0B80, 0x0BFF, "tamil"),
    (0x0E01, 0x0E5B, "thai"),
    (0x10A0, 0x10FF, "georgian"),
    (0x1100, 0x11FF, "hangul"),
    (0x1200, 0x139F, "ethiopic"),
    (0x1C80, 0x1C8F, "cyrillic"),
    (0x1C90, 0x1CBF, "georgian"),
    (0x1F00, 0x1FFF, "greek"),
    (0x2C80, 0x2CFF, "coptic"),
    (0x2D00, 0x2D2F, "georgian"),
    (0x2D80, 0x2DDF, "ethiopic"),
    (0x2DE0, 0x2DFF, "cyrillic"),
    (0x2E80, 0x303F, "han"),
    (0x3040, 0x30FF, "kana"),
    (0x3100, 0x312F, "han"),
    (0x3130, 0x318F, "hangul"),
    (0x3190, 0x31EF, "han"),
    (0x31F0, 0x31FF, "kana"),
    (0x3200, 0x9FFF, "han"),
    (0xA640, 0xA69F, "cyrillic"),
    (0xA960, 0xA97F, "hangul"),
    (0xAC00, 0xD7FF, "hangul"),
    (0xF900, 0xFAFF, "han"),
    (0xFB13, 0xFB17, "armenian"),
    (0xFB1D, 0xFB4F, "hebrew"),
    (0xFB50, 0xFDFF, "arabic"),
    (0xFE30, 0xFE4F, "han"),
    (0xFE70, 0xFEFC, "arabic"),
    (0xFF00, 0xFF64, "han"),
    (0xFF65, 0xFF9F, "kana"),
    (0xFFA0, 0xFFDC, "hangul"),
    (0xFFE0, 0xFFEF, "han"),
    (0x1B000, 0x1B16F, "kana"),
    (0x20000, 0x3FFFF, "han"),
)
_STARTS = [start for start, _, _ in _RANGES]
# Blocks of Latin letters, and of letters used as signs.
_LATIN = ((0x0000, 0x036F), (0x1D00, 0x1EFF), (0x2000, 0x2C7F), (0xA700, 0xA7FF), (0xAB30, 0xAB6F))
_LATIN_BEYOND = ((0xFB00, 0xFB06), (0x1D400, 0x1D7FF), (0x1F100, 0x1FAFF))
# What chooses the form of the sign before it, emoji or letter, and goes with that.
_VARIATIONS = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_OF_NO_SCRIPT = (*_LATIN, *_LATIN_BEYOND, *_VARIATIONS)
_COMBINING = late.pattern("[\u0300-\u036f\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_PERHAPS = late.pattern("[\u0370-\u1cff\u1f00-\u1fff\u2c80-\ua6ff\ua800-\uab2f\uab70-\U000fffff]")
RIGHT_TO_LEFT = frozenset(("hebrew", "arabic", "syriac"))
EAST_ASIAN = frozenset(("han", "kana", "hangul"))
# Signs that Latin and East Asian fonts both have, of another width.
_SHARED = frozenset("“”‘’…—·")
# No line begins with one of the first, or ends with one of the second.
_CLOSING = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】〙〗〟…—·％"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ｡｢､･ﾞﾟ"
)
_OPENING = frozenset("‘“（〔［｛〈《「『【〘〖〝￥＄")
SPACES = late.pattern(r"[ \t\n\r\u00a0\u2000-\u200b\u202f]+")


def script_of(character: str) -> str:
    """The script of one character."""
    code = ord(character)
    if code < 0x370:
        return ""
    place = bisect_right(_STARTS, code) - 1
    if code <= _RANGES[place][1]:
        return _RANGES[place][2]
    if any(first <= code <= last for first, last in _OF_NO_SCRIPT):
        return ""
    return "other" if category(character)[0] in "LM" else ""


def letters(script: str) -> Iterator[str]:
    """The letters of a script."""
    for first, last, name in _RANGES:
        if name == script:
            yield from (each for each in map(chr, range(first, last + 1)) if each.isalpha())


def has_others(text: str) -> bool:
    """Whether a text has letters of a script other than the Latin one, at little cost."""
    return any(script_of(each) for each in _PERHAPS.findall(text))


def scripts(text: str, own: Container[str] = (), lacked: Container[str] = ()) -> list[str]:
    """The script of each character of a text; those of its own language are of none.

    What is ``lacked`` by the font of the text is, if of no other, of the script “other”.

    Marks go with their letter. Chinese characters beside kana are Japanese ones, and set in the
    font of these; signs that Latin fonts have too are East Asian between East Asian letters.
    """
    found = [script_of(each) or ("other" if each in lacked else "") for each in text]
    for place, character in enumerate(text):
        if place and not found[place] and _COMBINING.match(character):
            found[place] = found[place - 1]
    han = next((each for each in ("kana", "hangul") if each in found), "han")
    beside = "" if "han" in own else han
    found = ["" if each in own else beside if each == "han" else each for each in found]
    if not EAST_ASIAN.isdisjoint(found):
        _share(text, found)
    return found


def _share(text: str, found: list[str]) -> None:
    """Give shared signs to the East Asian letters that they stand between.

    In a text that begins with such a letter they need stand only beside one.
    """
    letters = (s for s, c in zip(found, text, strict=True) if s or category(c)[0] == "L")
    throughout = next(letters, "") in EAST_ASIAN
    for signs in re.finditer(f"[{''.join(_SHARED)}]+", text):
        start, end = signs.span()
        before = found[start - 1] if start else ""
        after = found[end] if end < len(found) else ""
        both = [each in EAST_ASIAN for each in (before, after)]
        if all(both) or (throughout and any(both)):
            found[start:end] = [before or after] * (end - start)


def breaks(text: str, found: list[str]) -> frozenset[int]:
    """Where a line may end in a text of these scripts, other than at spaces: before each place.

    What is no text (a note) stays with what is before it.
    """
    places = []
    before = ""
    for place, character in enumerate(text):
        if found[place] in EAST_ASIAN:
            if before and _can_break(before, character):
                places.append(place)
            before = character
        elif character != "\ufffc":
            before = ""
    return frozenset(places)


def _can_break(before: str, after: str) -> bool:
    return before not in _OPENING and after not in _CLOSING and not _COMBINING.match(after)


# Sphinx's names of languages that are written in other scripts; all others are in the Latin one.
_WRITTEN = {
    "armenian": "hy",
    "arabic": "apc ar ary bal bgn bqi brh ckb fa ks lrc mzn ps sd sdh skr trw ug ur",
    "bengali": "as bn",
    "cyrillic": "be bg kk ky mk mn ru sr tg tt uk",
    "devanagari": "hi mr ne sa",
    "ethiopic": "am ti",
    "georgian": "ka",
    "greek": "el",
    "han": "ja ko zh",
    "hangul": "ko",
    "hebrew": "he iw yi",
    "kana": "ja",
    "syriac": "syr",
    "tamil": "ta",
    "thai": "th",
}


@cache
def own_scripts(language: str) -> frozenset[str]:
    """The scripts that a language is written in, the Latin one left out."""
    code = re.split("[-_@]", language.lower())[0]
    return frozenset(name for name, codes in _WRITTEN.items() if code in codes.split())
