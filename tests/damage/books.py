"""Made-up books: their words, in sentences, on the lines of pages that break them anywhere."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

LINES, WORDS_OF_A_LINE = 24, 9
_COMMON = {
    "en": """the of and a to in that it was he not for but with his as on had at they which from
        or were have this be there been who their no one all would so when her him by what if we
        said about never unless don’t can’t""",
    "fr": """le la les de des et un une à dans que il elle ne pas pour mais avec sur qui se par
        plus jamais sans n’est qu’il l’un d’elle s’il c’était aujourd’hui lui leur tout""",
    "ru": """и в не на он что с как это по но они к у из за то же от так а его её только бы было
        если без кроме""",
    "grc": """ὁ ἡ τὸ τοῦ τῆς καὶ δὲ γὰρ μὲν οὐ οὐκ μὴ ἐν εἰς ἐκ πρὸς ἀλλὰ ἀλλ’ δι’ ἐπ’ εἰ ὡς αὐτὸς
        οὗτος τις τε οὖν""",
}
_RARE = {
    "en": """council bread winter soldier letter street morning river bishop ledger harbour lantern
        orchard witness carriage kitchen quarrel minister pension gather whisper stubborn crooked
        thirty well-known self-taught 12,500 −0.42 1921 Odo Pell Brell Soviets T-Cell U.S.""",
    "fr": """l’homme l’Europe d’or d’Artagnan conseil pain hiver soldat lettre rue matin rivière
        évêque témoin cuisine peut-être celui-ci 12,5 1921 Odon qu’Adèle presqu’île""",
    "ru": """совет хлеб зима солдат письмо улица утро река свидетель кухня министр по-русски
        кто-то 1921 Пётр Одоевский ёлка моё""",
    "grc": """λόγος ἄνθρωπος θεός πόλις βίος νόμος ψυχή ἀρετή τέχνη Σωκράτης Ἀθῆναι ἄδικος""",
}
_SYLLABLES = {
    "en": ("bcdfgklmnprst", "aeiou"),
    "fr": ("bcdfgklmnprstv", "aeioué"),
    "ru": ("бвгдклмнпрст", "аеиоу"),
    "grc": ("βγδκλμνπρτ", "αειου"),
}
LANGUAGES = tuple(_COMMON)
_SIGNS = ["", "", "", "", "", "", "", "", ",", ",", ".", ".", ";", "!", "?", ":", " –", "—", "…"]


@dataclass(frozen=True)
class Line:
    """A line of a page, in its words; the last may go on with the next line, behind a hyphen."""

    words: tuple[str, ...]
    broken: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words) + "-" * self.broken


@dataclass(frozen=True)
class Book:
    """A book: its words as they are quoted, and its pages of lines."""

    seed: int
    language: str
    words: list[str]
    pages: list[list[Line]]

    def cited(self, first: int, last: int) -> str:
        """The pages on which words stand from ``first`` to before ``last``."""
        ends = (at // (LINES * WORDS_OF_A_LINE) + 1 for at in (first, last - 1))
        return "–".join(map(str, ends))

    def head(self, number: int) -> str:
        """What is printed above a page."""
        return f"{number} A BOOK OF BOOKS" if number % 2 == 0 else f"THE CHAPTERS {number}"


def book(seed: int, size: int = 2400) -> Book:
    """The book of a seed, each in another language than the one before."""
    draw = random.Random(seed)
    language = LANGUAGES[seed % len(LANGUAGES)]
    words = " ".join(_words(draw, language, size)).split()
    lines = list(_lines(draw, words))
    return Book(
        seed, language, words, [lines[at : at + LINES] for at in range(0, len(lines), LINES)]
    )


def _words(draw: random.Random, language: str, size: int) -> Iterator[str]:
    common, rare = _COMMON[language].split(), _RARE[language].split()
    weights = list(accumulate(1 / (rank + 2) for rank in range(len(common))))
    consonants, vowels = _SYLLABLES[language]
    ended = True
    for _ in range(size):
        kind = draw.random()
        word = draw.choices(common, cum_weights=weights)[0] if kind < 0.5 else draw.choice(rare)
        if kind > 0.8:
            word = "".join(
                draw.choice(consonants) + draw.choice(vowels) for _ in range(draw.randint(2, 4))
            )
        if ended and word[0].isalpha():
            word = word[0].upper() + word[1:]
        aside = draw.random()
        if aside < 0.03:
            word = f"“{word} {draw.choice(rare)}”"
        elif aside < 0.05:
            word = f"({word} {draw.choice(common)})"
        elif aside < 0.06:
            word = f"[{word}]"
        sign = draw.choice(_SIGNS)
        ended = sign in (".", "!", "?")
        yield word + sign


def _lines(draw: random.Random, words: list[str]) -> Iterator[Line]:
    rest: list[str] = []
    for at in range(0, len(words), WORDS_OF_A_LINE):
        *line, last = [*rest, *words[at : at + WORDS_OF_A_LINE]]
        rest = []
        if re.fullmatch(r"[^\W\d_]{6,}", last) and draw.random() < 0.3:
            last, rest = last[:-3], [last[-3:]]
        yield Line((*line, last), broken=bool(rest))
    if rest:
        yield Line(tuple(rest))
