"""What a note says, as a comment of Word's or a footnote."""

from collections.abc import Callable
from typing import Any

from . import elements as made
from .elements import Blocks, Inlines, Node
from .flat import flat
from .placing import classes_of, is_note, text_of
from .reader import Reader

Element = Any
_HEAD, _REPLIES = "critique-heading", "critique-replies"
_NUMBER, _KIND, _LEMMA = "critique-number", "critique-kind", "critique-lemma-words"
_STOP = "."


class Comments:
    """Words of notes; who makes a comment is told by ``critic``, and when by ``date``."""

    def __init__(
        self, critic: Callable[[str], str], date: str, says_lemma: Callable[[str], bool]
    ) -> None:
        self._critic = critic
        self._date = date
        self._says_lemma = says_lemma
        self._numbers: dict[str, str] = {}

    def start(self, note: str, page: Reader) -> Node:
        """Where the words of a comment begin, with all that it says."""
        number = self._numbers.setdefault(note, str(len(self._numbers)))
        attributes = {"author": self._critic(note)} | ({"date": self._date} if self._date else {})
        return made.comment_start(number, attributes, self._words(note, page))

    def end(self, note: str) -> Node:
        """Where they end."""
        return made.comment_end(self._numbers[note])

    def footnote(self, note: str, page: Reader) -> Node:
        """A note with its paragraphs, and the notes that answer it."""
        with page.in_note():
            return made.footnote(self._run_in(page.moved[note], page), page.direction)

    def _run_in(self, element: Element, page: Reader) -> Blocks:
        head, body = _parted(element)
        words = [*_head(head, page, with_lemma=True), made.text(" ")]
        blocks: Blocks = []
        for each in body:
            blocks += self._run_in(each, page) if is_note(each) else page.read_all([each])
        paragraph = _first_paragraph(blocks)
        if paragraph is None:
            return [made.para(words), *blocks]
        paragraph[:0] = words
        return blocks

    def _words(self, note: str, page: Reader) -> Inlines:
        head, body = _parted(page.moved[note])
        body = [each for each in body if not is_note(each)]
        page.pictures.are_words += 1
        with page.in_note():
            words = _head(head, page, self._says_lemma(note))
            paragraphs = flat(page.read_all(body), page.language)
        page.pictures.are_words -= 1
        for place, each in enumerate(paragraphs):
            words += [made.line_break()] * 2 if place else [made.text(" ")]
            words += each
        return words


def _parted(element: Element) -> tuple[Element | None, list[Element]]:
    """The first line of a note, and what stands below, out of the lists of its answers."""
    head, body = None, []
    for each in element:
        classes = classes_of(each)
        if head is None and _HEAD in classes:
            head = each
        elif _REPLIES in classes:
            body += list(each)
        else:
            body.append(each)
        if (each.tail or "").strip():
            # Raw HTML may be words in no element.
            body.append(element.makeelement("span"))
            body[-1].text = each.tail
    return head, body


def _head(head: Element | None, page: Reader, with_lemma: bool) -> Inlines:
    """Kind and number, what the note is about where that must be said, perhaps the lemma."""
    if head is None:
        return []
    parts = {_NUMBER: "", _KIND: ""}
    about: list[Any] = []
    lemma: list[Any] = []
    for each in head:
        classes = classes_of(each)
        found = next((name for name in parts if name in classes), "")
        if found:
            parts[found] = text_of(each)
        elif _LEMMA in classes or lemma:
            lemma += [each, each.tail]
        else:
            about += [" ", each, each.tail]
    words = [made.text(f"{parts[_KIND]} {parts[_NUMBER]}")]
    if about:
        words += [made.text(" "), *page.line(about)]
    words.append(made.text(_STOP))
    if lemma and with_lemma:
        whole = lemma[0].get("title")
        said = [*page.line([whole]), *page.line(lemma[1:])] if whole else page.line(lemma)
        words += [made.text(" "), *said]
    return words


def _first_paragraph(blocks: Blocks) -> Inlines | None:
    """The words of the first block, if it is a paragraph of the note's own."""
    if not blocks:
        return None
    content: Inlines | None = blocks[0]["c"] if blocks[0]["t"] == "Para" else None
    return content
