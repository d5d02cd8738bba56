"""``.. described::``: what the program says of itself, so that no page of this guide can drift.

``.. described:: SECTION [NAME …]`` prints a section of ``sphinx-critique describe --json``,
all of it or what is named. Each thing is a target: ``:rst:dir:``, ``:rst:role:``, ``:confval:``,
``:theme-option:``, ``:command:``, ``:option:``, ``:builder:``, ``:status:`` and ``:warning:`` lead
to it.
"""

from __future__ import annotations

from typing import Any, ClassVar

from described_as import FORMS, GENERAL, OTHERS, data, general
from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective


class Described(SphinxDirective):
    """A part of what the program says, as reST that is parsed where it stands."""

    required_arguments = 1
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = {}

    def run(self) -> list[nodes.Node]:
        """What is described."""
        section, *named = " ".join(self.arguments).split()
        there = data()[OTHERS.get(section, section)]
        things = [*there, *(general(each) for each in named if each in GENERAL)]
        known = {each.get("name") or each["language"]: each for each in things}
        if unknown := set(named) - set(known):
            raise self.error(f"{section} has no {', '.join(sorted(unknown))}")
        chosen = [known[name] for name in named] or there
        held = nodes.container(classes=["guide-described"])
        lines = "\n".join(FORMS[section](chosen)).split("\n")
        self.state.nested_parse(StringList(lines, self.get_source_info()[0]), 0, held)
        return held.children


def setup(app: Sphinx) -> dict[str, bool]:
    """Make the directive known, and what can be linked to."""
    app.add_directive("described", Described)
    app.add_object_type("theme-option", "theme-option", "pair: %s; option of the theme")
    app.add_object_type("command", "command", "pair: %s; command")
    app.add_object_type("builder", "builder", "pair: %s; builder")
    app.add_object_type("status", "status", "pair: %s; status of a check")
    app.add_object_type("critique", "warning", "pair: %s; warning")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
