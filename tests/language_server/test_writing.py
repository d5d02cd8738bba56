"""What is written for an author: names given anew, notes on selected words, excerpts of them."""

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from .editing import Editor, edited

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]

TOLD = types.WINDOW_SHOW_MESSAGE


async def command(editor: Editor, name: str, *given: object) -> None:
    params = types.ExecuteCommandParams(f"critique.{name}", [editor.uri(), *given])
    await editor.client.workspace_execute_command_async(params)


def as_json(there: types.Range) -> dict[str, dict[str, int]]:
    start, end = there.start, there.end
    places = (("start", start), ("end", end))
    return {name: {"line": each.line, "character": each.character} for name, each in places}


async def test_a_name_in_all_documents(editor: Editor) -> None:
    await editor.show("See " + editor.markup.role("critique:ref", "demands") + ".\n")
    place = editor.at("demands", 3)
    prepared = types.PrepareRenameParams(editor.document(), place)
    there = await editor.client.text_document_prepare_rename_async(prepared)
    assert editor.words(there) == "demands"
    renaming = types.RenameParams(editor.document(), place, "what they asked")
    edit = await editor.client.text_document_rename_async(renaming)
    assert set(edit.changes) == {editor.uri(each) for each in ("page", "passages", "replies")}
    for name in ("page", "passages", "replies"):
        text = editor.texts.get(name) or editor.path(name).read_text(encoding="utf-8")
        after = edited(text, edit.changes[editor.uri(name)])
        assert "what they asked" in after
        assert "demands" not in after


async def test_a_name_that_is_none_or_anothers(editor: Editor) -> None:
    await editor.show("See " + editor.markup.role("critique:ref", "demands") + ".\n")
    for name in ("alike", "", "one; two", "a`b"):
        params = types.RenameParams(editor.document(), editor.at("demands"), name)
        with pytest.raises(JsonRpcException):
            await editor.client.text_document_rename_async(params)
    params = types.PrepareRenameParams(editor.document(), editor.at("See"))
    assert await editor.client.text_document_prepare_rename_async(params) is None


async def test_a_note_on_selected_words(editor: Editor) -> None:
    passage = editor.markup.directive("excerpt", "107", "*the end* of rationing, freedom for small")
    await editor.show(passage.replace("107", "107, emphasis added"), "After.\n")
    selected = editor.over("*the end* of rationing")
    await command(editor, "answer", as_json(selected), "omission")
    (edit,) = editor.edits
    note = editor.markup.directive("omission", "the end of rationing")
    assert note.rstrip("`\n") in editor.after(edit)
    assert editor.after(edit).index("freedom") < editor.after(edit).index("omission")
    assert editor.after(edit).index("omission") < editor.after(edit).index("After.")
    body = editor.after(edit).partition("\n\n")[2].rpartition("\n")[0]
    assert [each.code for each in await editor.show(body)] == []


async def test_notes_are_offered_where_words_of_a_passage_are_selected(editor: Editor) -> None:
    await editor.show(
        editor.markup.directive("excerpt", "107", "freedom for small traders"), "Own."
    )
    titles = []
    for words in ("small traders", "Own"):
        context = types.CodeActionContext([], only=["refactor"])
        params = types.CodeActionParams(editor.document(), editor.over(words), context)
        found = await editor.client.text_document_code_action_async(params)
        titles.append([each.title for each in found])
    assert "Answer “small traders” with omission" in titles[0]
    assert titles[1] == []


async def test_selected_words_as_an_excerpt(editor: Editor) -> None:
    await editor.show("The survivors crossed the ice\n")
    await command(editor, "excerpt", as_json(editor.over("The survivors crossed the ice")))
    (edit,) = editor.edits
    text = editor.after(edit)
    assert "serge2016, 108" in text
    body = text.partition("\n\n")[2].rpartition("\n")[0]
    assert await editor.show(body) == []


async def test_words_that_stand_in_no_transcript(editor: Editor) -> None:
    await editor.show("Words of my own\n")
    await command(editor, "excerpt", as_json(editor.over("Words of my own")))
    assert editor.edits == []
    assert "stands in no transcript" in editor.client.messages[-1].message


async def test_the_page_built_from_a_document(editor: Editor) -> None:
    shown = len(editor.client.shown_documents)
    await command(editor, "page")
    assert "build the project" in editor.client.messages[-1].message
    page = editor.folder / "_build" / "html" / "page.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>Words.", encoding="utf-8")
    await command(editor, "page")
    (document,) = editor.client.shown_documents[shown:]
    assert document.uri == page.as_uri()
    assert document.external


async def answered(editor: Editor, words: str, kind: str) -> str:
    """The page, once selected words are answered."""
    editor.edits.clear()
    await command(editor, "answer", as_json(editor.over(words)), kind)
    return editor.after(editor.edits[0]) if editor.edits else ""


