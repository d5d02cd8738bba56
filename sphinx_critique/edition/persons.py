"""Who speaks in the passages that annotations answer, and who is faulted for it."""

from collections.abc import Mapping

from ..locale import _
from ..locale.punctuation import comma, spaced
from ..model.identifiers import names_in
from ..model.kinds import Kind, Stance
from ..model.records import Annotation, Excerpt
from ..sources.bibliography import Bibliography
from ..texts.loci import Citation
from .edition import Edition


class Persons:
    """The speakers of an edition; where a passage names none, the author of its source is one."""

    def __init__(
        self, edition: Edition, bibliography: Bibliography, kinds: Mapping[str, Kind]
    ) -> None:
        self._edition = edition
        self._bibliography = bibliography
        self._kinds = kinds
        self._authors: dict[str | None, str] = {}

    def voices(self, annotation: Annotation) -> tuple[str, ...]:
        """The voices of the passage answered, innermost first; none of what has no speaker."""
        target = self._edition.targets.get(annotation.id)
        if isinstance(target, Annotation):
            return names_in(target.voice) if self._is_reply(target) else ()
        if annotation.voice and not self._is_reply(annotation):
            return names_in(annotation.voice)
        if isinstance(target, Excerpt):
            return names_in(target.voice) or self._author_of(target.citations)
        if annotation.whole_work:
            return names_in(self._author(annotation.work))
        return self._author_of(annotation.at)

    def speaker(self, annotation: Annotation) -> str:
        """Who speaks in the passage answered."""
        return next(iter(self.voices(annotation)), "")

    def faulted(self, annotation: Annotation) -> tuple[str, ...]:
        """Who is faulted: those charged, else who speaks, if the annotation is against it."""
        charged = names_in(annotation.charged)
        if charged or self._kinds[annotation.kind].stance is not Stance.AGAINST:
            return charged
        return self.voices(annotation)[:1]

    def _is_reply(self, annotation: Annotation) -> bool:
        return self._kinds[annotation.kind].answers_annotations

    def _author_of(self, citations: tuple[Citation, ...]) -> tuple[str, ...]:
        return names_in(self._author(citations[0].key)) if citations else ()

    def _author(self, key: str | None) -> str:
        if key not in self._authors:
            self._authors[key] = self._bibliography.voice(key)
        return self._authors[key]


def speakers(voice: str) -> str:
    """Who speaks, innermost first: “A, quoted by B”."""
    return (comma() + spaced(_("quoted by"))).join(names_in(voice))


def office(name: str) -> str:
    """A person; an office in the language of the edition."""
    offices = {"editor": _("the editor"), "translator": _("the translator")}
    return str(offices.get(name, name))
