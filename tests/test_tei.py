"""The edition as TEI: valid, with every word, its notes at the words they are about."""

import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from sphinx.testing.util import SphinxTestApp

from sphinx_critique.builders.beside import beside
from sphinx_critique.builders.tei import NAME, TeiBuilder
from sphinx_critique.model.kinds import KINDS
from sphinx_critique.project.domain import CritiqueDomain

from .browsing import EXAMPLE
from .conftest import Built, Project
from .editions import FULL, FULL_CONFIG, UNANCHORED, words_written
from .fuzz.building import Site, setting
from .fuzz.documents import WORD
from .fuzz.trials import documents_of
from .test_hostile import written

SCHEMA = Path(__file__).parent / "schemas" / "tei.rng"
NAMES = {"t": "http://www.tei-c.org/ns/1.0"}
XML = "{http://www.w3.org/XML/1998/namespace}"
POINTING = ("target", "from", "to", "ana", "source", "ref", "corresp", "resp")
Tree = Any


def read(path: Path) -> Tree:
    """A file that is valid, its ids unique, and nothing in it pointing nowhere."""
    tree = etree.parse(path, etree.XMLParser(huge_tree=True))
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    schema.validate(tree)
    assert [f"{each.line}: {each.message}" for each in schema.error_log] == []
    ids = tree.xpath("//@xml:id")
    assert len(ids) == len(set(ids))
    assert set(pointers(tree)) <= set(ids)
    return tree


def pointers(tree: Tree) -> Iterator[str]:
    for name in POINTING:
        for each in tree.xpath(f"//t:*[not(self::t:citedRange)]/@{name}", namespaces=NAMES):
            yield from (part[1:] for part in each.split() if part.startswith("#"))


def find(tree: Tree, path: str) -> list[Any]:
    found: list[Any] = tree.xpath(path, namespaces=NAMES)
    return found


def said(node: Tree) -> str:
    return " ".join("".join(node.itertext()).split())


def between(tree: Tree, app: Tree) -> str:
    """The words that an entry of the apparatus points at."""
    ends = [app.get(name)[1:] for name in ("from", "to")]
    text, inside = "", False
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        name = node.get(f"{XML}id") if event == "start" else None
        if event == "start" and name == ends[1]:
            return " ".join(text.split())
        inside = inside or name == ends[0]
        if inside:
            text += (node.text if event == "start" else node.tail) or ""
    raise AssertionError(f"{ends} are not there in this order")


RST = """
Title
=====

.. excerpt:: 107
   :name: demands
   :voice: Serge
   :date: 1946

   The end [of all] *rationing, re*\\ [e]lection … and freedom.

   …

   small traders

.. omission:: [of all] rationing
   :cite: petropavlovsk1921, item 9
   :tags: bread

   All who work. See :critique:ref:`demands`.

.. correction:: small traders
   :right: artisans
   :charged: editor

   Not traders.

   .. reply:: Not
      :voice: Somebody

      It may be.

.. gloss::

   Of the whole.

.. context::
   :at: trotsky1961, 3

   Elsewhere.

Again:

.. recall:: again

.. gloss:: freedom
   :on: demands
   :name: again

   Of what?

.. bibliography::
"""
MYST = """
# Title

```{excerpt} 107
:name: demands
:voice: Serge
:date: 1946

The end [of all] *rationing, re*[e]lection … and freedom.

…

small traders
```

```{omission} [of all] rationing
:cite: petropavlovsk1921, item 9
:tags: bread

All who work. See {critique:ref}`demands`.
```

````{correction} small traders
:right: artisans
:charged: editor

Not traders.

```{reply} Not
:voice: Somebody

It may be.
```
````

```{gloss}

Of the whole.
```

```{context}
:at: trotsky1961, 3

Elsewhere.
```

Again:

```{recall} again
```

```{gloss} freedom
:on: demands
:name: again

Of what?
```

```{bibliography}
```
"""


@pytest.fixture(scope="module", params=["rst", "md"])
def tree(tmp_path_factory: pytest.TempPathFactory, request: Any) -> Tree:
    project = Project(tmp_path_factory.mktemp("tei")).cite()
    project.config["extensions"] = ["myst_parser", "sphinx_critique"]
    text = {"rst": RST, "md": MYST}[request.param]
    built = project.write({f"index.{request.param}": text}).build("tei")
    assert built.warnings == []
    return read(built.out / NAME)


def test_cuts_and_what_is_put_in_are_told_and_stay_readable(tree: Tree) -> None:
    (quote,) = find(tree, "//t:cit/t:quote")
    gaps = find(quote, ".//t:gap[@reason='editorial']")
    assert said(quote) == "The end [of all] rationing, re[e]lection … and freedom.…small traders"
    assert [each.getprevious() is None for each in gaps] == [False, True]
    assert [said(each) for each in find(quote, ".//t:supplied")] == ["[of all]", "[e]"]


