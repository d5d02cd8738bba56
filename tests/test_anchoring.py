"""Lemmata: hand-made cases, and random texts checked against a reading word by word."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_critique.texts.anchoring import (
    LemmaAmbiguous,
    LemmaEndless,
    LemmaError,
    LemmaMissing,
    Span,
    layers,
    locate,
)

from .growth import assert_linear

DEMANDS = (
    "demanding the re-election of the Soviets, the legalisation of all Soviet\nparties, "
    "the end of rationing, freedom for small traders."
)

# The text with the place of the lemma between ⟦ and ⟧, and the lemma.
FOUND = [
    # As they stand
    ("the ⟦end of rationing⟧, freedom", "end of rationing"),
    ("⟦freedom⟧", "freedom"),
    ("the ⟦end⟧ of rationing", "  end \n"),
    ("and ⟦freedom,⟧ freedom", "freedom,"),
    ("of course; ⟦(freedom) for⟧ all", "(freedom) for"),
    ("it was ⟦100 %⟧ so", "100 %"),
    ("a ⟦☭⟧ on it", "☭"),
    # White space and line ends
    ("all ⟦Soviet\nparties⟧, the", "Soviet parties"),
    ("all ⟦Soviet \t\n parties⟧, the", "Soviet parties"),
    ("all ⟦Soviet parties⟧, the", "Soviet\nparties"),
    ("all ⟦Soviet\u00a0\u202fparties⟧, the", "Soviet parties"),
    ("all ⟦Soviet⟧ parties", "Soviet\u00a0"),
    # What cannot be seen
    ("the ⟦legali\u00adsation⟧ of", "legalisation"),
    ("the ⟦legalisation⟧ of", "legali\u00adsation"),
    ("the \u200b⟦end\u2060 of⟧\u200f it", "\ufeffend of"),
    ("می\u200cخواهم ⟦آزادی⟧ را", "آزادی"),
    ("من ⟦می\u200cخواهم⟧ را", "میخواهم"),
    # Quote marks
    ("said ⟦“no”⟧ twice", '"no"'),
    ("said ⟦«\u202fnon\u202f»⟧ deux fois", '"non"'),
    ("dit ⟦l’« État »⟧ ici", 'l\'"État"'),
    ("sagte ⟦»nein« und »ja«⟧ dann", '"nein" und "ja"'),
    ("rief ⟦»Nein!« »Doch!«⟧ dann", '"Nein!" "Doch!"'),
    ("cria ⟦« Non ! » « Si ! »⟧ puis", "“Non !” “Si !”"),
    ("sagte ⟦„nein“⟧ dann", "‚nein‘"),
    ("彼は⟦「自由」⟧と", "“自由”"),
    ("of ⟦Stalin’s friends⟧ here", "Stalin's friends"),
    ("the ⟦workers' friends⟧ here", "workers’ friends"),
    ("is 5′ 3″ ⟦6′ 3″⟧ tall", "6' 3\""),
    # White space around punctuation
    ("the ⟦footnote , math⟧ and", "footnote, math"),
    ("the ⟦footnote, math⟧ and", "footnote , math"),
    ("cria : ⟦Non ! Si\u202f?⟧ puis", "Non! Si?"),
    ("all ⟦( nearly ) all⟧ of", "(nearly) all"),
    ("the ⟦end⟧ , and", "end"),
    # Dashes and dots
    ("the ⟦Soviets — all parties⟧ were", "Soviets--all parties"),
    ("the ⟦Soviets---all parties⟧ were", "Soviets – all parties"),
    ("of ⟦1917–18⟧ and", "1917-18"),
    ("was ⟦−5⟧ then", "-5"),
    ("he ⟦waited . . . and⟧ went", "waited … and"),
    ("he ⟦waited… and⟧ went", "waited... and"),
    ("they ⟦waited. . . . Then⟧ went", "waited.... Then"),
    ("at the ⟦end.⟧. . . Then", "end."),
    # Canonical equivalence; accents matter
    ("le ⟦cafe\u0301⟧ noir", "café"),
    ("le ⟦café⟧ noir", "cafe\u0301"),
    ("le café, le ⟦cafe⟧ noir", "cafe"),
    ("⟦각하⟧ 가", "\u1100\u1161\u11a8하"),
    ("a ⟦o\u0323\u0302⟧ b", "o\u0302\u0323"),
    # Brackets
    ("the ⟦[f]ormer⟧ one", "former"),
    ("the ⟦demand[s] of⟧ all", "demands of"),
    ("the ⟦demand⟧[] of", "demand"),
    ("the ⟦demand[] of⟧ all", "demand of"),
    ("of ⟦[the 9] x⟧ and", "the 9 x"),
    ("of [the ⟦9] x⟧ and", "9] x"),
    ("[⟦Stalin's⟧] friends", "Stalin's"),
    ("⟦[Stalin's] friends⟧ say", "Stalin's friends"),
    ("by ⟦[Stalin's]⟧ friends", "[Stalin's]"),
    ("the ⟦[[f]ormer] demand[s]⟧ x", "former demands"),
    ("[⟦[old] friends [too]⟧]", "[old] friends [too]"),
    ("the ⟦end […] rationing⟧ so", "end [...] rationing"),
    ("the ⟦word⟧[2] and [3]", "word"),
    ("the ⟦word[2] and⟧ [3]", "word[2] and"),
    ("say ⟦[\u200fא\u200f] ב⟧", "א ב"),
    # Cut within brackets
    ("the ⟦end [ of – so⟧ much ] of", "end [ of -- so"),
    ("the [ so ⟦much – ] of⟧ it", "much -- ] of"),
    ("the ⟦end [[ (so – much⟧ ]x", "end [[ (so -- much"),
    # Whole words
    ("theory of ⟦the⟧ one", "the"),
    ("re-election and ⟦election⟧", "election"),
    ("the re-⟦election⟧ of", "election"),
    ("the ⟦re⟧-election", "re"),
    ("dans l'⟦État⟧ français", "État"),
    ("the Soviets—⟦all⟧ parties, re-all", "all"),
    ("item9 and ⟦9⟧", "9"),
    ("for ⟦Stalin⟧ and Stalin's men", "Stalin"),
    ("the ⟦pre⟧- and post-war, pre-war", "pre"),
    ("und ⟦Straße⟧ dann", "STRASSE"),
    ("und ⟦STRASSE⟧ dann", "straße"),
    ("ﬁre and ⟦ﬂow⟧", "flow"),
    # Case only where it tells two places apart
    ("⟦Freedom⟧ for small traders", "freedom"),
    ("Freedom, and ⟦freedom⟧", "freedom"),
    ("⟦Freedom⟧, and freedom", "Freedom"),
    ("a ‘no’ and a ⟦'no'⟧", "'no'"),
    ("The Soviets. ⟦The Soviets, the parties⟧", "The … parties"),
    # First words … last words
    ("⟦demanding the re-election of the Soviets⟧, the", "demanding … Soviets"),
    ("⟦demanding the re-election of the Soviets⟧, the", "demanding the ... the Soviets"),
    ("a b ⟦a c⟧ a d c", "a … c"),
    ("a x ⟦a b c d⟧ d", "a . . . b […] d"),
    ("⟦small\ntraders⟧ here", "small […] traders"),
    ("⟦[Stalin's old] friends⟧ say", "Stalin's … friends"),
    ("the ⟦end of … rationing⟧; end rationing", "end of … rationing"),
    ("the ⟦end of … my rationing⟧; end", "end … my … rationing"),
    ("a, b c. ⟦a b c⟧.", "a … c [2]"),
    ("⟦Who did it?⟧ Who?", "Who … it?"),
    # Numbers
    ("the end of ⟦the⟧ end", "the [2]"),
    ("the end of ⟦the⟧ end", "the[2]"),
    ("The end of ⟦the⟧ end", "the [2]"),
    ("The end of the end of ⟦the⟧ end", "the [2]"),
    ("a a ⟦a a⟧ b", "a a [3]"),
    ("the words, the ⟦words [2]⟧ and words", "words [2]"),
    ("x 'a' y ⟦’a’⟧ z 'a'", "'a' [2]"),
    # Scripts
    ("Требуя ⟦перевыборов Советов⟧, свободы", "перевыборов советов"),
    ("τὴν ⟦ἐλευθερίαν τοῦ λόγου⟧ καὶ", "ἐλευθερίαν … λόγου"),
    ("ΟΔΟΣ και ⟦οδος⟧", "οδος"),
    ("ⵜ ⟦חופש הביטוי⟧ לכל", "חופש הביטוי"),
    ("של ⟦צה״ל⟧", 'צה"ל'),
    ("نطالب ⟦بحرية التعبير⟧ للجميع", "بحرية التعبير"),
    ("要求⟦重新選舉⟧蘇維埃", "重新選舉"),
    ("要求重新\n⟦選舉\n蘇維埃⟧", "選舉蘇維埃"),
    ("使用 ⟦Python 語言⟧", "Python語言"),
    ("ソビエトの⟦再選挙⟧を求める", "再選挙"),
    ("ソビエトの⟦か\u3099く⟧を", "がく"),
    ("เรียกร้อง⟦เสรีภาพ⟧ทั้งหมด", "เสรีภาพ"),
    ("소비에트의 ⟦재선거를⟧ 요구", "재선거를"),
]

# The text, the lemma, the error and its count.
FAILED = [
    ("freedom for traders", "freedom of", LemmaMissing, 0),
    ("freedom for traders", "", LemmaMissing, 0),
    ("freedom, for traders", ",", LemmaMissing, 0),
    ("so … it … is", "…", LemmaMissing, 0),
    ("so -- it", " -- ", LemmaMissing, 0),
    ("a b", "[2]", LemmaMissing, 0),
    ("", "freedom", LemmaMissing, 0),
    ("freedom", "free", LemmaMissing, 0),
    ("the [f]ormer", "ormer", LemmaMissing, 0),
    ("demand[s]", "demand", LemmaMissing, 0),
    ("demand[s]", "[s]", LemmaMissing, 0),
    ("demand[s] – so ] x", "s] -- so ]", LemmaMissing, 0),
    ("x [ so – [de]mand", "[ so -- [de]", LemmaMissing, 0),
    ("item9", "9", LemmaMissing, 0),
    ("freedom;", "freedom,", LemmaMissing, 0),
    ("le café", "cafe", LemmaMissing, 0),
    ("les cafe\u0301", "cafe", LemmaMissing, 0),
    ("각하", "가", LemmaMissing, 0),
    ("か\u3099", "か", LemmaMissing, 0),
    ("ស្រី", "រី", LemmaMissing, 0),
    ("Straße", "stras", LemmaMissing, 0),
    ("소비에트의", "소비에트", LemmaMissing, 0),
    ("end of it", "end …", LemmaMissing, 0),
    ("last then first", "first … last", LemmaMissing, 0),
    ("only once", "once … once", LemmaMissing, 0),
    ("the end, the end", "the end", LemmaAmbiguous, 2),
    ("a a a", "a a", LemmaAmbiguous, 2),
    ("The end, The end, the END", "the end", LemmaAmbiguous, 3),
    ("The end, the end, the end", "the end", LemmaAmbiguous, 2),
    ("a x b, a y b", "a … b", LemmaAmbiguous, 2),
    ("words, words, words", "words [5]", LemmaMissing, 3),
    ("words, words, Words", "words [5]", LemmaMissing, 3),
    ("words", "words [0]", LemmaMissing, 0),
    ("a x b, a y b", "a … b [3]", LemmaMissing, 2),
    ("自由自由", "自由", LemmaAmbiguous, 2),
]


@pytest.mark.parametrize(("marked", "lemma"), FOUND)
def test_lemma_is_found(marked: str, lemma: str) -> None:
    before, rest = marked.split("⟦")
    words, after = rest.split("⟧")
    span = locate(before + words + after, lemma)
    assert span == (len(before), len(before) + len(words))


@pytest.mark.parametrize(("text", "lemma", "error", "count"), FAILED)
def test_lemma_is_refused(text: str, lemma: str, error: type[LemmaError], count: int) -> None:
    with pytest.raises(LemmaError) as raised:
        locate(text, lemma)
    assert (type(raised.value), raised.value.count) == (error, count)


def test_most_lemmata_are_found_without_folding() -> None:
    assert locate(DEMANDS, "freedom for small traders") == (104, 129)


# Random texts: words of these, parted by one way of each kind.
WORDS = [
    *("The", "the", "Soviets", "re-election", "election", "Stalin's", "État", "l'État", "item9"),
    *(
        "9",
        "Straße",
        "Советов",
        "ёж",
        "λόγος",
        "חופש",
        "آزادی",
        "소비에트",
        "自由",
        "選舉",
        "เสรีภาพ",
    ),
]
SEPARATORS = {
    " ": [" ", "\n", "\u00a0", " \u202f\n ", "\u200b "],
    "-": [" — ", "--", " – ", "—", " - ", "---"],
    ", ": [", ", ",\n", " , ", "\u202f,\n"],
    ' "': [" “", ' "', " ‘", " «\u00a0", " ‹ ", " « "],
    '" ': ["” ", '" ', "’ ", "\u202f» ", " › "],
}
UNSPACED = ("自由", "選舉", "เสรีภาพ")


@dataclass
class Passage:
    """A text with what it is made of: the words, their places, and the brackets added to them."""

    words: list[str]
    kinds: list[str]
    text: str
    places: list[Span]
    brackets: list[Span]

    def span(self, first: int, last: int) -> Span:
        """From the first word to the last, with the brackets at the edges that close within."""
        start, end = self.places[first][0], self.places[last][1]
        for _ in self.brackets:
            for left, right in self.brackets:
                if start <= right < end and left < start and not self.text[left:start].strip("["):
                    start = left
                if start <= left < end <= right and not self.text[end : right + 1].strip("]"):
                    end = right + 1
        return start, end

    def seen(self, first: int, last: int) -> list[str]:
        """What tells the words from others, case included."""
        seen = [unicodedata.normalize("NFC", self.words[first])]
        for left in range(first, last):
            kind = self.kinds[left]
            kind = kind.lstrip() if self.words[left] in UNSPACED else kind
            kind = kind.rstrip() if self.words[left + 1] in UNSPACED else kind
            seen += kind, unicodedata.normalize("NFC", self.words[left + 1])
        return seen


def fold_case(words: list[str]) -> list[str]:
    return [unicodedata.normalize("NFD", word).casefold() for word in words]


def bracketed(word: str, dice: random.Random) -> str:
    style = dice.randrange(12) if not word[-1].isdigit() else 9
    forms = [f"[{word}]", f"[{word[0]}]{word[1:]}", f"{word[:-1]}[{word[-1]}]"]
    if style < len(forms):
        return forms[style]
    if style == 3:
        return word[:1] + "\u00ad" + word[1:]
    return unicodedata.normalize("NFD", word) if style == 4 else word


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    dice = draw(st.randoms(use_true_random=False))
    words = dice.choices(dice.sample(WORDS, draw(st.integers(2, 8))), k=draw(st.integers(2, 14)))
    kinds = dice.choices(list(SEPARATORS), weights=[6, 2, 2, 1, 1], k=len(words) - 1)
    opening, closing = sorted(dice.sample(range(len(words)), 2))
    grouped = dice.random() < 0.4 and set(words[opening : closing + 1]) != {"9"}
    text, places, brackets, unclosed = "", [], [], []
    for index, word in enumerate(words):
        form = "[" * (grouped and index == opening) + bracketed(word, dice)
        form += "]" * (grouped and index == closing)
        letters = [len(text) + at for at, char in enumerate(form) if char not in "[]"]
        places.append((letters[0], letters[-1] + 1))
        for at, char in enumerate(form, len(text)):
            if char == "[":
                unclosed.append(at)
            elif char == "]":
                brackets.append((unclosed.pop(), at))
        text += form
        if index < len(kinds):
            text += dice.choice(SEPARATORS[kinds[index]])
    return Passage(words, kinds, text, places, brackets)


def typed(passage: Passage, first: int, last: int, dice: random.Random) -> tuple[str, list[str]]:
    """The words as an author might type them, and how a reader sees them."""
    start, end = passage.span(first, last)
    if dice.random() < 0.3:
        words = passage.text[start:end]
        if words.count("[") == words.count("]"):
            return words, passage.seen(first, last)
    changes: list[Callable[[str], str]] = [str, str, str.upper, str.swapcase, str.lower]
    change = dice.choice(changes)
    words = "".join(
        change(word) + (dice.choice(SEPARATORS[kind]) if kind else "")
        for word, kind in zip(
            passage.words[first : last + 1], [*passage.kinds[first:last], ""], strict=True
        )
    )
    seen = passage.seen(first, last)
    seen = [change(word) if index % 2 == 0 else word for index, word in enumerate(seen)]
    return unicodedata.normalize(dice.choice(["NFC", "NFD"]), words), seen


def check_choice(text: str, lemma: str, cased: list[Span], every: list[Span], one: bool) -> None:
    """Check what is found without a number, and with each."""
    likely = cased or every
    if one:
        assert locate(text, lemma) in likely
    else:
        with pytest.raises(LemmaAmbiguous) as raised:
            locate(text, lemma)
        assert raised.value.count == len(likely)
    for number in range(1, len(every) + 1):
        counted = cased if len(cased) >= number else every
        assert locate(text, f"{lemma} [{number}]") == counted[number - 1]
    with pytest.raises(LemmaMissing) as missing:
        locate(text, f"{lemma} [{len(every) + 1}]")
    assert missing.value.count == len(every)


@settings(max_examples=100)
@given(passages(), st.randoms(use_true_random=False), st.data())
def test_words_are_found_where_they_stand(
    passage: Passage, dice: random.Random, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(passage.words) - 1))
    last = data.draw(st.integers(first, len(passage.words) - 1))
    lemma, seen = typed(passage, first, last, dice)
    runs = [(at, at + last - first) for at in range(len(passage.words) - last + first)]
    alike = [run for run in runs if fold_case(passage.seen(*run)) == fold_case(seen)]
    every = [passage.span(*run) for run in alike]
    cased = [passage.span(*run) for run in alike if passage.seen(*run) == seen]
    exact = [span for span in cased if passage.text[slice(*span)] == lemma]
    assert passage.span(first, last) in every
    one = len(cased or every) == 1 or len(exact) == 1
    check_choice(passage.text, lemma, cased, every, one)
    if len(exact) == 1:
        assert locate(passage.text, lemma) == exact[0]


@settings(max_examples=100)
@given(passages(), st.sampled_from(["…", " ... ", " . . . ", " […] ", " … "]), st.data())
def test_dots_give_the_shortest_span(passage: Passage, dots: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(passage.words) - 2))
    last = data.draw(st.integers(first + 1, len(passage.words) - 1))
    ends = [passage.words[first], passage.words[last]]
    found: list[list[Span]] = []
    for same in (lambda words: words == ends, lambda words: fold_case(words) == fold_case(ends)):
        spans = [
            (left, right)
            for right in range(len(passage.words))
            for left in range(right)
            if same([passage.words[left], passage.words[right]])
        ]
        found.append(
            [
                passage.span(*outer)
                for outer in sorted(spans)
                if not any(
                    outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]
                    for inner in spans
                )
            ]
        )
    lengths = [end - start for start, end in found[0]]
    shortest = [span for span in found[0] if span[1] - span[0] == min(lengths)]
    exact = [
        span
        for span in shortest
        if passage.text.startswith(ends[0], *span) and passage.text.endswith(ends[1], *span)
    ]
    one = len(shortest) == 1 or len(exact) == 1
    check_choice(passage.text, dots.join(ends), found[0], found[1], one)
    if one:
        assert locate(passage.text, dots.join(ends)) in shortest


TANGLE = st.text("aAbßİé1 \n\u00a0\u0301\u00ad\u200b\ufe0f.…,'’\"«»-–[]自ក្ู가\u11a8ﬁ", max_size=30)


@settings(max_examples=100)
@given(st.one_of(st.text(), TANGLE), st.one_of(st.text(), TANGLE), st.data())
def test_nothing_but_lemma_errors(text: str, lemma: str, data: st.DataObject) -> None:
    if text and data.draw(st.booleans()):
        start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        lemma = text[start:end] + data.draw(st.sampled_from(["", " [2]", "…" + lemma]))
    try:
        start, end = locate(text, lemma)
    except LemmaError:
        return
    words = text[start:end]
    assert words
    assert words == words.strip()
    assert end == len(text) or not unicodedata.category(text[end]).startswith("M")
    loses_mark = unicodedata.category(text[start]).startswith("M") and text[:start][-1:].isalnum()
    assert not loses_mark


@settings(max_examples=100)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8),
    st.lists(st.integers(0, 40), min_size=2, max_size=5),
)
def test_layers_cut_leaves_at_the_edges(spans: list[Span], joints: list[int]) -> None:
    joints.sort()
    pieces = [p for leaf in pairwise(joints) for p in layers(*leaf, spans)]
    covered = [at for start, end, _ in pieces for at in range(start, end)]
    assert covered == list(range(joints[0], joints[-1]))
    for index, (first, last) in enumerate(spans):
        marked = [at for start, end, on in pieces if index in on for at in range(start, end)]
        assert marked == [at for at in range(first, last) if joints[0] <= at < joints[-1]]
    for _, _, on in pieces:
        assert list(on) == sorted(on, key=lambda i: (spans[i][0], -spans[i][1], i))
    assert all(start < end for start, end, _ in pieces)


def test_layers_are_cut_at_edges_only() -> None:
    assert layers(0, 9, [(2, 5), (3, 7), (2, 7)]) == [
        *[(0, 2, ()), (2, 3, (2, 0)), (3, 5, (2, 0, 1))],
        *[(5, 7, (2, 1)), (7, 9, ())],
    ]
    assert layers(4, 4, [(0, 9)]) == []


@pytest.mark.parametrize(
    ("lemma", "what"),
    [
        (" … ".join("a" * 1000), "places of its parts"),
        (" … ".join(map(str, range(4000))), "different parts"),
    ],
)
def test_lemma_of_too_many_parts_is_not_looked_for(lemma: str, what: str) -> None:
    with pytest.raises(LemmaEndless) as raised:
        locate("a " * 1000, lemma)
    assert raised.value.what == what
    assert raised.value.count > raised.value.most


def test_many_parts_that_stand_once_are_looked_for() -> None:
    words = list(map(str, range(2000)))
    assert locate(" ".join(words), " … ".join(words[::2])) == (0, len(" ".join(words)) - 5)


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize(
    "repeated",
    [
        lambda n: ("a " * n, "a " * (n // 2) + "b"),
        lambda n: ("a " * n, "a " * (n // 2)),
        lambda n: ("a " * n, "a … a … b"),
        lambda n: ("a b " * (n // 2), "a … b"),
        lambda n: ("[" * n + "a" + "]" * n, "a b"),
        lambda n: ("a[b]" * (n // 2), "b … a"),
        lambda n: ("a" + "\u0301\u0323" * n, "a"),
        lambda n: ("a" + " " * n + "b", "a b c"),
        lambda n: ("x", "a" + " " * n + "b"),
        lambda n: ("a" + "\u00ad" * n + "b", "a"),
        lambda n: (". " * n, "a . . . b"),
        lambda n: ("«" + " " * n + "-" * (n // 4), "« -a"),
        lambda n: ("x", "[" * n),
        lambda n: ("x", ". " * n + "a"),
        lambda n: ("a'" * n, "a"),
        lambda n: ("自" * n, "自" * (n // 2)),
    ],
)
def test_long_repeats_take_linear_time(repeated: Callable[[int], tuple[str, str]]) -> None:
    def work(length: int) -> Callable[[], None]:
        text, lemma = repeated(length)

        def not_located() -> None:
            with pytest.raises(LemmaError):
                locate(text, lemma)

        return not_located

    assert_linear(work)


@pytest.mark.parametrize("before", ["[ (… ", "[ (…", "[ — ", "«[«"])
def test_what_stands_to_the_letter_is_found_between_brackets(before: str) -> None:
    """A bracket before the lemma may have its partner in it; alone it has none."""
    assert locate(f"{before}one ]two (three and more", "one ]two (three") == (
        len(before),
        len(before) + 15,
    )
