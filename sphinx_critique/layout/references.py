"""Links, citations and notes as they are printed in lists."""

from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.util.nodes import make_refnode

from ..citing import cites, joined
from ..copying import STYLES
from ..domain import CritiqueDomain
from ..links import link_to
from ..lists import Ref, Source
from ..loci import Citation
from ..names import identifier
from ..nodes import page
from ..quotemarks import marks_of
from ..records import Piece, RunningText
from ..running import CITE, CLOSE, MATH, OPEN
from ..translation import _
from .parts import styled

_IN_ONE = ("latex", "texinfo", "man")


class References:
    """Makes what a list on one page refers to."""

    def __init__(
        self,
        domain: CritiqueDomain,
        builder: Builder,
        document: nodes.document,
        place: nodes.Element,
    ) -> None:
        self.domain = domain
        self.builder = builder
        self.docname: str = place["docname"]
        self.location = place["location"]
        self.place = identifier(self.docname, f"list{place['number']}")
        self.language = domain.env.config.language or "en"
        self._printed = _documents(document) if builder.format in _IN_ONE else None

    def link(self, ref: Ref, text: str = "") -> list[nodes.Node]:
        """A link to a place, with its page where pages have numbers."""
        words = nodes.inline("", text or ref.label, classes=["critique-ref"])
        if self._printed is not None and ref.docname not in self._printed:
            return [words]
        if not ref.anchor:
            return [make_refnode(self.builder, self.docname, ref.docname, "", words)]
        there = page("", "", docname=ref.docname, anchor=ref.anchor)
        return [link_to(self.builder, self.docname, ref.docname, ref.anchor, words), there]

    def uri(self, ref: Ref) -> str:
        """The address of a place, as seen from the page of the list."""
        reference = link_to(self.builder, self.docname, ref.docname, ref.anchor, nodes.Text(""))
        refid = reference.get("refid")
        return f"#{refid}" if refid else str(reference.get("refuri", ""))

    def cited(self, citations: Iterable[Citation]) -> list[nodes.Node]:
        """Citations, set in the project's style."""
        return joined(cites(tuple(citations), self.docname, self.location))

    def source(self, source: Source) -> nodes.Node:
        """Who wrote a publication, its title and year, linked to its entry."""
        words: list[nodes.Node] = []
        if source.names:
            words.append(nodes.Text(f"{source.names}, "))
        words.append(nodes.emphasis("", source.title))
        if source.year:
            words.append(nodes.Text(f" ({source.year})"))
        named = nodes.inline("", "", *words, classes=["critique-source"])
        docname, anchor = source.listed
        if not docname or (self._printed is not None and docname not in self._printed):
            return named
        if self.builder.format == "latex":
            # What sphinxcontrib-bibtex lists has labels that only its own references know.
            return named
        return make_refnode(self.builder, self.docname, docname, anchor, named)

    def kind(self, name: str) -> nodes.Node:
        """A kind of annotation, in its words."""
        return styled(_(self.domain.kinds[name].title), "kind")

    def words(self, note: RunningText) -> list[nodes.Node]:
        """A note in running text, its links and citations alive."""
        marks = marks_of(self.language)
        depth = 0
        result: list[nodes.Node] = []
        for piece in note:
            if piece.style == OPEN:
                result.append(nodes.Text(marks.inner_open if depth % 2 else marks.open))
                depth += 1
            elif piece.style == CLOSE:
                depth -= 1
                result.append(nodes.Text(marks.inner_close if depth % 2 else marks.close))
            else:
                result += self._piece(piece)
        return result

    def _piece(self, piece: Piece) -> list[nodes.Node]:
        if piece.style == CITE:
            return self.cited(piece.citations)
        if piece.style == MATH:
            return [nodes.math(piece.words, piece.words)]
        if piece.link is not None:
            return [self._reference(piece)]
        return [STYLES[piece.style]("", piece.words) if piece.style else nodes.Text(piece.words)]

    def _reference(self, piece: Piece) -> nodes.Node:
        assert piece.link is not None
        named: dict[str, Any] = {
            "refdomain": piece.link.domain,
            "reftype": piece.link.type,
            "reftarget": piece.link.target,
            "refexplicit": piece.link.explicit,
            "refdoc": self.docname,
            "refwarn": False,
        }
        return addnodes.pending_xref("", nodes.inline("", piece.words), **named)


def _documents(document: nodes.document) -> set[str]:
    """The documents that are printed as one."""
    within = {each["docname"] for each in document.findall(addnodes.start_of_file)}
    return within | {str(document.get("docname", ""))}
