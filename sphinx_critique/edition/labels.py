"""What running text calls an excerpt or a note, and what a pointer at a reference shows of it."""

from collections.abc import Mapping

from ..locale import _
from ..locale.punctuation import colon, with_commas
from ..model.kinds import Kind
from ..model.records import Annotation, Excerpt, Item, Piece
from .edition import Edition
from .elsewhere import Other

_PREVIEWED = 40
"""Words of a preview."""
_OURS = "critique"


class Labels:
    """Names the items of an edition: kind and number (“omission 12”)."""

    def __init__(self, edition: Edition, kinds: Mapping[str, Kind]) -> None:
        self._edition = edition
        self._kinds = kinds
        self._words: dict[object, str] = {}
        self._previews: dict[str, str] = {}

    def of(self, item: Item) -> str:
        """How running text names an item; by its kind alone where it has no number."""
        number = self._edition.numbers.get(item.id)
        word = self._word(item)
        return f"{word} {number}" if number else word

    def spoken(self, item: Item) -> str:
        """How a link that shows a number alone names what it leads to (“note 33, correction”)."""
        number = self._edition.numbers.get(item.id)
        if not number or not isinstance(item, Annotation):
            return self.of(item)
        return with_commas((f"{_('note')} {number}", self._word(item)))

    def elsewhere(self, other: Other) -> str:
        """How running text names an item of another edition."""
        if not other.edition:
            return other.label
        return _("{item} in {edition}").format(item=other.label, edition=other.edition)

    def of_reference(self, name: str, inventory: str | None = None) -> str:
        """How running text names what a reference means; empty where that is nothing.

        ``inventory`` is as in :class:`.Mention`.
        """
        item = self._edition.find(name) if inventory is None else None
        if item is not None:
            return self.of(item)
        other = self._edition.meant_elsewhere(name, inventory)
        return self.elsewhere(other) if other is not None else ""

    def _word(self, item: Item) -> str:
        sort = item.kind if isinstance(item, Annotation) else item.answerable
        if sort not in self._words:
            self._words[sort] = self._word_of(item)
        return self._words[sort]

    def _word_of(self, item: Item) -> str:
        if isinstance(item, Annotation):
            return _(self._kinds[item.kind].label)
        return _("excerpt") if item.answerable else _("quotation")

    def preview(self, item: Item) -> str:
        """What a reader who points at a reference is told of an item."""
        if item.id not in self._previews:
            self._previews[item.id] = self._preview(item)
        return self._previews[item.id]

    def _preview(self, item: Item) -> str:
        words = self._plain(item).split()
        said = " ".join(words[:_PREVIEWED]) + (" …" if len(words) > _PREVIEWED else "")
        lemma = f"{item.lemma}] " if isinstance(item, Annotation) and item.lemma else ""
        return f"{self.of(item)}{colon()}{lemma}{said}"

    def _plain(self, item: Item) -> str:
        """The words of an item, with the names of what it refers to."""
        if isinstance(item, Excerpt):
            return item.text
        return "".join(map(self._piece, item.note))

    def _piece(self, piece: Piece) -> str:
        link = piece.link
        if link is None or link.domain != _OURS or dict(link.attributes)["refexplicit"]:
            return piece.words
        return self.of_reference(link.target, link.inventory) or piece.words
