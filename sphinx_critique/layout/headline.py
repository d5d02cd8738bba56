"""Which work a page answers, and where: said once at its head, so that passages give the place."""

from collections.abc import Iterable

from docutils import nodes
from sphinx.util.nodes import make_refnode

from ..edition.works import place
from ..locale.punctuation import comma
from ..model.nodes import elements, remark, review
from ..sources.bibliography import Bibliography
from ..texts.loci import Citation, Place, read_locator
from ..texts.loci.place import PlaceKey
from .parts import Parts


def set_headline(document: nodes.document, parts: Parts) -> None:
    """At the head of a page with passages that give the place alone, under its title if any."""
    title = document.next_node(nodes.title)
    said = any(each["heading"] for each in elements(document, review))
    alone = parts.loci.alone
    if not alone or said or parts.medium.one_document:
        return
    docname, citations = alone[0][0], [each for _, some in alone for each in some]
    line = remark("", "", _work(docname, citations[0], parts), role="work")
    extent = _extent(citations)
    line += [nodes.Text(comma() + extent)] if extent else []
    if title is None:
        document.insert(0, line)
    else:
        title.parent.insert(title.parent.index(title) + 1, line)


def _work(docname: str, citation: Citation, parts: Parts) -> nodes.Node:
    key = citation.key or ""
    bibliography: Bibliography = parts.bibliography
    names, title, _year = bibliography.named(key)
    words = [nodes.Text(names + comma())] if names else []
    named = nodes.inline("", "", *words, nodes.emphasis("", title), classes=["critique-source"])
    listed = bibliography.listed(key, docname)
    if listed is None:
        return named
    place_of_list = listed.bibliography_key.docname
    return make_refnode(parts.builder, docname, place_of_list, listed.citation_id, named)


def _extent(citations: Iterable[Citation]) -> str:
    """From the first page to the last, where pages are all that is cited."""
    places = [each for citation in citations for each in citation.locator.places]
    if not places or any(each.label != "page" or each.volume for each in places):
        return ""
    first = min(places, key=lambda each: each.sort_key).first
    last = max(places, key=_end)
    end = last.last or last.first
    return place(read_locator(first if first == end else f"{first}-{end}"))


def _end(each: Place) -> PlaceKey:
    end = each.last or each.first
    return Place(each.label, "", end, end).sort_key
