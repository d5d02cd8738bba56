"""``sphinx-critique import``: what comes in comes out, on its words, in a document that builds."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from lxml import html

from sphinx_critique.cli import main
from sphinx_critique.model.records import Annotation, Excerpt
from sphinx_critique.project.domain import CritiqueDomain
from sphinx_critique.texts.folding import fold
from sphinx_critique.texts.incoming import placed, read
from sphinx_critique.texts.incoming.contexts import stretches
from sphinx_critique.texts.incoming.document import document
from sphinx_critique.texts.incoming.kinds import Kinds
from sphinx_critique.texts.incoming.lemma import find_words, lemma_for
from sphinx_critique.texts.incoming.myst import Myst
from sphinx_critique.texts.incoming.records import Note, collapsed, tidy
from sphinx_critique.texts.incoming.rest import Rest
from sphinx_critique.texts.printed import readable

from . import incoming
from .conftest import Built, Project, module
from .hostile import PAYLOADS

FORMS = ("rst", "md")
MYST = {"extensions": ["sphinx_critique", "myst_parser"]}


def imported(path: Path, content: Any, *options: str) -> Result:
    """What the command says of a file."""
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=True)
        path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["import", str(path), *options])


def built_from(project: Project, form: str, text: str, builder: str = "html") -> Built:
    """A project of what was written, without any warning."""
    project.config |= MYST
    built = project.write({f"index.{form}": text}).build(builder)
    assert built.warnings == []
    return built


def written(tmp_path: Path, form: str, content: Any, *options: str) -> Result:
    """The document made of a file of notes, in a form."""
    options = (*options, "--myst") if form == "md" else options
    result = imported(tmp_path / "notes", content, *options)
    assert result.exit_code == 0, result.output
    return result


def annotations(built: Built) -> list[Annotation]:
    edition = CritiqueDomain.of(built.app.env).edition
    return [each for each in edition.items if isinstance(each, Annotation)]


def assert_anchored(built: Built) -> None:
    """Every lemma has its place."""
    edition = CritiqueDomain.of(built.app.env).edition
    for note in annotations(built):
        assert not note.lemma or note.id in edition.spans, note.lemma


def note(words: str, **more: Any) -> dict[str, Any]:
    """A Web Annotation on words."""
    selector = {"type": "TextQuoteSelector", "exact": words}
    selector |= {name: more.pop(name) for name in ("prefix", "suffix") if name in more}
    target = {"source": "https://example.org/p", "selector": selector}
    return {"type": "Annotation", "target": target, **more}


def count_of(result: Result, name: str) -> int:
    found = re.search(rf"(\d+) {name}", result.stderr)
    assert found
    return int(found[1])


# Hypothesis


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("count", [120, pytest.param(1_000, marks=pytest.mark.slow)])
def test_every_note_of_an_export_is_kept(
    project: Project, tmp_path: Path, form: str, count: int
) -> None:
    """Overlaps, replies to replies, page notes, orphans, highlights; what is hostile is text."""
    export = incoming.hypothesis(count)
    result = written(tmp_path, form, export)
    assert f"{count} notes in, {count} out" in result.stderr
    parts = [count_of(result, n) for n in ("on words", "of a page", "replies", "not placed")]
    assert sum(parts) == count
    orphans = [row["id"] for row in export["rows"] if row["id"] in result.stderr]
    assert set(re.findall(r"not placed: note (\S+):", result.stderr)) <= set(orphans)
    built = built_from(project, form, result.stdout)
    assert len(annotations(built)) == count
    assert_anchored(built)
    assert_said(built, export)
    assert_nothing_obeyed(built)


def assert_said(built: Built, export: Mapping[str, Any]) -> None:
    """Each note with its words, the replies to it, and its highlights."""
    edition = CritiqueDomain.of(built.app.env).edition
    said = {note.id: "".join(piece.words for piece in note.note) for note in annotations(built)}
    numbers = Counter(re.findall(r"Note (\d+)\.", " ".join(said.values())))
    rows = {row["id"]: row for row in export["rows"]}
    texts = {f"{n}": row for n, row in enumerate(export["rows"]) if row["text"]}
    assert numbers == dict.fromkeys(texts, 1)
    assert sum(each.startswith("Highlighted by ") for each in said.values()) == sum(
        not row["text"] for row in rows.values()
    )
    for each in annotations(built):
        found = re.match(r"Note (\d+)\.", said[each.id])
        row = texts[found[1]] if found else {}
        parent = next((r for r in reversed(row.get("references", [])) if r in rows), None)
        if parent is not None and rows[parent]["text"]:
            answered = said[edition.targets[each.id].id]
            assert answered.startswith(rows[parent]["text"].split(".")[0] + ".")


def assert_nothing_obeyed(built: Built) -> None:
    page = html.fromstring(built.read("index.html"))
    body = page.find_class("body")[0]
    for element in body.iter():
        assert element.tag not in ("script", "iframe", "img", "style")
        assert not [name for name in element.attrib if name.startswith("on")]
        assert "script:" not in (element.get("href") or "").lower()


def test_notes_on_words_that_overlap_have_one_passage() -> None:
    words = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    notes = [
        Note("a", words="three four", before=words[:8], after=words[18:48], place=(8, 18)),
        Note("b", words="four five six", before=words[4:14], after=words[27:60], place=(14, 27)),
        Note("c", words="fourteen", before=words[63:71], after="", place=(71, 79)),
    ]
    (first, second) = stretches(list(enumerate(notes)))
    assert first.text.startswith("one two three four five six seven eight")
    assert [first.text[slice(*first.spans[n])] for n in (0, 1)] == ["three four", "four five six"]
    assert second.text.endswith("fourteen")


def test_a_csv_of_the_client_is_read(tmp_path: Path) -> None:
    head = "Creation Date,URL,Group,Annotation/Reply Type,Quote,User,Body,Tags,Page"
    rows = '2024-01-02,https://e.org/p,G,Annotation,"the, words",ann,"*Note*",omission,7'
    result = imported(tmp_path / "x", f"{head}\n{rows}\n2024-01-02,https://e.org/p,G,Reply,,b,No,,")
    assert ".. omission:: the, words" in result.stdout
    assert "*Note*" in result.stdout
    assert "2 notes in, 2 out" in result.stderr
    assert "not placed: note row 2" in result.stderr


# Web Annotations


def test_forms_of_web_annotations(project: Project, tmp_path: Path) -> None:
    graph = {
        "@graph": [
            note("a lemma", bodyValue="Plain <b>text</b>", motivation="oa:commenting"),
            note("a lemma", body="https://example.org/said.html"),
            note(
                "a lemma", body=[{"value": "Double Standard", "purpose": "tagging"}, {"value": "x"}]
            ),
            note("a lemma", **{"cito:refutes": {"id": "x"}, "bodyValue": "refuted"}),
            note("a lemma", motivation="highlighting", creator={"name": "Ann"}),
            {"type": "Annotation", "bodyValue": "of a page", "target": "https://example.org/p"},
        ]
    }
    result = written(tmp_path, "rst", graph)
    for said in (
        ".. gloss:: a lemma",
        "Plain <b>text</b>",
        "https://example.org/said.html",
        ".. double-standard:: a lemma",
        ".. counterquote:: a lemma",
        "Highlighted by Ann.",
        ".. gloss::\n   :at: work\n\n   of a page",
    ):
        assert said in result.stdout
    built_from(project, "rst", result.stdout)


@pytest.mark.parametrize(
    "wrap",
    [
        lambda items: items[0],
        lambda items: items,
        lambda items: {"type": "AnnotationPage", "items": items},
        lambda items: {"type": "AnnotationCollection", "first": {"items": items}},
        lambda items: {"@type": "sc:AnnotationList", "resources": items},
    ],
)
def test_whatever_holds_annotations(tmp_path: Path, wrap: Callable[..., Any]) -> None:
    result = imported(tmp_path / "x", wrap([note("some words", bodyValue="said")]))
    assert ".. gloss:: some words\n\n   said" in result.stdout


def test_recogito_and_annotorious(tmp_path: Path) -> None:
    item = {
        "id": "r1",
        "bodies": [
            {"purpose": "commenting", "value": "first"},
            {"purpose": "replying", "value": "2"},
        ],
        "target": {"selector": [{"quote": "some words", "start": 3, "end": 13}]},
    }
    result = imported(tmp_path / "x", [item])
    assert ".. gloss:: some words\n\n   first\n\n.. reply::\n\n   2" in result.stdout


def test_what_is_only_named_is_told(tmp_path: Path) -> None:
    page = {
        "type": "AnnotationPage",
        "items": [note("w", bodyValue="x")],
        "next": "https://e.org/2",
    }
    result = imported(tmp_path / "x", page)
    assert "https://e.org/2 is named in the file and not in it" in result.stderr


def test_replies_in_a_circle_are_kept(project: Project, tmp_path: Path) -> None:
    items = [
        {"id": f"https://e.org/{a}", "type": "Annotation", "bodyValue": f"Note {a}", "target": t}
        for a, t in (("a", "https://e.org/b"), ("b", "https://e.org/a"), ("c", "https://e.org/c"))
    ]
    result = written(tmp_path, "rst", items)
    assert "3 notes in, 3 out" in result.stderr
    assert all(f"Note {name}" in result.stdout for name in "abc")
    built_from(project, "rst", result.stdout)


def test_html_in_a_body(project: Project, tmp_path: Path) -> None:
    body = (
        "<p>Some <b>bold</b>er <i>words</i>.</p><ul><li>one</li><li><p>two</p></li></ul><script>x()"
        "</script><blockquote>quoted</blockquote><pre>a\n  b</pre><a href='javascript:y()'>z</a>"
        "<table><tr><th>k</th><td>l</td></tr><tr><td>m<p>n</p></td><td>o</td></tr></table>"
    )
    item = note("w", body={"value": body, "format": "text/html"})
    for form in FORMS:
        result = written(tmp_path, form, item)
        built = built_from(project, form, result.stdout)
        found = html.fromstring(built.read("index.html")).find_class("critique-annotation")[0]
        assert "bold" in [each.text for each in found.iter("strong")]
        assert "bolder words." in found.text_content()
        assert [each.text_content().strip() for each in found.iter("li")] == ["one", "two"]
        assert [len(list(each.iter("p"))) for each in found.iter("td")] == [1, 1, 2, 1]
        assert "<script>x()</script>" in found.text_content()
        assert "z (javascript:y())" in found.text_content()
        assert not list(found.iter("script"))
        (project.source / f"index.{form}").unlink()


# Words


@pytest.mark.parametrize(
    ("text", "words", "lemma"),
    [
        ("the end of the end", "the end", "the end [1]"),
        ("to the ending of it", "the end", "the ending"),
        ("don't say so, don't", "don", "don [1]"),
        (":smile: yes", ":smile: yes", ":smile: yes"),
        ("here [2] and", "here [2]", "here [2]"),
        ("שלום עולם", "עולם", "עולם"),
        ("一二三四五", "三四", "三四"),
        ('he said "so" and “so”', "“so”", "“so” [2]"),
    ],
)
def test_lemmata(text: str, words: str, lemma: str) -> None:
    start = text.rindex(words) if lemma.endswith("so” [2]") else text.index(words)
    found = lemma_for(text, (start, start + len(words)))
    assert found
    assert found[0] == lemma


def test_what_holds_no_words_is_no_lemma() -> None:
    assert lemma_for("so ??? it", (3, 6)) is None


@given(st.text(max_size=60), st.text(min_size=1, max_size=20), st.text(max_size=60))
def test_words_are_found_again(before: str, words: str, after: str) -> None:
    before, words, after = map(readable, (before, words, after))
    text, places = collapsed(before + words + after)
    span = places[len(before)], places[len(before) + len(words)]
    if words.split():
        found = find_words(text, words, before, after)
        assert found
        assert "".join(text[slice(*found)].split()) == "".join(tidy(words).split())
    lemma = lemma_for(text, span)
    if lemma:
        assert tidy(words).strip(" ") in text[slice(*lemma[1])] or not words.split()


TEXTS = st.lists(
    st.one_of(
        st.sampled_from([*PAYLOADS.values(), "- a", "1. b", "(iv) c", "> d", "= =", "::", "-- e"]),
        st.sampled_from(["— f", "– g", "a_", "*b*", "`c`", "|d|", "don't", '"so"', "...", "\xa0x"]),
        st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12),
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


@pytest.mark.parametrize("form", FORMS)
@settings(
    max_examples=12,
    # Each example is a build: what fails is told as it is, not made small.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS), min_size=10, max_size=20))
@example([(text, "lemma", text, text) for text in PAYLOADS.values()])
@example([("", text, "", text) for text in PAYLOADS.values()])
def test_any_text_comes_back_as_its_words(
    tmp_path_factory: pytest.TempPathFactory, form: str, given_texts: list[tuple[str, ...]]
) -> None:
    """Passage, lemma and note of each, after a build."""
    items = [
        {**note(words, prefix=before, suffix=after), "bodyValue": body, "id": f"n{n}"}
        for n, (before, words, after, body) in enumerate(given_texts)
    ]
    for n, item in enumerate(items):
        item["target"]["source"] = f"https://example.org/{n}"
    got = read(json.dumps(items).encode())
    placement = placed(got, Kinds({}, {}, "gloss"), lambda _: None)
    text = document(placement, "Title", Myst() if form == "md" else Rest())
    folder = tmp_path_factory.mktemp("words")
    built = built_from(Project(folder), form, text, "pseudoxml")
    edition = CritiqueDomain.of(built.app.env).edition
    excerpts = [each for each in edition.items if isinstance(each, Excerpt)]
    passages = [each for sheet in placement.sheets for each in sheet.passages]
    for excerpt, passage in zip(excerpts, passages, strict=True):
        assert same(excerpt.text) == same(passage.passage.text)
    for each in annotations(built):
        host = edition.targets.get(each.id)
        if each.lemma and host is not None:
            words = host.text[slice(*edition.spans[each.id])]
            assert same(words) == same(re.sub(r" \[\d+\]\Z", "", each.lemma)) or same(
                words
            ) == same(each.lemma)
    bodies = [tidy(item["bodyValue"]) for item in items]
    said = "\n".join(same("".join(p.words for p in each.note)) for each in annotations(built))
    for body in bodies:
        assert same(body).replace("/", "") in said.replace("/", "")


def same(text: str) -> str:
    """A text as a reader tells it from others: white space, quote marks, dashes, dots apart."""
    return "".join(fold(text).text.split()).replace("--", "-").replace("...", "…")


# Against a transcript


TRANSCRIPT = """\
[p. 106]
Of this nothing was said. The sailors met.

