"""Which documents show what has changed elsewhere, and are to be written again."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from os.path import relpath
from typing import Any

from sphinx.application import Sphinx

from ..edition.copying import Homes
from ..edition.lists import citations_in, links_in, mentions_in
from ..edition.lists.edition import LIST as FRONT
from ..model.records import Annotation, Document, Excerpt, Item, Listing, Mention
from ..texts.languages import runs_to_left
from ..texts.loci import Citation, keys_of
from .domain import CritiqueDomain

_EVERY_PAGE = ""


def outdated(app: Sphinx, domain: CritiqueDomain) -> list[str]:
    """Documents whose output in this builder's folder shows what is no longer so.

    What each shows of the rest is kept for each output folder: another builder that shares
    the doctrees would else find everything up to date.
    """
    output = f"{app.builder.name}:{relpath(app.outdir, app.doctreedir)}"
    before = domain.digests.get(output)
    after = {_EVERY_PAGE: _shown_everywhere(domain)}
    copies = _Copies(domain)
    after |= {docname: _digest(domain, docname, copies) for docname in sorted(_showing(domain))}
    if before == after:
        return []
    domain.digests[output] = after
    # Of a folder not written before all is named: only so does Sphinx keep what it shows.
    before = before or {}
    changed = {docname for docname, digest in after.items() if before.get(docname) != digest}
    if _EVERY_PAGE in changed:
        return sorted(domain.env.all_docs)
    return sorted(changed)


def _shown_everywhere(domain: CritiqueDomain) -> str:
    """What every page shows: whether there are indexes of kinds and of loci, and its direction.

    And whether there is anything of ours: EPUB and the index for searches tell.
    """
    survey = domain.lists.survey
    cites = keys_of(cited.citation for _, cited in survey.cited)
    turned = domain.is_used and runs_to_left(domain.env.config.language)
    return repr((domain.is_used, bool(survey.annotations), bool(cites), turned))


def _showing(domain: CritiqueDomain) -> set[str]:
    """Documents that show anything of ours, or list what we cite."""
    listing = {key.docname for key in domain.bibliography.domain.bibliographies}
    naming = domain.bibliography.naming()
    return (set(domain.documents) | listing | naming) & set(domain.env.all_docs)


class _Copies:
    """What is printed again of annotations; what stands around them at home is looked at once."""

    def __init__(self, domain: CritiqueDomain) -> None:
        self.domain = domain
        self._homes = Homes(domain.env, domain.edition)
        self._around: dict[tuple[str, str], str] = {}

    def shown(self, again: Annotation) -> Iterator[object]:
        domain = self.domain
        home = domain.edition.homes[again.id]
        answers = domain.edition.answers_to(home.id)
        yield from (_named(domain, home), [_named(domain, each) for each in answers])
        yield self._homes.digest(again)
        places = home.docname, again.docname
        if places not in self._around:
            self._around[places] = self._digest_around(*places)
        yield self._around[places]
        yield list(_titled(domain, (piece.link.target for piece in home.note if piece.link)))

    def _digest_around(self, home: str, page: str) -> str:
        """What the document that it was written in mentions, cites and quotes."""
        document = self.domain.build.documents[home]
        around = (
            [_mentioned(self.domain, mention) for mention in document.mentions],
            list(_cited(self.domain, page, [each.citation for each in document.cited])),
            list(_checked(self.domain, home)),
        )
        return sha256(repr(around).encode("utf-8", "surrogatepass")).hexdigest()


def _digest(domain: CritiqueDomain, docname: str, copies: _Copies) -> str:
    document = domain.build.documents.get(docname, Document())
    shown = [
        str(domain.env.all_docs[docname]),
        *(_shown(domain, item, copies) for item in domain.edition.in_document(docname)),
        *(_mentioned(domain, mention) for mention in document.mentions),
        *_cited(domain, docname, [each.citation for each in document.cited]),
        *domain.bibliography.shown_on(docname),
        *domain.bibliography.named_on(docname),
        *_checked(domain, docname),
        *_listed(domain, docname, document.listings),
    ]
    return sha256("\0".join(shown).encode("utf-8", "surrogatepass")).hexdigest()


def _checked(domain: CritiqueDomain, docname: str) -> Iterator[str]:
    """What a document shows of the checks of its quotations."""
    kept = domain.verification.kept.get(docname)
    for _source, _locator, result in kept.checks if kept else ():
        yield repr((result.status, result.cuts, result.reason))


def _listed(domain: CritiqueDomain, docname: str, listings: Iterable[Listing]) -> Iterator[str]:
    """What the lists of a document hold."""
    for listing in listings:
        rows = domain.lists.rows(docname, listing)
        yield repr(rows)
        yield from _cited(domain, docname, citations_in(rows))
        yield from (_mentioned(domain, each) for each in mentions_in(rows))
        yield from _titled(domain, (link.target for link in links_in(rows)))
        if listing.form == FRONT.name:
            yield from _entries(domain, sorted(domain.lists.survey.works))


def _entries(domain: CritiqueDomain, keys: Iterable[str]) -> Iterator[str]:
    """All that the bibliography says of sources."""
    for key in keys:
        entry = domain.bibliography.entry(key)
        fields: Any = entry.fields if entry is not None else {}
        yield repr((key, domain.bibliography.authorship(key), sorted(fields.items())))


def _titled(domain: CritiqueDomain, labels: Iterable[str]) -> Iterator[str]:
    """The titles that labels of Sphinx's stand for."""
    titles: dict[str, object] = domain.env.domaindata["std"]["labels"]
    yield from (repr(titles.get(label)) for label in labels)


