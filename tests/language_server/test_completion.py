"""What may be written at a place: as it is offered, and as it stands there when it is taken."""

import pytest
from lsprotocol import types

from .conftest import TRANSCRIPT
from .editing import PAGE, Editor

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]

HERE = "‸"
"""Stands where the cursor is."""


async def at_cursor(
    editor: Editor, *parts: str
) -> tuple[types.Position, list[types.CompletionItem]]:
    """Where the cursor is, and what is offered there."""
    text = editor.markup.document(*parts)
    start = text.index(HERE)
    editor.type(text.replace(HERE, ""))
    place = editor.at("", start)
    params = types.CompletionParams(editor.document(), place)
    return place, await editor.client.text_document_completion_async(params)


async def offered(editor: Editor, *parts: str) -> dict[str, str]:
    """What is offered at the cursor: by its label the line that comes of it."""
    place, found = await at_cursor(editor, *parts)
    lines = {}
    for each in found:
        after = editor.after(types.WorkspaceEdit({editor.uri(): [each.text_edit]}))
        lines[each.label] = after.split("\n")[place.line].strip()
    return lines


async def test_directives(editor: Editor) -> None:
    begun = "```{ex‸" if editor.markup.is_myst else ".. ex‸"
    found = await offered(editor, begun)
    assert {"excerpt", "omission", "critique-list", "apparatus"} <= set(found)
    close = "}" if editor.markup.is_myst else "::"
    assert found["excerpt"] == begun.replace("ex‸", f"excerpt{close}")


async def test_roles(editor: Editor) -> None:
    begun = "As {qu‸" if editor.markup.is_myst else "As :qu‸"
    assert "quote" in await offered(editor, begun)


async def test_options_that_are_not_there_yet(editor: Editor) -> None:
    note = editor.markup.directive("omission", "Words", name="one").replace(":name: one", ":vo‸")
    found = await offered(editor, note)
    assert found["voice"] == ":voice:"
    assert {"cite", "with", "on", "right", "tags"} <= set(found)
    given = editor.markup.directive("omission", "Words", voice="Serge", name=HERE)
    given = given.replace(f":name: {HERE}", f":{HERE}")
    assert "voice" not in await offered(editor, given)


async def test_each_name_says_what_it_is_for(editor: Editor) -> None:
    is_myst = editor.markup.is_myst
    note = editor.markup.directive("omission", "Words", name="one").replace(":name: one", ":vo‸")
    for text in ("```{ex‸" if is_myst else ".. ex‸", "As {qu‸" if is_myst else "As :qu‸", note):
        _, found = await at_cursor(editor, text)
        told = {each.label: each.documentation for each in found}
        assert told
        assert all(told.values())
        assert "``" not in "".join(map(str, told.values()))


async def test_values(editor: Editor) -> None:
    for option, value in (("voice", "Serge"), ("on", "demands"), ("cite", "trotsky1961")):
        note = editor.markup.directive("reply", "", **{option: value[:2] + HERE})
        found = await offered(editor, note)
        assert found[value] == f":{option}: {value}"
    listed = editor.markup.directive("critique-list", "", kind=f"omission; con{HERE}")
    assert (await offered(editor, listed))["context"] == ":kind: omission; context"


async def test_keys_tell_who_wrote_what_when(editor: Editor) -> None:
    editor.type(editor.markup.document(editor.markup.directive("excerpt", "ser")))
    params = types.CompletionParams(editor.document(), editor.at("ser", 3))
    found = await editor.client.text_document_completion_async(params)
    (serge,) = (each for each in found if each.label == "serge2016")
    assert serge.kind == types.CompletionItemKind.Reference
    assert "Serge" in serge.detail
    assert "2016" in serge.detail
    assert serge.documentation == "The Life and Death of Leon Trotsky"
    assert (
        editor.after(types.WorkspaceEdit({editor.uri(): [serge.text_edit]})).count("serge2016") == 1
    )


async def test_labels_of_locators(editor: Editor) -> None:
    found = await offered(editor, editor.markup.directive("excerpt", "serge2016, chap‸"))
    assert found["chap."].endswith("serge2016, chap.")


