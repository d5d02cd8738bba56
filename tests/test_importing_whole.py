"""``sphinx-critique import``: what files in the world hold, and what comes back of our own."""

import json
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from sphinx_critique.cli import main

from .conftest import Project, module
from .test_importing import (
    FORMS,
    MYST,
    annotations,
    assert_anchored,
    built_from,
    imported,
    note,
    written,
)

# What cannot be, or is odd


def test_half_a_character_has_a_mark(project: Project, tmp_path: Path) -> None:
    """Wherever it stands: words, names, dates, ids, addresses."""
    half = "\\ud800"
    text = json.dumps(note("WORDS", id="I", bodyValue="B", creator={"name": "N"}, created="2001"))
    for each in ('"I', '"B', '"N', '"20', "WORDS", "example.org"):
        text = text.replace(each, f"{each}{half}")
    built = built_from(project, "rst", written(tmp_path, "rst", text).stdout)
    assert len(annotations(built)) == 1
    row = {"id": half, "uri": half, "text": half, "references": ["x" + half], "created": half}
    text = json.dumps({"total": 1, "rows": [row]}).replace("\\\\", "\\")
    result = imported(tmp_path / "x", text, "-o", str(tmp_path / "out.rst"))
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_any_utf(tmp_path: Path, encoding: str) -> None:
    content = json.dumps(note("the λόγος", bodyValue="Só."), ensure_ascii=False)
    result = written(tmp_path, "rst", content.encode(encoding))
    assert ".. gloss:: the λόγος" in result.stdout


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .docx without one"),
        (b"%PDF-1.7\n", "it is a PDF"),
        (b"{\\rtf1\\ansi hello}", "save it as .docx"),
    ],
)
def test_files_of_other_programs_are_told(tmp_path: Path, content: bytes, told: str) -> None:
    result = imported(tmp_path / "x", content)
    assert result.exit_code == 2
    assert told in result.stderr


TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{}</body></text></TEI>'


def test_entities_of_a_file_are_words(project: Project, tmp_path: Path) -> None:
    declared = '<!DOCTYPE TEI [<!ENTITY town "Kronstadt">]>'
    body = "<p>The sailors of &town; met<note>In &town; itself.</note>.</p>"
    result = written(tmp_path, "rst", declared + TEI.format(body))
    assert "The sailors of Kronstadt met." in result.stdout
    assert "In Kronstadt itself." in result.stdout


@pytest.mark.parametrize("ids", ['xml:id="a"', 'xml:id="b"'])
def test_no_other_file_is_read(tmp_path: Path, ids: str) -> None:
    """Neither as an entity, nor for what it declares; a word stands where one would be."""
    secret = tmp_path / "secret"
    secret.write_text('<!ENTITY in "secret words">')
    uri = secret.as_uri()
    declared = (
        f'<!DOCTYPE TEI SYSTEM "{uri}" [<!ENTITY e SYSTEM "{uri}"><!ENTITY % p SYSTEM "{uri}">%p;]>'
    )
    body = f'<p xml:id="a">One &e; two &in;<note>Three &e; four.</note></p><p {ids}/>'
    result = imported(tmp_path / "x", declared + TEI.format(body))
    assert "secret" not in result.stdout
    assert "Content error" not in result.stderr
    assert result.exit_code == 0
    assert "One &e; two &in;" in result.stdout
    assert "Three &e; four." in result.stdout


def test_ids_that_come_again(tmp_path: Path) -> None:
    body = '<p xml:id="a">One two</p><p xml:id="a">three</p><note target="#a">Note.</note>'
    assert "1 notes in, 1 out (1 on words" in written(tmp_path, "rst", TEI.format(body)).stderr
    result = imported(tmp_path / "x", TEI.format(body).removesuffix("</TEI>"))
    assert result.exit_code == 2


@pytest.mark.parametrize("sort", ["List", "Composite", "Independents", "Choice"])
def test_all_targets_of_a_set_are_told(tmp_path: Path, sort: str) -> None:
    places = [f"http://example.org/page{n}" for n in range(3)]
    item = {"type": "Annotation", "bodyValue": "B", "target": {"type": sort, "items": places}}
    result = written(tmp_path, "rst", item)
    assert all(result.stdout.count(each) == 1 for each in places)


def test_what_tei_says_of_a_check_is_no_word_of_the_quotation(tmp_path: Path) -> None:
    cit = (
        "<cit><quote><p>Their words.</p></quote>"
        '<note type="status" subtype="verbatim">checked against the text</note></cit>'
    )
    body = f'<p xml:id="a">One two<note xml:id="n"><p>So:</p>{cit}</note></p>'
    result = written(tmp_path, "rst", TEI.format(body))
    assert "Their words." in result.stdout
    assert "checked against" not in result.stdout


