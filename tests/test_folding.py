"""What folds alike, what does not, and the way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_critique.texts.folding import fold

ALIKE = [
    ("all \t\n Soviet\u00a0\u202fparties", "all Soviet parties"),
    ("legali\u00adsation\u200b\u200e", "legalisation"),
    ("“a” ‘b’ „c‟ «d» ‹e› ′f″ `g`", "'a' 'b' 'c' 'd' 'e' 'f' 'g'"),
    ("« a » ‹\u202fb\u202f›", '"a" "b"'),
    ("»a« und »b«", '"a" und "b"'),
    ("a - b – c — d − e", "a-b-c-d-e"),
    ("a--b --- c", "a-b-c"),
    ("a . . . b ... c", "a … b … c"),
    ("end. . . .", "end. …"),
    ("Ångström", "Ångström"),
    ("[f]ormer demand[s] of [Stalin's] friends[]", "former demands of Stalin's friends"),
    ("[all 9 items] [[n]ested]", "all 9 items nested"),
    ("使用 Python\n語言", "使用Python語言"),
    ("a , b ; c : d ! e ? ( f ) [2 ] .", "a, b; c: d! e? (f) [2]."),
    ("Non\u202f! « Si ! » , dit-il\u00a0:", 'Non! "Si!", dit-il:'),
    ("end . . . . So .. so", "end. . . . So.. so"),
]
UNLIKE = [
    ("cafe", "café"),
    ("Freedom", "freedom"),
    ("word [2]", "word 2"),
    ("a […] b", "a … b"),
    ("a b", "ab"),
    ("a.. b", "a… b"),
    ("a, b", "a b"),
    ("a, b", "a,b"),
    ("a (b", "a(b"),
    ("a … b", "a… b"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_alike(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_unlike(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


def test_offsets_lead_back() -> None:
    folded = fold("le cafe\u0301  —  [n]oir…")
    assert folded.text == "le cafe\u0301-noir…"
    assert folded.offsets[6:12] == ((6, 8), (6, 8), (10, 11), (14, 15), (16, 17), (17, 18))
    assert folded.brackets == {13: 15, 15: 13}


def test_letters_of_an_expansion_share_their_place() -> None:
    folded = fold("Maß!").caseless()
    assert folded.text == "mass!"
    assert folded.offsets == ((0, 1), (1, 2), (2, 3), (2, 3), (3, 4))


@settings(max_examples=100, deadline=None)
@given(st.text("aÉßİ1 \n\u00a0\u0301\u0323\u00ad\ufe0f.…'«»-–[]自ក្각") | st.text())
def test_offsets_ascend_and_stay_within(text: str) -> None:
    for folded in fold(text), fold(text).caseless():
        assert len(folded.text) == len(folded.offsets)
        starts = [start for start, _ in folded.offsets]
        ends = [end for _, end in folded.offsets]
        assert (starts, ends) == (sorted(starts), sorted(ends))
        assert all(0 <= start < end <= len(text) for start, end in folded.offsets)


@settings(max_examples=100, deadline=None)
@given(st.text("aÉßİ1 \u0301\u0323.'«»-[]ᾳ각\u1100\u1161") | st.text())
def test_canonically_equivalent_texts_fold_alike(text: str) -> None:
    folded = fold(unicodedata.normalize("NFC", text)).text
    assert folded == fold(unicodedata.normalize("NFD", text)).text
