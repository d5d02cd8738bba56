"""What a reader of the source is shown: what stands there, where it is from, and what names it."""

from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from lsprotocol import types

from .editing import Editor

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]


async def shown(editor: Editor, place: types.Position) -> str:
    """What is shown beside a place, in Markdown."""
    params = types.HoverParams(editor.document(), place)
    found = await editor.client.text_document_hover_async(params)
    assert found is None or found.contents.kind == types.MarkupKind.Markdown
    return found.contents.value if found else ""


async def hover(editor: Editor, place: types.Position) -> str:
    """The same with no sign escaped."""
    return (await shown(editor, place)).replace("\\", "")


async def definition(editor: Editor, place: types.Position) -> types.Location:
    params = types.DefinitionParams(editor.document(), place)
    return await editor.client.text_document_definition_async(params)


def words_at(editor: Editor, there: types.Location, name: str) -> str:
    """What stands at a place of a file on disk."""
    assert there.uri == editor.uri(name)
    editor.texts.setdefault(name, editor.path(name).read_text(encoding="utf-8"))
    words = editor.words(there.range, name)
    del editor.texts[name]
    return words


async def see(editor: Editor) -> None:
    """A page that names and quotes."""
    markup = editor.markup
    quotation = markup.role("quote", "The survivors crossed the ice <serge2016, 108>")
    reference = markup.role("critique:ref", "demands")
    passage = markup.directive("excerpt", "107", "the end … traders, and new elections", name="cut")
    note = markup.directive("omission", "the end", "Of what?", cite="trotsky1961, 4")
    assert await editor.show(f"As {quotation} and {reference} show.\n", passage, note) == []


async def test_hover_over_a_quotation(editor: Editor) -> None:
    await see(editor)
    told = await hover(editor, editor.at("survivors"))
    assert "**verbatim**" in told
    assert "serge2016, 108" in told
    assert "**The survivors crossed the ice**" in told
    assert "the ice bore them" in told


async def test_hover_over_a_cut_tells_what_it_hides(editor: Editor) -> None:
    await see(editor)
    told = await hover(editor, editor.at("the end … traders"))
    assert "**marked**" in told
    assert "Left out: “of rationing, freedom for small”" in told


async def test_hover_over_a_misquotation(editor: Editor) -> None:
    await editor.show(editor.markup.directive("excerpt", "107", "freedom for all traders"))
    told = await hover(editor, editor.at("all traders"))
    assert "**misquoted**" in told
    assert "“small” has become “all”" in told


async def test_hover_over_a_name(editor: Editor) -> None:
    await see(editor)
    told = await hover(editor, editor.at("demands", 3))
    assert "legalisation" in told
    assert "Answered by" in told


async def test_hover_over_a_note(editor: Editor) -> None:
    await see(editor)
    directive = "{omission}" if editor.markup.is_myst else ".. omission::"
    told = await hover(editor, editor.at(directive, 4))
    assert "omission 1" in told
    assert "Of what?" in told


async def test_hover_over_a_key(editor: Editor) -> None:
    await see(editor)
    told = await hover(editor, editor.at("trotsky1961", 2))
    assert "Trotsky, Terrorism and Communism, 1961" in told
    assert "It has a transcript" in told


async def test_no_word_of_a_source_is_markup(editor: Editor) -> None:
    words = "`` ![x](y) <b>so</b> **it** is"
    passage = editor.markup.directive("quotation", "", words, unchecked="it is made up", name="odd")
    await editor.show(passage, "See " + editor.markup.role("critique:ref", "odd"))
    told = await shown(editor, editor.at("`odd`", 2))
    assert "<b>" not in told
    assert "![" not in told


async def test_no_hover_over_words_of_ones_own(editor: Editor) -> None:
    await editor.show("Words of my own.\n")
    assert await hover(editor, editor.at("own")) == ""


async def test_definition_of_a_quotation(editor: Editor) -> None:
    await see(editor)
    there = await definition(editor, editor.at("survivors"))
    words = words_at(editor, there, "transcripts/serge2016.txt")
    assert words == "The survivors crossed the ice"


async def test_definition_of_a_name(editor: Editor) -> None:
    await see(editor)
    there = await definition(editor, editor.at("demands"))
    assert "excerpt" in words_at(editor, there, "passages")


async def test_definition_of_a_key(editor: Editor) -> None:
    await see(editor)
    there = await definition(editor, editor.at("trotsky1961"))
    assert words_at(editor, there, "sources.bib") == "trotsky1961"


async def references(editor: Editor, words: str) -> list[tuple[str, str]]:
    place = editor.at(words, 1)
    context = types.ReferenceContext(include_declaration=True)
    params = types.ReferenceParams(context, editor.document(), place)
    found = await editor.client.text_document_references_async(params)
    names = {editor.uri(name): name for name in ("page", "passages", "replies")}
    kept = dict(editor.texts)
    for name in names.values():
        editor.texts.setdefault(name, editor.path(name).read_text(encoding="utf-8"))
    told = [(names[each.uri], editor.words(each.range, names[each.uri])) for each in found]
    editor.texts = kept
    return told


