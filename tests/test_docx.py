"""The Word file of an edition: its words, its notes on theirs, its styles, and its bytes."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sphinx.errors import SphinxError

from sphinx_critique.builders.docx import DocxBuilder
from sphinx_critique.builders.docx.package import packed
from sphinx_critique.model.records import Annotation
from sphinx_critique.project.domain import CritiqueDomain

from .conftest import Built, Project, module, program
from .editions import FULL, FULL_CONFIG, UNANCHORED, words_in
from .growth import counted
from .test_builders import pdf_text
from .word_files import W, WordFile, by_pandoc, docx, word_file, words_of

pytestmark = pytest.mark.slow

PASSAGES = """
Passages
========

.. excerpt:: 107
   :name: demands

   demanding the re-election of the Soviets, the *end of* rationing, freedom for small traders.

   * And a list that goes on, 🌍 and all,
   * to its end.

.. omission:: the end of rationing
   :name: om
   :cite: petropavlovsk1921, item 9

   What was asked for.

   That all be rationed `alike <https://example.org/>`_.

   .. reply:: all be rationed
      :voice: Somebody

      Not so.

.. counterquote:: freedom for small traders

   free artisan production

   -- petropavlovsk1921, item 15

   The page leaves it out.

.. gloss:: rationing, freedom … goes on

   Crossing.

.. gloss:: small

   Nested.

.. gloss:: 🌍 and

   Emoji.

.. context::

   On the whole.

.. context::
   :at: 200

   On a locus.

.. unsupported::
   :at: work

   On the work.

.. excerpt:: 108
   :lang: he
   :numbered:

   שלום לכל העולם
   ועוד שורה

.. gloss:: העולם ועוד

   Hebrew.

.. excerpt:: 109

   | A verse, its line
   |   set in
   | and back

.. gloss:: line set in and

   Verse.

.. excerpt:: 110
   :lang: grc

   ἐν ἀρχῇ ἦν ὁ λόγος

.. translation::

   in the beginning was the word

.. gloss:: ἀρχῇ

   Greek.

.. gloss:: the beginning

   English.

.. fallacy:: λόγος
   :on: far

   Far away.

.. bibliography::
"""
OTHER = """
Other
=====

.. excerpt:: 111
   :name: far

   ὁ λόγος is answered from afar.
"""
INDEX = """
Python
======

.. toctree::

   passages
   other
