"""``sphinx-critique import --against``: what is written passes the check and ends where it must."""

import re
from pathlib import Path
from typing import Any

import pytest

from .conftest import Built, Project
from .test_importing import FORMS, MYST, assert_anchored, built_from, note, written

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{}</body></text></TEI>'
AREOPAGITICA = TEI.format(
    '<pb n="1"/><p>They who <hi>print</hi> a <hi rend="italic">booke</hi><note>By licence.</note>'
    " aske leave</p><lg><l>Come, and trip it</l><l>As ye go<note>On toe.</note></l></lg>"
    '<pb n="2"/><p>another thing is said<note place="foot">a note at the foot</note></p>'
)


def written_against(
    project: Project, tmp_path: Path, form: str, transcript: tuple[str, str], content: Any
) -> Any:
    """What is written of notes, put on a transcript by its name in the folder."""
    name, text = transcript
    key = name.partition(".")[0]
    project.cite().config["bibtex_default_style"] = "critique"
    settings = {**project.config, **MYST}
    conf = "\n".join(f"{name} = {value!r}" for name, value in settings.items())
    project.write({"conf.py": conf, f"transcripts/{name}": text, "index.rst": "T\n=\n"})
    result = written(tmp_path, form, content, "--against", key, "-p", str(project.source))
    (project.source / "index.rst").unlink()
    return result


def assert_verbatim(project: Project, form: str, text: str) -> Built:
    """The document builds without a warning, checked word for word."""
    more = ".. bibliography::\n" if form == "rst" else "```{bibliography}\n```\n"
    built = built_from(project, form, f"{text}\n{more}")
    assert_anchored(built)
    assert "verbatim" in built.read("index.html")
    return built


def excerpts(text: str) -> list[tuple[str, str]]:
    """The citation and the words of each excerpt in reST."""
    found = re.findall(r"(?m)^\.\. excerpt:: ?(.*)\n\n((?:(?:   .*)?\n)+)", text)
    return [(cited, " ".join(words.split())) for cited, words in found]


@pytest.mark.parametrize("form", FORMS)
def test_words_end_before_verse_paragraphs_and_notes(
    project: Project, tmp_path: Path, form: str
) -> None:
    transcript = ("trotsky1961.xml", AREOPAGITICA)
    result = written_against(project, tmp_path, form, transcript, AREOPAGITICA)
    assert_verbatim(project, form, result.stdout)
    if form == "rst":
        assert excerpts(result.stdout) == [
            ("trotsky1961, 1", "They who *print* a *booke* aske leave"),
            ("trotsky1961, 1", "Come, and trip it As ye go"),
            ("trotsky1961, 2", "another thing is said"),
        ]


PLAIN = """\
[p. 107]
They wanted freedom for small traders.

[p. 108]
original sin was not spoken of and
[p. 109]
so it was. Nobody heard

[p. 112]
the end […] of it.
"""


@pytest.mark.parametrize("form", FORMS)
def test_words_stay_on_their_page(project: Project, tmp_path: Path, form: str) -> None:
    """Unless the sentence runs on, and never over pages that are not there."""
    words = ("small traders", "original", "Nobody", "the end")
    items = [note(each, bodyValue="A") for each in words]
    project.config["critique_transcripts"] = {
        "serge2016": {"path": "transcripts/serge2016.txt", "partial": True}
    }
    result = written_against(project, tmp_path, form, ("serge2016.txt", PLAIN), items)
    assert_verbatim(project, form, result.stdout)
    if form == "rst":
        assert excerpts(result.stdout) == [
            ("serge2016, 107", "They wanted freedom for small traders."),
            ("serge2016, 108–109", "original sin was not spoken of and so it was."),
            ("serge2016, 109", "Nobody heard"),
            ("serge2016, 112", "the end […] of it."),
        ]