async def test_references_to_a_name(editor: Editor) -> None:
    await see(editor)
    assert await references(editor, "demands") == [
        ("page", "demands"),
        ("passages", "demands"),
        ("replies", "demands"),
    ]


async def test_references_to_a_key(editor: Editor) -> None:
    await see(editor)
    assert await references(editor, "trotsky1961") == [("page", "trotsky1961")]


async def test_symbols_of_a_document(editor: Editor) -> None:
    await see(editor)
    params = types.DocumentSymbolParams(editor.document())
    found = await editor.client.text_document_document_symbol_async(params)
    assert [(each.name, each.detail) for each in found] == [
        ("excerpt 1 · cut", "the end … traders, and new elections"),
        ("omission 1", "the end"),
    ]
    for each in found:
        assert editor.words(each.range).rstrip().endswith(("```", "elections", "what?", "Of what?"))
        assert editor.words(each.selection_range) in ("excerpt", "omission")


async def test_symbols_of_the_workspace(editor: Editor) -> None:
    await see(editor)
    params = types.WorkspaceSymbolParams("rationing")
    found = await editor.client.workspace_symbol_async(params)
    assert {each.location.uri for each in found} == {editor.uri("passages")}
    assert any("demands" in each.name for each in found)
    assert any("alike" in each.name for each in found)


async def test_folds(editor: Editor) -> None:
    await see(editor)
    params = types.FoldingRangeParams(editor.document())
    found = await editor.client.text_document_folding_range_async(params)
    lines = editor.texts["page"].split("\n")
    assert ["excerpt" in lines[each.start_line] for each in found] == [True, False]
    ends = [lines[each.end_line].strip() for each in found]
    last = "```" if editor.markup.is_myst else None
    assert ends == ([last, last] if last else ["the end … traders, and new elections", "Of what?"])


async def test_hints(editor: Editor) -> None:
    await see(editor)
    last = editor.texts["page"].count("\n")
    whole = types.Range(types.Position(0, 0), types.Position(last, 0))
    params = types.InlayHintParams(editor.document(), whole)
    found = await editor.client.text_document_inlay_hint_async(params)
    lines = editor.texts["page"].split("\n")
    told = [(each.label, lines[each.position.line][: each.position.character]) for each in found]
    assert [label for label, _ in told] == ["verbatim", "excerpt 1", "marked", "omission 1"]
    assert told[0][1].endswith("crossed the ice")
    assert told[2][1].strip() == "the end … traders, and new elections"


async def test_lemmata_are_told_apart(editor: Editor) -> None:
    await see(editor)
    params = types.SemanticTokensParams(editor.document())
    tokens = await editor.client.text_document_semantic_tokens_full_async(params)
    line, start, size, *kinds = tokens.data
    there = types.Range(types.Position(line, start), types.Position(line, start + size))
    assert editor.words(there) == "the end"
    assert kinds == [0, 0]


async def test_definition_in_a_transcript_that_is_no_plain_text(editor: Editor) -> None:
    """Its page is shown as plain text, which nobody can mend there by mistake."""
    quotation = editor.markup.role("quote", "aims at the end cannot reject <trotsky1961, 22>")
    await editor.show(f"As {quotation} says.\n")
    there = await definition(editor, editor.at("aims"))
    path = Path(url2pathname(urlsplit(there.uri).path))
    assert path.name == "trotsky1961 22.txt"
    assert path.stat().st_mode & 0o222 == 0
    text = path.read_text(encoding="utf-8")
    assert text == "[p. 22]\nWhoever aims at the end cannot reject the means.\n"
    line = text.split("\n")[there.range.start.line]
    assert line[there.range.start.character :].startswith("aims at the end")


async def test_hover_over_a_name_of_two_words(editor: Editor) -> None:
    passage = editor.markup.directive("excerpt", "107", "the end of rationing", name="the end")
    note = editor.markup.directive("context", "", "So.", on="demands", with_="alike; the end")
    await editor.show(passage, note)
    assert "rationing" in await hover(editor, editor.at("alike; the end", len("alike; the e")))


async def test_what_is_included(editor: Editor) -> None:
    """It is read as what includes it is."""
    part = editor.markup.directive("excerpt", "107", "the end of rationing", name="inner")
    editor.write("inner.txt", part)
    await editor.show(editor.markup.directive("include", "inner.txt"))
    editor.type(part, "inner.txt")
    try:
        params = types.HoverParams(
            editor.document("inner.txt"), editor.at("rationing", 2, "inner.txt")
        )
        found = await editor.client.text_document_hover_async(params)
        assert "**verbatim**" in found.contents.value.replace("\\", "")
        symbols = types.DocumentSymbolParams(editor.document("inner.txt"))
        (symbol,) = await editor.client.text_document_document_symbol_async(symbols)
        assert symbol.detail == "the end of rationing"
    finally:
        editor.close("inner.txt")