"""


@pytest.fixture
def edition(project: Project) -> Project:
    project.config |= {
        "project": "Python",
        "author": "A. Editor",
        "critique_edition": {"editors": ["Anna Bell", "Carl Dove"]},
    }
    return project.cite().write({"index.rst": INDEX, "passages.rst": PASSAGES, "other.rst": OTHER})


def lemmata(built: Built) -> dict[str, str]:
    """The words that each note is about, by its number, as the edition knows them."""
    edition = CritiqueDomain.of(built.app.env).edition
    found = {}
    for item in edition.items:
        target = edition.targets.get(item.id)
        if isinstance(item, Annotation) and target is not None and item.id in edition.spans:
            start, end = edition.spans[item.id]
            found[str(edition.numbers[item.id])] = target.text[start:end]
    return found


def bare(words: str) -> str:
    return re.sub(r"\s+", "", words)


def number_of(said: str) -> str:
    found = re.match(r"[\w ]+? (\d+)(?: [^.]*)?\.", said)
    assert found, said
    return found[1]


def test_comments_are_on_the_words_that_they_answer(edition: Project) -> None:
    module("pypandoc")
    built = edition.build("docx")
    assert built.warnings == []
    wanted = lemmata(built)
    found = {number_of(each.text): each for each in word_file(built).comments}
    replies = {number for number, each in found.items() if each.text.startswith("Reply")}
    assert len(found) == 14
    assert len(wanted) == 11
    for number, words in wanted.items():
        if number not in replies:
            assert bare(found[number].words) == bare(words), number
    (path,) = built.out.glob("*.docx")
    # It has numbers of lines for words.
    again = {number_of(said): bare(words) for said, words in by_pandoc(path)}
    again["10"] = again["10"].replace("2", "")
    assert again == {number: bare(each.words) for number, each in found.items()}


def test_what_a_comment_says(edition: Project) -> None:
    said = [each.paragraphs for each in docx(edition).comments]
    omission = next(each for each in said if each[0].startswith("Omission"))
    assert omission == [
        "Omission 1. What was asked for.",
        "That all be rationed alike.",
        "Against: [Resolution of the sailors, 1921, item 9]",
    ]
    quote = next(each for each in said if each[0].startswith("Counterquote"))
    assert quote[0] == "Counterquote 4. “free artisan production”"
    assert quote[-1] == "The page leaves it out."


def test_where_notes_go_that_are_on_no_words_of_a_passage(edition: Project) -> None:
    found = {each.text.split(".")[0]: each for each in docx(edition).comments}
    whole = found["Context 7"]
    assert whole.words.startswith("demanding the re-election")
    assert whole.words.endswith("to its end.")
    assert found["Context 8 on p"].text == "Context 8 on p. 200. On a locus."
    assert "9" in found["Unsupported claim 9 on the work as a whole"].words
    reply = next(each for each in found.values() if each.text.startswith("Reply"))
    assert reply.text.startswith("Reply 2 to omission 1. all be rationed] Not so.")
    assert bare(reply.words) == "theendofrationing"


def test_a_note_from_afar_leaves_its_head_where_it_was_written(edition: Project) -> None:
    found = docx(edition)
    far = next(each for each in found.comments if "Far away." in each.text)
    assert far.words == "λόγος"
    heads = found.in_style("CritiqueHeading")
    assert any("Fallacy on excerpt" in each for each in heads)
    assert "Far away." not in "".join(words for _, words in found.paragraphs)


def test_who_says_it_and_when(edition: Project) -> None:
    comments = docx(edition).comments
    assert {each.author for each in comments} == {"Anna Bell, Carl Dove", "Somebody"}
    assert {each.date for each in comments} == {None}
    edition.config["critique_edition"] = {"date": "2026-01-31"}
    dated = docx(edition).comments
    assert {each.author for each in dated} == {"A. Editor", "Somebody"}
    assert {each.date for each in dated} == {"2026-01-31T00:00:00Z"}


def test_links_in_comments_lead_somewhere(edition: Project) -> None:
    found = docx(edition)
    used = set(re.findall(rb'r:id="(\w+)"', found.parts["word/comments.xml"]))
    known = set(re.findall(rb'Id="(\w+)"', found.parts["word/_rels/comments.xml.rels"]))
    assert used == known != set()


def test_links_in_the_text_lead_somewhere(edition: Project) -> None:
    for notes in ("comments", "footnotes", "below"):
        found = docx(edition, notes=notes)
        text = b"".join(
            found.parts[f"word/{name}.xml"] for name in ("document", "comments", "footnotes")
        )
        names = set(re.findall(rb'w:bookmarkStart [^>]*w:name="([^"]+)"', text))
        assert set(re.findall(rb'w:anchor="([^"]+)"', text)) <= names


def test_footnotes(edition: Project) -> None:
    found = docx(edition, notes="footnotes")
    assert found.comments == []
    notes = found.footnotes
    assert len(notes) == 13
    first = "Omission 1. the end of rationing] What was asked for. That all be rationed alike."
    assert notes[0].startswith(first)
    assert "Reply 2 to omission 1. all be rationed] Not so. Reply by: Somebody" in notes[0]
    lemmata = [words for style, words in _runs(found) if style == "CritiqueLemma"]
    assert "small" in lemmata


def test_notes_below(edition: Project) -> None:
    found = docx(edition, notes="below")
    assert (found.comments, found.footnotes) == ([], [])
    assert found.in_style("CritiqueHeading")[0] == "1 Omission the end of rationing]"
    assert found.in_style("CritiqueNote")[0] == "What was asked for."
    assert found.in_style("CritiqueNoteQuotation") == ["free artisan production"]


def _runs(found: WordFile) -> list[tuple[str, str]]:
    runs = []
    for run in found.body.iter(f"{W}r"):
        style = run.find(f"{W}rPr/{W}rStyle")
        runs.append((style.get(f"{W}val") if style is not None else "", words_of(run)))
    return runs


@pytest.mark.parametrize("notes", ["comments", "footnotes", "below"])
def test_full_edition(project: Project, notes: str) -> None:
    """Every kind and option, in whatever they stand: each comment on its words, each once."""
    module("pypandoc")
    project.write(FULL)
    project.config = {**FULL_CONFIG, "critique_docx_notes": notes}
    built = project.build("docx")
    assert len(built.warnings) == 1
    assert UNANCHORED in built.warnings[0]
    found = word_file(built)
    if notes != "comments":
        return
    wanted = lemmata(built)
    held = 0
    for each in found.comments:
        words = wanted.get(number_of(each.text))
        # Replies are where what they answer is; so is what stands within a note.
        if words and not each.text.startswith("Reply") and not each.text.endswith("wordbodyinner"):
            assert bare(each.words.replace("(in full)", "").replace("Note", "")) == bare(words)
            held += 1
    assert held == len(wanted) - 3
    (path,) = built.out.glob("*.docx")
    # It has numbers of lines for words.
    again = {number_of(said): _without_digits(words) for said, words in by_pandoc(path)}
    assert again == {number_of(each.text): _without_digits(each.words) for each in found.comments}


def _without_digits(words: str) -> str:
    return re.sub(r"\d", "", bare(words))


def test_more_notes_on_the_same_words_than_marks_can_nest(project: Project) -> None:
    words = "one two three four five"
    notes = "".join(f".. gloss:: {each}\n\n   Note.\n\n" for each in [words, "two three four"] * 20)
    page = f"T\n=\n\n.. excerpt::\n\n   zero {words} six\n\n{notes}"
    found = docx(project.write({"index.rst": page})).comments
    assert sorted(each.words for each in found) == sorted([words, "two three four"] * 20)


def test_work_grows_with_the_notes(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    module("pypandoc")
    read, calls = DocxBuilder._blocks, []

    def watched(builder: DocxBuilder) -> Any:
        with counted() as count:
            blocks = read(builder)
        calls.append(count.total())
        return blocks

    monkeypatch.setattr(DocxBuilder, "_blocks", watched)
    for many in (50, 400):
        words = " ".join(f"word{number}" for number in range(many))
        notes = "".join(f".. gloss:: word{number}\n\n   Note.\n\n" for number in range(many))
        page = f"T\n=\n\n.. excerpt::\n\n   {words}\n\n{notes}.. apparatus::\n"
        docx(project.write({"index.rst": page}))
    small, large = calls
    assert large < 8 * 1.2 * small


def test_a_note_printed_again_is_told_where_it_is(edition: Project) -> None:
    page = "Again\n=====\n\n.. recall:: om\n\n.. recall:: om\n   :on: far\n   :lemma: answered\n"
    edition.write({"index.rst": f"{INDEX}   again\n", "again.rst": page})
    found = docx(edition)
    assert len([each for each in found.comments if "That all be rationed" in each.text]) == 2
    assert "answered" in {each.words for each in found.comments}
    assert any("First given as: omission 1" in words for _, words in found.paragraphs)


def test_the_same_words_in_myst(project: Project) -> None:
    module("myst_parser")
    project.config["extensions"] = ["myst_parser", "sphinx_critique"]
    note = ":::{gloss} passage of\nWhat it means.\n:::\n"
    page = f"# T\n\n:::{{excerpt}}\na passage *of words*\n:::\n\n{note}"
    project.config["myst_enable_extensions"] = ["colon_fence"]
    (comment,) = docx(project.write({"index.md": page})).comments
    assert (comment.text, comment.words) == ("Gloss 1. What it means.", "passage of")


FACTS: dict[str, Any] = {"subtitle": "A sub", "editors": ["Anna Bell"], "date": "2026-01-31"}


def test_the_title_is_said_once(edition: Project) -> None:
    edition.config["critique_edition"] = FACTS
    found = docx(edition).paragraphs
    assert found[:4] == [
        ("Title", "Python"),
        ("Subtitle", "A sub"),
        ("Author", "Anna Bell"),
        ("Date", "January 31, 2026"),
    ]
    assert [words for style, words in found if style == "Heading1"] == ["Passages", "Other"]


def test_a_title_that_is_no_head_stands_before_the_text(edition: Project) -> None:
    edition.config["critique_edition"] = FACTS | {"title": "Another"}
    found = docx(edition).paragraphs
    assert found[0] == ("Title", "Another")
    assert [words for style, words in found if style == "Heading1"] == ["Python"]
    assert b"<dc:title>Another: A sub</dc:title>" in docx(edition).parts["docProps/core.xml"]


def test_languages_and_directions(edition: Project) -> None:
    text = docx(edition).parts["word/document.xml"].decode()
    hebrew = next(each for each in re.findall(r"<w:p>.*?</w:p>", text, re.DOTALL) if "שלום" in each)
    assert "<w:bidi/>" in hebrew
    assert re.search(r'<w:rtl/><w:lang w:val="he" w:bidi="he"/>', hebrew)
    assert re.search(r'<w:lang w:val="grc"/></w:rPr><w:t[^>]*>ἐν', text)


def test_an_edition_that_runs_to_the_left(project: Project) -> None:
    page = "כותרת\n=====\n\n.. excerpt::\n\n   מילים *של* אחרים\n\n.. gloss:: של\n\n   הסבר.\n"
    project.config["language"] = "he"
    found = docx(project.write({"index.rst": f"{page}\n.. critique-summary::\n"}))
    (comment,) = found.comments
    assert comment.words == "של"
    assert b"<w:bidi/>" in found.parts["word/comments.xml"]
    assert b"<w:bidiVisual/>" in found.parts["word/document.xml"]


MORE = """
T
=

