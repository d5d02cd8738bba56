"""A warning comes in every build until it is mended, whether anything is read again or not."""

from .conftest import Project

WRONG = """
.. excerpt:: serge2061, 107
   :colour: red
   :name: here

   The party was always right.

   -- nobody1900, 3

.. counterquote:: never
   :on: here
   :cite: trotsky1961, !x

   Nothing is quoted.

.. gloss:: party
   :name: here
   :with: nowhere

   See
   :critique:ref:`nothing`.
"""
RIGHT = """
.. excerpt:: 107

   The party was always right.
"""
KINDS = {"citation", "option", "lemma", "locator", "quotation", "name", "target", "reference"}


def test_in_every_build(project: Project) -> None:
    project.cite().write({"index.rst": f"{WRONG}\n.. bibliography::\n"})
    first = project.build("text").warnings
    assert {line.rpartition("[critique.")[2].strip("]") for line in first} == KINDS
    assert all(line.startswith("index.rst:") for line in first)
    again = project.build("text")
    assert again.app.builder.env.found_docs == {"index"}
    assert sorted(again.warnings) == sorted(first)
    assert sorted(project.build("html").warnings) == sorted(first)
    project.write({"other.rst": ":orphan:\n\nWords.\n"})
    assert sorted(project.build("text").warnings) == sorted(first)
    project.write({"index.rst": f"{RIGHT}\n.. bibliography::\n"})
    assert project.build("text").warnings == []


def test_a_mended_configuration(project: Project) -> None:
    project.write({"index.rst": RIGHT})
    for _ in range(2):
        (warning,) = project.build("text", config={"critique_layout": "above"}).warnings
        assert "[critique.config]" in warning
        assert "below, beside" in warning
    assert project.build("text").warnings == []