def _shown(domain: CritiqueDomain, item: Item, copies: _Copies) -> str:
    edition = domain.edition
    target = edition.targets.get(item.id)
    parts: list[object] = [_named(domain, item), _named(domain, target)]
    parts.append(edition.others.get(item.id))
    parts += [(_named(domain, mark.annotation), mark.span) for mark in edition.marks(item.id)]
    parts += [_named(domain, answer) for answer in edition.answers_to(item.id)]
    if item.id in edition.recalls and isinstance(item, Annotation):
        parts += copies.shown(item)
    if isinstance(target, Excerpt):
        parts.append((_language(domain, target), target.translations))
        if target.docname != item.docname and domain.env.config.html_baseurl:
            # Programs are told whose claim is reviewed, and where that is.
            parts += [target.citations, target.date, target.original]
            parts += _entries(domain, keys_of(target.citations))
    if isinstance(item, Annotation):
        parts.append(domain.lists.survey.persons.speaker(item))
        beside = edition.beside(item)
        parts.append(edition.beside_elsewhere(item))
        # What is answered is printed next to what it is set beside.
        shown = [target, *beside] if beside and isinstance(target, Excerpt) else beside
        parts += [_passage(domain, item.docname, each) for each in shown]
        if item.id in edition.spans:
            parts.append(edition.lemma_words(item, with_occurrence=True))
    return repr(parts)


def _named(domain: CritiqueDomain, item: Item | None) -> object:
    kind = item.kind if isinstance(item, Annotation) else ""
    return item and (item.docname, item.id, kind, domain.labels.of(item))


def _passage(domain: CritiqueDomain, docname: str, item: Item) -> object:
    """A passage as a document prints it again."""
    if isinstance(item, Excerpt):
        sources = list(_cited(domain, docname, item.citations))
        where = item.citations, item.voice, item.date, sources
        return _named(domain, item), item.passage, _language(domain, item), where
    return _named(domain, item), item.text


def _language(domain: CritiqueDomain, item: Excerpt) -> str:
    return domain.languages.of(item.original, item.language, item.citations)


def _mentioned(domain: CritiqueDomain, mention: Mention) -> str:
    if other := domain.edition.meant_elsewhere(mention.name, mention.inventory):
        return repr(other)
    item = domain.edition.find(mention.name) if mention.inventory is None else None
    return repr((_named(domain, item), domain.labels.preview(item) if item is not None else ""))


def _cited(domain: CritiqueDomain, docname: str, citations: Iterable[Citation]) -> Iterator[str]:
    for key in sorted(keys_of(citations)):
        listed = domain.bibliography.listed(key, docname)
        if listed:
            yield repr((key, listed.citation_id, listed.formatted_entry.label))
            yield repr((listed.bibliography_key.docname, str(listed.formatted_entry.text)))
        else:
            yield domain.bibliography.plain(key)
