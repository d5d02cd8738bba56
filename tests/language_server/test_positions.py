"""Places are told in UTF-16: behind letters of two units, and those that run the other way."""

import pytest
from lsprotocol import types

from .editing import Editor

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]

BEFORE = "👧🏽🇺🇦 𝒳 שָׁלוֹם עולם e\N{COMBINING ACUTE ACCENT}"


async def test_a_fix_behind_them(editor: Editor) -> None:
    wrong = editor.markup.role("quote", "freedom for all traders <serge2016, 107>")
    (found,) = await editor.show(f"{BEFORE} {wrong} {BEFORE}\n")
    assert editor.words(found.range) == "freedom for all traders"
    params = types.CodeActionParams(
        editor.document(), found.range, types.CodeActionContext([found], only=["quickfix"])
    )
    (action,) = await editor.client.text_document_code_action_async(params)
    right = editor.markup.role("quote", "freedom for small traders <serge2016, 107>")
    assert f"\n{BEFORE} {right} {BEFORE}\n" in editor.after(action.edit)


async def test_a_quotation_that_holds_them(editor: Editor) -> None:
    wrong = editor.markup.role(
        "quote", "Their child 👧🏽 was born there; שלום said <serge2016, 108>"
    )
    (found,) = await editor.show(f"{BEFORE} {wrong}\n")
    assert editor.words(found.range) == "Their child 👧🏽 was born there; שלום said"
    params = types.CodeActionParams(
        editor.document(), found.range, types.CodeActionContext([found], only=["quickfix"])
    )
    (action,) = await editor.client.text_document_code_action_async(params)
    assert "`Their children 👧🏽 were born there; שלום said <serge2016" in editor.after(action.edit)


async def test_what_is_typed_behind_them(editor: Editor) -> None:
    begun = editor.markup.role("quote", "freedom for sm")
    await editor.show(f"{BEFORE} {begun}")
    place = editor.at("freedom for sm", len("freedom for sm"))
    params = types.CompletionParams(editor.document(), place)
    found = await editor.client.text_document_completion_async(params)
    offered = found[0]
    changes = {editor.uri(): [offered.text_edit]}
    text = editor.after(types.WorkspaceEdit(changes))
    assert f"{BEFORE} {begun[:-1]}all traders" in text


async def test_a_name_behind_them(editor: Editor) -> None:
    see = editor.markup.role("critique:ref", "demands")
    await editor.show(f"{BEFORE} {see}.\n")
    place = editor.at("demands", 2)
    params = types.PrepareRenameParams(editor.document(), place)
    there = await editor.client.text_document_prepare_rename_async(params)
    assert editor.words(there) == "demands"
    renaming = types.RenameParams(editor.document(), place, "asked-for")
    edit = await editor.client.text_document_rename_async(renaming)
    renamed = editor.markup.role("critique:ref", "asked-for")
    assert f"{BEFORE} {renamed}." in editor.after(edit)


async def test_a_lemma_with_them(editor: Editor) -> None:
    markup = editor.markup
    words = "Their children 👧🏽 were born there; שלום said the guard"
    passage = markup.directive("excerpt", "108", words)
    note = markup.directive("gloss", "children 👧🏽 were born there; שלום", "Peace.")
    await editor.show(passage, note)
    params = types.SemanticTokensParams(editor.document())
    tokens = await editor.client.text_document_semantic_tokens_full_async(params)
    line, start, size, *_ = tokens.data
    there = types.Range(types.Position(line, start), types.Position(line, start + size))
    assert editor.words(there) == "children 👧🏽 were born there; שלום"
