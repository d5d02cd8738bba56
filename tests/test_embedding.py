"""Running text for LaTeX: a node for each word of another script and each change of direction."""

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from sphinx_critique.formats.latex.embedding import Embedding, latex_direction, latex_script

LETTERS = "abE é1 ,.“”()…—-λόГдשלםابو漢字かなー한국、。「」"


def told(node: nodes.Node) -> str:
    """A tree in short: ``hebrew{…}`` a word of a script, ``<…>`` right to left, ``>…<`` back."""
    if isinstance(node, nodes.Text):
        return str(node)
    assert isinstance(node, nodes.Element)
    words = "".join(map(told, node.children))
    if isinstance(node, latex_script):
        return f"{node['script']}{{{words}}}"
    if isinstance(node, latex_direction):
        ends = "<>" if node["right"] else "><"
        return f"{ends[0]}{words}{ends[1]}"
    return {"emphasis": f"*{words}*", "literal": f"`{words}`"}.get(node.tagname, words)


def embedded(*children: nodes.Node, language: str = "en", directed: bool = True) -> str:
    block = nodes.paragraph("", "", *children)
    Embedding(language, directed).set(block)
    return told(block)


def test_latin_words_are_left_alone() -> None:
    assert embedded(nodes.Text("only Latin, café 12")) == "only Latin, café 12"


def test_words_of_another_script_are_set_apart() -> None:
    assert embedded(nodes.Text("the λόγος of it")) == "the greek{λόγος} of it"
    assert embedded(nodes.Text("漢字 word")) == "han{漢字} word"


def test_the_script_of_the_language_is_none_of_others() -> None:
    assert embedded(nodes.Text("слово λόγος"), language="ru") == "слово greek{λόγος}"


def test_signs_go_with_what_they_close() -> None:
    text = nodes.Text("He said “שלום!” and left")
    assert embedded(text) == "He said “<hebrew{שלום!}>” and left"


def test_an_engine_that_knows_no_direction_gets_none() -> None:
    text = nodes.Text("He said “שלום!” and left")
    assert embedded(text, directed=False) == "He said “hebrew{שלום}!” and left"


def test_markup_of_two_directions_is_parted() -> None:
    found = embedded(nodes.emphasis("", "שלום foo"), nodes.Text(" bar"))
    assert found == "<*hebrew{שלום}*>* foo* bar"


def test_code_is_opaque() -> None:
    found = embedded(nodes.Text("λόγος "), nodes.literal("", "λ"), nodes.Text(" שלום"))
    assert found == "greek{λόγος} `λ` <hebrew{שלום}>"


def test_a_block_that_begins_from_the_right_is_one_whole() -> None:
    said = nodes.Text("הוא אמר "), nodes.emphasis("", "Hello"), nodes.Text(" לדוד")
    block = nodes.paragraph("", "", *said)
    Embedding("en", directed=True).set(block)
    assert told(block) == "<hebrew{הוא} hebrew{אמר} >*Hello*< hebrew{לדוד}>"
    assert block.children[0]["whole"]


@given(st.lists(st.text(LETTERS), max_size=4), st.booleans(), st.sampled_from(("en", "ru", "he")))
def test_no_character_is_lost(parts: list[str], directed: bool, language: str) -> None:
    makers = (nodes.Text, lambda words: nodes.emphasis("", words))
    children = [makers[place % 2](part) for place, part in enumerate(parts)]
    block = nodes.paragraph("", "", *children)
    Embedding(language, directed).set(block)
    assert block.astext() == "".join(parts)


@pytest.mark.parametrize("text", ["λόγος и שלום", "שלום λόγος שלום"])
def test_each_script_is_told_once_in_the_order_of_the_words(text: str) -> None:
    found = Embedding("en", directed=True).scripts_of(nodes.paragraph("", text))
    assert found == list(dict.fromkeys(found))
    assert set(found) <= {"greek", "cyrillic", "hebrew"}


def test_signs_that_the_font_lacks_are_set_in_another() -> None:
    has = frozenset(map(ord, "Muammad "))
    block = nodes.paragraph("", "", nodes.emphasis("", "Muḥammad ✓"), nodes.Text(" λ\tm"))
    Embedding("en", directed=True, covered=has).set(block)
    assert told(block) == "*Muother{ḥ}ammad other{✓}* greek{λ}\tm"
