"""The extension's own words are in its catalogues, and the catalogues are complete."""

import re
from collections.abc import Iterable, Iterator
from gettext import translation
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import sphinx_critique
from sphinx_critique.model.kinds import KINDS

from .conftest import Project

LOCALE = Path(sphinx_critique.__file__).parent / "locale"
LANGUAGES = sorted(path.name for path in LOCALE.iterdir() if (path / "LC_MESSAGES").is_dir())
WRITTEN_BY_SPHINX = {
    **dict.fromkeys(("ar", "de_DE", "el", "es_CO", "fr_FR", "he", "it", "ja", "nl", "pl", "ru")),
    **{"pt": "Omissão", "pt_PT": "Omissão", "pt_BR": "Omissão", "uk_UA": "Пропуск"},
    **{"zh": "遗漏", "zh_CN": "遗漏", "zh_SG": "遗漏", "zh_TW": "遺漏"},
}
"""Languages as Sphinx names them; what an omission is in those that have more than one name."""
LONG = {"zh_TW": "zh_Hant_TW"}
PAGE = """
Titel
=====

.. excerpt::

   eins zwei drei

.. correction:: zwei
   :right: fünf
   :charged: editor; translator

   So nicht.
"""


def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "sphinx_critique.po").open("rb") as file:
        return read_po(file)


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalogue(language) if message.id)


def said(messages: Iterable[Message]) -> dict[object, object]:
    """By what is said in English; a compiled catalogue has a list where there are plurals."""
    forms = ((message.id, message.string) for message in messages)
    return {_fixed(english): _fixed(words) for english, words in forms}


def _fixed(words: object) -> object:
    return tuple(words) if isinstance(words, list) else words


def template() -> set[object]:
    with (LOCALE / "sphinx_critique.pot").open("rb") as file:
        return {message.id for message in read_po(file) if message.id}


def places(words: str) -> list[str]:
    """The names in braces."""
    return sorted(name for _, name, _, _ in Formatter().parse(words) if name is not None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_complete_and_compiled(language: str) -> None:
    path = LOCALE / language / "LC_MESSAGES" / "sphinx_critique.mo"
    written = said(messages(language))
    with path.open("rb") as file:
        compiled = said(message for message in read_mo(file) if message.id)
    assert set(written) == template()
    assert compiled == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_said_and_none_is_guessed(language: str) -> None:
    known = catalogue(language)
    assert known.locale_identifier in (language, LONG.get(language))
    assert not known.fuzzy
    for message in messages(language):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert not message.fuzzy, message.id
        assert len(forms) == (known.num_plurals if message.pluralizable else 1), message.id
        assert all(form.strip() for form in forms), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_is_filled_and_every_head_has_its_colon(language: str) -> None:
    for message in messages(language):
        one, *more = message.id if isinstance(message.id, tuple) else (message.id,)
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        for form in forms:
            assert places(form) in map(places, (one, *more)), one
            assert form.endswith((":", "：")) or not one.endswith(":"), one
            assert form == form.strip() or one != one.strip(), one


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kind_has_one_name(language: str) -> None:
    said = {message.id: message.string for message in messages(language)}
    for kind in KINDS:
        title, label = said[kind.title], said[kind.label]
        assert title.casefold() == label.casefold()


def test_no_mark_of_a_french_line_begins_the_next() -> None:
    for message in messages("fr"):
        assert not re.search(r" [:;?!»]", str(message.string)), message.string


@pytest.mark.parametrize("language", WRITTEN_BY_SPHINX)
def test_each_name_that_sphinx_has_for_a_language_finds_it(language: str) -> None:
    found = translation("sphinx_critique", LOCALE, [language]).gettext("Omission")
    assert found == (WRITTEN_BY_SPHINX[language] or found)
    assert found != "Omission" or language.startswith("fr")


def test_brazil_has_words_of_its_own() -> None:
    said = {each: translation("sphinx_critique", LOCALE, [each]) for each in ("pt_PT", "pt_BR")}
    assert {name: words.gettext("Passage") for name, words in said.items()} == {
        "pt_PT": "Passo",
        "pt_BR": "Passagem",
    }


SAID = {
    "de": ["1 Berichtigung", "statt zwei lies fünf", "Zu Lasten von: Herausgeber, Übersetzer"],
    "zh_HK": ["1 訂正", "原作 zwei 當作 fünf", "責任者：編者，譯者"],
    "ar": ["1 تصويب", "بدلًا من zwei الصواب fünf", "المؤاخَذ عليه: المحقق، المترجم"],
    "he": ["1 תיקון", "במקום zwei צ״ל fünf", "הטענה מופנית אל: המהדיר, המתרגם"],
}


@pytest.mark.parametrize("language", SAID)
def test_a_page(project: Project, language: str) -> None:
    # Docutils has no words of its own for Hong Kong.
    project.config |= {"language": language, "suppress_warnings": ["docutils"]}
    built = project.write({"index.rst": PAGE}).build("text")
    assert built.warnings == []
    text = built.read("index.txt")
    for words in SAID[language]:
        assert words in text
