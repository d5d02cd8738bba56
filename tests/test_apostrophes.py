"""Apostrophes at the beginning of words, and marks there that open a quotation."""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_critique.locale.apostrophes import with_apostrophes

from .growth import assert_linear

SET = [
    (
        "'Tis true, 'twas so in '44, th' old king's",
        "en",
        "’Tis true, ’twas so in ’44, th' old king's",
    ),
    ("rock 'n' roll in the '60s", "en", "rock ’n' roll in the ’60s"),
    ("'I know 'tis true.'", "en", "'I know ’tis true.'"),
    ("the word 'em' and 'em all", "en", "the word 'em' and ’em all"),
    ("rock 'n' roll, ‘all’", "en", "rock ’n' roll, ‘all’"),
    ("'cause I said so", "en", "’cause I said so"),
    ("'44' and ('44)", "en", "'44' and (’44)"),
    ("in '44, 'the workers' war'", "en_GB", "in ’44, 'the workers' war'"),
    ("'the workers' case is 'twas lost.'", "en", "'the workers' case is ’twas lost.'"),
    ("'Tis—'twas—\"'tis\"", "en", '’Tis—’twas—"’tis"'),
    ("ich hab' 's geseh'n, 'ne Frau", "de", "ich hab' ’s geseh'n, ’ne Frau"),
    ("'s morgens, 't is, 's-Gravenhage", "nl", "’s morgens, ’t is, ’s-Gravenhage"),
    ("nel '900, 'sta sera, un po' 'n cuore", "it", "nel ’900, ’sta sera, un po' ’n cuore"),
    ("Πού 'σαι; 'Ναι, 'θελα", "el", "Πού ’σαι; ’Ναι, ’θελα"),
    ("en '68", "fr-CH", "en ’68"),
]
LEFT = [
    ("'Tis true,' he said", "en"),
    ("he said 'tis true' and left", "en"),
    ("'cause and effect' and 'round tables'", "en"),
    ("'round the boys' house", "en"),
    ("'un mot' et 'sa loi", "fr"),
    ("'tis", "de"),
    ("the workers' own", "en"),
    ("6' tall", "en"),
    ("it's o'clock", "en"),
    ("'", "en"),
    ("''", "en"),
    ("' tis", "en"),
    ("", "en"),
]


@pytest.mark.parametrize(("words", "language", "printed"), SET)
def test_apostrophes(words: str, language: str, printed: str) -> None:
    assert with_apostrophes(words, language) == printed


@pytest.mark.parametrize(("words", "language"), LEFT)
def test_marks_that_open_are_left(words: str, language: str) -> None:
    assert with_apostrophes(words, language) == words


pieces = st.sampled_from(
    ["'", "’", "‘", " ", "tis", "44", "n", "round", "s", "th", "a", ".", '"', "-"]
)


@settings(deadline=None)
@given(st.lists(pieces).map("".join), st.sampled_from(["en", "de", "it", "xx", ""]))
def test_nothing_but_plain_marks_before_words_changes(words: str, language: str) -> None:
    done = with_apostrophes(words, language)
    assert done.replace("’", "'") == words.replace("’", "'")
    assert with_apostrophes(done, language) == done
    for place, (before, after) in enumerate(zip(words, done, strict=True)):
        if before != after:
            assert before == "'"
            assert words[place + 1].isalnum()
            assert not words[max(0, place - 1) : place].isalnum()


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("repeated", ["'tis ", "'x ", "x' ", "'round ", "'tis.' ", "'"])
def test_long_texts_take_linear_time(repeated: str) -> None:
    def setting(length: int) -> Callable[[], object]:
        return partial(with_apostrophes, repeated * (20 * length // len(repeated)), "en")

    assert_linear(setting)
