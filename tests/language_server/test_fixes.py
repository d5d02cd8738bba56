"""One key to mend what is wrong: the text after it is right."""

import pytest
from lsprotocol import types

from .editing import Editor

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]

QUICK = types.CodeActionKind.QuickFix


async def fixes(editor: Editor, *parts: str) -> dict[str, str]:
    """What the page is after each fix of the one thing that is wrong with it, by its title."""
    (found,) = await editor.show(*parts)
    context = types.CodeActionContext([found], only=[QUICK])
    params = types.CodeActionParams(editor.document(), found.range, context)
    actions = await editor.client.text_document_code_action_async(params)
    for each in actions:
        assert (each.kind, list(each.diagnostics)) == (QUICK, [found])
    return {each.title: editor.after(each.edit) for each in actions}


async def mended(editor: Editor, title: str, *parts: str) -> str:
    """The page after the fix of that title; nothing is wrong with it."""
    found = await fixes(editor, *parts)
    assert title in found
    text = found[title]
    body = text.partition("\n\n")[2].rpartition("\n")[0]  # Without what `show` sets around it.
    assert await editor.show(body) == []
    return body


async def test_the_words_as_they_should_read(editor: Editor) -> None:
    wrong = editor.markup.directive("excerpt", "107", "freedom for all traders")
    title = "Quote as it stands: “freedom for small traders”"
    assert "freedom for small traders\n" in await mended(editor, title, wrong)


async def test_a_cut_mark_where_words_are_left_out(editor: Editor) -> None:
    wrong = editor.markup.directive("excerpt", "107", "of all Soviet\nthe end of rationing")
    title = "Mark what is left out: “of all Soviet […] the end of rationing”"
    assert "Soviet […]\n" in (await mended(editor, title, wrong)).replace("[…] the", "[…]\nthe")


async def test_words_left_out_put_back(editor: Editor) -> None:
    wrong = editor.markup.directive("excerpt", "107", "freedom for traders, and new elections")
    title = "Quote in full: “freedom for small traders, and new elections”"
    assert "for small traders" in await mended(editor, title, wrong)


async def test_a_cut_mark_among_markup(editor: Editor) -> None:
    """What need not change stays, its markup too; where it must, only a mark is set."""
    for words, title, then in (
        (
            "freedom for traders, and *new* elections",
            "Mark what is left out: “freedom for […] traders, and new elections”",
            "for […] traders, and *new* elections",
        ),
        (
            "*freedom* for small traders and *new* elections",
            "Quote as it stands: “freedom for small traders, and new elections”",
            "*freedom* for small traders, and *new* elections",
        ),
    ):
        wrong = editor.markup.directive("excerpt", "107, emphasis added", words)
        assert then in await mended(editor, title, wrong)


async def test_the_page(editor: Editor) -> None:
    quotation = editor.markup.role("quote", "The survivors crossed the ice <serge2016, 107>")
    assert "<serge2016, 108>" in await mended(editor, "Cite page 108", f"As {quotation}.\n")


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Whoever aims at the end cannot reject the means", "removed"),
        ("Whoever *aims* at the end *cannot* reject the means", "added"),
    ],
)
async def test_whose_emphasis_it_is(editor: Editor, words: str, what: str) -> None:
    wrong = editor.markup.directive("excerpt", "trotsky1961, 22", words)
    text = await mended(editor, f"Say “emphasis {what}”", wrong)
    assert f"trotsky1961, 22, emphasis {what}\n" in text


async def test_which_of_several_places_is_meant(editor: Editor) -> None:
    twice = editor.markup.directive("excerpt", "108", "and the ice bore them. Their", name="bore")
    other = editor.markup.directive("excerpt", "108", "crossed the ice to Finland,\nand the ice")
    note = editor.markup.directive("gloss", "the ice", "Which?")
    found = await fixes(editor, twice, other, note)
    assert set(found) == {"Mean place 1: [1]", "Mean place 2: [2]"}
    title = "Mean place 2: [2]"
    assert "the ice [2]\n" in await mended(editor, title, twice, other, note)


async def test_the_nearest_lemma(editor: Editor) -> None:
    passage = editor.markup.directive("excerpt", "107", "the end of rationing")
    note = editor.markup.directive("gloss", "the end of rations", "Of bread.")
    assert "the end of rationing\n" in await mended(
        editor, "Write “the end of rationing”", passage, note
    )


async def test_the_nearest_key(editor: Editor) -> None:
    note = editor.markup.directive("excerpt", "serge2061, 107", "the end of rationing")
    assert "serge2016, 107" in await mended(editor, "Write “serge2016”", note)


async def test_the_nearest_name(editor: Editor) -> None:
    note = editor.markup.directive("reply", "", "It was not.", on="demandz")
    assert ":on: demands\n" in await mended(editor, "Write “demands”", note)
    see = "See " + editor.markup.role("critique:ref", "nevver") + ".\n"
    assert "`never`" in await mended(editor, "Write “never”", see)


