"""The map of an argument: drawn by Graphviz where that is there, in words elsewhere."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from shutil import which
from textwrap import wrap
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.ext.graphviz import graphviz, html_visit_graphviz, render_dot
from sphinx.util import logging

from ...edition.lists import Map, MapNode, Ref
from ...edition.lists.argument_map import ANSWERS
from ...edition.lists.survey import Series
from ...locale import _
from ...locale.punctuation import colon, comma, semicolon, spaced
from ...model.kinds import hexadecimal
from ...model.nodes import outermost
from ...model.steps import Step
from ...project.domain import CritiqueDomain
from ...texts.languages import runs_to_left
from .bars import COLOURS
from .maker import Cell, Maker, Outline
from .nodes import Nodes

_logger = logging.getLogger(__name__)
_EXTENSION, _STYLE_SHEET = "sphinx.ext.graphviz", "graphviz.css"
_DATE = re.compile(rb"(/CreationDate \(D:)(\d+)")
_UNNAMED = re.compile(r'( title="([^"]*)" alt=")(?=")')
_MOST = 150
"""Nodes of a map that a reader can still follow; larger ones are told in words."""
_DEEPEST = 4
"""Levels of a list: LaTeX has no more, and text no width for them."""
_WORDS, _LINE = 12, 28


class drawing(nodes.container):
    """A graph (``code``) without links, with its words (``alt``)."""


class linked_map(graphviz):
    """A graph whose boxes are links, named for who hears them."""


def draw(refs: Nodes, make: Maker, found: Map) -> list[Any]:
    """A picture; nothing where none can be drawn or read."""
    config: Any = refs.domain.env.config
    if not refs.medium.draws:
        return []
    if which(config.graphviz_dot) is None:
        _logger.info("the map of the argument is told in words: %s is missing", config.graphviz_dot)
        return []
    if len(found.nodes) > _MOST:
        message = "a map of %d passages and notes is told in words: it can be narrowed by filters"
        _logger.info(message, len(found.nodes))
        return []
    if refs.medium.has_pages:
        # What nothing joins may stand on pages of its own.
        return [_drawing(refs, each) for each in found.parts()]
    if refs.medium.is_epub:
        return [_drawing(refs, found), in_words(make, found)]
    alt, docname = _alternative(found), refs.docname
    picture = linked_map("", code=_dot(refs, found), options={"docname": docname}, alt=alt)
    picture["named"] = refs.prefix
    return [picture]


def _drawing(refs: Nodes, found: Map) -> drawing:
    return drawing("", code=_dot(refs, found), alt=_alternative(found))


def _alternative(found: Map) -> str:
    """The same in words; Sphinx writes it into an attribute as it is."""
    told = semicolon().join(_told(found)) or comma().join(node.ref.label for node in found.nodes)
    return escape(_("Map of the argument: {told}").format(told=told))


def visit_latex(translator: Any, node: nodes.Element) -> None:
    """A picture without the time at which it was drawn: builds are the same whenever they run."""
    source, path = render_dot(translator, node["code"], {}, "pdf")
    if source is not None and path is not None:
        drawn = Path(path).read_bytes()
        undated = _DATE.sub(lambda match: match[1] + b"0" * len(match[2]), drawn)
        if undated != drawn:
            Path(path).write_bytes(undated)
        translator.body.append(f"\n\\par\\noindent\\sphinxincludegraphics[]{{{source}}}\\par\n")
    raise nodes.SkipNode


def visit_linked(translator: Any, node: graphviz) -> None:
    """Graphviz has the names of boxes for the pointer alone."""
    start = len(translator.body)
    try:
        html_visit_graphviz(translator, node)
    finally:
        translator.body[start:] = [_UNNAMED.sub(r"\1\2", each) for each in translator.body[start:]]


def visit_html(translator: Any, node: nodes.Element) -> None:
    """A picture alone: of the files that a map of links needs, no EPUB knows the type.

    On paper it is sharp, and nothing of it could be pointed at.
    """
    source, _path = render_dot(translator, node["code"], {}, "svg")
    if source is not None:
        translator.body.append(f'<p><img src="{source}" alt="{node["alt"]}" /></p>\n')
    raise nodes.SkipNode


def name_apart(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Number the names of a picture that a page has more than once."""
    times: Counter[str] = Counter()
    for picture in doctree.findall(graphviz):
        if name := picture.get("named", ""):
            times[name] += 1
        if times[name] > 1:
            names = re.compile(rf'^(digraph "|n\d+ \[id="){re.escape(name)}', re.MULTILINE)
            picture["code"] = names.sub(rf"\g<0>-{times[name]}", picture["code"])


