"""Who speaks in the passages that annotations answer, and who is faulted for it."""

from collections.abc import Mapping
from functools import cached_property

from ..locale import _
from ..locale.punctuation import comma, spaced
from ..model.identifiers import names_in
from ..model.kinds import Kind, Stance
from ..model.records import Annotation, Excerpt, Item
from ..sources.bibliography import Bibliography
from ..texts.loci import Citation
from ..texts.names import Name, in_full, is_personal, read_name
from .edition import Edition


class Persons:
    """The speakers of an edition; where a passage names none, the author of its source is one.

    Whoever is named in short in one passage of a source and in full in another, or in the
    bibliography, is one person: the one so named in full.
    """

    def __init__(
        self, edition: Edition, bibliography: Bibliography, kinds: Mapping[str, Kind]
    ) -> None:
        self._edition = edition
        self._bibliography = bibliography
        self._kinds = kinds
        self._authors: dict[str | None, str] = {}
        self._known: dict[tuple[str | None, str], str] = {}
        self._voices: dict[str, tuple[str, ...]] = {}
        self._whole: dict[tuple[str | None, str], tuple[str, ...]] = {}

    def voices(self, annotation: Annotation) -> tuple[str, ...]:
        """The voices of the passage answered, innermost first; none of what has no speaker."""
        if annotation.id not in self._voices:
            self._voices[annotation.id] = self._voices_of(annotation)
        return self._voices[annotation.id]

    def _voices_of(self, annotation: Annotation) -> tuple[str, ...]:
        target = self._edition.targets.get(annotation.id)
        if isinstance(target, Annotation):
            return names_in(target.voice) if self._is_reply(target) else ()
        key = self._source(annotation)
        if annotation.voice and not self._is_reply(annotation):
            return self._in_full(annotation.voice, key)
        if isinstance(target, Excerpt) and names_in(target.voice):
            return self._in_full(target.voice, key)
        return names_in(self._author(key)) if key is not None else ()

    def speaker(self, annotation: Annotation) -> str:
        """Who speaks in the passage answered."""
        return next(iter(self.voices(annotation)), "")

    def faulted(self, annotation: Annotation) -> tuple[str, ...]:
        """Who is faulted: those charged, else who speaks, if the annotation is against it."""
        charged = self._in_full(annotation.charged, self._source(annotation))
        if charged or self._kinds[annotation.kind].stance is not Stance.AGAINST:
            return charged
        return self.voices(annotation)[:1]

    def _is_reply(self, annotation: Annotation) -> bool:
        return self._kinds[annotation.kind].answers_annotations

    def _source(self, annotation: Annotation) -> str | None:
        """The source of the passage answered; that of an annotation's is its passage's."""
        root: Item = annotation
        seen = {root.id}
        while (target := self._edition.targets.get(root.id)) and target.id not in seen:
            root = target
            seen.add(root.id)
        if isinstance(root, Excerpt):
            return _key(root.citations)
        return root.work or None if root.whole_work else _key(root.at)

    def _in_full(self, typed: str, key: str | None) -> tuple[str, ...]:
        if (key, typed) not in self._whole:
            names = dict.fromkeys(self._named(name, key) for name in names_in(typed))
            self._whole[key, typed] = tuple(names)
        return self._whole[key, typed]

    def _named(self, name: str, key: str | None) -> str:
        work = self._bibliography.works_of(key)
        if (key, name) not in self._known:
            found = in_full(name, self._bibliography.persons(key))
            if found == name:
                found = in_full(name, self._told.get(work, ()))
            self._known[key, name] = found
        return self._known[key, name]

    @cached_property
    def _told(self) -> dict[str | None, list[Name]]:
        """Who is named in full in passages of each source, or as faulted for them."""
        told: dict[str | None, dict[str, None]] = {}
        for item in self._edition.items:
            if isinstance(item, Excerpt):
                key, typed = _key(item.citations), item.voice
            else:
                key, typed = self._source(item), item.charged
                typed += "" if self._is_reply(item) else f";{item.voice}"
            names = told.setdefault(self._bibliography.works_of(key), {})
            names |= dict.fromkeys(filter(is_personal, names_in(typed)))
        return {work: list(map(read_name, names)) for work, names in told.items()}

    def _author(self, key: str | None) -> str:
        if key not in self._authors:
            self._authors[key] = self._bibliography.voice(key)
        return self._authors[key]


def _key(citations: tuple[Citation, ...]) -> str | None:
    return citations[0].key if citations else None


def speakers(voice: str) -> str:
    """Who speaks, innermost first: “A, quoted by B”."""
    return (comma() + spaced(_("quoted by"))).join(names_in(voice))


def office(name: str) -> str:
    """A person; an office in the language of the edition."""
    offices = {"editor": _("the editor"), "translator": _("the translator")}
    return str(offices.get(name, name))
