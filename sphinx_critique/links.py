"""Links between the parts of an edition, in any builder."""

from docutils import nodes
from sphinx.builders import Builder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from .records import Item


def link(builder: Builder, fromdocname: str, item: Item, content: nodes.Node) -> nodes.Element:
    """A reference to an excerpt or an annotation, wherever it is printed."""
    return link_to(builder, fromdocname, item.docname, item.id, content)


def link_to(
    builder: Builder, fromdocname: str, docname: str, anchor: str, content: nodes.Node
) -> nodes.Element:
    """A reference to an id of ours: unique in a project, so that one page needs no more.

    The words alone, where the builder leaves the other document out.
    """
    if isinstance(builder, SingleFileHTMLBuilder):
        docname = fromdocname
    try:
        return make_refnode(builder, fromdocname, docname, anchor, content)
    except NoUri:
        return nodes.inline("", "", content)
