"""Notes put on words of passages, with their replies; what has no place is kept and named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ..anchoring import LemmaError, Span, locate
from .contexts import stretches
from .kinds import Kinds
from .lemma import find_words, lemma_for
from .records import Incoming, Note, Passage, paragraph, tidy, without

Remark = Callable[[str], None]


class Placed(NamedTuple):
    """A note with its number in the file, its kind and its lemma.

    Without a lemma it is about all of the passage, the work, or the note it answers, whose number
    is ``parent``.
    """

    number: int
    note: Note
    kind: str
    lemma: str = ""
    parent: int = -1


class Answered(NamedTuple):
    """A passage with the notes on it, each followed by the replies to it."""

    passage: Passage
    notes: tuple[Placed, ...]


class Sheet(NamedTuple):
    """What there is about one source: notes on all of it, and on passages of it."""

    source: str
    title: str
    whole: tuple[Placed, ...]
    passages: tuple[Answered, ...]


class Placement(NamedTuple):
    """All notes in their places; ``lost`` have none, each with why."""

    sheets: tuple[Sheet, ...]
    lost: tuple[tuple[Placed, str], ...]


class Derived(NamedTuple):
    """A passage, and the spans of notes in it by their numbers."""

    passage: Passage
    spans: dict[int, Span]


_Spans = dict[str, dict[int, Span | None]]
"""The spans of notes by their numbers, for each passage of the file."""
Ground = Callable[[list[Derived], Sequence[Note]], list[Derived]]
"""What puts passages that were put together from notes on better ground: a transcript."""


def placed(
    incoming: Incoming, kinds: Kinds, remark: Remark, ground: Ground | None = None
) -> Placement:
    """Put notes in their places; ``remark`` is told what an editor should know."""
    return _Placing(incoming, kinds, remark, ground).placement()


class _Placing:
    """One file of notes; they are known by their numbers."""

    def __init__(
        self, incoming: Incoming, kinds: Kinds, remark: Remark, ground: Ground | None
    ) -> None:
        self._notes = incoming.notes
        self._given = {each.id: each for each in incoming.passages}
        self._kinds = kinds
        self._remark = remark
        self._ground = ground
        self._children: dict[int, list[int]] = {}
        self._parents: dict[int, int] = {}
        self._lost: dict[int, str] = {}
        self._done: set[int] = set()
        self._find_parents()

    def _find_parents(self) -> None:
        ids: dict[str, int] = {}
        for number, note in enumerate(self._notes):
            ids.setdefault(note.id, number)
        for number, note in enumerate(self._notes):
            found = next((ids[each] for each in note.answers if each in ids), None)
            if not note.answers:
                continue
            if found is None:
                self._lost[number] = f"it answers {note.answers[0]}, which the file has not"
                continue
            if ids.get(note.answers[0]) != found:
                self._remark(
                    f"note {note.id} answers {note.answers[0]}, which the file has not; it is put"
                    " under the one that was answered before"
                )
            self._parents[number] = found
            self._children.setdefault(found, []).append(number)

    def placement(self) -> Placement:
        """All of them."""
        roots = [n for n in range(len(self._notes)) if n not in self._parents]
        sources = dict.fromkeys(each.source for each in self._given.values())
        sources |= dict.fromkeys(self._notes[n].source for n in roots if n not in self._lost)
        by_source: dict[str, list[int]] = {source: [] for source in sources}
        for n in roots:
            if n not in self._lost:
                by_source[self._notes[n].source].append(n)
        sheets = tuple(self._sheet(source, own) for source, own in by_source.items())
        lost = [each for n, why in sorted(self._lost.items()) for each in self._kept(n, why)]
        left = (n for n in range(len(self._notes)) if n not in self._done)
        lost += [each for n in left for each in self._kept(n, "it answers what answers it")]
        full = [each for each in sheets if each.whole or each.passages]
        return Placement(tuple(full), tuple(lost))

    def _kept(self, number: int, why: str) -> Iterator[tuple[Placed, str]]:
        """A note without a place, and the replies to it, which have theirs."""
        if number not in self._done:
            yield self._alone(number), why
            yield from ((each, "") for each in self._replies(number))

    def _sheet(self, source: str, numbers: list[int]) -> Sheet:
        whole: list[int] = []
        selected: list[int] = []
        fixed: _Spans = {each.id: {} for each in self._given.values() if each.source == source}
        last = ""
        for n in numbers:
            note = self._notes[n]
            if note.passage in self._given:
                last = note.passage
                fixed.setdefault(last, {})[n] = self._in_given(note)
            elif dict(note.options).get("at"):  # Where it stood, so that numbers rise as they did.
                fixed[last].setdefault(n, None) if last else whole.append(n)
            elif note.words.strip():
                selected.append(n)
            elif note.where or note.place:
                self._lost[n] = f"the file has no words at its place ({_where(note)})"
            else:
                whole.append(n)
        fixed, placed = self._grounded(fixed)
        found = [self._answered(self._given[id_], spans) for id_, spans in fixed.items()]
        found += [self._answered(each.passage, dict(each.spans)) for each in placed]
        derived = self._derived(source, selected)
        found += [self._answered(each.passage, dict(each.spans)) for each in derived]
        title = next((t for n in numbers if (t := self._notes[n].title)), "")
        heads = tuple(each for n in whole for each in self._thread(self._alone(n)))
        return Sheet(source, title, heads, tuple(found))

    def _grounded(self, fixed: _Spans) -> tuple[_Spans, list[Derived]]:
        """Passages that the file has without a source, on better ground; and all others."""
        if self._ground is None:
            return fixed, []
        kept: _Spans = {}
        loose: list[Derived] = []
        for id_, spans in fixed.items():
            passage = self._given[id_]
            on_words = {n: s or (0, len(passage.text)) for n, s in spans.items()}
            if passage.citation or not all(map(self._is_on_words, spans)):
                kept[id_] = spans
            else:
                loose.append(Derived(passage, on_words))
        return kept, self._ground(loose, self._notes)

    def _is_on_words(self, number: int) -> bool:
        options = dict(self._notes[number].options)
        return not options.get("at") and not self._notes[number].lemma

    def _derived(self, source: str, numbers: list[int]) -> list[Derived]:
        found = stretches([(n, self._notes[n]) for n in numbers])
        derived = [
            Derived(Passage(f"{source} {n}", (paragraph(each.text),), source), each.spans)
            for n, each in enumerate(found)
        ]
        return self._ground(derived, self._notes) if self._ground else derived

    def _in_given(self, note: Note) -> Span | None:
        """The words of a note in the passage that the file says it is about."""
        text = self._given[note.passage].text
        if note.lemma:
            try:
                return locate(text, note.lemma)
            except LemmaError:
                pass
        if note.span:
            return note.span
        if not note.words:
            return None
        at = note.place[0] if note.place else None
        span = find_words(text, note.words, note.before, note.after, at)
        if span is None:
            words = tidy(note.words)
            self._remark(f"note {note.id}: “{words}” is not in its passage; it is put on all of it")
        return span

    def _answered(self, passage: Passage, spans: dict[int, Span | None]) -> Answered:
        text = passage.text
        notes: list[tuple[Span, Placed]] = []
        for n, span in spans.items():
            one = self._alone(n)
            is_all = self._is_whole(passage, span) and not one.note.lemma if span else True
            if span is not None and not is_all:
                one = self._with_lemma(one, text, span)
            elif span is None and one.note.lemma:
                one = self._with_words(one, "its passage")
            place = span if one.lemma and span else (len(text), len(text))
            notes.append((place, one))
        notes.sort(key=lambda each: (each[0][0], -each[0][1], each[1].number))
        threads = (each for _, one in notes for each in self._thread(one))
        return Answered(passage, tuple(threads))

    def _is_whole(self, passage: Passage, span: Span) -> bool:
        """Whether a note is about all words of a passage that the file has."""
        around = passage.text[: span[0]] + passage.text[span[1] :]
        return passage.id in self._given and not around.strip()

    def _with_lemma(self, one: Placed, text: str, span: Span) -> Placed:
        typed = one.note.lemma
        if typed and _is_at(text, typed, span):
            return one._replace(lemma=typed)
        found = lemma_for(text, span)
        if found is None:
            self._remark(f"{self._told(one, text, span)} is no lemma; it is put on all the passage")
            return one
        lemma, widened = found
        if tidy(text[slice(*widened)]) != tidy(text[slice(*span)]):
            self._remark(f"{self._told(one, text, span)} is widened to “{lemma}”")
        return one._replace(lemma=lemma)

    def _told(self, one: Placed, text: str, span: Span) -> str:
        return f"note {one.note.id}: “{tidy(text[slice(*span)])}”"

    def _alone(self, number: int) -> Placed:
        note = self._notes[number]
        kind, tags = self._kinds.of(note)
        self._done.add(number)
        return Placed(number, _headless(note, self._kinds)._replace(tags=tags), kind)

    def _thread(self, one: Placed) -> Iterator[Placed]:
        yield one
        yield from self._replies(one.number)

    def _replies(self, number: int) -> Iterator[Placed]:
        """The replies to a note, each followed by those to it, however deep."""
        stack = [*reversed(self._children.get(number, []))]
        while stack:
            n = stack.pop()
            if n in self._done:
                continue
            one = self._alone(n)._replace(parent=self._parents[n])
            yield self._on_words_of_note(one)
            stack += reversed(self._children.get(n, []))

    def _on_words_of_note(self, one: Placed) -> Placed:
        """A reply may be about words of the note that it answers."""
        note = one.note
        if not (note.lemma or note.words):
            return one
        text = "\n".join(each.text for each in self._notes[one.parent].body)
        if note.lemma and _is_at(text, note.lemma, None):
            return one._replace(lemma=note.lemma)
        span = find_words(text, note.words, note.before, note.after) if note.words else None
        found = lemma_for(text, span) if span else None
        if found:
            return one._replace(lemma=found[0])
        return self._with_words(one, "the note that it answers")

    def _with_words(self, one: Placed, place: str) -> Placed:
        """A note that says itself what words it is about, which are not where they should be."""
        note = one.note
        quoted = paragraph(f"On “{tidy(note.words or note.lemma)}”:")
        self._remark(f"note {note.id}: its words are not those of {place}")
        return one._replace(note=note._replace(body=(quoted, *note.body)))


def _where(note: Note) -> str:
    return note.where or "letters {} to {}".format(*note.place or (0, 0))


def _is_at(text: str, lemma: str, span: Span | None) -> bool:
    try:
        found = locate(text, lemma)
    except LemmaError:
        return False
    return span is None or found == span


def _headless(note: Note, kinds: Kinds) -> Note:
    """A note without the words that say its kind, where they do."""
    if not (note.head and kinds.named(note.kind)):
        return note._replace(head="")
    first, *others = note.body
    line = tuple(without(first.lines[0], len(note.head)))
    lines = tuple(filter(None, (line, *first.lines[1:])))
    begin = (first._replace(lines=lines),) if lines else ()
    return note._replace(body=(*begin, *others), head="")