[p. 107]
They were demanding the re-election of the Soviets, the end of ration-
ing, freedom for small traders. Nobody heard them. The end of rationing came later.
"""


@pytest.mark.parametrize("form", FORMS)
def test_page_and_words_are_those_of_a_transcript(
    project: Project, tmp_path: Path, form: str
) -> None:
    project.cite().config["bibtex_default_style"] = "critique"
    conf = "\n".join(f"{name} = {value!r}" for name, value in {**project.config, **MYST}.items())
    project.write({"conf.py": conf, "transcripts/serge2016.txt": TRANSCRIPT, "index.rst": "T\n=\n"})
    items = [
        note("the end of rationing", prefix="of the Soviets, ", suffix=", freedom", bodyValue="A"),
        note("small trad", prefix="rationing, freedom for ", suffix="ers. Nob", bodyValue="B"),
        note("the beginning of rationing of all bread", bodyValue="C"),
    ]
    result = written(tmp_path, form, items, "--against", "serge2016", "-p", str(project.source))
    assert "serge2016, 107" in result.stdout
    sentence = "They were demanding the re-election of the Soviets, the end of rationing, freedom"
    assert sentence in result.stdout
    assert "the beginning of rationing of all bread” " in result.stderr
    assert "3 notes in, 3 out" in result.stderr
    (project.source / "index.rst").unlink()
    more = ".. bibliography::\n" if form == "rst" else "```{bibliography}\n```\n"
    built = built_from(project, form, f"{result.stdout}\n{more}")
    assert_anchored(built)
    assert [each.lemma for each in annotations(built)] == [
        "the end of rationing",
        "small traders",
        "the beginning of rationing of all bread",
    ]


def test_a_transcript_that_is_not_there(project: Project, tmp_path: Path) -> None:
    project.write({"conf.py": "extensions = ['sphinx_critique']", "index.rst": "T\n=\n"})
    options = ("--against", "nobody", "-p", str(project.source))
    result = imported(tmp_path / "x", note("w", bodyValue="x"), *options)
    assert result.exit_code == 2
    assert "there is no transcript of “nobody”" in result.stderr


# TEI

TEI = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Edition</title>
</titleStmt></fileDesc></teiHeader><text><body><div><p n="5">Lorem <anchor xml:id="a1"/>ipsum
<hi>dolor</hi><anchor xml:id="a2"/> sit <app><lem wit="#A">amet</lem><rdg wit="#B">amat</rdg>
<note>A <hi>known</hi> error.</note></app>, con<lb break="no"/>sectetur.<note>Point.</note></p>
<lg><l n="1">Arma <seg xml:id="s1">virumque</seg> cano</l><l n="2">Troiae qui primus</l></lg></div>
</body><back><listApp><app loc="2"><lem>primus</lem><rdg wit="#B">prior</rdg></app>
<app loc="99"><lem/><rdg>x</rdg></app></listApp></back></text><standOff><listApp>
<app from="#a1" to="#a2" type="correction"><rdg wit="#B">ipse</rdg></app></listApp>
<listAnnotation><annotation xml:id="an1" target="#s1"><note>On the man.</note></annotation>
</listAnnotation><note target="#an1" resp="#ed">A reply</note></standOff></TEI>
"""


