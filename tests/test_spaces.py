"""Spaces before marks, as French has them: no line of a quotation or a note begins with a mark."""

from importlib.util import find_spec

import pytest

from .conftest import Project, require

REST = """
.. excerpt::

   Le *fleuve* ; le pont est loin : qui passe ? « Moi ! » ``a ; b``

.. gloss:: le pont est loin : qui passe

   Voyez « le *pont* » : il est là.

Ici : :quote:`le pont ; loin`.
"""
MYST = """
```{excerpt}
Le *fleuve* ; le pont est loin : qui passe ? « Moi ! » `a ; b`
```

```{gloss} le pont est loin : qui passe
Voyez « le *pont* » : il est là.
```

Ici : {quote}`le pont ; loin`.
"""
MYST_IN = {"index.rst": [], "index.md": ["myst_parser"]}
BOUND = (
    "~; le pont est loin~: qui passe",
    "~? «~Moi~!~» ",
    "a ; b",
    "Voyez «~",
    "~»~: il est là.",
    "Ici : “le pont~; loin”",
)


@pytest.mark.parametrize(("name", "written"), [("index.rst", REST), ("index.md", MYST)])
def test_a_space_before_a_mark_ends_no_line(project: Project, name: str, written: str) -> None:
    require(name == "index.rst" or find_spec("myst_parser"), "myst-parser")
    project.config["extensions"] = ["sphinx_critique", *MYST_IN[name]]
    built = project.write({name: written}).build("text")
    assert built.warnings == []
    text = built.read("index.txt").replace("\n   ", " ").replace("\N{NO-BREAK SPACE}", "~")
    for words in BOUND:
        assert words in text
