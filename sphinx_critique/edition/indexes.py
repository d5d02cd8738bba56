"""The indexes of kinds and of loci: a page each, and at the end of a book that asks for them."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from typing import ClassVar, Protocol, cast
from unicodedata import normalize

from sphinx.domains import Index, IndexEntry

from ..locale import _
from ..locale.punctuation import colon, with_commas
from ..model.kinds import term
from ..model.records import Annotation
from .lists import IndexedSource, Lists, Survey, index_locorum

Letters = list[tuple[str, list[IndexEntry]]]
Group = tuple[str, str, list[IndexEntry]]
_GROUP, _WITHIN = 1, 2
_NO_LINK = ""


class _Listed(Protocol):
    """What has the lists of an edition: its domain."""

    @property
    def lists(self) -> Lists: ...


class _EditionIndex(Index):
    """An index of the edition; entries stand under what they belong to, these under letters."""

    titles: ClassVar[tuple[str, str]]
    localname = ""

    @classmethod
    def name_it(cls) -> None:
        """Give the index its titles, once the language is known."""
        cls.localname, cls.shortname = (str(_(title)) for title in cls.titles)

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[Letters, bool]:
        lists = cast(_Listed, self.domain).lists
        if docnames is not None and self.domain.env.config.latex_domain_indices is True:
            return [], False  # Unasked, print has all of it in the general index.
        within = None if docnames is None else frozenset(docnames)
        letters: dict[str, list[IndexEntry]] = {}
        for name, sorted_as, entries in self.groups(lists):
            shown = [each for each in entries if within is None or each.docname in within]
            if shown:
                head = IndexEntry(name, _GROUP, _NO_LINK, "", "", "", "")
                letters.setdefault(_letter(sorted_as), []).extend([head, *shown])
        return list(letters.items()), False

    @abstractmethod
    def groups(self, lists: Lists) -> Iterator[Group]:
        """Names, what they are sorted by, and the entries under them, in order."""


class KindsIndex(_EditionIndex):
    """Annotations by kind."""

    name = "kinds"
    titles = term("Annotations by kind"), term("kinds")

    def groups(self, lists: Lists) -> Iterator[Group]:
        survey = lists.survey
        by_kind: dict[str, list[IndexEntry]] = {}
        for annotation in survey.annotations:
            by_kind.setdefault(annotation.kind, []).append(_entry(survey, annotation))
        titles = sorted((str(_(survey.kinds[name].title)), name) for name in by_kind)
        yield from ((title, title, by_kind[name]) for title, name in titles)


class LociIndex(_EditionIndex):
    """Loci by source."""

    name = "loci"
    titles = term("Index locorum"), term("loci")

    def groups(self, lists: Lists) -> Iterator[Group]:
        for indexed in index_locorum(lists.everything):
            source = indexed.source
            names = f"{source.names}, {source.title}" if source.names else source.title
            bibliography = lists.survey.bibliography
            short, sorted_as = bibliography.plain(source.key), bibliography.sort_key(source.key)[0]
            yield names, sorted_as, list(_loci(indexed, short))


INDEXES = (KindsIndex, LociIndex)


def _letter(name: str) -> str:
    """The letter that a name stands under; themes make an id of it."""
    plain = normalize("NFKD", name)
    return next((char.upper() for char in plain if char.isalnum()), str(_("Symbols")))


def _entry(survey: Survey, annotation: Annotation) -> IndexEntry:
    ref = survey.ref(annotation)
    locus = survey.told(survey.locus(annotation))
    name = survey.lemma(annotation) or locus
    if annotation.id in survey.edition.others:
        other = survey.ref_elsewhere(survey.edition.others[annotation.id])
        name = other.label + (colon() + name if name else "")
    name = name or ref.label
    extra = ref.label if name != ref.label else ""
    return IndexEntry(name, _WITHIN, ref.docname, ref.anchor, extra, "", "")


def _loci(indexed: IndexedSource, source: str) -> Iterator[IndexEntry]:
    for locus in indexed.loci:
        name = with_commas((source, locus.text))
        refs = dict.fromkeys(ref for each in locus.references for ref in each.refs)
        for ref in refs:
            yield IndexEntry(name, _WITHIN, ref.docname, ref.anchor, ref.label, "", "")
