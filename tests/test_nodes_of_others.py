"""Nodes of other extensions in notes: they are nothing without their ids."""

import sys
from collections.abc import Iterator

import pytest

from .conftest import Project

EXTENSION = """
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

class thing(nodes.General, nodes.Element):
    pass

class Thing(SphinxDirective):
    required_arguments = 1

    def run(self):
        name = self.arguments[0]
        return [nodes.target("", "", ids=[name], refid=name), thing(ids=[name])]

def visit(self, node):
    self.body.append('<div id="' + node["ids"][0] + '">A thing.</div>')
    raise nodes.SkipNode

def setup(app):
    app.add_node(thing, html=(visit, None))
    app.add_directive("thing", Thing)
"""
PAGE = """
Title
=====

.. excerpt::

   one two

.. gloss:: one
   :name: n1

   Words.

   .. thing:: T1
"""
AGAIN = {
    "index.rst": f"{PAGE}\n.. toctree::\n\n   again\n",
    "again.rst": "A\n=\n\n.. recall:: n1\n",
}


@pytest.fixture
def things(project: Project) -> Iterator[Project]:
    project.write({"things_of_others.py": EXTENSION, "conf.py": ""})
    project.config["extensions"] = ["sphinx_critique", "things_of_others"]
    sys.path.insert(0, str(project.source))
    yield project
    sys.path.remove(str(project.source))
    sys.modules.pop("things_of_others", None)


def test_printed_again(things: Project) -> None:
    built = things.write(AGAIN).build("html")
    assert built.warnings == []
    assert '<div id="T1">A thing.</div>' in built.read("again.html")


def test_in_a_footnote_of_a_book(things: Project) -> None:
    page = things.write({"index.rst": PAGE}).build("epub").read("index.xhtml")
    assert page.count('id="T1"') == 1