def test_a_passage_says_who_speaks_and_where(tree: Tree) -> None:
    (cit,) = find(tree, "//t:cit")
    assert cit.get(f"{XML}id") == "critique-demands"
    assert find(cit, "t:quote/@source") == ["#bib.serge2016"]
    assert find(cit, "t:quote/@xml:lang") == ["en"]
    assert find(cit, "t:bibl/t:date/@when") == ["1946"]
    (person,) = find(cit, "t:bibl/t:persName/@ref")
    assert find(tree, f"//t:person[@xml:id='{person[1:]}']/t:persName/text()") == ["Serge"]
    (place,) = find(cit, "t:bibl//t:citedRange")
    assert dict(place.attrib) == {"unit": "page", "from": "107", "to": "107"}


def test_notes_point_at_both_ends_of_their_words(tree: Tree) -> None:
    apps = {each.get("n"): each for each in find(tree, "//t:app")}
    assert [each.get("n") for each in find(tree, "//t:app")] == sorted(apps, key=int)
    kinds = ["omission", "correction", "reply", "gloss", "context", "gloss"]
    assert [each.get("type") for each in find(tree, "//t:app")] == kinds
    for number, words in (("1", "[of all] rationing,"), ("2", "small traders"), ("3", "Not")):
        assert between(tree, apps[number]).startswith(words.rstrip(","))
        assert said(find(apps[number], "t:lem")[0]) == words.rstrip(",")
    assert apps["4"].get("from") == apps["4"].get("to") == "#critique-demands"
    assert apps["5"].get("from") == "#bib.trotsky1961"
    assert apps["1"].get("ana") == "#kind-omission #tag.bread"


def test_what_a_note_says_besides(tree: Tree) -> None:
    apps = find(tree, "//t:app")
    (choice,) = find(apps[1], "t:note[@type='reading']/t:choice")
    assert [said(each) for each in choice] == ["small traders", "artisans"]
    assert find(apps[1], "t:note[@type='charged']/t:persName/@ref") == ["#person.editor"]
    assert find(apps[0], "t:note[@type='sources']/t:bibl/t:ptr/@target") == [
        "#bib.petropavlovsk1921"
    ]
    (voice,) = find(apps[2], "t:note/@resp")
    assert find(tree, f"//t:person[@xml:id='{voice[1:]}']/t:persName/text()") == ["Somebody"]


def test_a_note_is_written_once_and_led_to_where_it_stands(tree: Tree) -> None:
    assert "".join(tree.getroot().itertext()).count("Of what?") == 1
    led = find(tree, "//t:text//t:ab[@type='annotation']/t:ref/@target")
    assert led.count("#critique-again") == 2
    ids = find(tree, "//t:app/@xml:id")
    targets = find(tree, "//t:text//@target | //t:app/t:note//@target")
    assert {f"#{each}" for each in ids} <= set(targets)


def test_the_header_has_sources_kinds_and_method(tree: Tree) -> None:
    assert find(tree, "//t:biblStruct/@xml:id") == [
        "bib.petropavlovsk1921",
        "bib.serge2016",
        "bib.trotsky1961",
    ]
    assert find(tree, "//t:variantEncoding/@method") == ["double-end-point"]
    named = find(tree, "//t:taxonomy[@xml:id='kinds']//t:category/t:category/@xml:id")
    assert {each.removeprefix("kind-") for each in named} == {each.name for each in KINDS}
    (omission,) = find(tree, "//t:category[@xml:id='kind-omission']/@valueDatcat")
    assert omission == "http://purl.org/spar/cito/critiques"


def full(folder: Path) -> Built:
    project = Project(folder).write(FULL)
    project.config |= FULL_CONFIG
    return project.build("tei")


def test_every_kind_and_option_is_valid_and_no_word_lost(tmp_path: Path) -> None:
    built = full(tmp_path)
    (warning,) = built.warnings
    assert UNANCHORED in warning
    tree = read(built.out / NAME)
    text = "".join(tree.getroot().itertext()).lower()
    names = (name for name in FULL if not name.endswith(".bib"))
    assert [each for each in sorted(words_written(*names)) if each not in text] == []
    numbers = [int(each) for each in find(tree, "//t:app/@n")]
    assert all(one <= other for one, other in pairwise(numbers))


def test_documents_stand_where_they_are_named_and_no_paragraph_behind_them(
    project: Project,
) -> None:
    toctree = "T\n=\n\nBefore.\n\n.. toctree::\n\n   b\n   a\n\nAfter.\n"
    files = {
        "index.rst": toctree,
        "a.rst": "A\n=\n",
        "b.rst": "B\n=\n",
        "c.rst": ":orphan:\n\nC\n=",
    }
    tree = read(project.write(files).build("tei").out / NAME)
    assert [said(each) for each in find(tree, "//t:head | //t:p")] == [
        "", "T", "Before.", "B", "A", "After.", "C",
    ]  # fmt: skip


