"""``sphinx-critique import`` of TEI: words as transcripts have them, and what notes within say."""

from pathlib import Path

import pytest

from .conftest import Project
from .test_importing import FORMS, annotations, assert_anchored, built_from, written

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{}</body></text></TEI>'


@pytest.mark.parametrize("form", FORMS)
def test_corrections_count_as_in_transcripts(project: Project, tmp_path: Path, form: str) -> None:
    body = (
        "<p>Of <choice><sic>teh</sic><corr>the</corr></choice> <choice><orig>booke</orig>"
        "<reg>book</reg></choice> <app><lem>it <choice><corr>self</corr><sic>slef</sic></choice>"
        "</lem><rdg wit='#B'>all</rdg></app> <sic>alnoe</sic> <corr>kept</corr>.</p>"
    )
    result = written(tmp_path, form, TEI.format(body))
    assert "Of the booke it self alnoe kept." in result.stdout
    built = built_from(project, form, result.stdout)
    assert_anchored(built)
    assert [each.lemma for each in annotations(built)] == ["it self"]


@pytest.mark.parametrize("form", FORMS)
def test_notes_within_an_entry_say_kind_and_who(
    project: Project, tmp_path: Path, form: str
) -> None:
    """Where the entry itself says neither; several persons are all named."""
    body = (
        "<p>Of <app><lem>the booke</lem><note type='omission' resp='#ed'>One.</note>"
        "<note resp='#other'>Two.</note></app> and "
        "<app type='gloss' resp='#own'><lem>it</lem><note type='omission' resp='#ed'>Three.</note>"
        "</app> <app type='textual'><lem>so</lem><note type='concession'>Four.</note></app>.</p>"
    )
    result = written(tmp_path, form, TEI.format(body))
    assert ":tags: textual" in result.stdout
    assert "(ed; other)" in result.stdout
    assert "(own)" in result.stdout
    kinds = [each.kind for each in annotations(built_from(project, form, result.stdout))]
    assert kinds == ["omission", "gloss", "concession"]


@pytest.mark.parametrize("form", FORMS)
def test_pages_of_the_file_are_told(project: Project, tmp_path: Path, form: str) -> None:
    """Beside the passage: the file does not know what its source is called."""
    note = "<note>A.</note>"
    body = (
        f'<p>None.{note}</p><p><pb n="4"/>Of it.{note}</p><p>Of <pb n="p. 5"/>more{note}'
        f'<pb n="6r"/></p> <p>And{note} <note><pb n="99"/>B.</note></p>'
    )
    result = written(tmp_path, form, TEI.format(body))
    mark = "%" if form == "md" else ".."
    said = "In the file this is page {0}: name its source, as in “KEY, {0}”."
    told = [each for each in result.stdout.split("\n") if "In the file" in each]
    assert told == [f"{mark} {said.format(page)}" for page in ("4", "4–5", "6r")]
    built_from(project, form, result.stdout)
