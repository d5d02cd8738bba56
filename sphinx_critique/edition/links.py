"""Links between the parts of an edition, in any builder."""

from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from ..model.records import Item

_on_one_page: WeakKeyDictionary[Builder, frozenset[str]] = WeakKeyDictionary()


def link(builder: Builder, fromdocname: str, item: Item, content: nodes.Node) -> nodes.Element:
    """A reference to an excerpt or an annotation, wherever it is printed."""
    return link_to(builder, fromdocname, item.docname, item.id, content)


def link_to(
    builder: Builder, fromdocname: str, docname: str, anchor: str, content: nodes.Node
) -> nodes.Element:
    """A reference to an id of ours: unique in a project, so that one page needs no more.

    The words alone, where the builder leaves the other document out.
    """
    try:
        if isinstance(builder, SingleFileHTMLBuilder):
            if docname not in documents_on_one_page(builder):
                return nodes.inline("", "", content)
            docname = fromdocname
        if builder.format == "latex":
            # A piece of one document may be printed once more in another.
            place = f"{builder.get_target_uri(docname)}#{anchor}"
            return nodes.reference("", "", content, internal=True, refuri=place)
        return make_refnode(builder, fromdocname, docname, anchor, content)
    except NoUri:
        return nodes.inline("", "", content)


def resolved(builder: Builder, node: addnodes.pending_xref) -> nodes.Node:
    """What a reference that is printed again leads to; its words alone where that is nothing.

    Sphinx tells of the latter where it was written, and is not to tell of it again.
    """
    env, words = builder.env, node.children[0]
    domain = env.domains.get(node.get("refdomain"))
    if domain is None or not isinstance(words, nodes.Element):
        return node
    place = node["refdoc"], builder, node["reftype"], node["reftarget"]
    try:
        found: nodes.Node | None = domain.resolve_xref(env, *place, node, words)
        if found is None:
            event = "missing-reference"
            found = env.events.emit_firstresult(
                event, env, node, words, allowed_exceptions=(NoUri,)
            )
    except NoUri:
        found = None
    return words if found is None else found


def documents_on_one_page(builder: Builder) -> frozenset[str]:
    """The documents that stand in toctrees from the root on: others are on no page of one page."""
    if builder not in _on_one_page:
        found: set[str] = set()
        waiting = [builder.config.root_doc]
        while waiting:
            docname = waiting.pop()
            if docname not in found:
                found.add(docname)
                waiting += builder.env.toctree_includes.get(docname, [])
        _on_one_page[builder] = frozenset(found)
    return _on_one_page[builder]
