"""Two editions refer to each other's excerpts, quotations and annotations by their inventories."""

import re
import zlib
from pathlib import Path
from typing import Any

import pytest
import sphinx

from .conftest import Built, Project
from .rebuilt import WITHOUT_SEARCH, assert_as_clean

THERE = """
.. _before it:

.. excerpt:: 107
   :name: Demands of all

   The party was always right.

.. omission:: always right
   :name: o

   One.

.. _before a note:

.. gloss:: party

   Another.

.. quotation:: 3
   :name: q

   Words.
"""
HERE = """
See :critique:ref:`o`, :critique:ref:`these <demands of all>`, :any:`o` and
:external+there:critique:ref:`o`; :critique:ref:`there:o`, :critique:ref:`before it`,
:any:`before a note`, :external:critique:ref:`q`, :critique:ref:`nothing`, and
:external:critique:ref:`own`.

.. excerpt:: 1
   :name: own

   Words.
"""
MYST = """
<inv:there:critique:*#o>, [](inv:#q), [*these*](inv:there:critique:excerpt#demands-of-all),
<project:#o>, [](#before-it), [those](#o), {critique:ref}`q`, {any}`q`.
"""
ITEMS = {
    "o": ("annotation", "omission 1"),
    "p": ("excerpt", "excerpt 3"),
    "q": ("quotation", "quotation 4"),
    "own": ("excerpt", "excerpt 5"),
}
BASE = "https://there.example"


class Editions:
    """A project that names the inventory of another edition."""

    def __init__(self, project: Project, folder: Path) -> None:
        self.project = project
        self.inventory = folder / "objects.inv"
        self.base = BASE
        project.config["extensions"] = ["sphinx.ext.intersphinx", "myst_parser", "sphinx_critique"]

    def other(self, items: dict[str, tuple[str, str]], title: str = "The Other") -> None:
        """Write the inventory of the other edition."""
        lines = "".join(
            f"{name} critique:{series} 1 page.html#critique-$ {label}\n"
            for name, (series, label) in items.items()
        )
        head = f"# Sphinx inventory version 2\n# Project: {title}\n# Version: 2\n# … zlib.\n"
        self.inventory.write_bytes(head.encode() + zlib.compress(lines.encode()))

    def build(self, builder: str = "text", **options: Any) -> Built:
        mapping = {"there": (self.base, str(self.inventory))}  # Sphinx writes into it.
        self.project.config["intersphinx_mapping"] = mapping
        return self.project.build(builder, **options)

    def page(self, text: str, **options: Any) -> str:
        """What a document becomes in plain text; there must be no warning."""
        self.project.write({"index.rst": text})
        built = self.build(**options)
        assert built.warnings == []
        return built.read("index.txt")


@pytest.fixture
def editions(project: Project, tmp_path: Path) -> Editions:
    found = Editions(project, tmp_path)
    found.other(ITEMS)
    return found


def test_from_another_project(project: Project, tmp_path: Path) -> None:
    project.config |= {"project": "The Other", "version": "2"}
    there = project.write({"index.rst": THERE}).build("html")
    assert there.warnings == []
    here = Editions(Project(tmp_path / "here"), there.out)
    here.project.write({"index.rst": f"{HERE}\n.. toctree::\n\n   m\n", "m.md": f"# M\n{MYST}"})
    built = here.build("html")
    assert built.warnings == [
        "index.rst:4: WARNING: “nothing” is the name of no excerpt, quotation or annotation,"
        " nor is it in an inventory [critique.reference]",
        "index.rst:5: WARNING: “own” is the name of no excerpt, quotation or annotation"
        " in any inventory [critique.reference]",
    ]
    o = (f"{BASE}/index.html#critique-o", "omission 2 in The Other")
    q = (f"{BASE}/index.html#critique-q", "quotation 2 in The Other")
    excerpt, gloss = f"{BASE}/index.html#critique-demands-of-all", "gloss 1 in The Other"
    assert links(built.read("index.html")) == [
        *(o, (excerpt, "these"), o, o, o, (excerpt, "excerpt 1 in The Other")),
        *((f"{BASE}/index.html#critique-index--gloss3", gloss), q),
    ]
    assert links(built.read("m.html")) == [
        *(o, q, (excerpt, "these"), o, (excerpt, "excerpt 1 in The Other"), (o[0], "those"), q, q),
    ]


def links(page: str) -> list[tuple[str, str]]:
    """Where the links to the other edition lead, and their words."""
    found = re.findall(rf'<a [^>]*href="({BASE}[^"]*)"[^>]*>(.*?)</a>', page)
    return [(uri, re.sub("<[^>]*>", "", words)) for uri, words in found]