@pytest.mark.parametrize("odd", [None, "x", {"id": "b", "text": "Second."}])
def test_a_row_that_is_odd_costs_no_other(tmp_path: Path, odd: Any) -> None:
    rows = [{"id": "a", "uri": "http://e/p", "text": "First."}, odd]
    result = written(tmp_path, "rst", {"total": 2, "rows": rows})
    assert "First." in result.stdout
    assert ("Second." in result.stdout) == isinstance(odd, dict)
    assert imported(tmp_path / "x", {"total": 1, "rows": [odd]}).exit_code in (0, 2)


def test_words_as_annotator_had_them(tmp_path: Path) -> None:
    row = {"id": "a", "uri": "http://e/p", "text": "N.", "quote": "some words", "ranges": []}
    assert ".. gloss:: some words" in written(tmp_path, "rst", {"total": 1, "rows": [row]}).stdout


def test_an_annotation_of_a_body_alone_is_kept(tmp_path: Path) -> None:
    page = {"type": "AnnotationPage", "items": [{"body": {"value": "Words."}}, note("w")]}
    result = written(tmp_path, "rst", page)
    assert "2 notes in, 2 out" in result.stderr
    assert "Words." in result.stdout


def test_older_names_are_read(tmp_path: Path) -> None:
    body = {"@type": "cnt:ContentAsText", "cnt:chars": "Words."}
    target = {"oa:hasSource": {"@id": "http://e/p"}, "oa:hasSelector": {"oa:exact": "an end"}}
    item = {"@type": "oa:Annotation", "oa:hasBody": body, "oa:hasTarget": target}
    result = written(tmp_path, "rst", {"@graph": [item]})
    assert "Words." in result.stdout
    assert ".. gloss:: an end" in result.stdout


def test_comments_that_the_text_does_not_show_are_kept(tmp_path: Path) -> None:
    pandoc = module("pypandoc")
    page = (
        '<p><span class="comment-start" id="0" data-author="Ann">Seen.</span>Some'
        '<span class="comment-end" id="0"></span> words.</p>'
    )
    path = tmp_path / "c.docx"
    pandoc.convert_text(page, "docx", format="html", outputfile=str(path))
    more = tmp_path / "more.docx"
    comment = b'<w:comment w:id="7" w:author="Bob"><w:p><w:r><w:t>Unseen.</w:t></w:r></w:p>'
    with ZipFile(path) as old, ZipFile(more, "w") as new:
        for name in old.namelist():
            held = old.read(name)
            if name == "word/comments.xml":
                held = held.replace(b"</w:comments>", comment + b"</w:comment></w:comments>")
            new.writestr(name, held)
    result = written(tmp_path, "rst", more.read_bytes())
    assert "not placed: note 7" in result.stderr
    assert "Unseen." in result.stdout
    assert "2 notes in, 2 out" in result.stderr


NAMED = """\
<p><span class="comment-start" id="0" data-author="Ann">Correction: It was
<em>item 9</em>.</span>One <span class="comment-end" id="0"></span> and <span
class="comment-start" id="1" data-author="Ann">Double standard : Theirs.</span>two<span
class="comment-end" id="1"></span> and <span
class="comment-start" id="2" data-author="Ann">To be seen: the rest.</span>three<span
class="comment-end" id="2"></span>.</p>
"""


@pytest.mark.parametrize("form", FORMS)
def test_a_comment_may_begin_with_its_kind_alone(
    project: Project, tmp_path: Path, form: str
) -> None:
    """With no number, in any case; other words before a colon are words."""
    path = tmp_path / "c.docx"
    module("pypandoc").convert_text(NAMED, "docx", format="html", outputfile=str(path))
    result = written(tmp_path, form, path.read_bytes())
    kinds = [each.kind for each in annotations(built_from(project, form, result.stdout))]
    assert kinds == ["correction", "double-standard", "gloss"]
    assert "\nIt was *item 9*." in result.stdout.replace("\n   ", "\n")
    assert "To be seen: the rest." in result.stdout


# Against a transcript

TRANSCRIPT = """\
[p. 1]
The harbour was quiet. They went on as before.

[p. 2]
The colour of it was gone. They went on as before. Nobody knew of the end of ra-

[p. 3]
tioning then.
"""


def against(project: Project, tmp_path: Path, content: Any) -> Any:
    project.cite()
    conf = "\n".join(f"{name} = {value!r}" for name, value in {**project.config, **MYST}.items())
    project.write({"conf.py": conf, "transcripts/serge2016.txt": TRANSCRIPT, "index.rst": "T\n=\n"})
    options = ("--against", "serge2016", "-p", str(project.source))
    result = imported(tmp_path / "x", content, *options)
    assert result.exit_code == 0, result.output
    return result


