"""Claims that notes find wrong, as ``ClaimReview``: where search engines and others look for it."""

from collections.abc import Iterable, Iterator
from typing import Final

from docutils import nodes
from sphinx.builders import Builder

from ....edition.works import place
from ....locale import _
from ....locale.punctuation import semicolon
from ....model.kinds import term
from ....model.records import Annotation, Excerpt, Item
from ....project.domain import CritiqueDomain
from ....texts.dates import read_date
from . import Data, block, persons, said
from .works import work

_RATINGS: Final = {
    "correction": (1, term("Wrong on a point of fact")),
    "distortion": (2, term("Misrepresents what it reports")),
    "unsupported": (3, term("Asserted without evidence")),
}
_BEST: Final = 5
_RIGHT: Final = term("Right in every point")


def claims(
    notes: Iterable[nodes.Element], domain: CritiqueDomain, builder: Builder
) -> nodes.raw | None:
    """A block of data of the claims that notes review; none where their address is not known."""
    if not builder.config.html_baseurl:
        return None
    found = list(_Claims(domain, builder).of(notes))
    return block({"@graph": found}) if found else None


class _Claims:
    def __init__(self, domain: CritiqueDomain, builder: Builder) -> None:
        self._build = domain.build
        self._edition = domain.edition
        self._facts = domain.lists.survey.facts
        self._bibliography = domain.bibliography
        self._language = builder.config.language
        self._base = builder.config.html_baseurl.rstrip("/")
        self._page = builder.get_target_uri

    def of(self, notes: Iterable[nodes.Element]) -> Iterator[Data]:
        """The reviews of those that are about words and not printed again."""
        for node in notes:
            record = self._edition.get(node["ids"][0])
            if not isinstance(record, Annotation) or record.id in self._edition.homes:
                continue
            if record.kind in _RATINGS and (words := self._words(record)):
                yield self._review(record, words)

    def _words(self, note: Annotation) -> str:
        """What is claimed: the lemma, or all of the passage."""
        target = self._edition.targets.get(note.id)
        if note.id in self._edition.spans:
            return self._edition.lemma_words(note, with_occurrence=False)
        return " ".join(target.original.split()) if isinstance(target, Excerpt) else ""

    def _review(self, note: Annotation, words: str) -> Data:
        date = self._facts.date
        return said(
            {
                "@type": "ClaimReview",
                "url": f"{self._base}/{self._page(note.docname)}#{note.id}",
                "claimReviewed": words,
                "reviewBody": " ".join(note.text.split()),
                "author": persons(self._facts.editors),
                "datePublished": date if read_date(date) else "",
                "inLanguage": self._language,
                "itemReviewed": self._claim(note),
                "reviewRating": _rating(note.kind),
            }
        )

    def _claim(self, note: Annotation) -> Data:
        target = self._edition.targets.get(note.id)
        date = target.date if isinstance(target, Excerpt) else ""
        return said(
            {
                "@type": "Claim",
                "author": persons(self._speakers(note, target)),
                "datePublished": date if read_date(date) else "",
                "appearance": self._appearance(target) if isinstance(target, Excerpt) else {},
            }
        )

    def _speakers(self, note: Annotation, target: Item | None) -> list[str]:
        """Who makes the claim; several authors are called by one name together elsewhere."""
        speaker = self._build.persons.speaker(note)
        cited = target.citations[:1] if isinstance(target, Excerpt) else ()
        for citation in cited:
            if citation.key and speaker == self._bibliography.voice(citation.key):
                return self._bibliography.authorship(citation.key)[1] or [speaker]
        return [speaker] if speaker else []

    def _appearance(self, passage: Excerpt) -> Data:
        """The words as the work has them: in what, on which page."""
        for citation in passage.citations[:1]:
            if citation.key:
                return said(
                    {
                        "@type": "Quotation",
                        "isPartOf": work(citation.key, self._bibliography),
                        "position": place(citation.locator) if citation.locator.text else "",
                    }
                )
        return {}


def _rating(kind: str) -> Data:
    value, words = _RATINGS[kind]
    scale = [*_RATINGS.values(), (_BEST, _RIGHT)]
    return {
        "@type": "Rating",
        "ratingValue": value,
        "worstRating": 1,
        "bestRating": _BEST,
        "alternateName": _(words),
        "ratingExplanation": semicolon().join(f"{each}: {_(told)}" for each, told in scale),
    }
