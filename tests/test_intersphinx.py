"""Excerpts, quotations and annotations can be referred to from another project."""

from pathlib import Path

from .conftest import Project

THERE = """
.. excerpt:: 107
   :name: Demands of all

   The party was always right.

.. omission:: always right
   :name: o

   One.
"""
HERE = """
See :critique:ref:`o`, :critique:ref:`these <demands of all>`, :any:`o` and
:external+there:critique:ref:`o`, and :critique:ref:`nothing`.
"""


def test_from_another_project(project: Project, tmp_path: Path) -> None:
    there = project.write({"index.rst": THERE}).build("html")
    assert there.warnings == []
    here = Project(tmp_path / "here").write({"index.rst": HERE})
    here.config |= {
        "extensions": ["sphinx.ext.intersphinx", "sphinx_critique"],
        "intersphinx_mapping": {"there": ("https://there.example", str(there.out / "objects.inv"))},
    }
    built = here.build("html")
    (warning,) = built.warnings
    assert warning.startswith("index.rst:3: WARNING: “nothing” is the name of no excerpt")
    page = built.read("index.html")
    assert page.count('href="https://there.example/index.html#critique-o"') == 3
    assert page.count('href="https://there.example/index.html#critique-demands-of-all"') == 1
    assert page.count("omission 1") >= 2