def test_several_editions_of_a_work_are_witnesses(project: Project) -> None:
    book = "@book{{{key}, author = {{Serge, Victor}}, title = {{Life}}, year = {{{year}}}}}\n"
    both = book.format(key="one", year=1946) + book.format(key="two", year=1975)
    project.cite(both)
    project.config["critique_work"] = "one"
    page = "T\n=\n\n.. excerpt:: two, 3\n\n   words\n\n.. bibliography::\n"
    tree = read(project.write({"index.rst": page}).build("tei").out / NAME)
    assert find(tree, "//t:witness/@corresp") == ["#bib.one", "#bib.two"]


def test_an_edition_facts_and_a_picture(project: Project) -> None:
    project.config["critique_edition"] = {
        "editors": ["One, A.", "Two, B."],
        "publisher": "Press",
        "licence": "CC BY 4.0",
        "doi": "10.1/x",
        "date": "2026-01-02",
        "version": "1.2",
        "series": "S",
    }
    (project.source / "p.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    built = project.write({"index.rst": "T\n=\n\n.. image:: p.svg\n   :alt: drawn\n"}).build("tei")
    tree = read(built.out / NAME)
    assert find(tree, "//t:respStmt/t:name/text()") == ["One, A.", "Two, B."]
    assert find(tree, "//t:publicationStmt/t:date/@when") == ["2026-01-02"]
    assert find(tree, "//t:publicationStmt/t:idno[@type='DOI']/text()") == ["10.1/x"]
    assert find(tree, "//t:licence/text()") == ["CC BY 4.0"]
    (url,) = find(tree, "//t:graphic/@url")
    assert (built.out / url).is_file()


def test_at_the_end_of_another_build_it_writes_the_same(tmp_path: Path) -> None:
    built = full(tmp_path / "own")
    project = Project(tmp_path / "other").write(FULL)
    project.config |= FULL_CONFIG
    found: list[Path] = []

    def export(app: Any, _error: object) -> None:
        kept = app.builder, CritiqueDomain.of(app.env).build, set(app.tags)
        with beside(app, TeiBuilder, tmp_path / "export") as builder:
            found.append(builder.write_edition())
        assert kept == (app.builder, CritiqueDomain.of(app.env).build, set(app.tags))

    conf = project.source / "conf.py"
    conf.write_text("def setup(app): ...\n", encoding="utf-8")
    app = SphinxTestApp(
        "html",
        srcdir=project.source,
        builddir=project.build_folder,
        confoverrides=project.config,
    )
    app.connect("build-finished", export)
    try:
        app.build()
    finally:
        app.cleanup()
    assert found[0].read_bytes() == (built.out / NAME).read_bytes()


def test_the_same_again_and_by_more_processes(tmp_path: Path) -> None:
    project = Project(tmp_path).write(FULL)
    project.config |= FULL_CONFIG
    first = project.build("tei").read(NAME)
    assert project.build("tei").read(NAME) == first
    assert project.build("tei", fresh=True, parallel=2).read(NAME) == first


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".rst", ".md"])
def test_hostile_text_is_text(tmp_path: Path, suffix: str) -> None:
    tree = read(written(tmp_path, suffix).build("tei").out / NAME)
    assert (
        find(tree, "//*[local-name()='script' or local-name()='img' or local-name()='svg']") == []
    )
    links = find(tree, "//@target | //@url | //t:app/@from")
    assert all(each.startswith(("#", "http", "images/")) for each in links), links


@pytest.mark.slow
@pytest.mark.parametrize("seed", [7, 40, 41, 52])
def test_made_up_documents_are_valid_and_whole(tmp_path: Path, seed: int) -> None:
    how = setting(seed, ())
    documents = documents_of(seed, 12, how)
    site = Site(tmp_path / "site", {each.path: str(each) for each in documents.values()}, how)
    printed = {}
    for builder, pattern in (("tei", NAME), ("xml", "*.xml")):
        outcome = site.build(builder)
        assert outcome.error is None, outcome.traced
        parser = etree.XMLParser(huge_tree=True, recover=True)
        files = sorted(outcome.out.rglob(pattern))
        text = "".join(said(etree.parse(each, parser).getroot()) for each in files)
        printed[builder] = set(WORD.findall(text.lower()))
    read(site.folder / "build" / "tei" / NAME)
    of_readers = {w.text for each in documents.values() for w in each.words if not w.only}
    assert printed["xml"] & of_readers <= printed["tei"]


@pytest.fixture
def example(tmp_path: Path) -> Callable[[], Path]:
    def built() -> Path:
        source = tmp_path / "source"
        shutil.copytree(EXAMPLE, source)
        app = SphinxTestApp("tei", srcdir=source, builddir=tmp_path / "build", warningiserror=True)
        try:
            app.build()
        finally:
            app.cleanup()
        return Path(app.outdir) / NAME

    return built


def test_every_note_of_the_example_is_reached(example: Callable[[], Path]) -> None:
    """From the text a link leads to each, whatever shows TEI as it is."""
    tree = read(example())
    notes = {each.get(f"{XML}id") for each in find(tree, "//t:app")}
    targets = find(tree, "//t:text//t:ptr/@target | //t:text//t:ref/@target")
    reached = {part[1:] for each in targets for part in each.split() if part.startswith("#")}
    assert notes
    assert notes <= reached
