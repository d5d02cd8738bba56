"""Words in other scripts than the Latin one as LaTeX, set by a package of ours.

``critiquescripts.sty`` finds a font for each word; what runs from right to left is told to it, and
where a line may end in words without spaces. The scripts of a document's own language are left to
Sphinx, babel and polyglossia.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.latex.nodes import thebibliography
from sphinx.config import Config

from ...layout.base import LayoutTransform
from ...model.nodes import elements
from ...model.problems import Location, Warn, give
from ...model.steps import Step
from ...texts.scripts import has_others
from . import book, packages
from .embedding import OPAQUE, UNSEEN, Embedding, latex_direction, latex_link, latex_script
from .nodes import latex_apart

PACKAGE = "critiquescripts"
STYLE = Path(__file__).parent / f"{PACKAGE}.sty"
PDFTEX = "pdflatex"
ENGINES = (PDFTEX, "xelatex", "lualatex")
PDFTEX_HAS = frozenset(("cyrillic", "greek"))
LONGEST_LABEL = 8
# In an entry of an index, behind what it is sorted by.
_SORTED = re.compile(r'(?<!")!(?:".|[^"!@])*@')
# With the space that LaTeX writes where an entry stands in an argument: one head of an index is the
# same everywhere.
_CODE, _WORDS = re.compile(r"\\spxentry(?=\{)"), r"\\critiqueentryof "
_PRINTED = re.compile(r'((?<!")@|\|see\{)((?:".|[^"!|])*)')


class latex_bibliography(thebibliography):
    """A bibliography, of which labels may be in other scripts."""


class latex_citation(nodes.citation):
    """An entry of it."""


class latex_index(addnodes.index):
    """Entries of the general index, of which words may be in other scripts."""


class latex_end(nodes.Invisible, nodes.Element):
    """The end of a document, where its title and authors are known."""


class SetScripts(LayoutTransform):
    """After all that changes words: what is printed is in the tree then."""

    formats = ("latex",)
    default_priority = Step.SET_SCRIPTS.priority

    def run(self, **kwargs: object) -> None:
        if self.config.latex_engine not in ENGINES:
            return
        embedding = embedding_of(self.config)
        title = next(filter(_is_of_section, self.document.findall(nodes.title)), None)
        place = Location(str(self.env.doc2path(self.env.docname)), 1)
        told: set[tuple[str, str]] = set()
        for block in list(_blocks(self.document)):
            place = _place_of(block) or place
            # The writer wants the title of a document plain.
            take = embedding.scripts_of if block is title else embedding.set
            for script in take(block):
                if self._lacks(script) and (place.source, script) not in told:
                    told.add((place.source, script))
                    give(Warn.SCRIPT, _advice(script), place)
        for each in list(self.document.findall(thebibliography)):
            _rename(each)
        for index in elements(self.document, addnodes.index):
            is_ours = any(self.edition.get(each[2]) for each in index["entries"])
            if is_ours or any(has_others(each[1]) for each in index["entries"]):
                index.replace_self(latex_index("", **index.attributes, ours=is_ours))
        if not self.is_copy:
            self.document.append(latex_end())

    def _lacks(self, script: str) -> bool:
        return bool(self.config.latex_engine == PDFTEX) and script not in PDFTEX_HAS


def embedding_of(config: Config) -> Embedding:
    """How words are set in a project."""
    directed = config.latex_engine != PDFTEX
    return Embedding(config.language, directed=directed, covered=book.covered(config))


def _is_of_section(title: nodes.title) -> bool:
    return isinstance(title.parent, nodes.section)


def _place_of(block: nodes.Element) -> Location | None:
    if block.source and block.line:
        return Location(block.source.partition(":<")[0], block.line)
    return None


def _advice(script: str) -> str:
    letters = "letters of this script" if script == "other" else f"{script.capitalize()} letters"
    return (
        f"pdflatex has no {letters}, and their code points are printed; "
        'set latex_engine = "xelatex" or "lualatex"'
    )


def _blocks(node: nodes.Element) -> Iterator[nodes.TextElement]:
    """What holds running text, in the order of the document."""
    for child in node.children:
        if not isinstance(child, nodes.Element) or isinstance(child, (*OPAQUE, *UNSEEN)):
            continue
        apart = isinstance(child, latex_apart) or not isinstance(child, nodes.Inline)
        if isinstance(child, nodes.TextElement) and apart:
            yield child
        yield from _blocks(child)


def _rename(bibliography: thebibliography) -> None:
    """Have labels printed by us, where the writer would take other scripts for plain text."""
    if not has_others("".join(_labels_of(bibliography))):
        return
    entries = [
        latex_citation("", *entry.children, **entry.attributes)
        for entry in cast(Iterable[nodes.Element], bibliography.children)
    ]
    bibliography.replace_self(latex_bibliography("", *entries, **bibliography.attributes))


def _labels_of(bibliography: nodes.Element) -> list[str]:
    return [entry.children[0].astext() for entry in bibliography.children]


def printed(translator: Any, text: str, encode: Callable[[str], str] | None = None) -> str:
    """A text that is in no node, as LaTeX."""
    encode = encode or translator.encode
    if translator.config.latex_engine not in ENGINES:
        return encode(text)
    embedding = embedding_of(translator.config)
    if embedding.is_plain(text):
        return encode(text)
    words = embedding.set_text(text)
    return "".join(_latex_of(each, encode) for each in words)


def _latex_of(node: nodes.Node, encode: Callable[[str], str]) -> str:
    match node:
        case latex_script():
            parts = r"\critiquebreak{}".join(encode(part) for part in node["parts"])
            first = r"\critiquebreak{}" if node["breaks"] else ""
            return f"{first}\\critiquescript{{{node['script']}}}{{{parts}}}"
        case latex_direction():
            within = "".join(_latex_of(child, encode) for child in node.children)
            return _begin(node) + within + _end(node)
    return encode(node.astext())


def _begin(node: nodes.Element) -> str:
    return r"\critiquertl{}" if node["right"] else r"\critiqueltr{}"


def _end(node: nodes.Element) -> str:
    flush = r"\critiqueflush{}" if node["whole"] else ""
    return flush + (r"\critiqueendrtl{}" if node["right"] else r"\critiqueendltr{}")


def visit_script(translator: Any, node: nodes.Element) -> None:
    """A word in a command."""
    translator.body.append(_latex_of(node, translator.encode))
    raise nodes.SkipNode


def visit_direction(translator: Any, node: nodes.Element) -> None:
    """Two commands, since there may be in them what can be in no argument."""
    translator.body.append(_begin(node))


def depart_direction(translator: Any, node: nodes.Element) -> None:
    """Back to the direction before."""
    translator.body.append(_end(node))


def visit_link(translator: Any, node: nodes.Element) -> None:
    """The LaTeX before it, as it was written."""
    translator.body.append(node["before"])


def depart_link(translator: Any, node: nodes.Element) -> None:
    """The LaTeX after it."""
    translator.body.append(node["after"])


def visit_bibliography(translator: Any, node: nodes.Element) -> None:
    """As Sphinx does, but with scripts."""
    longest = max(_labels_of(node), key=len)[:LONGEST_LABEL]
    label = printed(translator, longest)
    translator.body.append(f"\n\\begin{{sphinxthebibliography}}{{{label}}}\n")


def depart_bibliography(translator: Any, node: nodes.Element) -> None:
    """End it."""
    translator.body.append("\\end{sphinxthebibliography}\n")


def visit_citation(translator: Any, node: nodes.Element) -> None:
    """As Sphinx does, but with scripts."""
    label = printed(translator, node[0].astext())
    translator.body.append(f"\\bibitem[{label}]{{{node['docname']}:{node['ids'][0]}}}")


def depart_citation(translator: Any, node: nodes.Element) -> None:
    """Nothing ends an entry."""


def visit_index(translator: Any, node: nodes.Element) -> None:
    """As Sphinx does; then with scripts in what an entry prints, and loci in their order."""
    start = len(translator.body)
    with suppress(nodes.SkipNode):
        translator.visit_index(node)
    if sorted_as := node.get("sorted_as"):
        entries = translator.body[start:]
        translator.body[start:] = [_SORTED.sub(f"!{sorted_as}@", each, 1) for each in entries]
    if node.get("ours"):
        # Sphinx sets entries as names of code.
        translator.body[start:] = [_CODE.sub(_WORDS, each) for each in translator.body[start:]]
    translator.body[start:] = [
        _PRINTED.sub(lambda found: found[1] + printed(translator, found[2], encode=str), entry)
        for entry in translator.body[start:]
    ]
    raise nodes.SkipNode


def visit_end(translator: Any, node: nodes.Element) -> None:
    """Set what is in no node, and is LaTeX already."""
    indices = translator.generate_indices
    translator.generate_indices = lambda: printed(translator, indices(), encode=str)
    for name in ("title", "author"):
        text = translator.elements[name]
        translator.elements[name] = printed(translator, text, encode=str)
    raise nodes.SkipNode


def add_package(app: Sphinx, builder: Builder) -> None:
    """Load the package."""
    if packages.is_needed(app):
        packages.load(app, STYLE)


def setup(app: Sphinx) -> None:
    """Set words of other scripts."""
    app.add_node(latex_script, latex=(visit_script, None))
    app.add_node(latex_direction, latex=(visit_direction, depart_direction))
    app.add_node(latex_link, latex=(visit_link, depart_link))
    app.add_node(latex_bibliography, latex=(visit_bibliography, depart_bibliography))
    app.add_node(latex_citation, latex=(visit_citation, depart_citation))
    app.add_node(latex_index, latex=(visit_index, None))
    app.add_node(latex_end, latex=(visit_end, None))
    app.add_post_transform(SetScripts)
    Step.ADD_LATEX_SCRIPTS.connect(app, add_package)
