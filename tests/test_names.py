"""Names of persons: which mean the same."""

import pytest

from sphinx_critique.texts.names import Name, in_full, is_personal, is_short_for, read_name

ANNE = Name("Anne Beth Smith", "Smith")


@pytest.mark.parametrize(
    "typed",
    ["Smith", "smith", "Anne Smith", "A. Smith", "A. B. Smith", "Smith, Anne", "Smith, A. B."],
)
def test_short_names(typed: str) -> None:
    assert is_short_for(typed, ANNE)


@pytest.mark.parametrize(
    "typed", ["Anne", "B. A. Smith", "John Smith", "Smithson", "Anne Beth", "", "the editor", ","]
)
def test_names_of_others(typed: str) -> None:
    assert not is_short_for(typed, ANNE)


@pytest.mark.parametrize(
    ("typed", "full", "last", "is_short"),
    [
        ("Gogh", "Vincent van Gogh", "van Gogh", True),
        ("van Gogh", "Vincent van Gogh", "van Gogh", True),
        ("Trotsky", "Natalia Sedova Trotsky", "Sedova Trotsky", False),
        ("Sedova Trotsky", "Natalia Sedova Trotsky", "Sedova Trotsky", True),
        ("d’Arc", "Jeanne d’Arc", "d’Arc", True),
        ("Dvořák", "Antonín Dvořák", "Dvořák", True),
        ("Dvorak", "Antonín Dvořák", "Dvořák", True),
        ("Луначарский", "Анатолий Луначарский", "Луначарский", True),
        ("King", "Martin Luther King Jr.", "King", True),
        ("Left Opposition", "Left Opposition", "Left Opposition", True),
        ("Opposition", "Left Opposition", "Left Opposition", False),
    ],
)
def test_last_names(typed: str, full: str, last: str, is_short: bool) -> None:
    assert is_short_for(typed, Name(full, last)) is is_short


def test_one_who_is_not_alone_in_it_is_nobody_in_full() -> None:
    john = Name("John Smith", "Smith")
    assert in_full("Smith", [ANNE]) == "Anne Beth Smith"
    assert in_full("Smith", [ANNE, ANNE]) == "Anne Beth Smith"
    assert in_full("Smith", [ANNE, john]) == "Smith"
    assert in_full("J. Smith", [ANNE, john]) == "John Smith"
    assert in_full("Smith", []) == "Smith"


def test_names_as_typed() -> None:
    assert read_name("Smith, Anne") == Name("Anne Smith", "Smith")
    assert read_name("Anne Smith") == Name("Anne Smith", "Smith")
    assert read_name("") == Name("", "")
    assert is_personal("Anne Smith")
    assert is_personal("Ludwig van Beethoven")
    assert not is_personal("Smith")
    assert not is_personal("a French novelist")
    assert not is_personal("")