NOTES = """
.. excerpt:: 1
   :name: mine

   Words of my own edition.

.. gloss:: own
   :with: there:p; o

   Set beside.

.. correction:: words [2]
   :on: p
   :right: letters
   :name: c

   Corrected.

.. reply::
   :on: there:o

   Defended, as in :critique:ref:`o`.

.. recall:: c
"""
PRINTED = """
   Words of my own edition.

   -- Excerpt 1: 1

1 Gloss *own*]
   Set beside.

   Beside: excerpt 3 in The Other

   Beside: omission 1 in The Other

2 Correction on excerpt 3 in The Other *words [2]*]
   for words [2] read letters

   Corrected.

3 Reply to omission 1 in The Other
   Defended, as in omission 1 in The Other.

2 Correction on excerpt 3 in The Other *words [2]*]
   for words [2] read letters

   Corrected.

   First given as: correction 2
"""


def test_notes_answer_what_stands_in_another_edition(editions: Editions) -> None:
    """A lemma is as it was written: the words it is of are not known here."""
    assert editions.page(NOTES) == PRINTED.lstrip("\n")


LISTS = """
.. apparatus::

.. critique-list::

.. critique-summary::
   :by: voice

.. argument-map::
"""
LISTED = """
1 *own*] Gloss: Set beside.

2 excerpt 3 in The Other: *words [2]*] Correction: read letters.
Corrected.

3 omission 1 in The Other Reply: Defended, as in omission 1 in The
Other.

1 Gloss on 1: *own*]

2 Correction on excerpt 3 in The Other: *words [2]*] read letters

3 Reply on omission 1 in The Other

+---------------------------+--------------+------------------------------+
| Speaker                   | Notes        | Kinds                        |
|===========================|==============|==============================|
| nobody named              | 3            | correction (1), reply (1),   |
|                           |              | gloss (1)                    |
+---------------------------+--------------+------------------------------+
| **In all**                | **3**        |                              |
+---------------------------+--------------+------------------------------+

* excerpt 1: *Words of my own edition.*

  * gloss 1: *own* (is set beside excerpt 3 in The Other, omission 1
    in The Other)

* excerpt 3 in The Other

  * correction 2: *words [2]*

* omission 1 in The Other

  * reply 3
"""


def test_lists_hold_the_reference(editions: Editions) -> None:
    page = editions.page(NOTES + LISTS)
    assert page.partition("First given as: correction 2\n")[2] == LISTED


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "epub", "latex", "man"])
def test_every_builder_names_the_edition(editions: Editions, builder: str) -> None:
    editions.project.write({"index.rst": NOTES + LISTS})
    settings = {"version": "1", "copyright": "2026", "man_pages": [("index", "a", "", "", "1")]}
    built = editions.build(builder, config=settings)
    assert built.warnings == []
    suffixes = (".html", ".xhtml", ".tex", ".1")
    files = [path for path in built.out.rglob("*") if path.suffix in suffixes]
    words = re.sub(r"<[^>]*>|\s+", " ", "".join(path.read_text("utf-8") for path in files))
    assert words.count("omission 1 in The Other") >= 3


def test_what_is_wrong(editions: Editions) -> None:
    text = """
.. excerpt:: 1

   Words.

.. gloss:: lemma
   :on: q

   A quotation.

.. gloss::
   :on: p
   :with: p; nowhere

   Beside itself.

.. recall:: o

.. recall:: p
"""
    editions.project.write({"index.rst": text})
    assert [line.partition(" [")[0] for line in editions.build().warnings] == [
        "index.rst:6: WARNING: :on: names a quotation, which is not answered: “q”",
        "index.rst:11: WARNING: :with: sets this gloss beside the very passage that it answers:"
        " “p”",
        "index.rst:11: WARNING: :with: names no excerpt and no annotation: “nowhere”",
        "index.rst:17: WARNING: “o” stands in another edition (The Other), whose words are not"
        " known here: it cannot be printed again",
        "index.rst:19: WARNING: “p” is the name of no annotation",
    ]


def test_what_is_here_comes_first(editions: Editions) -> None:
    """Excerpts and notes of ours, and in ``:any:`` whatever else there is in the project."""
    text = """
.. _p:

Own heading
===========

.. excerpt:: 1
   :name: own

   Words.

:critique:ref:`own`, :critique:ref:`there:own`, :any:`own`, :any:`p`, :critique:ref:`p`,
:critique:ref:`there:o`.
"""
    built = editions.page(text)
    assert built.split("\n\n")[-1].replace("\n", " ").strip() == (
        "excerpt 1, excerpt 5 in The Other, excerpt 1, Own heading, excerpt 3 in The Other,"
        " omission 1 in The Other."
    )


