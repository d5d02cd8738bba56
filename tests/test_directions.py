"""Which characters run from right to left, within what."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_critique.texts.directions import base_of, levels

LETTERS = "abE é1 ,.“”()…—-λόГдשلםابو漢字かなー한국、。「」\u0301\u200e"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “שלום!” and left", "000000000111110000000000"),
        ("in שנת 1948 there", "00011112222000000"),
        ("[דוד, 1951, 12]", "011100000000000"),
        ("x שלום, 12, עולם", "0011111122111111"),
        ("a שלום (עולם) foo", "00111111111110000"),
        ("a (שלום) foo", "000111100000"),
        ("ab קול 12.5% x", "00011112222200"),
    ],
)
def test_levels_within_a_latin_text(text: str, expected: str) -> None:
    assert "".join(map(str, levels(text, 0))) == expected


def test_levels_of_a_hebrew_text() -> None:
    text = "הוא אמר Hello, world! לדוד."
    assert base_of(text) == 1
    assert "".join(map(str, levels(text, 1))) == "111111112222222222221111111"
    assert base_of("שלום: a word of greeting") == 0
    assert base_of("a word: שלום עולם ועולם") == 0


@given(st.text(LETTERS), st.sampled_from((0, 1)))
def test_every_character_has_a_level(text: str, base: int) -> None:
    found = levels(text, base)
    assert len(found) == len(text)
    for character, level in zip(text, found, strict=True):
        match unicodedata.bidirectional(character):
            case "L":
                assert level % 2 == 0
            case "R" | "AL":
                assert level == 1
