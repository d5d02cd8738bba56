"""What a list is about: the annotations that its filters let through, and what belongs to them."""

from collections.abc import Callable, Container, Iterable, Iterator
from posixpath import dirname, join, normpath

from ...model.identifiers import names_in
from ...model.problems import Problem, Warn
from ...model.records import Annotation, Excerpt, Item, Listing
from ...texts.loci import Citation, keys_of
from ...texts.names import is_personal, is_short_for, read_name
from .survey import Standing, Survey

FILTERS = {
    "kind": "Only notes of these kinds.",
    "voice": "Only what answers these speakers; of a passage with several, the innermost.",
    "charged": "Only what faults these: the one charged, else the speaker.",
    "work": "Only what is about these works under review.",
    "source": "Only what brings these sources; in an index, only these.",
    "tag": "Only notes with these tags.",
    "doc": "Only what stands in these documents.",
}
"""What narrows a list: the names of each are joined by ``;``, and one of them will do."""


class Selection:
    """A list's filters, applied; ``problems`` are those that name what there is not.

    Names joined by ``;`` widen a filter, several filters narrow the list.
    """

    def __init__(self, survey: Survey, docname: str, listing: Listing, local: bool = False) -> None:
        self.survey = survey
        self.listing = listing
        self.docname = docname
        self._asked = dict(listing.options)
        self._wanted = {name: frozenset(map(_plain, self._named(name))) for name in FILTERS}
        for name, there in _PERSONS.items():
            if self._wanted[name]:
                self._wanted[name] |= _meant(self._named(name), there(survey))
        self._keys = frozenset(self._named("source"))
        self._works = frozenset(self._named("work"))
        self._docs = frozenset(map(self._document, self._named("doc")))
        if local and not self._docs:
            self._docs = frozenset([docname])
        self.annotations = [each for each in survey.annotations if self._admits(each)]
        self._ids = {each.id for each in self.annotations}

    @property
    def about_notes(self) -> bool:
        """Whether it asks for certain annotations, so that what belongs to none is left out."""
        return any(self._wanted[name] for name in ("kind", "voice", "charged", "tag"))

    def covers(self, place: Standing, citations: Iterable[Citation]) -> bool:
        """Whether a citation or quotation belongs to the list."""
        if self._docs and place.docname not in self._docs:
            return False
        if self._works and place.work not in self._works:
            return False
        if self._keys and not self._cites(citations):
            return False
        return not self.about_notes or (place.item is not None and self._holds(place.item))

    def _holds(self, item: Item) -> bool:
        """Whether an item is an annotation let through, or is answered by one."""
        if isinstance(item, Annotation):
            return self.lets_through(item)
        return any(map(self.lets_through, self.survey.edition.answers_to(item.id)))

    def _admits(self, annotation: Annotation) -> bool:
        if self._docs and annotation.docname not in self._docs:
            return False
        if self._works and self.survey.work(annotation) not in self._works:
            return False
        if self._keys and not self._cites(self.survey.brought.get(annotation.id, ())):
            return False
        return self.lets_through(annotation)

    def lets_through(self, annotation: Annotation) -> bool:
        """Whether the filters that are about annotations themselves let one through."""
        has: dict[str, Callable[[], Iterable[str]]] = {
            "kind": lambda: [annotation.kind],
            "voice": lambda: [self.survey.persons.speaker(annotation)],
            "charged": lambda: self.survey.persons.faulted(annotation),
            "tag": lambda: annotation.tags,
        }
        return all(
            not self._wanted[name] or self._wanted[name].intersection(map(_plain, values()))
            for name, values in has.items()
        )

    def _cites(self, citations: Iterable[Citation]) -> bool:
        return any(map(self.wants, keys_of(citations)))

    def wants(self, key: str) -> bool:
        """Whether a source is asked for, itself or as a part of a work that is."""
        works = {key, self.survey.bibliography.works_of(key)}
        return not self._keys or not works.isdisjoint(self._keys)

    def _named(self, name: str) -> tuple[str, ...]:
        return names_in(self._asked[name]) if name in self._asked else ()

    def _document(self, name: str) -> str:
        """A document as it is named in a toctree: from the root, or beside this one."""
        if name.startswith("/"):
            return normpath(name[1:])
        beside = normpath(join(dirname(self.docname), name))
        return beside if beside in self.survey.titles else normpath(name)

    @property
    def problems(self) -> Iterator[Problem]:
        """A warning for each name that nothing in the edition bears."""
        survey = self.survey
        known: dict[str, tuple[str, Callable[[], Container[str]]]] = {
            "kind": ("kind of annotation", lambda: set(survey.kinds)),
            "voice": ("speaker of a passage answered", lambda: set(map(_plain, _voices(survey)))),
            "charged": ("person faulted", lambda: set(map(_plain, _faulted(survey)))),
            "work": ("work under review", lambda: survey.works),
            "source": ("source in the bibliography", lambda: survey.bibliography.keys),
            "tag": ("tag of an annotation", lambda: _tags(survey)),
            "doc": ("document", lambda: set(survey.titles)),
        }
        for name, (what, there) in known.items():
            if name in self._asked and not self._named(name):
                message = f":{name}: names no {what}; it is passed over"
                yield Problem(Warn.OPTION, message, self.listing.location)
            for typed in self._named(name):
                sought = typed if name in ("source", "work") else _plain(typed)
                sought = self._document(typed) if name == "doc" else sought
                is_meant = name in _PERSONS and _meant([typed], _PERSONS[name](survey))
                if sought not in there() and not is_meant:
                    message = f":{name}: asks for “{typed}”, which is no {what}"
                    yield Problem(Warn.FILTER, message, self.listing.location)


def _plain(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.split()).casefold()


def _meant(typed: Iterable[str], persons: Iterable[str]) -> set[str]:
    """Those whom names mean in short, as names are compared."""
    full = [read_name(each) for each in persons if is_personal(each)]
    return {_plain(each.full) for name in typed for each in full if is_short_for(name, each)}


def _voices(survey: Survey) -> set[str]:
    names = {name for each in survey.annotations for name in survey.persons.voices(each)}
    excerpts = (item for item in survey.edition.items if isinstance(item, Excerpt))
    return names | {name for each in excerpts for name in names_in(each.voice)}


def _faulted(survey: Survey) -> set[str]:
    return {name for each in survey.annotations for name in survey.persons.faulted(each)}


def _tags(survey: Survey) -> set[str]:
    return {_plain(tag) for each in survey.annotations for tag in each.tags}


_PERSONS = {"voice": _voices, "charged": _faulted}
