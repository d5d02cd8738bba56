"""Documents, transcripts and settings that change while an editor has them open."""

from collections.abc import Iterator

import pytest
from lsprotocol import types

from .conftest import CONF, TRANSCRIPT
from .editing import Diagnostics, Editor
from .markup import REST

pytestmark = [pytest.mark.asyncio(loop_scope="function"), pytest.mark.slow]

IN_REST = pytest.mark.parametrize("server_of_one_test", [REST], indirect=True, ids=["rst"])
"""For what has nothing to do with the language of documents."""
QUOTED = "freedom for small traders"


@pytest.fixture
def editor(editor_of_one_test: Editor) -> Iterator[Editor]:
    yield editor_of_one_test
    logged = editor_of_one_test.client.log_messages
    assert [each.message for each in logged] == []


def codes(found: Diagnostics) -> list[object]:
    return [each.code for each in found]


def wrong(editor: Editor) -> str:
    return editor.markup.document(
        editor.markup.directive("excerpt", "107", "freedom for all traders")
    )


async def test_documents_come_and_go(editor: Editor) -> None:
    await editor.show("See " + editor.markup.role("critique:ref", "late") + ".\n")
    assert "“late”" in str(editor.diagnostics())
    late = editor.markup.directive("excerpt", "107", QUOTED, name="late")
    editor.write("added", editor.markup.document(late))
    (added,) = await editor.until(bool, "added")
    assert "toctree" in added.message
    await editor.until(lambda all: "“late”" not in str(all))
    editor.path("added").rename(editor.path("moved"))
    editor.tell("added", types.FileChangeType.Deleted)
    editor.tell("moved", types.FileChangeType.Created)
    (moved,) = await editor.until(bool, "moved")
    assert "toctree" in moved.message
    assert await editor.until(lambda all: not all, "added") == []
    assert "“late”" not in str(editor.diagnostics())
    editor.remove("moved")
    await editor.until(lambda all: "“late”" in str(all))
    assert editor.diagnostics("moved") == []


@IN_REST
async def test_a_document_that_a_toctree_names_goes(editor: Editor) -> None:
    await editor.show("Words.\n")
    editor.remove("replies")
    (found,) = await editor.until(bool, "index")
    assert "replies" in found.message
    reply = editor.markup.directive("reply", "", "No.", on="alike")
    editor.write("replies", editor.markup.document(reply))
    assert await editor.until(lambda all: not all, "index") == []


async def test_a_document_that_is_only_in_the_editor(editor: Editor) -> None:
    """One that has no file is in no build; once it is saved it is."""
    await editor.show("Words.\n")
    editor.type(wrong(editor), "unsaved")
    await editor.show("Other words.\n")
    assert editor.diagnostics("unsaved") == []
    editor.write("unsaved", editor.texts["unsaved"])
    found = await editor.until(lambda all: len(all) > 1, "unsaved")
    assert "misquoted" in codes(found)
    assert "toctree" in str(found)


@IN_REST
async def test_a_transcript_that_changes(editor: Editor) -> None:
    quotation = editor.markup.directive("excerpt", "107", QUOTED)
    assert await editor.show(quotation) == []
    editor.write("transcripts/serge2016.txt", TRANSCRIPT.replace("small traders", "all traders"))
    found = await editor.until(lambda all: "misquoted" in codes(all))
    assert "“all” has become “small”" in str(found)
    (editor.folder / "transcripts/serge2016.txt").unlink()
    editor.tell("transcripts/serge2016.txt", types.FileChangeType.Deleted)
    await editor.until(lambda all: "misquoted" not in codes(all))
    editor.write("transcripts/serge2016.txt", TRANSCRIPT.replace("small", "honest"))
    await editor.until(lambda all: "“honest” has become “small”" in str(all))
    editor.write("transcripts/serge2016.txt", TRANSCRIPT)
    await editor.until(lambda all: "misquoted" not in codes(all))


@IN_REST
async def test_settings_with_a_mistake_that_is_mended(editor: Editor) -> None:
    await editor.show(editor.markup.directive("excerpt", "107", "freedom for all traders"))
    editor.write("conf.py", CONF + "critique_work = \n")
    (found,) = await editor.until(bool, "conf.py")
    assert found.severity == types.DiagnosticSeverity.Error
    assert "syntax" in found.message.lower()
    assert found.range.start.line == CONF.count("\n")
    assert "misquoted" in codes(editor.diagnostics())
    editor.write("conf.py", CONF + 'critique_layout = "above"\n')
    (found,) = await editor.until(lambda all: "critique_layout" in str(all), "conf.py")
    assert (found.code, found.range.start.line) == ("config", CONF.count("\n"))
    editor.write("conf.py", CONF + "critique_check = False\n")
    assert await editor.until(lambda all: not all, "conf.py") == []
    await editor.until(lambda all: all and "misquoted" not in codes(all))


@IN_REST
async def test_settings_with_a_mistake_from_the_start(editor: Editor) -> None:
    editor.path("conf.py").write_text(CONF + "nothing_of_this_name.at_all\n", encoding="utf-8")
    editor.type(wrong(editor))
    (found,) = await editor.until(bool, "conf.py")
    assert "nothing_of_this_name" in found.message
    assert found.range.start.line == CONF.count("\n")
    editor.write("conf.py", CONF)
    assert "misquoted" in codes(await editor.until(bool))
    assert editor.diagnostics("conf.py") == []


@IN_REST
async def test_a_bibliography_that_changes(editor: Editor) -> None:
    excerpt = editor.markup.directive("excerpt", "doe1999, 4", "Words.")
    (found,) = await editor.show(excerpt)
    assert found.code == "citation"
    sources = editor.path("sources.bib").read_text(encoding="utf-8")
    entry = "@book{doe1999, author = {Doe, Ann}, title = {T}, publisher = {P}, year = {1999}}\n"
    editor.write("sources.bib", sources + entry)
    await editor.until(lambda all: all and "citation" not in codes(all))
    editor.write("sources.bib", sources + "@book{doe1999, author = \n")
    (slip,) = await editor.until(bool, "sources.bib")
    assert slip.code == "citation"


async def test_a_file_that_is_included(editor: Editor) -> None:
    name = f"part{editor.markup.suffix}.txt"
    quotation = editor.markup.role("quote", f"{QUOTED} <serge2016, 107>")
    editor.write(name, f"As {quotation}.\n")
    included = editor.markup.directive("include", name)
    assert await editor.show(included) == []
    editor.write(name, f"As {quotation}.\n".replace("small", "all"))
    (found,) = await editor.until(bool, name)
    assert found.code == "misquoted"


@IN_REST
async def test_no_first_document(editor: Editor) -> None:
    """Without it Sphinx builds nothing: that is said, and goes when it is there again."""
    await editor.show("Words.\n")
    text = editor.path("index").read_text(encoding="utf-8")
    editor.remove("index")
    (found,) = await editor.until(bool, "conf.py")
    assert "master document" in found.message
    editor.write("index", text)
    assert await editor.until(lambda all: not all, "conf.py") == []
    assert await editor.show("Other words.\n") == []
