"""Words printed again in another place, without what is unique where they were written."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from posixpath import join, normpath

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from ..model.nodes import (
    annotation,
    citations_of,
    cites,
    elements,
    excerpt,
    joined,
    listing,
    recall,
    replies,
    review,
    translation,
)
from ..model.records import Annotation, Block, Passage, Run
from .edition import Edition
from .passages import BREAK, passage_of

STYLES = {
    name: getattr(nodes, name)
    for name in ("emphasis", "strong", "literal", "subscript", "superscript")
}
_LEFT = (
    annotation,
    replies,
    recall,
    review,
    listing,
    addnodes.index,
    addnodes.toctree,
    nodes.footnote,
    nodes.citation,
    nodes.system_message,
    nodes.substitution_definition,
)
_PLACES = ("ids", "names", "dupnames", "backrefs")
_OF_WHOM = ("docutils", "sphinx", "sphinx_critique", "sphinxcontrib")
_WHERE = ("location", "docname", "quotation", "source", "line", "refdoc")


class Homes:
    """What is printed again, as it was written: the tree of each document is read once."""

    def __init__(self, env: BuildEnvironment, edition: Edition) -> None:
        self.env = env
        self.edition = edition
        self._written: dict[str, dict[str, annotation]] = {}

    def copied(self, again: Annotation, page: str) -> annotation | None:
        """An annotation with the words it has at home, and what is unique of it taken off.

        ``page`` is the document that it is printed in.
        """
        home, again = self.edition.homes[again.id], again._replace(docname=page)
        written = self._written_in(home.docname).get(home.id)
        if written is None:
            return None
        note = written.copy()
        note += [copy for child in written.children for copy in _copies(child, again, home)]
        _strip(note, page)
        note["ids"], note["docname"], note["location"] = [again.id], page, again.location
        note["lemma"] = again.lemma
        note["again"] = True
        return note

    def digest(self, again: Annotation) -> str:
        """What tells whether an annotation printed again is still as it is at home."""
        note = self.copied(again, again.docname)
        if note is None:
            return ""
        for node in note.findall(nodes.Element):
            for name in _WHERE:
                node.attributes.pop(name, None)
        return sha256(note.pformat().encode("utf-8", "surrogatepass")).hexdigest()

    def _written_in(self, docname: str) -> dict[str, annotation]:
        if docname not in self._written:
            notes = elements(self.env.get_doctree(docname), annotation)
            ids = (self.edition.id_of(docname, each["ids"][0]) for each in notes)
            self._written[docname] = dict(zip(ids, notes, strict=True))
        return self._written[docname]


def words_alone(node: recall) -> list[nodes.Node]:
    """The words that a recall brings, where there is nothing to be printed again."""
    lemma, words = node["lemma"], node["words"]
    told = [nodes.paragraph("", words)] if words else []
    marked = [nodes.emphasis("", lemma), nodes.Text("]")]
    return [*told, nodes.paragraph("", "", *marked)] if lemma else [*told]


def _copies(node: nodes.Node, again: Annotation, home: Annotation) -> Iterator[nodes.Node]:
    if isinstance(node, excerpt):
        yield _quoted(node, again)
    elif isinstance(node, nodes.footnote_reference):
        yield _mark(node, again, home)
    elif isinstance(node, nodes.target | nodes.caption):
        kind = nodes.paragraph if isinstance(node, nodes.caption) else nodes.inline
        inner = [each for child in node.children for each in _copies(child, again, home)]
        if inner:
            yield kind("", "", *inner)
    elif not isinstance(node, _LEFT):
        in_container = _is_numbered(node) or isinstance(node, nodes.legend)
        copy = nodes.container() if in_container else node.copy()
        if isinstance(copy, nodes.Element):
            copy += [each for child in node.children for each in _copies(child, again, home)]
        yield copy


def _is_numbered(node: nodes.Node) -> bool:
    """Whether Sphinx numbers a node with a caption, of which there must be one."""
    captioned = isinstance(node, nodes.figure | nodes.container)
    return captioned and any(isinstance(child, nodes.caption) for child in node.children)


def _quoted(node: excerpt, again: Annotation) -> nodes.Node:
    """A passage that is quoted in a note is no second excerpt."""
    quotation = nodes.block_quote("", *blocks(passage_of(node)))
    citations = citations_of(node, "argument")
    quotation["language"], quotation["cited"] = node["language"], citations
    if citations:
        found = joined(cites(citations, again.docname, again.location))
        quotation += nodes.attribution("", "", *found)
    return quotation


def _mark(node: nodes.footnote_reference, again: Annotation, home: Annotation) -> nodes.Node:
    """The footnote stands at home."""
    target = addnodes.pending_xref(
        "",
        nodes.superscript("", node.astext()),
        refdomain="critique",
        reftype="ref",
        reftarget=home.name,
        refexplicit=True,
        refdoc=again.docname,
        refwarn=False,
    )
    return target if home.name else nodes.superscript("", node.astext())


def _strip(note: nodes.Element, docname: str) -> None:
    for node in note.findall(nodes.Element):
        for name in _PLACES:
            if name in node.attributes and (name != "ids" or _is_known(node)):
                node[name] = []
        if isinstance(node, addnodes.pending_xref):
            _see_from_here(node, docname)
        if isinstance(node, nodes.math_block):
            node["label"], node["number"] = None, None
        if "docname" in node.attributes:
            node["docname"] = docname


def _is_known(node: nodes.Element) -> bool:
    """Whether it can do without its id; another extension's may be nothing without."""
    return type(node).__module__.partition(".")[0] in _OF_WHOM


def _see_from_here(node: addnodes.pending_xref, docname: str) -> None:
    written = str(node.get("refdoc", ""))
    target = str(node.get("reftarget", ""))
    if node.get("reftype") == "doc" and not target.startswith("/"):
        node["reftarget"] = "/" + normpath(join(written, "..", target))
    node["refdoc"] = docname
    node["refwarn"] = False


def blocks(passage: Passage, by_line: bool = False) -> Iterator[nodes.Element]:
    """The paragraphs and verses of a passage; those of a numbered one keep their lines."""
    for language, blocks in groupby(passage, key=lambda block: block.language):
        if language is None:
            yield from _words(blocks, by_line)
        else:
            yield translation("", *_words(blocks, False), language=language)


def _words(passage: Iterable[Block], by_line: bool) -> Iterator[nodes.Element]:
    for is_verse, blocks in groupby(passage, key=lambda block: block.indent is not None):
        if is_verse:
            yield nodes.line_block("", *map(_verse, blocks))
        elif by_line:
            yield from (nodes.line_block("", *map(_verse, _lines(block))) for block in blocks)
        else:
            yield from (nodes.paragraph("", "", *_runs(block.runs)) for block in blocks)


def _lines(block: Block) -> Iterator[Block]:
    """The lines of a paragraph, each as a verse."""
    lines: list[list[Run]] = [[]]
    for text, style in block.runs:
        first, *more = text.split(BREAK)
        lines[-1].append((first, style))
        lines += [[(line, style)] for line in more]
    return (Block(tuple(run for run in line if run[0]), 0) for line in lines)


def _verse(block: Block) -> nodes.Element:
    line: nodes.Element = nodes.line("", "", *_runs(block.runs))
    for _step in range(block.indent or 0):
        line = nodes.line_block("", line)
    return line


def _runs(runs: Iterable[tuple[str, str]]) -> list[nodes.Node]:
    return [STYLES[style]("", text) if style else nodes.Text(text) for text, style in runs]