async def test_the_nearest_kind_option_and_directive(editor: Editor) -> None:
    listed = editor.markup.directive("critique-list", kind="omision")
    assert ":kind: omission\n" in await mended(editor, "Write “omission”", listed)
    voiced = editor.markup.directive("excerpt", "107", "the end of rationing", voise="Serge")
    assert ":voice: Serge\n" in await mended(editor, "Write “:voice:”", voiced)
    misspelt = editor.markup.directive("exerpt", "107", "the end of rationing")
    assert "excerpt" in await mended(editor, "Write “excerpt”", misspelt)


async def test_nothing_else_on_the_same_line(editor: Editor) -> None:
    """What is asked of one thing is not answered with fixes of another."""
    markup = editor.markup
    wrong = [
        markup.role("quote", f"{words} <serge2016, 107>")
        for words in ("The survivors crossed the ice", "freedom for all traders")
    ]
    first, second = await editor.show(f"As {wrong[0]} and {wrong[1]}.\n")
    context = types.CodeActionContext([second], only=[QUICK])
    params = types.CodeActionParams(editor.document(), second.range, context)
    actions = await editor.client.text_document_code_action_async(params)
    assert [each.title for each in actions] == ["Quote as it stands: “freedom for small traders”"]
    assert first.code == "misplaced"


async def test_the_page_in_the_citation_of_the_quotation_itself(editor: Editor) -> None:
    quotation = editor.markup.role("quote", "The survivors crossed the ice <serge2016, 6>")
    found = await fixes(editor, f"Of 6 men: {quotation}, 6 came.\n")
    assert "<serge2016, 108>" in found["Cite page 108"]
    first = editor.markup.role("quote", "freedom for small traders <107>")
    second = editor.markup.role("quote", "The survivors crossed the ice <107>")
    found = await fixes(editor, f"A {first}, B {second}\n")
    assert f"A {first}, B {second.replace('107', '108')}" in found["Cite page 108"]
    block = "The survivors crossed the ice\n\n-- serge2016, 107"
    found = await fixes(editor, editor.markup.directive("quotation", "", block))
    assert "-- serge2016, 108" in found["Cite page 108"]


async def test_emphasis_said_behind_its_own_citation(editor: Editor) -> None:
    wrong = editor.markup.directive("quotation", "trotsky1961, 22", "the end cannot reject")
    found = await fixes(editor, wrong)
    assert "trotsky1961, 22, emphasis removed\n" in found["Say “emphasis removed”"]


async def test_a_body_directly_under_its_lemma(editor: Editor) -> None:
    if editor.markup.is_myst:
        return  # There the first line below is the body.
    passage = editor.markup.directive("excerpt", "107", "the end of rationing")
    found = await fixes(editor, passage, ".. gloss:: the end\n   So it was.\n")
    (title,) = found
    assert ".. gloss:: the end\n\n   So it was." in found[title]


async def test_lines_stay_where_they_are(editor: Editor) -> None:
    verse = "| freedom for all traders,\n| and new elections"
    found = await fixes(editor, editor.markup.directive("excerpt", "107", verse))
    (title,) = (each for each in found if each.startswith("Quote as it stands"))
    assert "| freedom for small traders," in found[title]
    assert "| and new elections" in found[title]


async def test_no_fix_of_words_that_an_option_says_or_a_table_holds(editor: Editor) -> None:
    drawn = editor.markup.directive("excerpt", "107", from_="freedom for all", to="new elections")
    found = await editor.show(drawn.replace("from_", "from"))
    assert found
    whole = types.Range(types.Position(0, 0), types.Position(20, 0))
    params = types.CodeActionParams(editor.document(), whole, types.CodeActionContext(found))
    actions = await editor.client.text_document_code_action_async(params) or ()
    assert not [each.title for each in actions if "Quote" in each.title]
    if not editor.markup.is_myst:
        cell = "| :quote:`freedom for all traders <107>` |"
        line = "+" + "-" * (len(cell) - 2) + "+"
        table = f"{line}\n{cell}\n{line}\n"
        (found,) = await editor.show(table)
        assert "freedom" in editor.words(found.range)
        assert not [each for each in await fixes(editor, table) if "Quote" in each]


async def test_a_name_of_an_option_as_it_is_written(editor: Editor) -> None:
    if editor.markup.is_myst:
        text = "```{critique-list}\n---\ntagz: x\n---\n```\n"
        found = await fixes(editor, text)
        assert "\ntag: x\n" in found["Write “tag”"]
    wrong = editor.markup.directive("critique-list", sort="dat")
    found = await fixes(editor, wrong)
    assert ":sort: date" in found["Write “date”"]


async def test_words_are_no_parts_of_others(editor: Editor) -> None:
    right = editor.markup.role("quote", "freedom for small traders <107>")
    wrong = editor.markup.role("quot", "abc")
    (found,) = await editor.show(f"{right}\n{wrong}\n")
    assert found.range.start.line == editor.at(wrong).line
