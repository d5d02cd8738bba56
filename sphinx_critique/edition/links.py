"""Links between the parts of an edition, in any builder."""

from contextlib import suppress
from typing import cast
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.builders.epub3 import Epub3Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.domains import Domain
from sphinx.errors import NoUri
from sphinx.locale import _ as told_by_sphinx
from sphinx.util.nodes import make_refnode
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

from ..model.nodes import named_link
from ..model.records import Item
from .elsewhere import Other

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


def is_for_browsers(builder: Builder) -> bool:
    """Whether its pages are opened in a browser as they are: they run our script."""
    return (
        isinstance(builder, StandaloneHTMLBuilder)
        and not isinstance(builder, (Epub3Builder, SerializingHTMLBuilder))
        and not builder.embedded
        and not getattr(builder, "sets_pages", False)
        and not getattr(builder, "writes_word", False)
    )


def is_in_sight(builder: Builder, reference: nodes.Element) -> bool:
    """Whether our script can show what a link leads to, since that stands on the same page."""
    return "refid" in reference and is_for_browsers(builder)


def named(reference: nodes.Element, label: str) -> nodes.Element:
    """The same link with a name for who hears it."""
    if not isinstance(reference, nodes.reference):
        return reference
    reference.__class__ = named_link
    reference["label"] = label
    return reference


def link_elsewhere(
    builder: Builder, fromdocname: str, other: Other, content: nodes.Node
) -> nodes.Element:
    """A reference to an item of another edition; the words alone, where it cannot be followed."""
    uri = uri_elsewhere(builder, fromdocname, other.uri)
    if not uri:
        return nodes.inline("", "", content)
    reference = nodes.reference("", "", content, internal=False, refuri=uri)
    reference["reftitle"] = _title(other)
    return reference


def uri_elsewhere(builder: Builder, fromdocname: str, uri: str) -> str:
    """The address of another edition as seen from a page.

    Empty where it is told from the pages of a site, and this is none: a book, or a print.
    """
    if "://" in uri:
        return uri
    is_book = isinstance(builder, Epub3Builder) or getattr(builder, "sets_pages", False)
    if builder.format != "html" or is_book:
        return ""
    if uri.startswith("/") or isinstance(builder, SingleFileHTMLBuilder):
        return uri
    return "../" * builder.get_target_uri(fromdocname).count("/") + uri


def _title(other: Other) -> str:
    """As Sphinx has it for whatever stands in another project."""
    if not other.version:
        return told_by_sphinx("(in %s)") % other.edition
    version = f"v{other.version}" if other.version[0].isdigit() else other.version
    return told_by_sphinx("(in %s %s)") % (other.edition, version)


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


def is_anothers(
    domain: Domain, builder: Builder, docname: str, target: str, node: addnodes.pending_xref
) -> bool:
    """Whether another domain of the project has what a reference names."""
    # Each is given words of its own: these become a part of what is found.
    words = cast(nodes.Element, node[0]).deepcopy
    env, standard = builder.env, builder.env.domains["std"]
    if standard.resolve_xref(env, docname, builder, "doc", target, node, words()):
        return True
    for other in env.domains.values():
        if other is not domain:
            # Domains of before Sphinx 1.3 know no such question, and are passed over there, too.
            with suppress(NotImplementedError):
                if other.resolve_any_xref(env, docname, builder, target, node, words()):
                    return True
    return False


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
