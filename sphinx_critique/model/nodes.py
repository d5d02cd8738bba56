"""Neutral nodes: what an excerpt, an annotation and a citation are, in no format's terms.

Each is a concrete docutils node, so that a builder that knows nothing of us still prints it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar, cast

from docutils import nodes
from sphinx.addnodes import translatable

from ..locale.punctuation import semicolon
from ..texts.loci import Citation, groups
from ..texts.printed import readable
from .problems import Location

_Element = TypeVar("_Element", bound=nodes.Element)
_WORDS_ONLY = (nodes.paragraph, nodes.title, nodes.line, nodes.term, nodes.literal_block)
_REST_ROLE = re.compile(r"^:([^`]+):`")
# How Sphinx names the source of a translated paragraph.
_TRANSLATED = re.compile(r"(?P<source>.*):(?P<line>\d+):<translated>")
AUTHOR_TEXTS = ("lemma", "right", "voice", "charged", "unchecked")


class worded(nodes.Element, translatable):
    """A node whose attributes hold words of the author's that a translator must see."""

    def preserve_original_messages(self) -> None:
        self["original"] = {key: self[key] for key in AUTHOR_TEXTS if self.get(key)}

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        for key, text in self["original"].items():
            if text == original_message:
                self[key] = " ".join(readable(translated_message).split())

    def extract_original_messages(self) -> Sequence[str]:
        return list(self.get("original", {}).values())


class excerpt(worded, nodes.block_quote):
    """A passage quoted to be answered, or (``answerable`` false) only quoted.

    As written: ``name`` (compared), ``typed_name``, ``docname``, ``location``, ``voice``, ``date``,
    ``language`` (a tag, perhaps empty), ``layout``, ``unchecked``, ``numbered``, ``from`` and
    ``to``. ``drawn``: the source and digest of the transcript that its words are taken from. Once
    read: ``quotation``, as in :class:`quote`; once checked: ``status``, ``verdict``, ``cuts``,
    ``hides`` (the words of these that turn the sentence), and whether a sign will not do
    (``needs_words``).
    """


class translation(nodes.block_quote):
    """A passage in another language, last in the :class:`excerpt` that it translates.

    ``language`` is its tag; ``docname``, ``location``; ``quotation`` as in :class:`quote`.
    """


class annotation(worded, nodes.container):
    """One rebuttal, concession, gloss …: its body, and last the sources it brings.

    ``kind``; ``name``, ``typed_name``, ``docname``, ``location``, ``language`` (that of what it
    quotes) as in :class:`excerpt`; the
    options ``on``, ``voice``, ``charged``, ``right``, ``unchecked`` (texts) and ``with``, ``tags``,
    ``absent`` (tuples); ``lemma``, and whether the body was ``glued`` to it; ``whole_work``;
    ``answers_annotations``: what its place decides on. ``written_in``: the id of the excerpt in
    whose body it stands; ``host``: that of what it answers by its place. ``again``: it is the copy
    that a recall prints.
    """


class sources(nodes.paragraph):
    """The citations that a directive was given, each a :class:`cite`.

    ``role`` is the option they stand in: ``cite`` or ``at``, or ``argument``.
    """


def is_sources(node: nodes.Node, role: str) -> bool:
    """Whether a node keeps the citations that stand in an option."""
    return isinstance(node, sources) and bool(node["role"] == role)


class cite(nodes.inline):
    """Citations of one source; ``citations`` holds them as read (:mod:`~..texts.loci`).

    ``docname``, ``location``; ``of_words``: it is that of a quotation in running text;
    ``within_item``: it stands in an excerpt or a note; ``footnote``: it has been made one.
    """


class quote(nodes.inline):
    """Words quoted in running text, without their quote marks; then perhaps a :class:`cite`.

    ``words``, and the spans of them that are ``emphasis``; ``docname``, ``location``,
    ``citations``. ``quotation``: the document and the number of its record there. Once checked:
    ``status`` (in the contract's words), ``verdict`` (what a reader is told) and ``cuts`` (the
    words left out, where dots cannot open).
    """


class mistake(nodes.inline):
    """Where a role could not be read: ``message`` warns of it once its line is known.

    ``location`` is that of the paragraph.
    """


class lemma(nodes.inline):
    """Words of an excerpt that an annotation is about.

    ``annotation`` (its id), ``kind``; ``first``: whether these are the first of its words;
    ``depth``: how many lines stand above its own under the words that it shares with others.
    """


class call(nodes.inline):
    """The number behind a lemma, linked to its ``annotation``; ``docname``, ``kind``."""


class cut(nodes.inline):
    """The dots that stand for words left out; ``words`` are these.

    ``quotation``: as in :class:`quote`, of what they are left out of, if it is not around them.
    """


class supplied(nodes.inline):
    """Words or letters that a quotation puts in, their brackets with them.

    Only where a format says of them what they are; so are cuts that nothing is known of.
    """


class group(nodes.container):
    """An excerpt with the annotations in or directly after it; ``docname``, ``layout``."""


class foreign(nodes.inline):
    """Words in another script than those around them, in a ``language``."""


class named_link(nodes.reference):
    """A link that its words do not name, as a number does not: ``label`` does, to who hears it."""


class heading(nodes.paragraph):
    """What stands at the head of a note: number, kind, lemma."""


