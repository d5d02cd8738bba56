"""Words and letters that trip programs."""

from random import Random
from typing import Final

LETTERS: Final = (
    "é", "ß", "ﬁ", "İ", "ſ", "Ǆ", "a\u0301\u0323", "ё", "中文", "ひらがな", "한국어", "ไทย",
    "עברית", "العربيّة", "नमस्ते", "😀", "⚠️", "👩‍👩‍👧", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "𝔘𝔫𝔦", "\U000e0001", "￼", "�",
    "\u200b", "\u200d", "\u200e", "\u200f", "\u202eabc",
    "\u202c", "\u2066x\u2069", "\u2067", "\ufeff",
    "\u00ad", "\u00a0", "\u2028", "\u2029", "\u0085", "\ufdd0", "\uffff",
)  # fmt: skip
CONTROLS: Final = tuple(map(chr, (*range(1, 9), 11, 12, *range(14, 32), 127, 128, 159)))
SIGNS: Final = (
    "“", "”", "„", "‘", "’", "«", "»", '"', "'", "''", '""', "(", ")", "[", "]", "{", "}", "<", ">",
    "<q>", "</aside>", "<!--", "-->", "]]>", "&", "&amp;", "&#0;", "\\", "\\\\", "\\end{document}",
    "$", "$$", "%", "#", "_", "__", "^", "~", "*", "**", "`", "``", "|", "||", "…", "...", "....",
    "[…]", "(…)", "[sic]", "[]", "[2]", "[0]", "[-1]", "--", "---", "—", "–", "/", " / ", ";", ";;",
    ":", "::", ":x:", "@", "{{ x }}", "{% x %}", "-- ", "— ", "§", "¶", "†", "?", "!", "foo_", "1",
    "99999999999999999999", "9" * 5000, "-1", "0", "１２", "Ⅷ", "²",
)  # fmt: skip
FILLERS: Final = tuple(
    """the end of rationing and freedom for small traders is not what was asked, not even by
    those who left; it had never been so in 1921, says he (twice), and “who else?”""".split()
)


def filler(random: Random, odd: float) -> str:
    """A word; one that trips programs in so many of a hundred cases."""
    if random.random() >= odd:
        return random.choice(FILLERS)
    kind = random.random()
    if kind < 0.03:
        return random.choice(CONTROLS)
    if kind < 0.5:
        return random.choice(LETTERS)
    return random.choice(SIGNS)


_HUGE = 3_000
"""Letters: Sphinx's text takes time by their square, minutes for 100,000 (see ``tests.bench``)."""


def huge(random: Random) -> str:
    """A word longer than there are any."""
    return random.choice(("a", "ab", "é", "a'", "…", "[", "/", "ש", "😀", "1,", "-"))[:1] * _HUGE