async def test_names_of_other_documents(editor: Editor) -> None:
    found = await offered(editor, "See " + editor.markup.role("critique:ref", "al‸"))
    assert found["alike"] == "See " + editor.markup.role("critique:ref", "alike")
    assert {"demands", "never"} <= set(found)
    names = await offered(editor, editor.markup.directive("recall", "nev‸"))
    assert "never" in names


async def test_words_of_the_passage_as_a_lemma(editor: Editor) -> None:
    passage = editor.markup.directive("excerpt", "107", "the end of rationing, freedom for all")
    await editor.show(passage)
    found = await offered(editor, passage, editor.markup.directive("omission", "end of‸"))
    assert found["end of rationing"].endswith("omission:: end of rationing") or found[
        "end of rationing"
    ].endswith("{omission} end of rationing")
    on = editor.markup.directive("omission", "free‸", on="demands")
    assert "freedom for small traders" in await offered(editor, passage, on)


async def test_a_quotation_goes_on_as_its_source_does(editor: Editor) -> None:
    body = editor.markup.directive("excerpt", "107", "Nobody, unless he w‸")
    found = await offered(editor, body)
    assert list(found.values()) == ["Nobody, unless he was paid for it, called them traitors."]
    role = editor.markup.role("quote", "The survivors cros‸ <serge2016, 108>")
    (line,) = (await offered(editor, f"As {role}")).values()
    assert "The survivors crossed the ice to Finland" in line
    second = editor.markup.directive("excerpt", "107", "Nobody, unless\nhe was p‸")
    (line,) = (await offered(editor, second)).values()
    assert line == "he was paid for it, called them traitors."


async def test_its_page_is_told(editor: Editor) -> None:
    editor.type(editor.markup.document(editor.markup.role("quote", "The survivors cr")))
    place = editor.at("survivors cr", len("survivors cr"), PAGE)
    params = types.CompletionParams(editor.document(), place)
    (found,) = await editor.client.text_document_completion_async(params)
    assert "serge2016" in found.detail
    assert "108" in found.detail


async def test_nothing_in_text_of_ones_own(editor: Editor) -> None:
    assert await offered(editor, "Some words of‸") == {}


async def test_values_of_lists(editor: Editor) -> None:
    for name, option, begun, value in (
        ("critique-list", "columns", "locus, ki", "kind"),
        ("critique-list", "sort", "da", "date"),
        ("critique-list", "doc", "pass", "passages"),
        ("critique-list", "source", "trot", "trotsky1961"),
        ("apparatus", "scope", "ed", "edition"),
        ("argument-map", "around", "dem", "demands"),
        ("critique-summary", "by", "vo", "voice"),
    ):
        listed = editor.markup.directive(name, "", **{option: begun + HERE})
        line = (await offered(editor, listed))[value]
        assert line == f":{option}: {begun.rpartition(' ')[0]} {value}".replace(":  ", ": ")


async def test_names_and_speakers_of_several_words(editor: Editor) -> None:
    passage = editor.markup.directive(
        "excerpt", "107", "the end of rationing", name="the end", voice="Victor Serge"
    )
    await editor.show(passage)
    for option, begun, value in (
        ("with", "demands; the e", "the end"),
        ("voice", "Anweiler; Victor S", "Victor Serge"),
    ):
        note = editor.markup.directive("reply", "", **{option: begun + HERE})
        line = (await offered(editor, passage, note))[value]
        assert line == f":{option}: {begun.partition(' ')[0]} {value}"


async def test_the_work_under_review(editor: Editor) -> None:
    found = await offered(editor, editor.markup.directive("work", "trot‸"))
    assert found["trotsky1961"].endswith("work:: trotsky1961") or editor.markup.is_myst
    other = editor.markup.directive("work", "trotsky1961")
    body = editor.markup.directive("excerpt", "22", "Whoever aims at the e‸")
    (line,) = (await offered(editor, other, body)).values()
    assert line == "Whoever aims at the end *cannot* reject the means."


async def test_what_is_said_of_the_words_quoted(editor: Editor) -> None:
    found = await offered(editor, editor.markup.directive("excerpt", "serge2016, 107, emphasis a‸"))
    assert found["emphasis added"].endswith("serge2016, 107, emphasis added")


