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
