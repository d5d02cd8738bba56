"""The order in which an edition is read, and what a build leaves out of it."""

from collections.abc import Iterable, Iterator, Mapping

from ..model.identifiers import identifier
from ..model.records import Annotation, Document, Entry, Item, Recall, Toctree
from .conditions import Conditions


class ReadingOrder:
    """Documents where their toctrees stand; those in no toctree last, by name.

    ``entries`` are theirs, without what the build leaves out; ``docnames`` the documents.
    """

    def __init__(
        self, documents: Mapping[str, Document], root: str, conditions: Conditions
    ) -> None:
        self._documents = documents
        self._root = root
        self._conditions = conditions
        self._ids: dict[tuple[str, str], str] = {}
        self.docnames: list[str] = []
        self.entries = list(self._told_apart(self._reading_order()))

    def id_of(self, docname: str, node_id: str) -> str:
        """The id of an item whose node was given one when its document was read."""
        return self._ids.get((docname, node_id), node_id)

    def _reading_order(self) -> Iterator[Item | Recall]:
        seen: set[str] = set()
        toctrees = [
            e for d in self._documents.values() for e in d.entries if isinstance(e, Toctree)
        ]
        placed = {docname for toctree in toctrees for docname in toctree.docnames}
        orphans = sorted(set(self._documents) - placed)
        for docname in (self._root, *orphans, *sorted(self._documents)):
            yield from self._items_of(docname, seen)

    def _items_of(self, docname: str, seen: set[str]) -> Iterator[Item | Recall]:
        under_way = [iter(self._entered(docname, seen))]
        while under_way:
            entry = next(under_way[-1], None)
            if entry is None:
                under_way.pop()
            elif not isinstance(entry, Toctree):
                yield entry
            else:
                # A toctree may lead on to another for as long as there are documents.
                children = entry.docnames
                under_way.append(each for child in children for each in self._entered(child, seen))

    def _entered(self, docname: str, seen: set[str]) -> Iterator[Entry]:
        """What stands in a document, the first time that it is come upon."""
        if docname in seen:
            return
        seen.add(docname)
        self.docnames.append(docname)
        for entry in self._documents.get(docname, Document()).entries:
            if self._conditions.met(entry.conditions):
                yield entry

    def _told_apart(self, items: Iterable[Item | Recall]) -> Iterator[Item | Recall]:
        """The items, with an id of its own for each where two documents give the same name."""
        owners: dict[str, str] = {}
        for item in items:
            place = item.docname, item.id
            if owners.setdefault(item.id, item.docname) != item.docname:
                self._ids[place] = identifier(*place)
                item = item._replace(id=self._ids[place])
            if isinstance(item, Annotation | Recall) and (item.docname, item.host) in self._ids:
                item = item._replace(host=self._ids[item.docname, item.host])
            yield item