Words [#f]_ and more [#f]_, :math:`x^2`, H\\ :sub:`2`\\ O, ``code  two``, :abbr:`LIFO (last-in)`.

.. [#f] Said *below*.

.. [#g] Called by none.

.. math:: a &= b \\\\ c &= d
   :label: eq

.. code-block:: python

   def f():
       return 1

.. image:: https://example.org/far.png
   :alt: far away

.. image:: near.png
   :alt: near by

.. list-table::
   :header-rows: 1

   * - Head
     - Other
   * - cell
     - last

#. one

   #. inner

term
   What it is.

.. note:: Careful.

.. excerpt::

   a b

.. gloss:: b

   Within [#f]_ a note.

   .. list-table::

      * - cell one
        - cell two

.. raw:: html

   <p onclick="x()">raw <script>alert(1)</script><b>words</b></p><iframe src="file:///etc/passwd">
   </iframe>
"""


def test_what_else_stands_on_a_page(project: Project) -> None:
    project.write({"index.rst": MORE})
    (project.source / "near.png").write_bytes(PNG)
    module("pypandoc")
    built = project.build("docx")
    # Older docutils do not say it.
    assert [each for each in built.warnings if "not referenced" not in each] == []
    found = word_file(built)
    words = " ".join(found.words.split())
    assert found.footnotes == ["Said below.", "Said below."]
    for each in (
        "Called by none.",
        "code two",
        "LIFO (last-in)",
        "(1)",
        "def f(): return 1",
        "Head",
        "cell",
        "one",
        "inner",
        "What it is.",
        "Careful.",
        "raw words",
        "[far away]",
        "https://example.org/far.png",
    ):
        assert each in words, each
    assert "alert" not in words
    assert found.in_style("CritiqueCode") == ["def f():     return 1"]
    assert any(name.startswith("word/media/") for name in found.parts)
    assert b"data:image" not in found.parts["word/document.xml"]
    assert b"<m:oMath>" in found.parts["word/document.xml"]
    (comment,) = found.comments
    assert comment.paragraphs == ["Gloss 1. Within [Said below.] a note.", "cell one | cell two"]
    assert "file:///etc/passwd" not in found.addresses


def test_what_pandoc_cannot_set_is_a_warning(project: Project) -> None:
    module("pypandoc")
    built = project.write({"index.rst": "T\n=\n\n:math:`\\nothing{x` words\n"}).build("docx")
    (warning,) = built.warnings
    assert warning.endswith("[critique.docx]")
    assert r"\nothing{x" in warning
    assert r"\nothing{x" in word_file(built).words


@pytest.mark.parametrize("notes", ["comments", "footnotes", "below"])
def test_another_program_opens_it(project: Project, tmp_path: Path, notes: str) -> None:
    """Each word of the text is in the PDF that LibreOffice makes of it."""
    soffice = program("soffice")
    project.write(FULL)
    project.config = {**FULL_CONFIG, "critique_docx_notes": notes}
    module("pypandoc")
    built = project.build("docx")
    (path,) = built.out.glob("*.docx")
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [soffice, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], capture_output=True, check=True, timeout=300)
    printed = set(words_in(pdf_text(tmp_path / path.with_suffix(".pdf").name)))
    found = word_file(built)
    parts = ("document", "footnotes")
    wanted = {each for part in parts for each in words_in(words_of(found.tree(part)))}
    assert {
        each for each in wanted - printed if each not in ("wordmath", "wordnestedformula")
    } == set()


def test_formulas_of_pages_are_left_as_they_are(project: Project) -> None:
    page = project.write({"index.rst": "T\n=\n\n:math:`x^2`\n"}).build("html").read("index.html")
    assert r"\(x^2\)" in page


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6364f8cf500f00030600018d5a1f5a"
    "300000000049454e44ae426082"
)


def test_the_same_bytes_twice(edition: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    first = docx(edition).data
    assert b"dcterms:created" not in docx(edition).parts["docProps/core.xml"]
    assert docx(edition).data == first
    module("pypandoc")
    assert word_file(edition.build("docx", fresh=True, parallel=2)).data == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert b"2001-09-09T01:46:40Z" in docx(edition).parts["docProps/core.xml"]


def test_a_reference_of_a_press(edition: Project) -> None:
    ours = docx(edition)
    styles = ours.parts["word/styles.xml"].decode()
    assert 'w:styleId="CritiqueExcerpt"' in styles
    theirs = edition.source / "press.docx"
    other = styles.replace('"CritiqueExcerpt"', '"PressPassage"')
    theirs.write_bytes(_with(ours, "word/styles.xml", other.encode()))
    found = docx(edition, reference="press.docx")
    assert found.in_style("PressPassage")
    assert not found.in_style("CritiqueExcerpt")


def _with(found: WordFile, name: str, content: bytes) -> bytes:
    return packed({**found.parts, name: content})


@pytest.mark.parametrize(
    ("name", "said"), [("none.docx", "No such file"), ("index.rst", "no Word")]
)
def test_a_reference_that_is_none(edition: Project, name: str, said: str) -> None:
    module("pypandoc")
    (edition.source / "conf.py").write_text(f'\ncritique_docx_reference = "{name}"\n')
    built = edition.build("docx")
    (warning,) = built.warnings
    assert warning.startswith("conf.py:2: WARNING: critique_docx_reference: ")
    assert said in warning
    assert warning.endswith("[critique.config]")
    assert word_file(built).in_style("CritiqueExcerpt")


def test_what_it_needs_is_said_before_anything_is_read(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pypandoc.py").write_text("raise ImportError")
    monkeypatch.delitem(sys.modules, "pypandoc", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(SphinxError) as error:
        project.write({"index.rst": ".. nothing-like-this::\n"}).build("docx")
    assert str(error.value) == "docx needs pandoc: pip install 'sphinx-critique[docx]'"


ROUND = """
Page
====

.. excerpt:: 1

   outer passage

.. gloss::
   :on: within

   answers what it holds

   .. excerpt:: 2
      :name: within

      inner passage

.. gloss:: first
   :on: second-passage

   one

   .. excerpt:: 3
      :name: first-passage

      the first

.. gloss:: first
   :on: first-passage

   two

   .. excerpt:: 4
      :name: second-passage

      first and second

.. gloss::
   :at: 9

   .. index:: placed

   after a place

.. todo::

   .. gloss:: outer
      :at: 10

      copied

.. todolist::
"""


@pytest.mark.parametrize("notes", ["comments", "footnotes", "below"])
def test_notes_about_what_they_hold(project: Project, notes: str) -> None:
    """Or about what the others hold; with a mark before the first line; copied by others."""
    project.config["extensions"] = ["sphinx_critique", "sphinx.ext.todo"]
    project.config["todo_include_todos"] = True
    project.write({"index.rst": ROUND})
    module("pypandoc")
    found = word_file(project.build("docx", config={"critique_docx_notes": notes}))
    for words in ("answers what it holds", "inner passage", "one", "two", "the first"):
        assert words in found.words
    for words in ("and second", "after a place", "copied"):
        assert words in found.words
    names = {each.get(f"{W}name") for each in found.body.iter(f"{W}bookmarkStart")}
    linked = {each.get(f"{W}anchor") for each in found.body.iter(f"{W}hyperlink")} - {None}
    assert linked <= names


IN_FOOTNOTES = """
Page
====

See :critique:ref:`inside` and :critique:ref:`note-inside`.

.. excerpt::

   outer passage [#a]_

.. gloss:: outer

   x

   .. raw:: html

      loose <i>raw</i> words

.. gloss::
   :on: inside

   about what a footnote holds

.. [#a] Foot words

   .. excerpt::
      :name: inside

      deep passage

   .. gloss:: deep
      :name: note-inside

      deep note words
"""


@pytest.mark.parametrize("notes", ["comments", "footnotes", "below"])
def test_notes_in_a_footnote_stay_there(project: Project, notes: str) -> None:
    """Word has no comments and no footnotes in footnotes; links lead to the call."""
    found = docx(project.write({"index.rst": IN_FOOTNOTES}), notes=notes)
    for words in ("about what a footnote holds", "deep note words", "loose raw words"):
        assert " ".join(found.words.split()).count(words) == 1
    names = {each.get(f"{W}name") for each in found.body.iter(f"{W}bookmarkStart")}
    parts = [found.tree(each) for each in ("document", "footnotes", "comments")]
    links = [each for part in parts for each in part.iter(f"{W}hyperlink")]
    linked = {each.get(f"{W}anchor") for each in links} - {None}
    assert linked
    assert linked <= names
    for part in parts[1:]:
        assert not list(part.iter(f"{W}footnoteReference", f"{W}commentRangeStart"))


@pytest.mark.parametrize("language", ["zh_TW", "ja"])
def test_no_author_is_told_what_pandoc_has_no_words_for(project: Project, language: str) -> None:
    module("pypandoc")
    project.write({"index.rst": "Title\n=====\n\nWords.\n"})
    assert project.build("docx", config={"language": language}).warnings == []