class locus(nodes.paragraph):
    """What stands under an excerpt: who speaks, and where."""


class remark(nodes.paragraph):
    """A line of ours in a note or under an excerpt; ``role`` says what it is for."""


class replies(nodes.container):
    """The annotations of an annotation, printed under it."""


class review(nodes.container):
    """From here to the end of the document another work is under review: ``key``.

    ``docname``; ``heading``: whether its reference is printed here.
    """


class recall(nodes.container):
    """Where an annotation is printed again; ``of`` names it, ``on`` and ``lemma`` are options.

    ``words``: the same as ``of`` where it may be words that have come to stand there by a slip.
    """


class listing(nodes.container):
    """Where a list stands; ``record``: the document it was written in, and its number there.

    ``form`` (the directive's name), ``options``, ``docname``, ``location``.
    """


class listed(nodes.container):
    """A list as it is printed, in place of a :class:`listing`."""


class roll(nodes.container):
    """The lines of a list, each a :class:`remark`; ``form`` is the list's."""


class leaf(nodes.container):
    """A page before the text of a book, of lines that are each a :class:`remark`.

    ``form`` says which it is; the table of contents has a ``depth``.
    """


class page(nodes.inline):
    """Where pages have numbers, that of a target: ``docname`` and ``anchor``."""


NEUTRAL = (
    annotation,
    call,
    cut,
    excerpt,
    group,
    heading,
    leaf,
    lemma,
    listed,
    locus,
    page,
    quote,
    remark,
    replies,
    review,
    roll,
    translation,
)
"""What every format dresses in its own terms."""


def elements(root: nodes.Element, *types: type[_Element]) -> list[_Element]:
    """The elements of exactly these types below a node, in document order.

    Nearly all the time of ``findall`` goes into generators, and a document is walked often.
    Blocks are not looked for in what holds words only.
    """
    found: list[_Element] = []
    among_words = any(issubclass(each, nodes.Inline) for each in types)

    def walk(node: nodes.Node) -> None:
        for child in node.children:
            if type(child) in types:
                found.append(cast(_Element, child))
            if child.children and (among_words or type(child) not in _WORDS_ONLY):
                walk(child)

    walk(root)
    return found


def outermost(root: nodes.Element, of: type[_Element]) -> Iterator[_Element]:
    """The elements of a type, or of types made of it, below a node that are in no other such."""
    for child in root.children:
        if isinstance(child, of):
            yield child
        elif isinstance(child, nodes.Element):
            yield from outermost(child, of)


def ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    """What a node stands in, from its parent outwards."""
    parent = node.parent
    while isinstance(parent, nodes.Element):
        yield parent
        parent = parent.parent


def around(node: nodes.Node, *types: type[_Element]) -> _Element | None:
    """The innermost element of one of these types that a node stands in."""
    for each in ancestors(node):
        if isinstance(each, types):
            return each
    return None


def given(node: nodes.Element, role: str) -> list[cite]:
    """What a directive was given in an option, or as its argument, as nodes."""
    own = [child for child in node.children if is_sources(child, role)]
    return [each for child in own for each in child.children if isinstance(each, cite)]


def citations_of(node: nodes.Element, role: str) -> tuple[Citation, ...]:
    """The citations that a directive was given in an option or as its argument."""
    return tuple(citation for each in given(node, role) for citation in each["citations"])


def cites(citations: tuple[Citation, ...], docname: str, location: Location) -> Iterator[cite]:
    """A node for each source cited; its text is what the author typed."""
    for group in groups(citations):
        typed = "; ".join(citation.text for citation in group)
        yield cite("", typed, citations=group, docname=docname, location=location)


def joined(found: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Nodes with semicolons between them."""
    between = semicolon()
    result: list[nodes.Node] = []
    for node in found:
        result += [nodes.Text(between), node] if result else [node]
    return result


def parts_citations(siblings: Sequence[nodes.Node], place: int) -> bool:
    """Whether a node is no more than a semicolon between two citations, ours or typed."""
    if not 0 < place < len(siblings) - 1 or not isinstance(siblings[place], nodes.Text):
        return False
    around_it = siblings[place - 1], siblings[place + 1]
    is_semicolon = siblings[place].astext().strip() in (";", semicolon().strip())
    return is_semicolon and all(isinstance(each, cite) for each in around_it)


def own_line(node: nodes.Element) -> Location:
    """The line of a citation or a link; a role knows only the first line of its paragraph."""
    location: Location = node["location"]
    translated = _TRANSLATED.fullmatch(location.source)
    if translated:
        location = Location(translated["source"], int(translated["line"]))
    block = block_of(node).rawsource
    # MyST hands a role's text over as reST would have it.
    for typed in (node.rawsource, _REST_ROLE.sub(r"{\1}`", node.rawsource)):
        before, found, _ = block.partition(typed) if typed else ("", "", "")
        if found:
            return location._replace(line=location.line + before.count("\n"))
    return location


def block_of(leaf: nodes.Node) -> nodes.Element:
    """The paragraph, title, line … that inline content stands in."""
    node = leaf.parent
    while isinstance(node, nodes.Inline) and isinstance(node, nodes.Element):
        node = node.parent
    assert isinstance(node, nodes.Element)
    return node
