"""The annotations of an edition in the W3C's model: their selectors, bodies and sources."""

import http.server
import json
import re
import threading
import time
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from . import editions
from .browsing import build as build_pages
from .conftest import Built, Project
from .test_page_in_themes import THEMES

BASE = "https://example.org/edition/"
PAGE = """\
Page
====

.. excerpt:: 107
   :name: demands

   one 😀 *two* three [sic] four, the end of rationing, freedom

   | שלום עולם
   |    πλατύ τι

   second part, five 😀😀 six

.. gloss:: two … the end
   :tags: a; b
   :cite: trotsky1961, 5; in anweiler1974, 77

   All *who work* are <rationed> alike.

   .. reply:: who work are
      :voice: Another

      Yes.

.. correction:: the end of rationing
   :right: the end of hunger

.. counterquote:: freedom

   free production

   -- petropavlovsk1921, item 15

.. gloss:: עולם πλατύ

   A.

.. gloss:: 😀 [3]

   B.

.. concession::
   :with: other

   On all of it.

.. omission::
   :at: trotsky1961, 12

   A locus.

.. unsupported::
   :at: work

   The work.

.. excerpt:: 108
   :name: other
   :numbered:

   line one is here
   line two

.. distortion:: here line

   C.

.. bibliography::
   :all:
"""
MYST = """\
# Page

:::{excerpt} 107
:name: demands

one *two* three
:::

:::{gloss} two three
:cite: trotsky1961, 5

In *MyST*.
:::

:::{bibliography}
:all:
:::
"""


