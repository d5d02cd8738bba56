"""Whatever is edited: lists over all documents are those of a clean build, in each builder."""

import random

import pytest

from .conftest import THOROUGH, Project, program
from .edited import LISTS, SEED, Edition, Page, Passage, directive
from .edits import EDITS, Edit
from .rebuilt import WITHOUT_SEARCH, Builds, assert_as_clean, pages

pytestmark = pytest.mark.slow

DOCUMENTS = 12
EDITED = 60
PARTS = 6
BUILDERS = ("html", "latex", "text")
MAPS = """
.. argument-map::

.. argument-map::
   :doc: page00
   :depth: 0

.. argument-map::
   :around: passage-002
   :depth: 2
"""
CUTS = """
.. excerpt:: source7, 12
   :name: cut

   the sailors … elected anew

.. gloss:: elected anew

   As :quote:`they wrote … in full <source7, 12>` shows.
"""
TRANSCRIPT = "[p. 12]\nthe sailors {} wanted the soviets elected anew; they wrote it {} in full\n"


class Listed(Edition):
    """An edition with lists over all of it, and a transcript of one source."""

    def __init__(self, project: Project, seed: int) -> None:
        self.transcript = TRANSCRIPT
        self.rounds = 0
        super().__init__(project, seed, DOCUMENTS)

    def _found(self, documents: int) -> None:
        super()._found(documents - 2)
        self.pages["lists"] = Page("Lists", tail=LISTS)
        self.pages["maps"] = Page("Maps", [Passage(CUTS)], tail=MAPS)
        self.pages["index"].children += ["lists", "maps"]
        for name in list(self.pages):
            if name.startswith("page"):
                self.pages[name].tail += "\n\n.. apparatus::\n"
        self.pages["part2"].tail += "\n\n" + directive("recall", self.any_name("note"))

    def files(self):
        yield from super().files()
        yield "transcripts/source7.txt", self.transcript.format("of the fleet", "down")


def change_the_transcript(edition: Listed) -> None:
    edition.rounds += 1
    edition.transcript = edition.transcript.replace("{}", f"{{}} {edition.rounds}", 1)


def recall_a_note(edition: Edition) -> None:
    page = edition.pages[edition.some_page()]
    page.tail += "\n\n" + directive("recall", edition.any_name("note"))


def recall_a_note_against_a_passage(edition: Edition) -> None:
    page = edition.pages[edition.some_page()]
    on = edition.any_name("passage")
    page.tail += "\n\n" + directive("recall", edition.any_name("note"), on=on)


def narrow_a_list(edition: Edition) -> None:
    lists = edition.pages["lists"]
    lists.tail = lists.tail.replace(":kind: correction", ":kind: fallacy; correction")


def entitle_a_page_anew(edition: Edition) -> None:
    page = edition.pages[edition.leaf()]
    page.title += " anew"


def charge_somebody(edition: Edition) -> None:
    passage, place = edition.some_notes()
    passage.notes[place] = passage.notes[place].replace(":charged: editor", ":charged: translator")


OWN_EDITS = (
    change_the_transcript,
    recall_a_note,
    recall_a_note_against_a_passage,
    narrow_a_list,
    entitle_a_page_anew,
    charge_somebody,
)


def some_edit(edition: Listed, chosen: random.Random) -> Edit:
    """Make a random edit: another one, where nothing is left of what the first would change."""
    while True:
        edit = chosen.choice((*EDITS, *OWN_EDITS, *OWN_EDITS))
        try:
            edition.make(edit)
        except (IndexError, LookupError):
            continue
        return edit


@pytest.mark.no_cover
@pytest.mark.parametrize("part", range(PARTS if THOROUGH else 3))
def test_lists_are_those_of_a_clean_build(project: Project, builds: Builds, part: int) -> None:
    """Random edits, each followed by two of three builders over the same doctrees.

    The third, in turn, finds two edits made when it is asked again.
    """
    edition = Listed(project, SEED + part)
    chosen = random.Random(SEED + part)
    for builder in BUILDERS:
        builds.build("kept", builder)
    for count in range(EDITED // PARTS):
        edit = some_edit(edition, chosen)
        asked = [each for place, each in enumerate(BUILDERS) if place != count % len(BUILDERS)]
        for place, builder in enumerate(asked):
            kept = builds.build("kept", builder, parallel=4 if count % 4 == 0 else 0)
            clean = builds.build("clean", builder, fresh=place == 0)
            assert_as_clean(kept, clean, f"{count} {edit.__name__}, {builder}")


def test_only_lists_that_change_are_written_again(project: Project, builds: Builds) -> None:
    note = "{0}\n=\n\n.. excerpt::\n   :name: e{0}\n\n   some words\n\n.. gloss:: words\n\n   A.\n"
    project.write({f"{name}.rst": note.format(name) for name in "abc"})
    toctree = "\n".join(f"   {name}" for name in ("a", "b", "c", "all", "one", "fallacies"))
    project.write(
        {
            "index.rst": f"I\n=\n\n.. toctree::\n\n{toctree}\n",
            "all.rst": "All\n===\n\n.. apparatus::\n   :scope: edition\n",
            "one.rst": "One\n===\n\n.. critique-list::\n   :doc: a\n",
            "fallacies.rst": "Fallacies\n=========\n\n.. critique-list::\n   :doc: b; c\n",
        }
    )
    before = pages(builds.build("kept").out)
    project.write({"c.rst": note.format("c").replace("A.", "Another.")})
    after = pages(builds.build("kept").out)
    written = {name for name in after if before[name] != after[name]}
    # A list of numbers and lemmata does not show the words of notes; an apparatus does.
    assert written == {"c.html", "all.html", "index.html"}


def test_a_list_of_nothing_is_written_again_when_there_is_something(
    project: Project, builds: Builds
) -> None:
    passage = "A\n=\n\n.. excerpt::\n\n   some words\n"
    project.write(
        {
            "index.rst": "I\n=\n\n.. toctree::\n\n   a\n\n.. critique-summary::\n",
            "a.rst": passage,
            "conf.py": WITHOUT_SEARCH,
        }
    )
    assert "There is nothing to list." in builds.build("kept").read("index.html")
    project.write({"a.rst": f"{passage}\n.. gloss:: words\n\n   A.\n"})
    assert_as_clean(builds.build("kept"), builds.clean())


def test_drawings_do_not_tell_the_time(project: Project, builds: Builds) -> None:
    program("dot")
    source = (
        "I\n=\n\n.. excerpt::\n\n   some words\n\n.. gloss:: words\n\n   A.\n\n"
        ".. argument-map::\n   :depth: 0\n"
    )
    project.write({"index.rst": source})
    built = builds.clean("latex")
    drawn = [path.read_bytes() for path in built.out.rglob("graphviz-*.pdf")]
    assert len(drawn) == 1
    assert b"/CreationDate (D:00000000000000" in drawn[0]