def test_words_in_several_places_are_named(project: Project, tmp_path: Path) -> None:
    items = [
        note("They went on", id="urn:none", bodyValue="A"),
        note("They went on", id="urn:second", prefix="it was gone. ", bodyValue="B"),
        note("They went on", id="urn:other", prefix="All was said elsewhere. ", bodyValue="C"),
        note("The color of it", id="urn:spelt", bodyValue="D"),
        note("end of rationing then", id="urn:over", bodyValue="E"),
    ]
    result = against(project, tmp_path, items)
    assert "urn:none: “They went on” stands in serge2016 in 2 places (1, 2); it is put on 1" in (
        result.stderr
    )
    assert "urn:second" not in result.stderr
    assert "urn:other: “They went on” stands in serge2016 in 2 places (1, 2), none" in result.stderr
    assert "urn:spelt: “The color of it” stands otherwise" in result.stderr
    assert ".. gloss:: The color of it" in result.stdout
    assert re.search(
        r"excerpt:: serge2016, 2–3\n\n   Nobody knew of the end of rationing then\.",
        (result.stdout),
    )


def test_comments_of_a_word_file_are_put_on_a_transcript(project: Project, tmp_path: Path) -> None:
    pandoc = module("pypandoc")
    page = (
        '<p>It says: <span class="comment-start" id="0" data-author="Ann">Why?</span>The colour'
        '<span class="comment-end" id="0"></span> of it was gone.</p><p>I '
        '<span class="comment-start" id="1" data-author="Ann">Own.</span>doubt this'
        '<span class="comment-end" id="1"></span> myself.</p>'
    )
    path = tmp_path / "c.docx"
    pandoc.convert_text(page, "docx", format="html", outputfile=str(path))
    result = against(project, tmp_path, path.read_bytes())
    assert ".. excerpt:: serge2016, 2\n\n   The colour of it was gone." in result.stdout
    assert ".. gloss:: The colour" in result.stdout
    assert ".. excerpt::\n\n   I doubt this myself." in result.stdout
    assert "“doubt this” is not in the transcript" in result.stderr


# Our own, there and back

EDITION = """\
T
=

.. excerpt:: 107
   :name: first

   the end of rationing, freedom for small traders

.. omission:: the end of rationing
   :name: item9
   :cite: serge2016,
      item 9

   What item 9 asked was else: :critique:ref:`item15`, :critique:ref:`Chapter 3 <item15>`,
   :critique:ref:`first`. So :locus:`108` and (:locus:`see trotsky1961, 5--7`).
   It was :quote:`so and so <108>` twice: :quote:`so and so <108>` (a remark), and
   :quote:`else` (not theirs).

.. context::
   :at: work

   Between two passages.

.. excerpt:: 108

   of every party

.. counterquote:: every party
   :name: item15

   not of every party

   -- trotsky1961, 15
"""
BIBLIOGRAPHY = {
    "rst": "\n.. bibliography::\n   :all:\n",
    "md": "\n```{bibliography}\n:all:\n```\n",
}


def told(path: Path) -> list[Any]:
    """Numbers, kinds, targets and bodies, in the order of the edition."""
    text = path.read_text("utf-8").replace("index.html#", "#")
    text = re.sub(r"critique-index--\w+", "ID", text)
    items = json.loads(text)["first"]["items"]
    names = ("critique:number", "critique:kind", "critique:cite", "target", "body")
    return [[json.dumps(item.get(name), ensure_ascii=False) for name in names] for item in items]


@pytest.mark.parametrize("style", ["critique", "alpha"])
@pytest.mark.parametrize("base", ["", "https://example.org/e/"])
@pytest.mark.parametrize("form", FORMS)
def test_links_citations_and_order_come_back(
    project: Project, tmp_path: Path, form: str, base: str, style: str
) -> None:
    project.cite()
    project.config |= {"html_baseurl": base, "bibtex_default_style": style, **MYST}
    project.write({"index.rst": EDITION + BIBLIOGRAPHY["rst"]}).build("webannotation")
    first = next(project.source.parent.rglob("annotations.jsonld"))
    options = ("--myst",) if form == "md" else ()
    result = CliRunner().invoke(main, ["import", str(first), *options])
    assert "(index.html" not in result.stdout
    again = Project(tmp_path / "again").cite()
    again.config |= project.config
    again.write({f"index.{form}": result.stdout + BIBLIOGRAPHY[form]}).build("webannotation")
    second = next(again.source.parent.rglob("annotations.jsonld"))
    assert told(second) == told(first)


def test_a_lemma_that_is_not_there_is_kept(project: Project, tmp_path: Path) -> None:
    project.write({"index.rst": "T\n=\n\n.. excerpt::\n\n   a b\n\n.. gloss:: zebra\n\n   N.\n"})
    project.build("webannotation")
    path = next(project.source.parent.rglob("annotations.jsonld"))
    result = written(tmp_path, "rst", path.read_bytes())
    assert "On “zebra”:" in result.stdout
    assert "its words are not those of its passage" in result.stderr
    assert_anchored(built_from(Project(tmp_path / "again"), "rst", result.stdout))