class Text(HTMLParser):
    """The text of the element with an id, as others are told to count it."""

    def __init__(self, page: str, anchor: str) -> None:
        super().__init__()
        self.text = ""
        self._anchor = anchor
        self._open: list[tuple[str, bool, bool]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("img", "br", "hr", "link", "meta", "input"):
            return
        given = dict(attrs)
        inside, counts = self._open[-1][1:] if self._open else (False, True)
        inside = inside or given.get("id") == self._anchor
        names = set((given.get("class") or "").split())
        left_out = {"critique-number", "critique-line-number", "critique-cut-words"} & names
        self._open.append((tag, inside, counts and not left_out))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and all(self._open[-1][1:]):
            self.text += data


def collection(built: Built | Path) -> Any:
    folder = built if isinstance(built, Path) else built.out
    return json.loads((folder / "annotations.jsonld").read_text(encoding="utf-8"))


def listed(found: Any) -> list[Any]:
    return found if isinstance(found, list) else [found]


def anchored(items: list[Any]) -> list[tuple[Any, str, str, Any, Any]]:
    """Each annotation that has words, with their page, element and selectors."""
    found = []
    for item in items:
        for target in listed(item["target"]):
            refined = isinstance(target, dict) and target.get("selector", {}).get("refinedBy")
            if refined:
                anchor = target["selector"]["value"]
                found.append((item, target["source"].removeprefix(BASE), anchor, *refined))
    return found


@pytest.fixture
def edition(project: Project) -> Project:
    project.cite().write({"index.rst": PAGE})
    project.config |= {"html_baseurl": BASE, "project": "The edition", "author": "The editor"}
    return project


def by_kind(items: list[Any]) -> dict[str, Any]:
    return {item["critique:kind"]: item for item in items}


def test_selectors_are_of_the_text_of_the_built_page(edition: Project) -> None:
    items = collection(edition.build("webannotation"))["first"]["items"]
    page = edition.build("html").read("index.html")
    words = {}
    for item, name, anchor, quote, position in anchored(items):
        assert name == "index.html"
        text = Text(page, anchor).text
        assert text[position["start"] : position["end"]] == quote["exact"]
        around = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
        assert text.count(around) == 1
        words[item["critique:lemma"]] = " ".join(quote["exact"].split())
    assert words == {
        "two … the end": "two three [sic] four, the end",
        "who work are": "who work are",
        "the end of rationing": "the end of rationing",
        "freedom": "freedom",
        "עולם πλατύ": "עולם πλατύ",
        "😀 [3]": "😀",
        "here line": "here line",
    }


def test_what_is_answered_brought_and_said(edition: Project) -> None:
    found = collection(edition.build("webannotation"))
    items = found["first"]["items"]
    kinds = by_kind(items)
    assert found["total"] == len(items) == 10
    assert (found["label"], found["creator"]["name"]) == ("The edition", "The editor")

    reply = kinds["reply"]
    (first,) = (each for each in items if each.get("critique:lemma") == "two … the end")
    assert reply["target"][0] == first["id"] == reply["cito:repliesTo"]["id"]
    assert reply["motivation"] == ["replying", f"{BASE}annotations.jsonld#kind-reply"]
    text, *tags, one, other = first["body"]
    assert text["value"] == "<p>All <em>who work</em> are &lt;rationed&gt; alike.</p>"
    assert [each["value"] for each in tags] == ["a", "b"]
    assert (one["critique:key"], one["critique:locator"]) == ("trotsky1961", "5")
    assert (other["critique:key"], other["critique:citation"]) == (
        "anweiler1974",
        "in anweiler1974, 77",
    )
    assert first["cito:citesAsEvidence"] == [{"id": one["source"]}, {"id": other["source"]}]

    correction = kinds["correction"]
    assert correction["body"]["value"] == "<p>the end of hunger</p>"
    assert correction["motivation"][0] == "editing"
    counter = kinds["counterquote"]["body"][1]
    assert counter["selector"] == {"type": "TextQuoteSelector", "exact": "free production"}
    assert counter["critique:locator"] == "item 15"

    whole = kinds["concession"]
    assert "refinedBy" not in whole["target"]["selector"]
    assert whole["body"][1]["source"] == f"{BASE}index.html#critique-other"
    assert kinds["omission"]["target"]["critique:locator"] == "12"
    assert kinds["unsupported"]["target"] == kinds["unsupported"]["cito:disputes"]["id"]


def test_passages_and_kinds_are_told_once(edition: Project) -> None:
    found = collection(edition.build("webannotation"))
    first, second = found["critique:excerpts"]
    assert first["id"] == f"{BASE}index.html#critique-demands"
    assert first["critique:citation"] == "107"
    assert first["value"].startswith("<p>one 😀 <em>two</em> three [sic] four, the end of")
    assert "<div>line one is here</div>" in second["value"]
    kinds = {each["id"].rpartition("-")[2]: each for each in found["critique:kinds"]}
    assert kinds["correction"]["skos:broader"] == {"id": "oa:editing"}
    assert kinds["omission"]["critique:cito"] == {"id": "cito:critiques"}


def test_myst_is_as_rest(project: Project) -> None:
    project.config["extensions"] = ["sphinx_critique", "myst_parser"]
    project.config |= {"myst_enable_extensions": ["colon_fence"], "html_baseurl": BASE}
    project.cite().write({"index.md": MYST})
    (item,) = collection(project.build("webannotation"))["first"]["items"]
    assert item["body"][0]["value"] == "<p>In <em>MyST</em>.</p>"
    assert item["target"]["selector"]["refinedBy"][0]["exact"] == "two three"


def test_a_cut_and_its_words(project: Project) -> None:
    """The words that dots open to are not among those of the passage."""
    page = PAGE.split("\n.. excerpt")[0] + (
        "\n.. excerpt:: 3\n\n   alpha beta … delta epsilon\n\n.. gloss:: beta … delta\n\n"
        "   So :quote:`alpha … delta <3>`.\n\n.. bibliography::\n   :all:\n"
    )
    transcript = "[p. 3]\nalpha beta gamma delta epsilon\n"
    project.cite().write({"index.rst": page, "transcripts/serge2016.txt": transcript})
    (item,) = collection(project.build("webannotation"))["first"]["items"]
    assert item["target"]["selector"]["refinedBy"][0]["exact"] == "beta … delta"
    body, evidence = item["body"]
    assert "gamma" not in body["value"]
    assert evidence["selector"]["exact"] == "alpha beta gamma delta"
    assert evidence["critique:quotation"] == "alpha … delta"
    assert evidence["critique:status"] == "marked"


def test_a_translation_is_told_apart(project: Project) -> None:
    page = (
        "Page\n====\n\n.. excerpt::\n   :lang: de\n\n   ein schöner Tag\n\n   .. translation::\n\n"
    )
    page += "      a fine day\n\n.. gloss:: fine day\n\n   T.\n"
    found = collection(project.write({"index.rst": page}).build("webannotation"))
    (passage,) = found["critique:excerpts"]
    assert (passage["value"], passage["language"]) == ("<p>ein schöner Tag</p>", "de")
    told = {"value": "<p>a fine day</p>", "format": "text/html", "language": "en"}
    assert passage["critique:translations"] == told
    (item,) = found["first"]["items"]
    assert item["target"]["selector"]["refinedBy"][0]["exact"] == "fine day"


def test_without_an_address_it_is_relative(edition: Project) -> None:
    found = collection(edition.build("webannotation", config={"html_baseurl": ""}))
    assert found["id"] == "annotations.jsonld"
    assert found["first"]["items"][0]["target"]["source"] == "index.html"


def test_nothing_to_say_is_a_collection_too(project: Project) -> None:
    project.write({"index.rst": "Page\n====\n\nWords.\n"})
    found = collection(project.build("webannotation"))
    assert (found["total"], found["first"]["items"]) == (0, [])


def test_it_is_the_same_beside_the_pages(edition: Project) -> None:
    alone = collection(edition.build("webannotation"))
    beside = edition.build("html", config={"critique_exports": ["webannotation"]})
    assert collection(beside) == alone
    pages = edition.build("dirhtml", config={"critique_exports": ["webannotation"]})
    item = collection(pages)["first"]["items"][0]
    assert item["target"]["source"] == BASE


@pytest.mark.slow
def test_every_kind_and_option(project: Project) -> None:
    project.config |= {**editions.FULL_CONFIG, "html_baseurl": BASE}
    project.write(editions.FULL)
    found = collection(project.build("webannotation"))
    built = project.build("html")
    for _item, name, anchor, quote, position in anchored(found["first"]["items"]):
        text = Text(built.read(name), anchor).text
        assert text[position["start"] : position["end"]] == quote["exact"]
    words = json.dumps(found, ensure_ascii=False)
    assert "wordbodyroot" in words


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
def test_browsers_find_the_words(edition: Project, browser: Any, theme: str) -> None:
    """Numbers, tools and words that cuts leave out are no text there, to whoever looks for it."""
    edition.config |= {"critique_exports": ["webannotation"], "html_theme": theme}
    (edition.source / "conf.py").write_text(
        "".join(f"{name} = {each!r}\n" for name, each in edition.config.items())
    )
    out = build_pages(edition.source, edition.build_folder)
    page = browser.new_page()
    page.goto((out / "index.html").as_uri())
    page.wait_for_function("document.querySelector('.critique-tools')")
    for _item, _, anchor, quote, position in anchored(collection(out)["first"]["items"]):
        text = page.evaluate("id => document.getElementById(id).textContent", anchor)
        assert text[position["start"] : position["end"]] == quote["exact"]
        around = chain([quote.get("prefix", "")], [quote["exact"]], [quote.get("suffix", "")])
        assert "".join(around) in text
    page.close()


def test_a_passage_in_a_note_is_without_lines_of_ours(project: Project) -> None:
    """Neither its number, with what parts that from its place, nor where it is answered."""
    page = (
        "Page\n====\n\n.. excerpt:: 3\n\n   alpha beta\n\n.. gloss:: beta\n\n   So.\n\n"
        "   .. excerpt:: 4\n      :name: inner\n      :voice: Somebody\n\n      gamma delta\n\n"
        "   .. gloss:: gamma\n\n      Inner.\n\nOther\n-----\n\n"
        ".. gloss:: delta\n   :on: inner\n\n   Elsewhere.\n\n.. bibliography::\n   :all:\n"
    )
    project.cite().write({"index.rst": page})
    for style, caption in (("critique", "p. 4 · Somebody"), ("foot", "Somebody, [2]")):
        config = {"bibtex_reference_style": style}
        items = collection(project.build("webannotation", config=config))["first"]["items"]
        (body,) = (each["body"]["value"] for each in items if "So." in each["body"]["value"])
        said = Text(f'<div id="all">{body}</div>', "all").text
        assert " ".join(said.split()) == f"So. gamma delta {caption}"


def test_raw_words_in_no_element_are_kept(project: Project) -> None:
    raw = "   .. raw:: html\n\n      loose & <i>raw</i> words\n"
    page = f"Page\n====\n\n.. excerpt::\n\n   alpha\n\n{raw}\n.. gloss:: alpha\n\n   So.\n\n{raw}"
    found = collection(project.write({"index.rst": page}).build("webannotation"))
    loose = "loose &amp;\n<i>raw</i>\nwords"
    assert found["first"]["items"][0]["body"]["value"] == f"<p>So.</p>\n{loose}"
    assert found["critique:excerpts"][0]["value"] == f"<p>alpha</p>\n{loose}"


def test_no_link_in_a_body_runs(project: Project) -> None:
    page = "Page\n====\n\n.. excerpt::\n\n   alpha\n\n.. gloss:: alpha\n\n"
    page += "   See `this <javascript:alert(1)>`__ and `that <https://example.org/>`__.\n"
    found = collection(project.write({"index.rst": page}).build("webannotation"))
    said = found["first"]["items"][0]["body"]["value"]
    assert said == '<p>See <a>this</a> and <a href="https://example.org/">that</a>.</p>'


class Halting(http.server.BaseHTTPRequestHandler):
    """Sends a page in two parts, the second some frames after the first."""

    parts: tuple[bytes, bytes]

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        for part in self.parts:
            self.wfile.write(part)
            self.wfile.flush()
            time.sleep(0.5)

    def log_message(self, *given: object) -> None:
        pass


@pytest.mark.slow
def test_a_number_that_comes_in_two_parts_is_no_text(edition: Project, browser: Any) -> None:
    """The parser may pause between the start of a number's link and the number."""
    out = edition.build("html").out
    page = (out / "index.html").read_text(encoding="utf-8")
    script = (out / "_static" / "sphinx-critique.js").read_text(encoding="utf-8")
    words = re.search(r'<script src="_static/sphinx-critique.js" (data-words=".*?")>', page)
    assert words is not None
    page = page.replace(words[0], f"<script {words[1]}>{script}", 1)
    page = re.sub(r"<(?:link|script src)[^>]*>", "", page)
    place = page.index('class="critique-call')
    place = page.index(">", place) + 1
    Halting.parts = page[:place].encode(), page[place:].encode()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Halting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        opened = browser.new_page()
        opened.goto(f"http://127.0.0.1:{server.server_port}/")
        calls = opened.eval_on_selector_all(
            "a.critique-call", "found => found.map(e => [e.textContent, e.dataset.critiqueShown])"
        )
        opened.close()
    finally:
        server.shutdown()
        server.server_close()
    assert calls
    assert all(text == "" and shown.isdigit() for text, shown in calls)
