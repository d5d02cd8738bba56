"""What an apparatus at the foot of the page is made of, and how LaTeX is told of it."""

from typing import Any

from docutils import nodes

from ..nodes import latex_apart


class foot_lines(nodes.container):
    """A passage whose lines are counted; ``counted`` is false where they have numbers already."""


class foot_verse(nodes.paragraph):
    """A paragraph or a line of a passage.

    ``indent`` is how many steps it is set in, ``bullet`` what stands before it (in LaTeX),
    ``number`` that of the line where it has one.
    """


class foot_gap(nodes.Invisible, nodes.Element):
    """What parts stanzas; the paragraph after it has it as its ``gap``."""


class foot_place(latex_apart):
    """Where a lemma begins or ends; ``name`` is known by the entries about it."""


class foot_where(latex_apart):
    """The lines from one :class:`foot_place` to another."""


class foot_entry(latex_apart):
    """What stands in the apparatus about the words from one :class:`foot_place` to another.

    ``begin`` and ``end`` name them; both are empty where lines are not counted.
    """


class foot_key(latex_apart):
    """The lemma of an entry."""


class foot_note(latex_apart):
    """The words of an entry in one ``series``; ``options`` are reledmac's."""

    @property
    def opening(self) -> str:
        """The command before its words."""
        if not self["counted"]:
            return f"\\critiqueownnote{{{self['series']}}}{{"
        options = ",".join(self["options"])
        return f"\\{self['series']}footnote[{options}]{{"


class foot_words(latex_apart):
    """The words of a note that stand in its first line."""


class foot_reply(nodes.container):
    """A note about a note, under it."""


def visit_lines(translator: Any, node: nodes.Element) -> None:
    """Begin to count lines."""
    kind = "critiquelines" if node["counted"] else "critiqueownlines"
    titles = "".join(f"{{{translator.encode(title)}}}" for title in node["titles"])
    translator.body.append(f"\n\\begin{{{kind}}}{titles}%\n")


def depart_lines(translator: Any, node: nodes.Element) -> None:
    """Count no more."""
    kind = "critiquelines" if node["counted"] else "critiqueownlines"
    translator.body.append(f"\\end{{{kind}}}\n")


def visit_verse(translator: Any, node: nodes.Element) -> None:
    """Begin a paragraph of counted lines."""
    options = "".join(f"{{{node[each]}}}" for each in ("indent", "bullet", "number"))
    gap = "\\critiquestanza\n" if node.get("gap") else ""
    translator.body.append(f"{gap}\\critiquepar{options}%\n")


def depart_verse(translator: Any, node: nodes.Element) -> None:
    """End a paragraph of counted lines."""
    translator.body.append("\\critiqueendpar\n")


def visit_place(translator: Any, node: nodes.Element) -> None:
    """Name a place in the text."""
    translator.body.append(f"\\edlabel{{{node['name']}}}")
    raise nodes.SkipNode


def visit_where(translator: Any, node: nodes.Element) -> None:
    """Print the numbers of lines."""
    translator.body.append(f"\\critiquefootwhere{{{node['begin']}}}{{{node['end']}}}")
    raise nodes.SkipNode


def visit_entry(translator: Any, node: nodes.Element) -> None:
    """Begin an entry; it prints nothing where it stands."""
    if node["begin"]:
        translator.body.append(f"\\edtext{{}}{{\\xxref{{{node['begin']}}}{{{node['end']}}}")


def depart_entry(translator: Any, node: nodes.Element) -> None:
    """End an entry."""
    if node["begin"]:
        translator.body.append("}")


def visit_key(translator: Any, node: nodes.Element) -> None:
    """Begin a lemma."""
    translator.body.append("\\lemma{")


def visit_note(translator: Any, node: foot_note) -> None:
    """Begin what a series says."""
    translator.body.append(node.opening)


def depart_braces(translator: Any, node: nodes.Element) -> None:
    """End an argument."""
    translator.body.append("}")


def pass_by(translator: Any, node: nodes.Element) -> None:
    """Write nothing around words."""


def visit_reply(translator: Any, node: nodes.Element) -> None:
    """Begin a note under a note."""
    translator.body.append("\n\\begin{critiquefootreply}")


def depart_reply(translator: Any, node: nodes.Element) -> None:
    """End a note under a note."""
    translator.body.append("\\end{critiquefootreply}\n")


VISITORS = {
    foot_lines: (visit_lines, depart_lines),
    foot_verse: (visit_verse, depart_verse),
    foot_place: (visit_place, None),
    foot_where: (visit_where, None),
    foot_entry: (visit_entry, depart_entry),
    foot_key: (visit_key, depart_braces),
    foot_note: (visit_note, depart_braces),
    foot_words: (pass_by, pass_by),
    foot_reply: (visit_reply, depart_reply),
}
