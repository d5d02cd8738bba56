"""The environments and commands of ``sphinxcritique.sty`` as nodes, and how they are written."""

from collections.abc import Iterator
from typing import Any

from docutils import nodes

from ...locale import _


class latex_block(nodes.container):
    """An environment; ``name`` and ``options`` are ours and need no escape."""


class latex_language(latex_block):
    """Words in a language that babel and polyglossia know by this ``name``."""


class latex_words(nodes.inline):
    """Words in running text in such a language."""


class latex_line(nodes.paragraph):
    """An environment with words in it."""


class latex_inline(nodes.inline):
    """A command with one argument; ``name`` and ``options`` are ours and need no escape."""


class latex_apart(nodes.inline):
    """Words that stand in a text, but are not printed there."""


class latex_page(nodes.inline):
    """The page of a ``label``, which may lack the document's name where that is the same."""


def _options(node: nodes.Element) -> str:
    options: list[str] = node.get("options", [])
    return "".join(f"{{{option}}}" for option in options)


def targets(translator: Any, node: nodes.Element) -> Iterator[str]:
    """What links to a node lead to; ids after the first are labels with nodes of their own."""
    return (translator.hypertarget(each, anchor=True) for each in node["ids"][:1])


def visit_block(translator: Any, node: nodes.Element) -> None:
    """Begin an environment, with what links to it."""
    if translator.table:
        # Columns as wide as their words are measured outside of any paragraph.
        translator.table.has_problematic = True
        translator.body.append("\n\\critiqueincell")
    translator.body.append(f"\n\\begin{{{node['name']}}}{_options(node)}%\n")
    if node["ids"]:
        # A label before a paragraph must not stay behind on another page.
        translator.body += [*targets(translator, node), "\\critiquekeep"]


def depart_block(translator: Any, node: nodes.Element) -> None:
    """End an environment."""
    translator.body.append(f"\n\\end{{{node['name']}}}\n")


def _load(translator: Any, language: str) -> None:
    """Have a language loaded before the document begins."""
    line = rf"\critiqueload{{{language}}}"
    preamble: str = translator.elements["preamble"]
    if line not in preamble.split("\n"):
        translator.elements["preamble"] = f"{preamble}\n{line}"


def visit_language(translator: Any, node: nodes.Element) -> None:
    """Begin the environment of a language."""
    _load(translator, node["name"])
    translator.body.append(f"\n\\begin{{critiquelanguage}}{{{node['name']}}}%\n")


def depart_language(translator: Any, node: nodes.Element) -> None:
    """End it."""
    translator.body.append("\n\\end{critiquelanguage}\n")


def visit_words(translator: Any, node: nodes.Element) -> None:
    """Begin the command of a language."""
    _load(translator, node["name"])
    translator.body.append(f"\\critiqueforeign{{{node['name']}}}{{")


def visit_inline(translator: Any, node: nodes.Element) -> None:
    """Begin a command, with what links to it before it."""
    translator.body.extend(targets(translator, node))
    translator.body.append(f"\\{node['name']}{_options(node)}{{")


def depart_inline(translator: Any, node: nodes.Element) -> None:
    """End a command."""
    translator.body.append("}")


def visit_page(translator: Any, node: nodes.Element) -> None:
    """Refer to the page of a label."""
    before, _found, after = str(_("p. {page}")).partition("{page}")
    words = "".join(f"{{{translator.encode(each).replace(' ', '~')}}}" for each in (before, after))
    label = translator.idescape(_full_label(translator, node["label"]))
    translator.body.append(rf"\critiquepage{words}{{{label}}}")
    raise nodes.SkipNode


def _full_label(translator: Any, label: str) -> str:
    return label if ":" in label else f"{translator.curfilestack[-1]}:{label}"


VISITORS = {
    latex_block: (visit_block, depart_block),
    latex_language: (visit_language, depart_language),
    latex_words: (visit_words, depart_inline),
    latex_line: (visit_block, depart_block),
    latex_inline: (visit_inline, depart_inline),
    latex_page: (visit_page, None),
}
