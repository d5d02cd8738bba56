"""A source in full, as the style of the project's bibliographies has it."""

from typing import Any

import pybtex.plugin
from docutils import nodes
from pybtex.style.template import FieldIsMissing

from .bibliography import Bibliography


def in_full(key: str, bibliography: Bibliography, style: str) -> list[nodes.Node]:
    """The reference of a key, without its label; in short where the style asks for more."""
    entry = bibliography.entry(key)
    if entry is None:
        return [nodes.Text(key)]
    plugins: Any = pybtex.plugin
    made: Any = plugins.find_plugin("pybtex.style.formatting", style)()
    try:
        formatted = made.format_entry("", entry)
    except FieldIsMissing:
        return [nodes.Text(bibliography.plain(key))]
    return list(bibliography.domain.backend.paragraph(formatted).children)
