"""What is wrong, underlined where it is written: as a build says it, of text that is not saved."""

import pytest
from lsprotocol import types

from .editing import Diagnostics, Editor
from .markup import Markup

pytestmark = pytest.mark.asyncio(loop_scope="session")

RIGHT = "freedom for small traders"
WRONG = "freedom for all traders, and new elections"


def excerpt(markup: Markup) -> str:
    return markup.directive("excerpt", "107", "Nobody, unless he was paid for it.", name="paid")


def underlined(editor: Editor, found: Diagnostics) -> list[tuple[object, str]]:
    """The code of each, and the words that it is about."""
    return [(each.code, editor.words(each.range)) for each in found]


async def test_a_right_quotation(editor: Editor) -> None:
    quotation = editor.markup.role("quote", f"{RIGHT} <serge2016, 107>")
    assert await editor.show(f"As {quotation} shows.\n") == []


async def test_a_misquotation_and_its_place_in_the_transcript(editor: Editor) -> None:
    (found,) = await editor.show(editor.markup.directive("excerpt", "107", WRONG))
    assert (found.code, found.source) == ("misquoted", "sphinx-critique")
    assert found.severity == types.DiagnosticSeverity.Warning
    assert "“small” has become “all”" in found.message
    assert editor.words(found.range) == WRONG
    (there,) = found.related_information
    assert there.location.uri == editor.uri("transcripts/serge2016.txt")
    transcript = editor.path("transcripts/serge2016.txt").read_text(encoding="utf-8")
    line = transcript.split("\n")[there.location.range.start.line]
    start, end = (each.character for each in (there.location.range.start, there.location.range.end))
    assert line[start:end] == "freedom for small traders, and new elections"


async def test_an_inline_quotation(editor: Editor) -> None:
    quotations = [
        editor.markup.role("quote", f"{words} <serge2016, 107>")
        for words in ("The survivors crossed the ice", "Words that stand nowhere at all")
    ]
    found = await editor.show(f"As {quotations[0]} and\n{quotations[1]} show.\n")
    assert underlined(editor, found) == [
        ("misplaced", "The survivors crossed the ice"),
        ("not-found", "Words that stand nowhere at all"),
    ]
    assert "page 108" in found[0].message


async def test_emphasis_that_is_not_the_sources(editor: Editor) -> None:
    words = "Whoever aims at the end cannot reject the means"
    (found,) = await editor.show(editor.markup.directive("excerpt", "trotsky1961, 22", words))
    assert underlined(editor, [found]) == [("emphasis", words)]


@pytest.mark.parametrize(
    ("argument", "options", "code", "words"),
    [
        ("paid for nothing", {}, "lemma", "paid for nothing"),
        ("Nobody", {"on": "pait"}, "target", "pait"),
        ("Nobody", {"with_": "nothing-there"}, "target", "nothing-there"),
        ("Nobody", {"cite": "trotzky1961, 4"}, "citation", "trotzky1961"),
        ("Nobody", {"cite": "trotsky1961, !x"}, "locator", "!x"),
        ("Nobody", {"colour": "red"}, "option", ":colour:"),
    ],
)
async def test_what_is_wrong_with_a_note(
    editor: Editor, argument: str, options: dict[str, str], code: str, words: str
) -> None:
    note = editor.markup.directive("omission", argument, "Said by whom?", **options)
    found = await editor.show(excerpt(editor.markup), note)
    assert underlined(editor, found) == [(code, words)]


async def test_a_lemma_that_stands_twice_and_its_passage(editor: Editor) -> None:
    passage = editor.markup.directive("excerpt", "107", "the sailors, the soviets", unchecked="it")
    note = editor.markup.directive("gloss", "the", "Which?")
    (found,) = await editor.show(passage, note)
    assert underlined(editor, [found]) == [("lemma", "the")]
    (there,) = found.related_information
    assert "excerpt" in editor.words(there.location.range)


async def test_a_name_that_another_document_has(editor: Editor) -> None:
    """The first keeps it: the later document is told, and where the first stands."""
    await editor.show(excerpt(editor.markup).replace("paid\n", "demands\n", 1))
    (found,) = await editor.until(lambda all: any(each.code == "name" for each in all), "passages")
    (there,) = found.related_information
    assert there.location.uri == editor.uri()
    assert "excerpt" in editor.words(there.location.range)
    await editor.show(excerpt(editor.markup))
    assert await editor.until(lambda all: not all, "passages") == []


async def test_a_list_of_a_kind_that_is_none(editor: Editor) -> None:
    found = await editor.show(editor.markup.directive("critique-list", kind="omision"))
    assert underlined(editor, found) == [("filter", "omision")]


async def test_a_directive_that_is_none(editor: Editor) -> None:
    (found,) = await editor.show(editor.markup.directive("exerpt", "107", "Words."))
    assert editor.words(found.range) == "exerpt"
    assert found.source in ("docutils", "myst")


async def test_a_reference_of_sphinx_that_leads_nowhere(editor: Editor) -> None:
    await editor.show("See " + editor.markup.role("ref", "nowhere") + ".\n")
    found = await editor.until(lambda all: any(each.source == "ref" for each in all))
    (found,) = (each for each in found if each.source == "ref")
    assert editor.words(found.range) == "nowhere"


async def test_a_document_that_is_broken(editor: Editor) -> None:
    """What is left of it is still read."""
    broken = "```{excerpt} 107\n:name: [\n\n" if editor.markup.is_myst else "=====\nA title\n===\n"
    found = await editor.show(editor.markup.directive("excerpt", "107", WRONG), broken)
    assert "misquoted" in [each.code for each in found]


async def test_what_is_mended_is_said_no_more(editor: Editor) -> None:
    wrong = editor.markup.directive("excerpt", "107", WRONG)
    assert len(await editor.show(wrong)) == 1
    assert await editor.show(wrong.replace("all traders", "small traders")) == []
    editor.type(editor.markup.document("Words."))
    assert await editor.until(lambda all: not all) == []


async def test_what_is_saved_is_as_it_was_typed(editor: Editor) -> None:
    await editor.show(editor.markup.directive("excerpt", "107", WRONG))
    editor.save()
    assert len(await editor.show(editor.markup.directive("excerpt", "107", WRONG, lang="en"))) == 1
    editor.close()
    on_disk = await editor.until(lambda all: "read-" in str(all))
    assert "misquoted" in [each.code for each in on_disk]
    editor.write("page", editor.markup.document("Words."))
    assert await editor.until(lambda all: not all) == []
