"""Quotations damaged in every way: what is refused, how it is told, and what is advised."""

import random
import re
from collections.abc import Iterator
from functools import lru_cache

import pytest

from sphinx_critique.texts.collation import (
    FAILED,
    Index,
    Page,
    Pages,
    Result,
    Scope,
    Status,
    check,
    read_quoted,
)

pytestmark = pytest.mark.slow

WORDS = """
    the of and a to in that it was he not for but with his as on had at they which from or were
    have this be there been who their no one all would so when her him by what if we said about
    council bread winter soldier letter street morning river bishop ledger harbour lantern orchard
    witness carriage kitchen quarrel minister pension gather whisper stubborn crooked thirty
    well-known self-taught don't l'homme d'or 12,500 −0.42 1921 Odo Pell Brell Soviets T-Cell U.S.
""".split()
SIGNS = ["", "", "", "", "", "", "", ",", ",", ".", ";", "!", "?", ":", " –", "—", "…"]
DAMAGES = ("change", "drop", "add", "swap", "sign", "join", "part", "cut", "quote", "letter")
SEEDS = 12
EACH = 60


class Source:
    """A made-up text of sentences, its lines and pages broken anywhere."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        parts = list(self._parts(2400))
        self.words = " ".join(parts).split(" ")
        lines = [self._line(self.words[at : at + 10]) for at in range(0, len(self.words), 10)]
        pages = [lines[at : at + 25] for at in range(0, len(lines), 25)]
        self.index = Index.of(
            Pages.of(Page(str(n), "\n".join(each)) for n, each in enumerate(pages, 1))
        )

    def _parts(self, size: int) -> Iterator[str]:
        choice = self.random.choice
        for _ in range(size):
            word, kind = choice(WORDS), self.random.random()
            if kind < 0.03:
                word = f"“{word} {choice(WORDS)}”"
            elif kind < 0.05:
                word = f"({word} {choice(WORDS)})"
            elif kind < 0.06:
                word = f"[{word}]"
            elif kind < 0.3:
                word = "".join(self.random.choices("bcdfgklmnprst", k=3)).join("aeiou")
            yield word + choice(SIGNS)

    def _line(self, words: list[str]) -> str:
        line = " ".join(words)
        if words[-1].isalpha() and len(words[-1]) > 5 and self.random.random() < 0.3:
            return f"{line[:-3]}-\n{line[-3:]}"
        return line

    def damaged(self) -> str:
        size = self.random.randint(4, 40)
        start = self.random.randrange(len(self.words) - size - 210)
        words = self.words[start : start + size]
        for _ in range(self.random.choice((1, 1, 1, 2, 3))):
            words = self._damaged(words, start + size)
        return " ".join(words)

    def _damaged(self, words: list[str], end: int) -> list[str]:
        at = self.random.randrange(max(1, len(words)))
        before, word, after = words[:at], words[at], words[at + 1 :]
        match self.random.choice(DAMAGES):
            case "change":
                return [*before, self.random.choice(WORDS), *after]
            case "drop":
                return [*before, *after[self.random.randrange(3) :]] or words
            case "add":
                return [*before, word, self.random.choice(WORDS), *after]
            case "swap":
                return [*after, "…", *before, word]
            case "sign":
                return [*before, re.sub(r"\W+$", "", word) + self.random.choice(SIGNS), *after]
            case "join":
                return [*before, word + "".join(after[:1]), *after[1:]]
            case "part":
                half = len(word) // 2
                return [*before, word[:half], word[half:], *after] if half else words
            case "cut":
                skipped = self.random.randint(1, 200)
                tail = self.words[end + skipped : end + skipped + self.random.randint(3, 12)]
                return [*words, *self.random.choice(([], ["…"], ["[…]"])), *tail]
            case "quote":
                return [*before, f"“{word}”", *after]
        return [*before, f"[{word[0].upper()}]{word[1:]}" if word.isalpha() else "[x]", *after]


@lru_cache(maxsize=SEEDS)
def source(seed: int) -> Source:
    return Source(seed)


def held(source: Source, text: str) -> Result:
    return check(source.index, text, Scope())


def told_as_cut(result: Result) -> bool:
    return (
        result.status is Status.MISQUOTED
        and len(result.changes) == 1
        and result.changes[0].op == "delete"
    )


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_suggestion_stands_and_is_not_what_was_refused(seed: int) -> None:
    text = source(seed)
    text.random.seed(100 + seed)
    for _ in range(EACH):
        quotation = text.damaged()
        result = held(text, quotation)
        if result.status is Status.MISQUOTED:
            assert result.changes, quotation
            assert result.suggestion, quotation
            assert result.suggestion != quotation
            assert held(text, result.suggestion).status not in FAILED, (quotation, result)
        elif result.status is Status.VERBATIM:
            assert not read_quoted(quotation).cuts or "…" in text.index.text


@pytest.mark.parametrize("seed", range(SEEDS))
def test_words_left_out_in_silence_are_told_as_a_cut(seed: int) -> None:
    text = source(seed)
    text.random.seed(200 + seed)
    for _ in range(EACH // 2):
        skipped = text.random.choice((1, 2, 5, 20, 80, 200))
        first = text.random.randrange(len(text.words) - 300)
        before = text.words[first : first + text.random.randint(5, 30)]
        behind = first + len(before) + skipped
        after = text.words[behind : behind + text.random.randint(5, 30)]
        left_out = text.words[behind - skipped : behind]
        quotation = " ".join([*before, *after])
        result = held(text, quotation)
        # Words in brackets at the cut may stand for what is left out.
        halved = any("[" in each or "]" in each for each in (before[-1], *after[:2]))
        if result.status in FAILED and any(e[0].isalpha() for e in left_out) and not halved:
            assert told_as_cut(result), (quotation, left_out, result)
            assert held(text, result.suggestion).status is Status.MARKED


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_word_changed_is_no_cut(seed: int) -> None:
    text = source(seed)
    text.random.seed(300 + seed)
    for _ in range(EACH // 2):
        size = text.random.randint(5, 40)
        first = text.random.randrange(len(text.words) - 300)
        words = text.words[first : first + size]
        words[text.random.randrange(1, size - 1)] = text.random.choice(("zebra", "quagga"))
        assert not told_as_cut(held(text, " ".join(words)))
