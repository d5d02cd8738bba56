"""The extension's own words are in its catalogues, and the catalogues are complete."""

from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import sphinx_critique

from .conftest import Project

LOCALE = Path(sphinx_critique.__file__).parent / "locale"
LANGUAGES = sorted(path.name for path in LOCALE.iterdir() if path.is_dir())


def template() -> set[str]:
    with (LOCALE / "sphinx_critique.pot").open("rb") as file:
        return {str(message.id) for message in read_po(file) if message.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_complete_and_compiled(language: str) -> None:
    path = LOCALE / language / "LC_MESSAGES" / "sphinx_critique.po"
    with path.open("rb") as po, path.with_suffix(".mo").open("rb") as mo:
        written = {m.id: m.string for m in read_po(po) if m.id}
        compiled = {m.id: m.string for m in read_mo(mo) if m.id}
    assert set(written) == template()
    assert all(written.values())
    assert compiled == written


def test_a_page_in_german(project: Project) -> None:
    page = """
Titel
=====

.. excerpt::

   eins zwei drei

.. correction:: zwei
   :right: fünf
   :charged: editor

   So nicht.
"""
    project.config["language"] = "de"
    built = project.write({"index.rst": page}).build("text")
    assert built.warnings == []
    text = built.read("index.txt")
    assert "1 Berichtigung" in text
    assert "statt zwei lies fünf" in text
    assert "Zu Lasten von: Herausgeber" in text
