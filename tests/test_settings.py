"""No value of ``conf.py`` stops a build, whatever was put where."""

import re

import pytest

from .conftest import BIBLIOGRAPHY, Project

SETTINGS = """
    work kinds number_lines layout note_order latex_apparatus webpdf_apparatus citation_style
    book transcripts check check_emphasis check_ignore cut_marks edition exports
    docx_notes docx_reference
""".split()
VALUES = """
    None
    -1
    10**40
    1.5
    b"x"
    object()
    lambda: 0
    ("x",)
    {"x"}
    ["x", 3, None, "("]
    {None: None, 3: "x", "gloss": None}
    "a\\0b"
    "\\ud800"
    "../../x"
    "/dev/zero"
    "(" * 3000
    {"serge2016": "a\\0b.txt", "\\ud800": "x"}
    {"serge2016": {"path": "a\\0b"}, "x": {}}
    {"serge2016": {"path": "."}, "other": {"path": 3}}
    {"serge2016": {"path": "/dev/zero"}}
    {"serge2016": {"path": "transcripts/serge2016.txt", "page_break": "(", "encoding": 3}}
    {"serge2016": {"path": "x" * 5000}}
    {"title": 3, "editors": ["x", 3], "no": "x", "doi": "<b>", "formats": {"PDF": "javascript:x"}}
    {"k": {"title": "<b>", "stance": "no", "colour": "red;}"}, "../x": {"title": "K"}}
""".strip().splitlines()
PAGE = """
T
=

.. excerpt:: 1

   a b

.. gloss:: a

   x :quote:`a <serge2016, 1>`

.. bibliography::
"""
PLACED = re.compile(r"^\S[^:]*:\d+: WARNING: .*\[critique\.[\w.-]+\]$|\[config\.cache\]$")


@pytest.mark.parametrize("value", [each.strip() for each in VALUES])
def test_any_value_of_any_setting(project: Project, value: str) -> None:
    config = "".join(f"critique_{name} = {value}\n" for name in SETTINGS)
    project.write(
        {
            "index.rst": PAGE,
            "sources.bib": BIBLIOGRAPHY,
            "transcripts/serge2016.txt": "[p. 1]\na b\n",
            "conf.py": f'bibtex_bibfiles = ["sources.bib"]\n{config}',
        }
    )
    warnings = project.build("dummy").warnings
    assert [line for line in warnings if not PLACED.search(line)] == []


def test_every_setting_is_tried(project: Project) -> None:
    app = project.write({"index.rst": "T\n=\n"}).build("dummy").app
    names = [name for name in app.config.values if name.startswith("critique_")]
    assert sorted(names) == sorted(f"critique_{name}" for name in SETTINGS)