async def test_a_block_quote_in_a_note_goes_on(editor: Editor) -> None:
    quoting = "> Whoever aims at the e‸" if editor.markup.is_myst else "   Whoever aims at the e‸"
    note = editor.markup.directive(
        "counterquote", "the end", f"He knew better:\n\n{quoting}", cite="trotsky1961, 22"
    )
    (line,) = (await offered(editor, note)).values()
    assert line.removeprefix("> ") == "Whoever aims at the end *cannot* reject the means."
    own = editor.markup.directive("omission", "the end", "Whoever aims at the e‸")
    assert await offered(editor, own) == {}


async def test_words_of_a_source_are_no_markup(editor: Editor) -> None:
    page = "[p. 110]\nThe revolt_ and the `tick` of |bar| 4.\n"
    editor.write("transcripts/serge2016.txt", TRANSCRIPT + page)
    whole = editor.markup.directive("quotation", "110", "The revolt_ and the")
    await editor.show(whole.replace("_", "\\_"))
    text = await completed(editor, editor.markup.directive("quotation", "110", "The rev‸"))
    assert "The revolt" in text
    assert await editor.show(text.partition("\n\n")[2]) == []
    editor.write("transcripts/serge2016.txt", TRANSCRIPT)


async def completed(editor: Editor, text: str) -> str:
    """The page once the first offer is taken, with all that it writes."""
    editor.type(editor.markup.document(text.replace(HERE, "")))
    start = editor.markup.document(text).index(HERE)
    params = types.CompletionParams(editor.document(), editor.at("", start))
    (found, *_) = await editor.client.text_document_completion_async(params)
    edits = [found.text_edit, *(found.additional_text_edits or ())]
    return editor.after(types.WorkspaceEdit({editor.uri(): edits}))


async def test_the_page_is_written_too(editor: Editor) -> None:
    for cited, then in (
        ("", "107"),
        ("serge2016", "serge2016, 107"),
        ("serge2016, 108", "serge2016, 107"),
        ("108", "107"),
        ("107, my translation", "107, my translation"),
    ):
        body = editor.markup.directive("quotation", cited, "Nobody, unless he w‸")
        text = await completed(editor, body)
        assert f" {then}\n" in text
        assert await editor.show(text.partition("\n\n")[2]) == []
    both = "called them traitors. The fo‸"
    text = await completed(editor, editor.markup.directive("quotation", "serge2016, 107", both))
    assert " serge2016, 107–108\n" in text or " serge2016, 107–8\n" in text
    right = editor.markup.directive("correction", "the end", right=HERE)
    assert await offered(editor, right) == {}
    text = await completed(editor, "As " + editor.markup.role("quote", "Nobody, unless he w‸"))
    assert "them traitors. <107>`" in text


async def test_between_backquotes_and_within_words(editor: Editor) -> None:
    found = await offered(editor, "See " + editor.markup.role("critique:ref", HERE))
    assert found["alike"] == "See " + editor.markup.role("critique:ref", "alike")
    found = await offered(editor, "At " + editor.markup.role("locus", "tro‸"))
    assert found["trotsky1961"] == "At " + editor.markup.role("locus", "trotsky1961")
    found = await offered(editor, "See " + editor.markup.role("critique:ref", "ali‸ke"))
    assert found["alike"] == "See " + editor.markup.role("critique:ref", "alike")
    found = await offered(editor, editor.markup.directive("excerpt", "tro‸tsky1961, 22"))
    assert found["trotsky1961"].endswith("trotsky1961, 22")
    begun = "```{exc‸erpt} 107" if editor.markup.is_myst else ".. exc‸erpt:: 107"
    assert (await offered(editor, begun))["excerpt"] == begun.replace(HERE, "")
    if not editor.markup.is_myst:
        assert await offered(editor, ".. excerpt::‸") == {}
    recalled = await offered(editor, editor.markup.directive("recall", HERE))
    assert "alike" in recalled
    assert "demands" not in recalled


async def test_options_of_yaml(editor: Editor) -> None:
    if editor.markup.is_myst:
        begun = "```{omission} Words\n---\nname: one\nvo‸\n---\nBody.\n```\n"
        found = await offered(editor, begun)
        assert found["voice"] == "voice:"
        assert "name" not in found