def _told(found: Map) -> Iterator[str]:
    labels = {node.ref.anchor: node.ref.label for node in found.nodes}
    for edge in found.edges:
        word = _("answers") if edge.relation == ANSWERS else _("is set beside")
        yield f"{labels[edge.source]} {spaced(word)}{labels[edge.target]}"


def _dot(refs: Nodes, found: Map) -> str:
    turned = runs_to_left(refs.language)
    size = ', size="6,7.8", margin=0, pad=0.02' if refs.medium.is_latex else ""
    names = {node.ref.anchor: f"n{place}" for place, node in enumerate(found.nodes)}
    # Image maps take their ids from here: several may be on one page.
    lines = [
        f'digraph "{refs.prefix}" {{',
        f'graph [rankdir={"RL" if turned else "LR"}, bgcolor="transparent", ranksep=0.4,'
        f" nodesep=0.15{size}];",
        'node [shape=box, style=filled, fillcolor="#ffffff", fontcolor="#1a1a1a",'
        ' fontname="Helvetica,Arial,sans-serif", fontsize=10, margin="0.12,0.06"];',
        'edge [color="#7a7f8a", arrowsize=0.6];',
    ]
    # Dot sets the last first, where it sets from left to right.
    for node in reversed(found.nodes):
        name = names[node.ref.anchor]
        lines.append(f'{name} [id="{refs.prefix}-{name}", {_attributes(refs, node)}];')
    for edge in reversed(found.edges):
        style = "" if edge.relation == ANSWERS else ", style=dashed, constraint=false"
        # What is answered stands before what answers it.
        lines.append(f"{names[edge.target]} -> {names[edge.source]} [dir=back{style}];")
    return "\n".join([*lines, "}"])


def _attributes(refs: Nodes, node: MapNode) -> str:
    kind = refs.domain.kinds.get(node.kind)
    colour = COLOURS[str(kind.stance) if kind else ""]
    if kind is not None and hexadecimal(kind.colour):
        colour = f"#{hexadecimal(kind.colour)}"
    words = _whole(node) if node.whole_work else _beginning(node.words)
    label = [node.ref.label, *wrap(words, _LINE)]
    values = {
        "label": "\\n".join(map(_quoted, label)),
        "color": colour,
        "tooltip": _quoted(node.ref.label),
    }
    if refs.medium.links_pictures:
        values |= {"URL": _quoted(_address(refs, node.ref)), "target": "_top"}
    if node.ref.series is not Series.ANNOTATION:
        values["shape"] = "note"
    return ", ".join(f'{name}="{value}"' for name, value in values.items())


def _address(refs: Nodes, ref: Ref) -> str:
    """Where a box leads: with the name of the page also on the page itself, for pictures alone."""
    uri = refs.uri(ref)
    page = refs.builder.get_target_uri(refs.docname).rpartition("/")[2]
    return page + uri if uri.startswith("#") and not refs.medium.one_document else uri


def _quoted(text: str) -> str:
    """Words within the quote marks of dot, which reads backslashes and entities."""
    return text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')


def in_words(make: Maker, found: Map) -> Any:
    """The same as a list: passages, under each what answers it."""
    return make.outline(_Told(make, found).all())


class _Place(NamedTuple):
    """Where a node is told: among which others, and what it answers if that is not above them."""

    item: str
    answered: str
    depth: int
    among: list[tuple[Cell, Outline]]


