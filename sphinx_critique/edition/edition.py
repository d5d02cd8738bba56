"""All documents seen as one text: reading order, numbers, what answers what, and where."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..model.identifiers import normal_name
from ..model.kinds import Kind
from ..model.problems import Problem, Warn
from ..model.records import Annotation, Condition, Document, Excerpt, Item, Recall
from ..texts.anchoring import LemmaError, Span
from .circles import CIRCLE, break_circles, leads_to
from .conditions import Conditions
from .elsewhere import Elsewhere, Other
from .lemmata import anchored, not_anchored, stands_in, what
from .order import ReadingOrder

_OCCURRENCE = re.compile(r"\s*\[\d+\]$")
_DOTS = re.compile(r"…|\.\s?\.\s?\.")


class Mark(NamedTuple):
    """Words of an item, as a span of its text, that an annotation is about."""

    span: Span
    annotation: Annotation


class Thread(NamedTuple):
    """The annotation that a thread begins with, and how many steps from its passage one is."""

    first: Annotation
    steps: int


class Edition:
    """What can be said of annotations only when every document has been read.

    ``docnames`` and ``items`` stand in reading order, without those that the build leaves out;
    ``numbers``, ``targets`` and ``spans`` are by id; ``problems`` are what the author must mend.
    ``others`` are what annotations answer in other editions, by their ids; such have no target.
    An annotation printed again (``recalls``, by the id of the place) is one more record with an id
    of its own, but no item: it has the number of the one at ``homes``.
    """

    def __init__(
        self,
        documents: Mapping[str, Document],
        root: str,
        conditions: Conditions,
        kinds: Mapping[str, Kind],
        elsewhere: Elsewhere | None = None,
    ) -> None:
        self._kinds = kinds
        self._conditions = conditions
        self.elsewhere = elsewhere or Elsewhere()
        self.others: dict[str, Other] = {}
        self.problems: list[Problem] = []
        self._order = ReadingOrder(documents, root, conditions)
        self.docnames, entries = self._order.docnames, self._order.entries
        self.items: list[Item] = [entry for entry in entries if not isinstance(entry, Recall)]
        self._by_id = {item.id: item for item in reversed(self.items)}
        self._by_document: dict[str, list[Item]] = {}
        self.homes: dict[str, Annotation] = {}
        self.recalls: dict[str, Annotation] = {}
        self._again: dict[str, list[str]] = {}
        self._marked_anew: set[str] = set()
        self._threads: dict[str, Thread] = {}
        self.numbers = self._numbered()
        self._by_name = self._names()
        self.targets = self._targeted()
        self.spans = self._anchored()
        self._answers = self._answered()
        for entry in entries:
            if isinstance(entry, Recall):
                self._recall(entry)
            held = self.recalls.get(entry.id) if isinstance(entry, Recall) else entry
            if held is not None:
                self._by_document.setdefault(held.docname, []).append(held)

    def find(self, name: str) -> Item | None:
        """What bears a name, or a label set before it."""
        name = normal_name(name)
        return self._by_name.get(name) or self._by_name.get(self.elsewhere.own_name(name))

    def meant_elsewhere(self, name: str, inventory: str | None) -> Other | None:
        """What a reference means in another edition (``inventory`` as in :class:`.Mention`)."""
        if inventory is None:
            return self.elsewhere.find(name) if self.find(name) is None else None
        return self.elsewhere.find_in(inventory, name)

    def get(self, item_id: str) -> Item | None:
        """The item with an id, or the annotation that is printed again there."""
        return self._by_id.get(item_id) or self.recalls.get(item_id)

    def home(self, annotation_id: str) -> str:
        """The id of an annotation where it was written, given one where it is printed."""
        home = self.homes.get(annotation_id)
        return home.id if home is not None else annotation_id

    def marked(self, annotation_id: str) -> str:
        """The id of the annotation for which the lemma of this one is marked."""
        return annotation_id if annotation_id in self._marked_anew else self.home(annotation_id)

    def in_document(self, docname: str) -> list[Item]:
        """The items of a document, in reading order, with the annotations printed again there."""
        return self._by_document.get(docname, [])

    def named(self) -> Iterator[tuple[str, Item]]:
        """Every name that an author has given and what bears it; then labels, in the same way."""
        return iter(self._by_name.items())

    def id_of(self, docname: str, node_id: str) -> str:
        """The id of an item whose node was given one when its document was read."""
        return self._order.id_of(docname, node_id)

    def includes(self, conditions: Iterable[Condition]) -> bool:
        """Whether this build has what stands under these conditions."""
        return self._conditions.met(conditions)

    def answers_to(self, item_id: str) -> list[Annotation]:
        """The annotations about an item, in reading order."""
        return self._answers.get(item_id, [])

    def marks(self, item_id: str) -> list[Mark]:
        """The anchored lemmata of an item, in reading order of their annotations."""
        return [
            Mark(self.spans[each.id], each)
            for each in self.answers_to(item_id)
            if each.id in self.spans
        ]

    def lemma_words(self, annotation: Annotation, with_occurrence: bool) -> str:
        """An anchored lemma as it stands in its text, or as written where it leaves words out.

        ``with_occurrence`` keeps the ``[2]`` that says which of several places is meant.
        """
        start, end = self.spans[annotation.id]
        words = " ".join(self.targets[annotation.id].text[start:end].split())
        typed = _OCCURRENCE.sub("", annotation.lemma)
        which = annotation.lemma.removeprefix(typed) if with_occurrence else ""
        return (typed if _elided(typed, words) else words) + which

    def lines(self, annotation: Annotation) -> str:
        """The numbered lines on which a lemma stands (``3–4``), empty where none are numbered."""
        target, span = self.targets.get(annotation.id), self.spans.get(annotation.id)
        if span is None or not isinstance(target, Excerpt) or not target.lines:
            return ""
        if target.translations and span[0] >= target.translations[0][0]:
            return ""
        first = bisect_right(target.lines, span[0])
        last = bisect_left(target.lines, span[1])
        return str(first) if first >= last else f"{first}–{last}"

    def thread(self, annotation: Annotation) -> Thread:
        """The thread that an annotation is the first of, or a reply in."""
        above: list[Annotation] = [annotation]
        while above[-1].id not in self._threads:
            target = self.targets.get(above[-1].id)
            if not isinstance(target, Annotation):
                self._threads[above[-1].id] = Thread(above[-1], 1)
            else:
                above.append(target)
        found = self._threads[above.pop().id]
        while above:
            found = Thread(found.first, found.steps + 1)
            self._threads[above.pop().id] = found
        return found

    def beside(self, annotation: Annotation) -> list[Item]:
        """The passages that an annotation sets beside the one it is about."""
        return [item for name in annotation.beside if (item := self.find(name)) is not None]

    def beside_elsewhere(self, annotation: Annotation) -> list[Other]:
        """Those of other editions, of which nothing is known but what they are called."""
        names = (name for name in annotation.beside if self.find(name) is None)
        return [other for name in names if (other := self.elsewhere.find(name)) is not None]

    def _recall(self, recall: Recall) -> None:
        """Have an annotation printed again; against what it names, else as where it was written."""
        home = self.find(recall.of)
        if not isinstance(home, Annotation):
            message = _not_printed(recall, home, self.elsewhere.find(recall.of))
            self._problem(Warn.REFERENCE, message, recall)
            return
        again = home._replace(
            id=recall.id,
            name="",
            labels=(),
            docname=recall.docname,
            location=recall.location,
            on=recall.on,
            host=recall.host,
            conditions=recall.conditions,
        )
        self.recalls[again.id], self.homes[again.id] = again, home
        self._again.setdefault(home.id, []).append(again.id)
        self.numbers[again.id] = self.numbers[home.id]
        elsewhere = self.others.get(home.id)
        if recall.lemma and not (recall.on or recall.host):
            again = again._replace(host=getattr(self.targets.get(home.id), "id", ""))
        if elsewhere is not None and not recall.on and not (recall.lemma and recall.host):
            self.others[again.id] = elsewhere
            self.recalls[again.id] = again._replace(lemma=recall.lemma or home.lemma)
        elif recall.on or recall.lemma:
            self._set_against(again._replace(lemma=recall.lemma or home.lemma), home, recall)
        elif home.id in self.targets:
            self.targets[again.id] = self.targets[home.id]
            if home.id in self.spans:
                self.spans[again.id] = self.spans[home.id]

    def _set_against(self, again: Annotation, home: Annotation, recall: Recall) -> None:
        """Another passage, in which a lemma not written anew may, but need not stand."""
        target = self._target_of(again._replace(at=(), whole_work=False))
        if again.id in self.others:
            # Whether the words that it has at home stand there is not known.
            again = again._replace(at=(), whole_work=False, lemma=recall.lemma)
            self.recalls[again.id] = again
        if target is None or leads_to(target.id, home.id, self.targets, self._again):
            if target is not None:
                self._problem(Warn.TARGET, CIRCLE, recall)
            # Its lemma is printed, though nothing is marked.
            self.recalls[again.id] = again
            return
        if recall.lemma or stands_in(again.lemma, target.text):
            span = self._anchor(again, target) if again.lemma else None
        else:
            span, again = None, again._replace(lemma="")
        self.recalls[again.id] = again._replace(at=(), whole_work=False)
        self.targets[again.id] = target
        if span is not None:
            self.spans[again.id] = span
        self._answers.setdefault(target.id, []).append(self.recalls[again.id])
        self._marked_anew.add(again.id)

    def _names(self) -> dict[str, Item]:
        names: dict[str, Item] = {}
        for item in self.items:
            if item.name and (other := names.setdefault(item.name, item)) is not item:
                places = f"{self._place(other)} and of {self._place(item)}"
                message = f"the name “{item.typed_name}” is that of {places}; the first keeps it"
                self._problem(Warn.NAME, message, item)
        for item in self.items:
            for label in item.labels:
                names.setdefault(label, item)
        return names

    def _place(self, item: Item) -> str:
        """What tells an item from others, also where one file is included in two documents."""
        where = f"in the document “{item.docname}” ({item.location})"
        kind = item.kind if isinstance(item, Annotation) else what(item)
        return f"{kind} {self.numbers[item.id]} {where}"

    def _numbered(self) -> dict[str, int]:
        """One series for annotations of all kinds, one for excerpts and quotations."""
        numbers: dict[str, int] = {}
        counts = {Excerpt: 0, Annotation: 0}
        for item in self.items:
            counts[type(item)] += 1
            numbers.setdefault(item.id, counts[type(item)])
        return numbers

    def _targeted(self) -> dict[str, Item]:
        targets = {}
        for item in self.items:
            if isinstance(item, Annotation):
                target = self._target_of(item)
                self._check_beside(item, target)
                if target is not None:
                    targets[item.id] = target
        for item_id in break_circles(targets):
            self._problem(Warn.TARGET, CIRCLE, self._by_id[item_id])
        return targets

    def _target_of(self, annotation: Annotation) -> Item | None:
        if annotation.on:
            target = self.find(annotation.on)
            other = self.elsewhere.find(annotation.on) if target is None else None
            message = f":on: names no excerpt and no annotation: “{annotation.on}”"
            if _is_quotation(target) or (other is not None and other.series == "quotation"):
                message = f":on: names a quotation, which is not answered: “{annotation.on}”"
                target = None
            elif other is not None:
                self.others[annotation.id] = other
                return None
            elif self.elsewhere.unread(annotation.on):
                return None
        elif annotation.at or annotation.whole_work:
            return None
        else:
            target = self.get(annotation.host)
            is_reply = self._kinds[annotation.kind].answers_annotations
            missing = "annotation" if is_reply else "excerpt"
            message = (
                f"this {annotation.kind} answers nothing: no {missing} stands before it in its"
                " section; name what it answers with :on:, or a locus with :at:"
            )
        if target is None:
            self._problem(Warn.TARGET, message, annotation)
        return target

    def _check_beside(self, annotation: Annotation, target: Item | None) -> None:
        for name in annotation.beside:
            item = self.find(name)
            other = self.elsewhere.find(name) if item is None else None
            answered = target if item is not None else self.others.get(annotation.id)
            found = item or other
            if found is None and self.elsewhere.unread(name):
                continue
            if found is None:
                message = f":with: names no excerpt and no annotation: “{name}”"
            elif found == answered or (item is not None and item.id == annotation.id):
                itself = "the very passage that it answers" if found == answered else "itself"
                message = f":with: sets this {annotation.kind} beside {itself}: “{name}”"
            else:
                continue
            self._problem(Warn.TARGET, message, annotation)

    def _anchored(self) -> dict[str, Span]:
        spans = {}
        for item in self.items:
            if isinstance(item, Annotation) and item.lemma and item.id in self.targets:
                span = self._anchor(item, self.targets[item.id])
                if span is not None:
                    spans[item.id] = span
        return spans

    def _anchor(self, annotation: Annotation, target: Item) -> Span | None:
        try:
            return anchored(target.text, annotation.lemma)
        except LemmaError as error:
            self._problem(Warn.LEMMA, not_anchored(annotation, target, error), annotation)
            return None

    def _answered(self) -> dict[str, list[Annotation]]:
        answers: dict[str, list[Annotation]] = {}
        for item in self.items:
            if isinstance(item, Annotation) and item.id in self.targets:
                answers.setdefault(self.targets[item.id].id, []).append(item)
        return answers

    def _problem(self, warn: Warn, message: str, item: Item | Recall) -> None:
        self.problems.append(Problem(warn, message, item.location))


def _is_quotation(item: Item | None) -> bool:
    return isinstance(item, Excerpt) and not item.answerable


def _not_printed(recall: Recall, item: Item | None, other: Other | None) -> str:
    """Why an annotation that is to be printed again is not."""
    if item is None and other is not None and other.series == "annotation":
        return (
            f"“{recall.typed_of}” stands in another edition ({other.edition}), whose words are not"
            " known here: it cannot be printed again"
        )
    named = f"an {what(item)}, and of " if item is not None else ""
    return f"“{recall.typed_of}” is the name of {named}no annotation"


def _elided(typed: str, words: str) -> bool:
    return len(_DOTS.findall(typed)) > len(_DOTS.findall(words))
