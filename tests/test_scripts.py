"""Which script a letter is of, and where a line of East Asian text may end."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_critique.texts.scripts import breaks, has_others, own_scripts, scripts

LETTERS = "abE é1 ,.“”()…—-λόГдשلםابو漢字かなー한국、。「」\u0301\u200e"


@pytest.mark.parametrize(
    ("character", "script"),
    [
        ("a", ""),
        ("é", ""),
        ("µ", ""),
        ("→", ""),
        ("✓", ""),
        ("𝐀", ""),
        ("ﬁ", ""),
        ("λ", "greek"),
        ("ἦ", "greek"),
        ("ѣ", "cyrillic"),
        ("ש", "hebrew"),
        ("ב", "hebrew"),
        ("ق", "arabic"),
        ("漢", "han"),
        ("。", "han"),
        ("𠀀", "han"),
        ("か", "kana"),
        ("한", "hangul"),
        ("ქ", "georgian"),
        ("ꀀ", "other"),
    ],
)
def test_each_letter_has_its_script(character: str, script: str) -> None:
    assert scripts(character) == [script]
    assert has_others(character) == bool(script)


@given(st.text())
def test_no_letter_is_missed(text: str) -> None:
    """Each letter is Latin by its name, a sign, or of a script."""
    for character, script in zip(text, scripts(text), strict=True):
        if unicodedata.name(character, "").startswith(("LATIN", "DIGIT")):
            assert script == ""
    assert has_others(text) or not any(scripts(text))


def test_signs_between_east_asian_letters_are_of_their_script() -> None:
    assert scripts("他说：“好。”") == ["han"] * 7
    assert scripts("say “漢字”")[4:] == ["", "han", "han", ""]
    assert set(scripts("日本語の文章")) == {"kana"}


def test_a_document_keeps_the_scripts_of_its_language() -> None:
    assert scripts("слово λόγος", own_scripts("ru"))[:5] == [""] * 5
    assert own_scripts("zh_CN") == {"han"}
    assert own_scripts("en") == own_scripts("de") == frozenset()


@given(st.text(LETTERS))
def test_no_line_begins_with_a_closing_sign(text: str) -> None:
    for place in breaks(text, scripts(text)):
        assert text[place] not in "、。」ー”)."
        assert text[place - 1] not in "「“("
