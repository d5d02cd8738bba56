"""Citations as an author writes them, made into nodes."""

from collections.abc import Iterable, Iterator

from docutils import nodes

from ..sources.bibliography import groups
from ..texts.loci import Citation
from .nodes import cite
from .problems import Location


def cites(citations: tuple[Citation, ...], docname: str, location: Location) -> Iterator[cite]:
    """A node for each source cited; its text is what the author typed."""
    for group in groups(citations):
        typed = "; ".join(citation.text for citation in group)
        yield cite("", typed, citations=group, docname=docname, location=location)


def joined(found: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Nodes with semicolons between them."""
    result: list[nodes.Node] = []
    for node in found:
        result += [nodes.Text("; "), node] if result else [node]
    return result


def citation_keys(citation: Citation) -> Iterator[str]:
    """The keys a citation links to: its source's and its carrier's."""
    for each in (citation, citation.carrier):
        if each is not None and each.key is not None:
            yield each.key
