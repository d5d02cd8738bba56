"""Short names give way to another extension's, whichever loads first; full ones always work."""

from io import StringIO

import pytest

from .conftest import Project

OTHER = """
from docutils import nodes
from docutils.parsers.rst import Directive


class Gloss(Directive):
    has_content = True

    def run(self):
        return [nodes.paragraph("", "the other gloss")]


def quote(name, rawtext, text, lineno, inliner, options=None, content=None):
    return [nodes.inline("", f"the other quote of {text}")], []


def setup(app):
    app.add_directive("gloss", Gloss)
    app.add_role("quote", quote)
    return {"parallel_read_safe": True}
"""
PAGE = """
.. excerpt:: 107

   The party was always right.

.. gloss::

   Theirs.

.. critique:gloss:: party

   Ours, and :quote:`theirs` and :critique:quote:`ours <107>`.

.. fallacy:: always right

   Ours too.
"""


@pytest.mark.parametrize("ours_first", [True, False])
def test_giving_way(project: Project, monkeypatch: pytest.MonkeyPatch, ours_first: bool) -> None:
    name = f"critique_other_{ours_first}".lower()
    project.write({"index.rst": PAGE, f"{name}.py": OTHER})
    monkeypatch.syspath_prepend(project.source)
    loaded = ["sphinx_critique", name]
    project.config["extensions"] = loaded if ours_first else loaded[::-1]
    log = StringIO()
    built = project.build("text", status=log)
    assert built.warnings == []
    text = built.read("index.txt")
    assert "the other gloss" in text
    assert "1 Gloss on excerpt 1 *party*]" in text
    assert "the other quote of theirs and “ours” 107" in " ".join(text.split())
    assert "2 Fallacy on excerpt 1 *always right*]" in text
    assert log.getvalue().count(".. gloss:: is taken") == 1
    assert log.getvalue().count(":quote: is taken") == 1
    assert log.getvalue().count("is taken") == 2


def test_nothing_to_give_way_to(project: Project) -> None:
    log = StringIO()
    project.write({"index.rst": ".. gloss::\n   :at: work\n\n   Words.\n"})
    assert project.build("text", status=log).warnings == []
    assert "is taken" not in log.getvalue()
