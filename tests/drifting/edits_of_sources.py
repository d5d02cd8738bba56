"""Edits of transcripts and of their errata, at random."""

from .editions import PAGES, SOURCES, Edit, Edition


def change_a_word_of_a_transcript(edition: Edition) -> None:
    words = edition.some_words()
    words[edition.random.randrange(1, len(words))] = "unheard"


def hide_a_negation(edition: Edition) -> None:
    for _ in range(8):
        edition.some_words()[5] = edition.random.choice(["not", "never", "also"])


def move_a_paragraph(edition: Edition) -> None:
    words = edition.some_words()
    pages = [page for text in edition.texts.values() for page in text if words in page]
    pages[0].remove(words)
    of_text = next(text for text in edition.texts.values() if pages[0] in text)
    edition.random.choice(of_text).append(words)


def label_a_page_anew(edition: Edition) -> None:
    labels = edition.labels[edition.random.choice(SOURCES)]
    labels[edition.random.randrange(PAGES)] = str(edition.random.randrange(100, 900))


def lose_a_transcript(edition: Edition) -> None:
    edition.lost.add("beta")


def find_it_again(edition: Edition) -> None:
    edition.lost.discard("beta")


def mend_a_transcript(edition: Edition) -> None:
    for _ in range(3):
        words = edition.some_words()
        line = f"{' '.join(words[1:4])} => {words[1]} mended {words[3]}"
        edition.errata[edition.source_of(words)].append(line)


def mend_it_no_longer(edition: Edition) -> None:
    for lines in edition.errata.values():
        del lines[:1]


def write_what_was_absent(edition: Edition) -> None:
    """The terms of some notes come to stand in a source, behind what is quoted."""
    for _ in range(4):
        _, excerpt = edition.some(lambda each: bool(each.absent))
        term = edition.random.choice(sorted(excerpt.absent.values())).partition(" <")[0]
        edition.random.choice(edition.random.choice(edition.texts[excerpt.source])).append(term)


def mend_what_was_absent(edition: Edition) -> None:
    """The same by errata, where no quotation is."""
    for _ in range(6):
        _, excerpt = edition.some(lambda each: bool(each.absent))
        term = edition.random.choice(sorted(excerpt.absent.values())).partition(" <")[0]
        words = edition.random.choice(edition.random.choice(edition.texts[excerpt.source]))
        edition.errata[excerpt.source].append(f"{words[-2]} {words[-1]} => {words[-2]} {term}")


TRANSCRIPTS: tuple[Edit, ...] = (
    change_a_word_of_a_transcript,
    hide_a_negation,
    move_a_paragraph,
    label_a_page_anew,
    lose_a_transcript,
    find_it_again,
    write_what_was_absent,
)
ERRATA: tuple[Edit, ...] = (
    mend_a_transcript,
    mend_it_no_longer,
    mend_what_was_absent,
)
