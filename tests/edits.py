"""The edits that are made to a made-up edition: of every sort, at random places."""

import re
from collections.abc import Callable

from .edited import KINDS, Edition, Page

Edit = Callable[[Edition], object]


def add_a_note_at_the_beginning(edition: Edition) -> None:
    first = edition.pages["part1"].passages[0]
    first.notes.insert(0, edition.note(first))


def add_a_note(edition: Edition) -> None:
    _, passage = edition.some_passage()
    passage.notes.append(edition.note(passage))


def change_a_note(edition: Edition) -> None:
    passage, place = edition.some_notes()
    passage.notes[place] += f"\n\n   {edition.words(4)}."


def change_the_kind_of_a_note(edition: Edition) -> None:
    passage, place = edition.some_notes()
    every = "|".join(KINDS)
    kind = edition.random.choice(KINDS)
    passage.notes[place] = re.sub(rf"\.\. (?:{every})::", f".. {kind}::", passage.notes[place])


def rename_a_note(edition: Edition) -> None:
    edition.rename_everywhere(edition.any_name("note"), edition.name("note"))


def rename_a_note_and_not_what_refers_to_it(edition: Edition) -> None:
    passage, place = edition.some_notes()
    new = edition.name("note")
    passage.notes[place] = re.sub(r":name: .*", f":name: {new}", passage.notes[place])


def give_a_name_twice(edition: Edition) -> None:
    passage, place = edition.some_notes()
    name = edition.any_name("passage")
    passage.notes[place] = re.sub(r":name: .*", f":name: {name}", passage.notes[place])


def delete_a_note(edition: Edition) -> None:
    passage, place = edition.some_notes()
    del passage.notes[place]


def move_a_note(edition: Edition) -> None:
    passage, place = edition.some_notes()
    _, other = edition.some_passage()
    other.notes.append(passage.notes.pop(place))


def add_an_excerpt(edition: Edition) -> None:
    page, _ = edition.some_passage()
    page.passages.insert(0, edition.passage())


def change_the_words_of_an_excerpt(edition: Edition) -> None:
    _, passage = edition.some_passage()
    passage.text = passage.text.rstrip(".") + f" {edition.words(2)}."


def change_the_case_of_an_excerpt(edition: Edition) -> None:
    _, passage = edition.some_passage()
    *options, words = passage.text.split("\n\n")
    passage.text = "\n\n".join([*options, words.swapcase()])


def date_every_other_excerpt(edition: Edition) -> None:
    for name in edition.with_passages()[::2]:
        for passage in edition.pages[name].passages:
            passage.text = passage.text.replace(":date: 1921-03", ":date: 1922")


def change_the_language_of_excerpts(edition: Edition) -> None:
    for name in edition.with_passages()[::2]:
        for passage in edition.pages[name].passages:
            passage.text = passage.text.replace(":lang: la", ":lang: it")


def change_a_voice(edition: Edition) -> None:
    for name in edition.with_passages()[::3]:
        for passage in edition.pages[name].passages:
            passage.text = passage.text.replace("A novelist", "A poet")


def move_an_excerpt(edition: Edition) -> None:
    page, passage = edition.some_passage()
    page.passages.remove(passage)
    edition.pages[edition.some_page()].passages.append(passage)


def delete_an_excerpt(edition: Edition) -> None:
    page, passage = edition.some_passage()
    page.passages.remove(passage)


def add_a_document(edition: Edition) -> None:
    edition.counts["page"] += 1
    name = f"page{edition.counts['page']:02}"
    page = edition.pages[name] = Page(f"Page {name}", [edition.passage()], edition.running_text())
    page.passages[0].notes.append(edition.note(page.passages[0]))
    edition.pages["part1"].children.insert(3, name)


def delete_a_document(edition: Edition) -> None:
    name = edition.leaf()
    holder, child = edition.holder(name)
    holder.children.remove(child)
    del edition.pages[name]


def rename_a_document(edition: Edition) -> None:
    old = edition.leaf()
    edition.counts["page"] += 1
    new = f"page{edition.counts['page']:02}"
    holder, child = edition.holder(old)
    holder.children[holder.children.index(child)] = child.replace(old, new)
    edition.pages[new] = edition.pages.pop(old)


def reorder_a_toctree(edition: Edition) -> None:
    edition.random.shuffle(edition.pages["part1"].children)


def reorder_the_parts(edition: Edition) -> None:
    edition.pages["index"].children.reverse()


def move_a_document_to_another_toctree(edition: Edition) -> None:
    holder, child = edition.holder(edition.leaf())
    holder.children.remove(child)
    edition.pages["part2"].children.insert(0, child)


def date_a_source_anew(edition: Edition) -> None:
    edition.sources["source3"] += 50


def add_a_source(edition: Edition) -> None:
    edition.sources["source8"] = 1950
    edition.pages["part1"].tail += " See also :locus:`source8, 12`."


def lose_a_source(edition: Edition) -> None:
    del edition.sources["source5"]


def cite_a_source_that_none_lists(edition: Edition) -> None:
    edition.pages["bibliography"].tail += "\n   :filter: key != 'source4'"
    edition.pages["bibliography"].tail = edition.pages["bibliography"].tail.replace(":cited:", "")


def entitle_a_kind_anew(edition: Edition) -> None:
    edition.project.config["critique_kinds"] = {"omission": {"title": "Left out"}}


def review_another_work(edition: Edition) -> None:
    edition.project.config["critique_work"] = "source1"


def review_another_work_on_a_page(edition: Edition) -> None:
    edition.pages[edition.some_page()].work = edition.random.choice(sorted(edition.sources))


def name_no_work_on_a_page(edition: Edition) -> None:
    reviews = [page for _, page in sorted(edition.pages.items()) if page.work]
    edition.random.choice(reviews).work = ""


EDITS: tuple[Edit, ...] = (
    add_a_note_at_the_beginning,
    add_a_note,
    change_a_note,
    change_the_kind_of_a_note,
    rename_a_note,
    rename_a_note_and_not_what_refers_to_it,
    give_a_name_twice,
    delete_a_note,
    move_a_note,
    add_an_excerpt,
    change_the_words_of_an_excerpt,
    change_the_case_of_an_excerpt,
    date_every_other_excerpt,
    change_the_language_of_excerpts,
    change_a_voice,
    move_an_excerpt,
    delete_an_excerpt,
    add_a_document,
    delete_a_document,
    rename_a_document,
    reorder_a_toctree,
    reorder_the_parts,
    move_a_document_to_another_toctree,
    date_a_source_anew,
    add_a_source,
    lose_a_source,
    cite_a_source_that_none_lists,
    entitle_a_kind_anew,
    review_another_work,
    review_another_work_on_a_page,
    name_no_work_on_a_page,
)