@pytest.mark.parametrize("form", FORMS)
def test_notes_of_tei(project: Project, tmp_path: Path, form: str) -> None:
    """Double end-points, parallel segmentation, locations, notes that stand off."""
    result = written(tmp_path, form, TEI)
    assert "7 notes in, 7 out (5 on words, 0 of a page, 1 replies, 1 not placed" in result.stderr
    built = built_from(project, form, result.stdout)
    assert_anchored(built)
    on = {(each.kind, each.lemma) for each in annotations(built)}
    assert on == {
        ("correction", "ipsum dolor"),
        ("gloss", "amet"),
        ("gloss", ""),
        ("gloss", "virumque"),
        ("gloss", "primus"),
        ("reply", ""),
    }
    assert "Lorem ipsum *dolor* sit amet, consectetur." in result.stdout


def test_entities_of_others_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret words")
    text = f'<!DOCTYPE TEI [<!ENTITY e SYSTEM "{secret.as_uri()}">]>' + TEI.replace("ipse", "&e;")
    result = imported(tmp_path / "x", text)
    assert "secret words" not in result.output


# Word

COMMENTED = """\
<p>They demanded <span class="comment-start" id="0" data-author="Ann" data-date="2024-01-02"
>Omission 1. What <em>item 9</em> asked.</span>the <em>end</em> of rationing<span
class="comment-end" id="0"></span>, and the end of it.</p>
<p>Not this. But <span class="comment-start" id="1" data-author="Bob"
>Reply 2 to omission 1. No.</span>this<span class="comment-end" id="1"></span> and <span
class="comment-start" id="2" data-author="Bob">Figure 3. It is a word.</span>the end<span
class="comment-end" id="2"></span></p>
"""