async def test_a_note_on_words_that_stand_twice(editor: Editor) -> None:
    text = "The survivors crossed the ice to Finland, and the ice bore them"
    await editor.show(editor.markup.directive("excerpt", "108", text))
    for words, lemma in (("the ice to", "the ice to"), ("and the ice", "and the ice")):
        assert f" {lemma}\n" in await answered(editor, words, "gloss")
    second = editor.over("and the ice")
    second.start.character += len("and ")
    await command(editor, "answer", as_json(second), "gloss")
    text = editor.after(editor.edits[-1])
    assert " the ice [2]\n" in text
    body = text.partition("\n\n")[2].rpartition("\n")[0]
    assert await editor.show(body) == []


async def test_an_answer_to_a_note(editor: Editor) -> None:
    """Of one that has a name by its name; of another by what stands behind it, a reply."""
    passage = editor.markup.directive("excerpt", "107", "the end of rationing")
    for name in ("", "mine"):
        options = {"name": name} if name else {}
        note = editor.markup.directive("omission", "the end", "Not for all.", **options)
        await editor.show(passage, note)
        text = await answered(editor, "Not for all", "reply")
        body = text.partition("\n\n")[2].rpartition("\n")[0]
        assert ("   :on: mine\n" in text or "\n:on: mine\n" in text) == bool(name)
        assert await editor.show(body) == []
    assert ":on: mine" in await answered(editor, "Not for all", "concession")


async def test_a_label_is_no_name(editor: Editor) -> None:
    label = "(set-before)=" if editor.markup.is_myst else ".. _set-before:"
    passage = editor.markup.directive("excerpt", "107", "the end of rationing", name="ending")
    named = "See " + editor.markup.role("critique:ref", "so <set-before>")
    other = "Or " + editor.markup.role("critique:ref", "ending <ending>")
    assert await editor.show(f"{label}\n", passage, named, "", other, "") == []
    params = types.PrepareRenameParams(editor.document(), editor.at("<set-before>", 3))
    assert await editor.client.text_document_prepare_rename_async(params) is None
    renaming = types.RenameParams(editor.document(), editor.at("<ending>", 3), "an end")
    edit = await editor.client.text_document_rename_async(renaming)
    assert "ending <an end>" in editor.after(edit)
    assert ":name: an end" in editor.after(edit)


async def test_a_name_wherever_it_is_written(editor: Editor) -> None:
    """Over the end of a line, in quote marks of YAML, in what is included; nowhere else."""
    part = editor.markup.directive("excerpt", "107", "the end of rationing", name="an old one")
    editor.write("part.inc" if not editor.markup.is_myst else "part.txt", part)
    name = "part.txt" if editor.markup.is_myst else "part.inc"
    include = editor.markup.directive("include", name)
    broken = editor.markup.role("critique:ref", "see\nthis <an old\none>")
    literal = "``an old one``" if not editor.markup.is_myst else "`{critique:ref}`an old one``"
    note = editor.markup.directive("context", "", "So.", on="demands", with_="alike; an old one")
    if editor.markup.is_myst:
        note = note.replace(":with_: alike; an old one", ':with: "alike; an old one"')
    note = note.replace("with_", "with")
    code = editor.markup.directive("code-block", "rst", ".. recall:: an old one")
    assert await editor.show(include, f"So {broken} and {literal}.\n", note, code) == []
    params = types.RenameParams(editor.document(), editor.at("alike; an old", 10), " a new  one ")
    edit = await editor.client.text_document_rename_async(params)
    after = editor.after(edit)
    assert "<a new one>" in after
    assert "alike; a new one" in after
    assert after.count("an old one") == 2
    (there,) = edit.changes[editor.uri(name)]
    assert there.new_text == "a new one"
    context = types.ReferenceContext(include_declaration=True)
    place = editor.at("alike; an old", 10)
    references = types.ReferenceParams(context, editor.document(), place)
    found = await editor.client.text_document_references_async(references)
    assert editor.uri(name) in {each.uri for each in found}
    for bad in ("new: #1", '"q', "-x", "{x}"):
        params = types.RenameParams(editor.document(), editor.at("alike; an old", 10), bad)
        with pytest.raises(JsonRpcException):
            await editor.client.text_document_rename_async(params)


async def test_an_excerpt_of_words_within_a_paragraph(editor: Editor) -> None:
    words = "The survivors crossed the ice"
    for before, behind in (("He says: ", " and so on"), ("- ", ""), ("He says\n", "\nand so on")):
        await editor.show(f"{before}{words}{behind}\n")
        editor.edits.clear()
        await command(editor, "excerpt", as_json(editor.over(words)))
        text = editor.after(editor.edits[0])
        body = text.partition("\n\n")[2].rpartition("\n")[0]
        assert await editor.show(body) == []
        assert f"{words}" in text
        items = types.DocumentSymbolParams(editor.document())
        symbols = await editor.client.text_document_document_symbol_async(items)
        assert [each.detail for each in symbols] == [words]
    await editor.show(editor.markup.directive("excerpt", "108", words))
    editor.edits.clear()
    await command(editor, "excerpt", as_json(editor.over(words)))
    assert editor.edits == []


async def test_whole_words_are_answered(editor: Editor) -> None:
    await editor.show(editor.markup.directive("excerpt", "107", "the end of rationing"))
    text = await answered(editor, "nd of rat", "gloss")
    assert " end of rationing\n" in text
