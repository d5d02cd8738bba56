"""Edits of documents at random: of excerpts, notes, and where these are."""

from dataclasses import replace

from .editions import SOURCES, Edit, Edition


def change_a_word_of_an_excerpt(edition: Edition) -> None:
    _, excerpt = edition.some(lambda each: not each.drawn)
    words = excerpt.words.split()
    words[edition.random.randrange(1, len(words))] = "changed"
    excerpt.words = " ".join(words)


def repeat_the_last_word(edition: Edition) -> None:
    _, excerpt = edition.some(lambda each: not each.drawn)
    excerpt.words += f" {excerpt.words.split()[-1]}"


def write_before_an_excerpt(edition: Edition) -> None:
    _, excerpt = edition.some(lambda each: not each.drawn)
    first, _, rest = excerpt.words.partition(" ")
    excerpt.words = f"added {first} {rest}"


def cite_another_page(edition: Edition) -> None:
    _, excerpt = edition.some()
    excerpt.page = edition.random.choice(edition.labels[excerpt.source])


def cite_another_source(edition: Edition) -> None:
    _, excerpt = edition.some(lambda each: not each.drawn)
    excerpt.by = ""
    excerpt.source = edition.random.choice(SOURCES)


def leave_one_unchecked(edition: Edition) -> None:
    _, excerpt = edition.some()
    excerpt.unchecked = "a reason"


def emphasise_a_word(edition: Edition) -> None:
    _, excerpt = edition.some(lambda each: not each.drawn and each.source == "gamma")
    words = excerpt.words.split()
    excerpt.words = " ".join([*words[:-2], f"*{words[-2].strip('*')}*", words[-1]])


def write_a_line_before_all(edition: Edition) -> None:
    name, _ = edition.some()
    edition.front[name] = edition.front.get(name, "") + "A line.\n\nAnother.\n\n"


def change_a_lemma(edition: Edition) -> None:
    _, excerpt = edition.some(lambda each: bool(each.lemmata))
    name = edition.random.choice(sorted(excerpt.lemmata))
    excerpt.lemmata[name] = edition.random.choice(["nowhere", excerpt.words.split()[1]])


def copy_a_note(edition: Edition) -> None:
    """The same lemma a second time."""
    _, excerpt = edition.some(lambda each: bool(each.lemmata))
    excerpt.lemmata[edition.note()] = edition.random.choice(sorted(excerpt.lemmata.values()))


def claim_another_silence(edition: Edition) -> None:
    _, excerpt = edition.some(lambda each: bool(each.absent))
    name = edition.random.choice(sorted(excerpt.absent))
    excerpt.absent[name] = edition.term(excerpt.source)


def claim_it_of_other_pages(edition: Edition) -> None:
    for _ in range(4):
        _, excerpt = edition.some(lambda each: bool(each.absent))
        name = edition.random.choice(sorted(excerpt.absent))
        page = edition.random.choice(edition.labels[excerpt.source])
        excerpt.absent[name] = f"{excerpt.absent[name].partition(' <')[0]} <{page}>"


def move_notes_to_another_document(edition: Edition) -> None:
    name, excerpt = edition.some(lambda each: not each.notes_in)
    excerpt.notes_in = edition.random.choice([n for n in sorted(edition.pages) if n != name])


def delete_a_note(edition: Edition) -> None:
    _, excerpt = edition.some(lambda each: len(each.lemmata) > 1)
    name = sorted(excerpt.lemmata)[-1]
    del excerpt.lemmata[name]
    excerpt.absent.pop(name, None)


def delete_an_excerpt(edition: Edition) -> None:
    name, excerpt = edition.some()
    if len(edition.pages[name]) > 1:
        edition.pages[name].remove(excerpt)


def delete_what_is_answered(edition: Edition) -> None:
    """The excerpt alone: its notes name what is not there any more."""
    name, excerpt = edition.some(lambda each: bool(each.lemmata))
    place = edition.pages[name].index(excerpt)
    edition.pages[name][place] = replace(excerpt, name=f"{excerpt.name}-else", on=excerpt.name)


def add_an_excerpt(edition: Edition) -> None:
    if len(edition.unused) > 1:
        edition.pages["one"].insert(0, edition.excerpt())


def move_an_excerpt(edition: Edition) -> None:
    name, excerpt = edition.some()
    edition.pages[name].remove(excerpt)
    edition.pages[edition.random.choice(sorted(edition.pages))].append(excerpt)


def rename_a_document(edition: Edition) -> None:
    edition.count += 1
    name = next(n for n in sorted(edition.pages) if n not in ("marked", "one"))
    new = f"page{edition.count}"
    edition.pages[new] = edition.pages.pop(name)
    for texts in (edition.works, edition.front):
        if name in texts:
            texts[new] = texts.pop(name)
    edition.taken_in -= {name}
    for _, excerpt in edition.all():
        excerpt.notes_in = new if excerpt.notes_in == name else excerpt.notes_in


def take_in_a_file(edition: Edition) -> None:
    """What a document says is said by a file that it takes in, or by itself again."""
    name = edition.random.choice([n for n in sorted(edition.pages) if n != "marked"])
    edition.taken_in ^= {name}


def review_another_work(edition: Edition) -> None:
    name = edition.random.choice(sorted(edition.pages))
    edition.works[name] = "beta" if edition.works.get(name) != "beta" else "alpha"


def rename_a_key(edition: Edition) -> None:
    """In the bibliography, wherever it is cited, and its transcript: nothing is another."""
    edition.count += 1
    edition.keys["gamma"] = f"gamma{edition.count}"


DOCUMENTS: tuple[Edit, ...] = (
    change_a_word_of_an_excerpt,
    repeat_the_last_word,
    write_before_an_excerpt,
    cite_another_page,
    cite_another_source,
    leave_one_unchecked,
    emphasise_a_word,
    write_a_line_before_all,
    change_a_lemma,
    copy_a_note,
    claim_another_silence,
    claim_it_of_other_pages,
    move_notes_to_another_document,
    delete_a_note,
    delete_an_excerpt,
    delete_what_is_answered,
    add_an_excerpt,
    move_an_excerpt,
    rename_a_document,
    take_in_a_file,
    review_another_work,
    rename_a_key,
)