@pytest.mark.parametrize("form", FORMS)
def test_comments_of_a_word_file(project: Project, tmp_path: Path, form: str) -> None:
    path = tmp_path / "made.docx"
    module("pypandoc").convert_text(COMMENTED, "docx", format="html", outputfile=str(path))
    result = written(tmp_path, form, path.read_bytes())
    assert "3 notes in, 3 out (2 on words, 0 of a page, 1 replies" in result.stderr
    built = built_from(project, form, result.stdout)
    assert_anchored(built)
    assert [(each.kind, each.lemma) for each in annotations(built)] == [
        ("omission", "the end of rationing"),
        ("reply", ""),
        ("gloss", "the end"),
    ]
    assert "Figure 3. It is a word." in result.stdout
    assert "What *item 9* asked." in result.stdout


def with_thread(path: Path) -> bytes:
    """A Word file whose comment 2 answers comment 0, as Word says it: by paragraphs of comments."""
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    packed = BytesIO()
    with ZipFile(path) as given, ZipFile(packed, "w") as made:
        for name in given.namelist():
            content = given.read(name)
            if name == "word/comments.xml":
                first, *paragraphs = content.decode().split("<w:p>")
                numbered = (f'<w:p w14:paraId="{n}">{p}' for n, p in enumerate(paragraphs))
                text = "".join([first, *numbered])
                content = text.replace("<w:comments ", f'<w:comments xmlns:w14="{w14}" ').encode()
            made.writestr(name, content)
        thread = '<w15:commentEx w15:paraId="2" w15:paraIdParent="0"/>'
        extended = f'<w15:commentsEx xmlns:w15="{w15}">{thread}</w15:commentsEx>'
        made.writestr("word/commentsExtended.xml", extended)
    return packed.getvalue()


