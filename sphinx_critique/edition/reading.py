"""From the tree of a document, as read and translated, to its record."""

from collections.abc import Callable
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes

from ..model.identifiers import identifier, normal_name
from ..model.nodes import (
    annotation,
    block_of,
    citations_of,
    cite,
    excerpt,
    listing,
    mistake,
    own_line,
    quote,
    recall,
    review,
    sources,
    translation,
)
from ..model.problems import Location, Problem, Warn
from ..model.records import (
    Annotation,
    Cited,
    Condition,
    Document,
    Drawn,
    Entry,
    Excerpt,
    Listing,
    Mention,
    Quotation,
    Recall,
    Toctree,
    Use,
)
from .citing import project_citations
from .conditions import CONDITIONAL, condition_of
from .passages import lines_of, passage_of, text_of, translations_of
from .quoting import Quoting, Surroundings
from .running_text import running_text


class Reader:
    """One walk through a document, in reading order.

    ``cites`` are its citation nodes in order; ``document`` what is to be kept of it;
    ``problems`` what is wrong with its roles, found where the nodes ``mistakes`` stand. ``work`` is
    under review where the document names no other.
    """

    def __init__(self, root: nodes.document, docname: str, quoting: Quoting, work: str) -> None:
        self.docname = docname
        self._work = work
        self._works: list[str] = []
        self._source = root["source"]
        self._quoting = quoting
        self._quotations: list[Quotation] = []
        self._notes: list[annotation] = []
        self._items: list[str] = []
        self._listings: list[Listing] = []
        self._drawn: list[Drawn] = []
        self._quoted = False
        self.cites: list[cite] = []
        self._entries: list[Entry | None] = []
        self._cited: list[Cited] = []
        self._mentions: list[Mention] = []
        self._conditions: tuple[Condition, ...] = ()
        self._inner: set[Condition] = set()
        self._excerpts: list[str] = []
        self._last_excerpt = ""
        self.mistakes: list[mistake] = []
        self.problems: list[Problem] = []
        self._walk(root)
        self.document = Document(
            tuple(entry for entry in self._entries if entry is not None),
            tuple(self._cited),
            tuple(self._mentions),
            tuple(self._quotations),
            tuple(self._listings),
            tuple(self._drawn),
            tuple(self._works),
            frozenset(self._inner),
        )

    def _walk(self, node: nodes.Element) -> None:
        for child in node.children:
            if isinstance(child, nodes.Element):
                _VISITS.get(type(child), Reader._walk)(self, child)

    def _section(self, node: nodes.Element) -> None:
        before = self._last_excerpt
        self._last_excerpt = ""
        self._walk(node)
        self._last_excerpt = before

    def _conditional(self, node: nodes.Element) -> None:
        before, condition = self._conditions, condition_of(node)
        if self._items or self._quoted:
            self._inner.add(condition)
        self._conditions = (*before, condition)
        self._walk(node)
        self._conditions = before

    def _toctree(self, node: nodes.Element) -> None:
        self._entries.append(Toctree(tuple(node["includefiles"]), self._conditions))

    def _excerpt(self, node: nodes.Element) -> None:
        place = self._reserve()
        self._excerpts.append(node["ids"][0])
        self._items.append(node["ids"][0])
        if "drawn" in node:
            key, digest = node["drawn"]
            self._drawn.append(Drawn(key, digest, node["ids"][0]))
        self._note_quotation(node)
        self._walk_within_quotation(node)
        self._excerpts.pop()
        self._items.pop()
        if node["answerable"]:
            self._last_excerpt = node["ids"][0]
        self._entries[place] = self._excerpt_record(node)

    def _translation(self, node: nodes.Element) -> None:
        self._note_quotation(node)
        self._walk_within_quotation(node)

    def _annotation(self, node: nodes.Element) -> None:
        place = self._reserve()
        excerpt_before = self._last_excerpt
        self._items.append(node["ids"][0])
        before, self._quoted = self._quoted, False
        self._notes.append(cast(annotation, node))
        self._walk(node)
        self._notes.pop()
        self._quoted = before
        self._items.pop()
        # What a note quotes in its body is not what the notes after it answer.
        self._last_excerpt = excerpt_before
        self._entries[place] = self._annotation_record(node)

    def _reserve(self) -> int:
        """A place in the reading order for what holds other entries."""
        self._entries.append(None)
        return len(self._entries) - 1

    def _cite(self, node: nodes.Element) -> None:
        if not isinstance(node, cite):
            return
        self.cites.append(node)
        location = own_line(node)
        item = self._items[-1] if self._items else ""
        node["within_item"] = bool(item)
        place = Cited(
            node["citations"][0],
            location,
            self._use(node, item),
            item,
            item or self._anchor(node),
            self._conditions,
            self._work,
        )
        self._cited += [place._replace(citation=citation) for citation in node["citations"]]

    def anchor(self, number: int) -> str:
        """The id of a citation outside of excerpts and annotations, counted from 1."""
        return identifier(self.docname, f"cite{number}")

    def _anchor(self, node: cite) -> str:
        """Where a citation is found; what stands in a title is found where the title is."""
        block = block_of(node)
        if isinstance(block, nodes.title | nodes.caption):
            return next(iter(block.parent["ids"]), "")
        return self.anchor(len(self.cites))

    def _use(self, node: cite, item: str) -> Use:
        parent = node.parent
        if isinstance(parent, sources):
            uses = {"at": Use.ANSWERED, "cite": Use.EVIDENCE, "argument": Use.QUOTED}
            return uses[parent["role"]]
        if self._notes:
            return Use.EVIDENCE
        is_of_words = isinstance(parent, nodes.attribution) or node.get("of_words")
        return Use.QUOTED if is_of_words else Use.CITED

    def _quote(self, node: nodes.Element) -> None:
        self._note_quotation(node)

    def _recall(self, node: nodes.Element) -> None:
        excerpts = self._excerpts[-1] if self._excerpts else self._last_excerpt
        record = Recall(
            node["ids"][0],
            self.docname,
            node["location"],
            normal_name(node["of"]),
            node["of"],
            node["on"],
            excerpts,
            node["lemma"],
            self._conditions,
        )
        self._entries.append(record)

    def _review(self, node: nodes.Element) -> None:
        self._work = node["key"]
        self._works.append(self._work)

    def _listing(self, node: nodes.Element) -> None:
        node["record"] = self.docname, len(self._listings)
        options = tuple(sorted(node["options"].items()))
        record = Listing(node["form"], node["location"], options, self._conditions)
        self._listings.append(record)
        self._walk(node)

    def _block_quote(self, node: nodes.Element) -> None:
        if self._quoted:
            self._walk(node)
        else:
            self._note_quotation(node)
            self._walk_within_quotation(node)

    def _walk_within_quotation(self, node: nodes.Element) -> None:
        """What a quotation sets in is a part of it, no quotation of its own."""
        before, self._quoted = self._quoted, True
        self._walk(node)
        self._quoted = before

    def _note_quotation(self, node: nodes.Element) -> None:
        note = self._notes[-1] if self._notes else None
        item = self._items[-1] if self._items else ""
        conditions = self._conditions
        place = Surroundings(self.docname, self._source, note, conditions, item, self._work)
        quotation = self._quoting.record(node, place)
        if quotation is not None:
            node["quotation"] = self.docname, len(self._quotations)
            self._quotations.append(quotation)

    def _mistake(self, node: nodes.Element) -> None:
        if isinstance(node, mistake):
            self.mistakes.append(node)
            self.problems.append(Problem(Warn.CITATION, node["message"], own_line(node)))

    def _reference(self, node: nodes.Element) -> None:
        inventory = (node["inventory"] or "") if "intersphinx" in node else None
        if node.get("refdomain") == "critique":
            location = own_line(node) if "location" in node else None
            typed = node.get("typed", "")
            self._mentions.append(Mention(node["reftarget"], location, typed, inventory))
        elif node.get("reftype") in ("any", "myst"):
            name = normal_name(node["reftarget"])
            self._mentions.append(Mention(name, None, inventory=inventory))
        elif node.get("refdomain") == "cite" and self._notes:
            self._cite_of_project(node)
        self._walk(node)

    def _link(self, node: nodes.Element) -> None:
        if node.get("id_link"):  # MyST has not yet looked for what it leads to.
            self._mentions.append(Mention(normal_name(node["refuri"].removeprefix("#")), None))
        self._walk(node)

    def _cite_of_project(self, node: nodes.Element) -> None:
        """What a role of sphinxcontrib-bibtex brings in a note is evidence like ours."""
        for citation in project_citations(node["reftarget"], self._quoting.language):
            item = self._items[-1]
            place = own_line(node) if "location" in node else self._location(node)
            cited = Cited(
                citation, place, Use.EVIDENCE, item, item, self._conditions, self._work, True
            )
            self._cited.append(cited)

    def _location(self, node: nodes.Element) -> Location:
        return Location(str(node.source or self._source), int(node.line or 0))

    def _shared(self, node: nodes.Element) -> dict[str, Any]:
        return {
            "id": node["ids"][0],
            "name": node["name"],
            "typed_name": node["typed_name"],
            "labels": tuple(normal_name(name) for name in node["names"]),
            "docname": self.docname,
            "location": node["location"],
            "voice": node["voice"],
            "text": text_of(node),
            "work": self._work,
            "conditions": self._conditions,
        }

    def _excerpt_record(self, node: nodes.Element) -> Excerpt:
        return Excerpt(
            answerable=node["answerable"],
            citations=citations_of(node, "argument"),
            date=node["date"],
            lines=lines_of(node) if node["numbered"] else (),
            passage=passage_of(node),
            language=node["language"],
            translations=translations_of(node),
            **self._shared(node),
        )

    def _annotation_record(self, node: nodes.Element) -> Annotation:
        return Annotation(
            kind=node["kind"],
            lemma=node["lemma"],
            glued=node["glued"],
            on=node["on"],
            host=node.get("host", ""),
            at=citations_of(node, "at"),
            whole_work=node["whole_work"],
            beside=node["with"],
            charged=node["charged"],
            right=node["right"],
            absent=node["absent"],
            tags=node["tags"],
            cites=citations_of(node, "cite"),
            note=running_text(node, self.docname, self._quoting.language, self._quotations),
            **self._shared(node),
        )


_VISITS: dict[type, Callable[[Reader, Any], None]] = {
    nodes.section: Reader._section,
    **dict.fromkeys(CONDITIONAL, Reader._conditional),
    addnodes.toctree: Reader._toctree,
    excerpt: Reader._excerpt,
    translation: Reader._translation,
    annotation: Reader._annotation,
    cite: Reader._cite,
    quote: Reader._quote,
    nodes.block_quote: Reader._block_quote,
    mistake: Reader._mistake,
    recall: Reader._recall,
    review: Reader._review,
    listing: Reader._listing,
    addnodes.pending_xref: Reader._reference,
    nodes.reference: Reader._link,
}
