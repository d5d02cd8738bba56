"""Quote marks in quotations, as typed and as printed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_critique.locale.quotemarks import quoted

PRINTED = [
    ("""it's 'nested "deep"'""", "en", "“it's ‘nested “deep”’”"),
    ("""it's 'nested "deep"'""", "de", "„it's ‚nested „deep“‘“"),
    ("""it's 'nested "deep"'""", "fr", "«\u00a0it's “nested «\u00a0deep\u00a0»”\u00a0»"),
    ("""l'homme dit "l'État, c'est moi" ici""", "fr", None),
    ("""'a' and 'b'""", "en", "“‘a’ and ‘b’”"),
    ("""so "'a' and 'b'." """, "en", "“so ‘“a” and “b”.’ ”"),
    ("""'the workers' friends'""", "de", "„‚the workers' friends‘“"),
    ("""'the workers' and 'the peasants'""", "de", "„‚the workers‘ and ‚the peasants‘“"),
    ("""the workers' friends' case""", "en", "“the workers' friends' case”"),
    ("""'tis the workers' '20s rock 'n' roll""", "en", "“'tis the workers' '20s rock 'n' roll”"),
    ("‘it’s the workers’ own’ state", "en", "“‘it’s the workers’ own’ state”"),
    ("‘it’s “deep” too’", "en", "“‘it’s “deep” too’”"),
    ("6' tall, 3\" wide", "en", "“6' tall, 3\" wide”"),
    ("('a', \"b\")", "sv", "”(’a’, ’b’)”"),
    ("it’s ’a’ now", "fi", "”it’s ’a’ now”"),
    ("「a」", "ja", "「『a』」"),
    ('«a» "b"', "ar", "«”a“ ”b“»"),
    ("\"a 'b'\"", "he", "”’a ”b“‘“"),
    ("הרמב\"ם וג'ורג'", "he", "”הרמב\"ם וג'ורג'“"),
    ("«a»", "el", "«“a”»"),
    ("«a»", "it", "«“a”»"),
    ('"a"', "nl", "“‘a’”"),
    ('"a"', "pl", "„«a»”"),
    ('"a"', "pt", "«“a”»"),
    ('"a"', "pt_PT", "«“a”»"),
    ('"a"', "pt_BR", "“‘a’”"),
    ('"a"', "uk_UA", "«„a“»"),
    ("“一”", "zh_CN", "“‘一’”"),
    ("“一”", "zh", "“‘一’”"),
    ("“‘革命’是不断的”", "zh_CN", "“‘“革命”是不断的’”"),
    ("他说‘革命’是不断的", "zh_CN", "“他说‘革命’是不断的”"),
    ("他說\"革命\"了'嗎'", "zh_TW", "「他說『革命』了『嗎』」"),
    ("「『革命』は永続する」", "ja", "「『「革命」は永続する』」"),
    ("「一」", "zh_TW", "「『一』」"),
    ("「一」", "zh_HK", "「『一』」"),
    ("「一」", "zh_Hant_HK", "「『一』」"),
    ('"', "en", '“"”'),
    ("'", "en", "“'”"),
    ("", "en", "“”"),
]


@pytest.mark.parametrize(("words", "language", "printed"), PRINTED)
def test_marks(words: str, language: str, printed: str | None) -> None:
    wanted = printed or "«\u00a0l'homme dit “l'État, c'est moi” ici\u00a0»"
    assert quoted(words, language) == wanted


@settings(max_examples=200, deadline=None)
@given(
    st.text("aS '\"“”‘’„‚«».1"),
    st.sampled_from(["en", "de", "fr", "sv", "ja", "he", "ar", "zh_HK"]),
)
def test_nothing_but_marks_changes(words: str, language: str) -> None:
    marks = "'\"“”‘’„‚«»「」『』\u00a0"
    kept = "".join(each for each in words if each not in marks)
    assert "".join(each for each in quoted(words, language) if each not in marks) == kept