def test_threads_of_a_word_file(tmp_path: Path) -> None:
    path = tmp_path / "made.docx"
    module("pypandoc").convert_text(COMMENTED, "docx", format="html", outputfile=str(path))
    result = written(tmp_path, "rst", with_thread(path))
    assert result.stdout.count(".. reply::") == 2
    assert ":voice: Bob\n\n   Figure 3. It is a word." in result.stdout


def test_word_files_need_pandoc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Missing:
        def convert_file(self, *args: object, **named: object) -> str:
            raise ImportError("pypandoc")

    monkeypatch.setattr("sphinx_critique.texts.incoming.word._pandoc", Missing())
    result = imported(tmp_path / "x", b"PK\x03\x04 word/document.xml")
    assert result.exit_code == 2
    assert 'pip install "sphinx-critique[docx]"' in result.stderr


# What cannot be read


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "it is empty"),
        ("{", "it is no JSON"),
        ("{}", "JSON with no annotations"),
        ('{"a": [1, 2]}', "JSON with no annotations"),
        ("[" * 100_000, "nested too deeply"),
        ("<p>", "it is no XML"),
        ("<html/>", "it is XML, but not TEI"),
        ("Dear reader", "it is none of what can be read"),
        (b"\xff\xd8\xff", "it is no text in UTF-8"),
        (b"PK\x03\x04zip", "none of Word's"),
    ],
)
def test_files_that_are_none(tmp_path: Path, content: Any, said: str) -> None:
    result = imported(tmp_path / "x", content)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "expected Web Annotations" in result.stderr


