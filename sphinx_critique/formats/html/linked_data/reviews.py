"""The review that begins where another work is said to be under review."""

from typing import Final

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.config import Config

from ....model.nodes import ancestors, around
from ....project.domain import CritiqueDomain
from . import Data, block, said
from .works import work

_NOBODY: Final = ("", "unknown", "Author name not set")
"""What Sphinx has for an author where a project names none."""


def review(node: nodes.Element, domain: CritiqueDomain, builder: Builder) -> nodes.raw:
    """A block of data about the review that begins at a node."""
    config, docname = builder.config, node["docname"]
    section = around(node, nodes.section)
    title = section.next_node(nodes.title) if section is not None else None
    whole = domain.env.titles.get(docname)
    data = {
        "@type": "Review",
        "itemReviewed": work(node["key"], domain.bibliography),
        "name": (title or whole or nodes.Text("")).astext(),
        "author": _author(config),
        "inLanguage": config.language,
    }
    if config.html_baseurl:
        within = f"#{section['ids'][0]}" if section is not None and _is_part(section) else ""
        base = config.html_baseurl.rstrip("/")
        data["url"] = f"{base}/{builder.get_target_uri(docname)}{within}"
    return block(said(data))


def _is_part(section: nodes.Element) -> bool:
    """Whether a section is only a part of its document."""
    outer = next(ancestors(section), None)
    return not isinstance(outer, (nodes.document, addnodes.start_of_file))


def _author(config: Config) -> Data:
    name = str(config.author)
    return {} if name in _NOBODY else {"@type": "Person", "name": name}
