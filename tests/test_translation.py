"""What authors write is in the project's catalogues; a translated build marks the translation."""

import re

from .conftest import Built, Project
from .test_cases import marked

PAGE = """
The revolt
==========

.. excerpt:: 107
   :name: demands
   :voice: a French novelist; Greeman
   :unchecked: no scan

   demanding the end of rationing, freedom for small *traders*.

.. correction:: small traders
   :right: small craftsmen
   :charged: the publisher
   :tags: secret
   :cite: petropavlovsk1921, item 15

   It is otherwise.

.. counterquote:: the end … freedom

   without hired labour

   -- petropavlovsk1921, item 15

   As :critique:ref:`demands` shows, :quote:`the end <107>` was no end.

.. bibliography::
"""
GERMAN = {
    "The revolt": "Der Aufstand",
    "a French novelist; Greeman": "ein französischer Schriftsteller; Greeman",
    "no scan": "kein Scan",
    "demanding the end of rationing, freedom for small *traders*.": (
        "forderten Freiheit für kleine *Händler* und das Ende der Rationierung."
    ),
    "small traders": "kleine Händler",
    "small craftsmen": "kleine Handwerker",
    "the publisher": "der Verlag",
    "It is otherwise.": "Es ist anders.",
    "the end … freedom": "Freiheit … das Ende",
    "without hired labour": "ohne Lohnarbeit",
    "As :critique:ref:`demands` shows, :quote:`the end <107>` was no end.": (
        "Wie :critique:ref:`demands` zeigt, war :quote:`das Ende <107>` kein Ende."
    ),
}


def catalogue(words: dict[str, str]) -> str:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    return head + "".join(f'\nmsgid "{each}"\nmsgstr "{words[each]}"\n' for each in words)


def translated(project: Project, words: dict[str, str], builder: str = "html") -> Built:
    project.cite().write({"index.rst": PAGE, "locale/de/LC_MESSAGES/index.po": catalogue(words)})
    config = {"language": "de", "locale_dirs": ["locale"], "html_theme": "basic"}
    return project.build(builder, config=config)


def test_all_that_a_reader_sees_is_in_the_catalogue(project: Project) -> None:
    built = project.cite().write({"index.rst": PAGE}).build("gettext")
    assert built.warnings == []
    found = re.findall(r'^msgid "(.+)"$', built.read("index.pot"), re.M)
    assert set(GERMAN) <= set(found)
    assert not [each for each in found if "secret" in each]


def test_the_translated_lemma_is_marked_in_the_translated_excerpt(project: Project) -> None:
    built = translated(project, GERMAN)
    assert built.warnings == []
    page = built.read("index.html")
    assert marked(page) == ["1 Freiheit für kleine Händler und das Ende", "2 kleine Händler"]
    text = re.sub(r"<[^>]*>", "", page)
    for german in ("kleine Händler]", "kleine Handwerker", "der Verlag", "kein Scan"):
        assert german in " ".join(text.split())
    assert "ein französischer Schriftsteller" in text
    assert "small traders" not in text
    assert "„das Ende“" in text


def test_the_translated_text(project: Project) -> None:
    built = translated(project, GERMAN, "text")
    assert built.warnings == []
    assert "*kleine Händler*]" in built.read("index.txt")
    assert "*Freiheit … das Ende*]" in built.read("index.txt")


def test_a_lemma_left_untranslated_warns(project: Project) -> None:
    words = {each: GERMAN[each] for each in GERMAN if each != "small traders"}
    built = translated(project, words, "text")
    (warning,) = built.warnings
    assert warning.startswith("index.rst:12: WARNING: the lemma “small traders” is not in")


def test_nothing_translated(project: Project) -> None:
    built = translated(project, {})
    assert built.warnings == []
    expected = ["1 the end of rationing, freedom", "2 small traders"]
    assert marked(built.read("index.html")) == expected


def test_a_role_in_a_translated_paragraph_warns_at_its_own_line(project: Project) -> None:
    page = "Words here\nand :locus:`nokey1900, 3` there.\n"
    words = {"Words here and :locus:`nokey1900, 3` there.": "Worte und :locus:`nokey1900, 3`."}
    project.write({"index.rst": page, "locale/de/LC_MESSAGES/index.po": catalogue(words)})
    built = project.build("text", config={"language": "de", "locale_dirs": ["locale"]})
    assert built.read("index.txt") == "Worte und nokey1900, 3.\n"
    (warning,) = built.warnings
    assert warning.startswith("index.rst:2: WARNING: the bibliography has no source “nokey1900”")


def test_a_translation_is_not_checked(project: Project) -> None:
    project.write({"transcripts/serge2016.txt": "[p. 107]\nquite another text\n"})
    page = PAGE.replace(":unchecked: no scan", ":date: 1946")
    words = {each: GERMAN[each] for each in GERMAN if each != "no scan"}
    project.cite().write({"index.rst": page, "locale/de/LC_MESSAGES/index.po": catalogue(words)})
    config = {"language": "de", "locale_dirs": ["locale"]}
    assert project.build("text", config=config).warnings == []
    (first, second) = project.build("text").warnings
    assert first.endswith("[critique.not-found]")
    assert second.endswith("[critique.not-found]")