def test_a_kind_that_is_none(tmp_path: Path) -> None:
    result = imported(tmp_path / "x", note("w", bodyValue="x"), "--kind", "praise")
    assert result.exit_code == 2
    assert "there is no kind “praise”" in result.stderr


# Our own exports

EDITION = """\
The revolt
==========

.. excerpt:: 107
   :name: demands
   :voice: a novelist; Greeman
   :date: 1921

   demanding the *re-election* of the Soviets, the legalisation of all Soviet
   parties, the end of rationing, [the] freedom … for small traders.

   And then the end of it, "so" they said 😀 λόγος.

.. omission:: the end of rationing
   :cite: petropavlovsk1921, item 9
   :tags: a b; c
   :charged: editor

   What *item 9* asked for was that **all** who
   work be rationed alike.

   * one
   * two ``code``

.. counterquote:: freedom … for small traders

   free artisan production which does not employ hired labour

   -- petropavlovsk1921, item 15

.. contradiction:: end [2]
   :name: contra

   The page leaves it out, and :quote:`freedom for small traders <107>` was said.

   .. reply:: The page
      :voice: Someone

      No: :critique:ref:`demands`.

      .. reply::

         Yes.

.. correction:: they
   :right: we

.. gloss::

   On the whole, a `link <https://example.org/a_b>`__.

.. context::
   :at: work

   Of all.

.. concession::
   :at: 12–14

   At a place.

.. excerpt:: trotsky1961, 3
   :numbered:

   | Verse one of
   | verse two λόγος

.. distortion:: one of verse two
   :with: demands

   Across lines.

.. bibliography::
   :all:
"""