class _Told:
    def __init__(self, make: Maker, found: Map) -> None:
        self.make = make
        self.by_id = {node.ref.anchor: node for node in found.nodes}
        self.answers: dict[str, list[str]] = {}
        self.beside: dict[str, list[str]] = {}
        for edge in found.edges:
            if edge.relation == ANSWERS:
                self.answers.setdefault(edge.target, []).append(edge.source)
            else:
                self.beside.setdefault(edge.source, []).append(edge.target)

    def all(self) -> Outline:
        """What answers nothing that is on the map comes first, all else under what it answers.

        What answers several things has its own answers where it comes first.
        """
        answering = {each for sources in self.answers.values() for each in sources}
        outline: list[tuple[Cell, Outline]] = []
        waiting = [_Place(each, "", 1, outline) for each in self.by_id if each not in answering]
        waiting.reverse()
        seen: set[str] = set()
        while waiting:
            place = waiting.pop()
            below: list[tuple[Cell, Outline]] = []
            place.among.append((self._line(place), below))
            if place.item in seen:
                continue
            seen.add(place.item)
            answers = self.answers.get(place.item, ())
            if place.depth < _DEEPEST:
                found = [_Place(each, "", place.depth + 1, below) for each in answers]
            else:
                found = [_Place(each, place.item, place.depth, place.among) for each in answers]
            waiting += reversed(found)
        return outline

    def _line(self, place: _Place) -> Cell:
        make, node = self.make, self.by_id[place.item]
        line = make.link(node.ref)
        if node.whole_work:
            line += [make.text(colon()), make.text(_whole(node))]
        elif node.words:
            line += [make.text(colon()), make.lemma(_beginning(node.words))]
        line += self._in_brackets(_("answers"), [place.answered] if place.answered else [])
        line += self._in_brackets(_("is set beside"), self.beside.get(place.item, ()))
        return line

    def _in_brackets(self, word: str, items: Sequence[str]) -> Cell:
        make = self.make
        line: Cell = []
        for place, other in enumerate(items):
            line.append(make.text(comma() if place else f" ({spaced(word)}"))
            line += make.link(self.by_id[other].ref)
        return [*line, make.text(")")] if line else line


def _whole(node: MapNode) -> str:
    """The work as a whole, named where it is not the project's own."""
    named = f" ({node.words})" if node.words else ""
    return _("the work as a whole") + named


def _beginning(words: str) -> str:
    parts = words.split()
    return " ".join(parts[:_WORDS]) + (" …" if len(parts) > _WORDS else "")


def add_style_sheet(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """Load Graphviz's style sheet where there is a graph."""
    if doctree is not None and next(outermost(doctree, graphviz), None) is not None:
        app.add_css_file(_STYLE_SHEET)


def leave_style_sheet(app: Sphinx, builder: Builder) -> None:
    """Do not copy it, either, where nothing of ours is: no page has a graph."""
    if not CritiqueDomain.of(app.env).is_used:
        (Path(builder.outdir) / "_static" / _STYLE_SHEET).unlink(missing_ok=True)
        folders = app.config.html_static_path
        kept = [each for each in folders if Path(each).name != _STYLE_SHEET]
        app.config["html_static_path"] = kept


def setup(app: Sphinx) -> None:
    """Load sphinx.ext.graphviz, without its style sheet on every page."""
    app.add_node(drawing, html=(visit_html, None), latex=(visit_latex, None))
    app.add_node(linked_map, html=(visit_linked, None))
    Step.NAME_PICTURES_APART.connect(app, name_apart)
    if _EXTENSION not in (*app.extensions, *app.config.extensions):
        app.setup_extension(_EXTENSION)
        files: Any = app.registry.css_files
        files[:] = [each for each in files if each[0] != _STYLE_SHEET]
        Step.ADD_GRAPH_STYLE.connect(app, add_style_sheet)
        Step.LEAVE_GRAPH_STYLE.connect(app, leave_style_sheet)
    else:
        app.setup_extension(_EXTENSION)