@pytest.mark.skipif(sphinx.version_info < (8, 3), reason="Sphinx cannot speak of itself")
def test_a_key_may_be_that_of_the_project_itself(editions: Editions) -> None:
    text = """
.. excerpt:: 1
   :name: own

   Words.

.. gloss::
   :on: here:own

   Note on :critique:ref:`here:own`, :external+here:critique:ref:`own`.
"""
    built = editions.page(text, config={"intersphinx_resolve_self": "here"})
    assert built.endswith("\n1 Gloss\n   Note on excerpt 1, excerpt 1.\n")


def test_types_may_be_disabled(editions: Editions) -> None:
    """As for all of intersphinx: then the edition must be named."""
    editions.project.write({"index.rst": ":critique:ref:`o`, :critique:ref:`there:o`."})
    built = editions.build(config={"intersphinx_disabled_reftypes": ["critique:*"]})
    assert len(built.warnings) == 1
    assert built.read("index.txt") == "*o*, omission 1 in The Other.\n"


def test_an_inventory_that_cannot_be_read(editions: Editions) -> None:
    """Sphinx says so once; of names that are said to be in it nothing can be told."""
    editions.inventory.write_bytes(b"no inventory")
    text = """
:critique:ref:`there:o`, :critique:ref:`o`.

.. gloss:: words
   :on: there:p
   :with: there:q

   Note.
"""
    editions.project.write({"index.rst": text})
    built = editions.build()
    ours = [line for line in built.warnings if "[critique." in line]
    assert [line.partition(":")[0] for line in ours] == ["index.rst"]
    assert "“o” is the name of no excerpt" in ours[0]
    assert built.warnings[0].startswith("WARNING: failed to reach any of the inventories")
    assert built.read("index.txt") == "*there:o*, *o*.\n\n1 Gloss *words*]\n   Note.\n"


def test_each_language_has_words_for_it(editions: Editions) -> None:
    editions.other(ITEMS, "Другое")
    page = editions.page(":critique:ref:`o`", config={"language": "ru"})
    assert page == "omission 1 в издании «Другое»\n"


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_editions_on_one_site(editions: Editions, builder: str) -> None:
    """Addresses told from the pages of a site are those in a book or in print, too: no links."""
    editions.base = "../there"
    editions.project.write({"index.rst": ".. toctree::\n\n   in/a\n", "in/a.rst": f"A\n=\n{NOTES}"})
    built = editions.build(builder)
    page = built.read("in/a.html" if builder == "html" else "in/a/index.html")
    up = "../" if builder == "html" else "../../"
    assert page.count(f'href="{up}../there/page.html#critique-o"') == 3
    index = (built.out / "critique-kinds").with_suffix(".html" if builder == "html" else "")
    found = (index / "index.html" if index.is_dir() else index).read_text("utf-8")
    assert "excerpt 3 in The Other: words [2]" in found
    page = editions.build("epub", config={"version": "1", "copyright": "2026"}).read("in/a.xhtml")
    assert "omission 1 in The Other" in page
    assert "../there" not in page


_SCOPE = ("apparatus::", "apparatus::\n   :scope: edition")
AGAIN = {
    "index.rst": "A\n=\n\n.. toctree::\n\n   b\n   c\n   d\n   e\n   f\n",
    "b.rst": "B\n=\n\n:any:`o`, :external:critique:ref:`o`, :critique:ref:`later`\n",
    "c.rst": f"C\n=\n{NOTES}",
    "d.md": "# D\n\n<inv:#o> [](#o)\n\n```{reply}\n:on: o\n:name: r\n\nWords. [](#o)\n```\n",
    "e.rst": f"E\n=\n\n:critique:ref:`r`\n{LISTS.replace(*_SCOPE)}",
    "f.rst": "F\n=\n\n.. recall:: r\n",
}
GONE = {"z": ("excerpt", "excerpt 1")}
RENUMBERED = ITEMS | {
    "o": ("annotation", "omission 7"),
    "p": ("excerpt", "excerpt 8"),
    "later": ("annotation", "gloss 9"),
}


@pytest.mark.parametrize(
    ("builder", "parallel"), [("text", 2), pytest.param("html", 0, marks=pytest.mark.slow)]
)
def test_the_other_edition_is_numbered_anew(
    editions: Editions, tmp_path: Path, builder: str, parallel: int
) -> None:
    project = editions.project.write(AGAIN | {"conf.py": WITHOUT_SEARCH})
    kept, clean = tmp_path / "kept", tmp_path / "clean"
    for items, title in (ITEMS, "A"), (RENUMBERED, "B"), (GONE, "B"):
        editions.other(items, title)
        project.build_folder = kept
        again = editions.build(builder, parallel=parallel)
        if title == "B":
            project.build_folder = clean
            assert_as_clean(again, editions.build(builder, fresh=True), title)