def exported(project: Project, builder: str, name: str) -> Path:
    project.cite().config |= {
        "bibtex_default_style": "critique",
        "bibtex_reference_style": "critique",
        "html_baseurl": "https://example.org/ed/",
        **MYST,
    }
    built = project.build(builder)
    assert built.warnings == []
    return built.out / name


def again(tmp_path: Path, form: str, path: Path) -> Project:
    """A project of what an export is imported as."""
    text = written(tmp_path, form, path.read_bytes()).stdout
    more = ".. bibliography::\n   :all:\n"
    if form == "md":
        more = "```{bibliography}\n:all:\n```\n"
    return Project(tmp_path / "again").write({f"index.{form}": f"{text}\n{more}"})


def told(path: Path) -> dict[tuple[str, str], Any]:
    """The selectors and bodies of each annotation, by kind and lemma."""
    found = {}
    for item in json.loads(path.read_text("utf-8"))["first"]["items"]:
        said = json.dumps([item["target"], item.get("body")], ensure_ascii=False)
        name = item["critique:kind"], item.get("critique:lemma", "")
        found[name] = re.sub(r"critique-index--\w+", "ID", said)
    return found


@pytest.mark.parametrize("form", FORMS)
def test_web_annotations_of_ours_come_back(project: Project, tmp_path: Path, form: str) -> None:
    project.write({"index.rst": EDITION})
    first = exported(project, "webannotation", "annotations.jsonld")
    second = exported(again(tmp_path, form, first), "webannotation", "annotations.jsonld")
    assert told(second) == told(first)
    excerpts = [
        json.loads(each.read_text("utf-8"))["critique:excerpts"] for each in (first, second)
    ]
    assert [e["value"] for e in excerpts[0]] == [e["value"] for e in excerpts[1]]


def spans(built: Built) -> list[tuple[str, str, str]]:
    edition = CritiqueDomain.of(built.app.env).edition
    found = []
    for each in annotations(built):
        host = edition.targets.get(each.id)
        span = edition.spans.get(each.id)
        words = host.text[slice(*span)] if host is not None and span else ""
        found.append((each.kind, str(span), " ".join(words.split())))
    return sorted(found)


@pytest.mark.parametrize("form", FORMS)
def test_tei_of_ours_comes_back(project: Project, tmp_path: Path, form: str) -> None:
    project.write({"index.rst": EDITION})
    path = exported(project, "tei", "edition.xml")
    first, second = project.build("pseudoxml"), again(tmp_path, form, path)
    second.config |= project.config
    second.cite()
    assert spans(second.build("pseudoxml")) == spans(first)


def test_word_files_of_ours_come_back(project: Project, tmp_path: Path) -> None:
    module("pypandoc")
    project.write({"index.rst": EDITION})
    folder = exported(project, "docx", "")
    (path,) = folder.glob("*.docx")
    result = written(tmp_path, "rst", path.read_bytes())
    for said in (
        ".. omission:: the end of rationing",
        ".. contradiction:: end [2]",
        ".. counterquote:: freedom … for small traders",
        ".. correction:: they",
    ):
        assert said in result.stdout
    assert result.stdout.count(".. reply::") == 2
