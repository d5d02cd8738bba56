"""After reading: every warning again, and which documents show what has changed elsewhere."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from os.path import relpath
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from .citing import citation_keys
from .config import place
from .domain import CritiqueDomain
from .loci import Citation
from .problems import Problem, Warn, give
from .records import Annotation, Document, Excerpt, Item, Mention


def env_updated(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Derive the edition, warn, and name the documents to be written again."""
    domain = CritiqueDomain.of(env)
    edition = domain.derive(app)
    for problems in domain.problems.values():
        for problem in problems:
            give(*problem)
    for problem in edition.problems:
        give(*problem)
    _check_work(app, domain)
    _check_quotations(domain)
    for docname, document in domain.documents.items():
        _check_citations(domain, docname, document)
        _check_mentions(domain, document)
    return _outdated(app, domain)


def _check_quotations(domain: CritiqueDomain) -> None:
    """Hold quotations against transcripts; say again what is wrong with those that are kept."""
    verification = domain.verification
    verification.bring_up_to_date(domain.documents)
    documents = {name: domain.documents[name] for name in verification.kept}
    for quotation, checked in verification.checks(documents):
        if domain.edition.includes(quotation.conditions):
            for problem in verification.problems(quotation, checked):
                give(*problem)
    for problem in absences(domain):
        give(*problem)
    for problem in domain.library.problems:
        give(*problem)


def absences(domain: CritiqueDomain) -> Iterator[Problem]:
    """The terms that notes say are not in a source, and that are."""
    for item in domain.edition.items:
        if isinstance(item, Annotation) and item.absent:
            yield from domain.verification.absent(item, domain.edition.targets.get(item.id))


def _check_work(app: Sphinx, domain: CritiqueDomain) -> None:
    work = domain.settings.work
    if work and not domain.bibliography.entry(work):
        message = f"critique_work: {_unknown(domain, work)}"
        give(Warn.CONFIG, message, place(app.confdir, "critique_work"))


def _unknown(domain: CritiqueDomain, key: str) -> str:
    nearest = domain.bibliography.nearest(key)
    hint = f"; did you mean “{nearest}”?" if nearest else ""
    return f"the bibliography has no source “{key}”{hint}"


def _check_citations(domain: CritiqueDomain, docname: str, document: Document) -> None:
    for citation, location in document.cited:
        for each in filter(None, (citation, citation.carrier)):
            for part in each.locator.unread:
                message = f"cannot read the locator “{part}”; it is printed as it was typed"
                give(Warn.LOCATOR, message, location)
            if each.key is None or (each.key == domain.settings.work and not each.known):
                continue
            if not each.known:
                give(Warn.CITATION, _unknown(domain, each.key), location)
            elif not _is_listed(domain, each.key, docname):
                message = f"no bibliography lists “{each.key}”: write “.. bibliography::” once"
                give(Warn.CITATION, message, location)


def _is_listed(domain: CritiqueDomain, key: str, docname: str) -> bool:
    bibliography = domain.bibliography
    return bibliography.footnotes or bibliography.listed(key, docname) is not None


def _check_mentions(domain: CritiqueDomain, document: Document) -> None:
    for name, location, typed in document.mentions:
        if location and domain.edition.find(name) is None and not _elsewhere(domain, name):
            message = f"“{typed or name}” is the name of no excerpt, quotation or annotation"
            give(Warn.REFERENCE, message, location)


def _elsewhere(domain: CritiqueDomain, name: str) -> bool:
    """Whether another project's inventory has the name (intersphinx)."""
    inventory: dict[str, dict[str, Any]] = getattr(domain.env, "intersphinx_inventory", {})
    types = (f"{domain.name}:{each}" for each in domain.object_types)
    return any(name in inventory.get(each, {}) for each in types)


def _outdated(app: Sphinx, domain: CritiqueDomain) -> list[str]:
    """Documents whose output in this builder's folder shows what is no longer so.

    What each shows of the rest is kept for each output folder: another builder that shares
    the doctrees would else find everything up to date.
    """
    output = f"{app.builder.name}:{relpath(app.outdir, app.doctreedir)}"
    before = domain.digests.get(output)
    after = {docname: _digest(domain, docname) for docname in sorted(_showing(domain))}
    if before == after:
        return []
    domain.digests[output] = after
    # Of a folder not written before all is named: only so does Sphinx keep what it shows.
    before = before or {}
    return [docname for docname, digest in after.items() if before.get(docname) != digest]


def _showing(domain: CritiqueDomain) -> set[str]:
    """Documents that show anything of ours, or list what we cite."""
    listing = {key.docname for key in domain.bibliography.domain.bibliographies}
    return (set(domain.documents) | listing) & set(domain.env.all_docs)


def _digest(domain: CritiqueDomain, docname: str) -> str:
    document = domain.documents.get(docname, Document())
    shown = [
        str(domain.env.all_docs[docname]),
        *(_shown(domain, item) for item in domain.edition.in_document(docname)),
        *(_mentioned(domain, mention) for mention in document.mentions),
        *_cited(domain, docname, [each.citation for each in document.cited]),
        *domain.bibliography.shown_on(docname),
        *_checked(domain, docname),
    ]
    return sha256("\0".join(shown).encode("utf-8", "surrogatepass")).hexdigest()


def _checked(domain: CritiqueDomain, docname: str) -> Iterator[str]:
    """What a document shows of the checks of its quotations."""
    kept = domain.verification.kept.get(docname)
    for _source, _locator, result in kept.checks if kept else ():
        yield repr((result.status, result.cuts, result.reason))


def _shown(domain: CritiqueDomain, item: Item) -> str:
    edition = domain.edition
    target = edition.targets.get(item.id)
    parts: list[object] = [_named(domain, item), _named(domain, target)]
    parts += [(_named(domain, mark.annotation), mark.span) for mark in edition.marks(item.id)]
    parts += [_named(domain, answer) for answer in edition.answers_to(item.id)]
    if isinstance(item, Annotation):
        parts += [_passage(domain, item.docname, each) for each in edition.beside(item)]
        if item.id in edition.spans:
            parts.append(edition.lemma_words(item, with_occurrence=True))
    return repr(parts)


def _named(domain: CritiqueDomain, item: Item | None) -> object:
    kind = item.kind if isinstance(item, Annotation) else ""
    return item and (item.docname, item.id, kind, domain.label_of(item))


def _passage(domain: CritiqueDomain, docname: str, item: Item) -> object:
    """A passage as a document prints it again."""
    if isinstance(item, Excerpt):
        sources = list(_cited(domain, docname, item.citations))
        where = item.citations, item.voice, item.date, sources
        return _named(domain, item), item.passage, where
    return _named(domain, item), item.text


def _mentioned(domain: CritiqueDomain, mention: Mention) -> str:
    return repr(_named(domain, domain.edition.find(mention.name)))


def _cited(domain: CritiqueDomain, docname: str, citations: Iterable[Citation]) -> Iterator[str]:
    keys = {key for each in citations for key in citation_keys(each)}
    for key in sorted(keys):
        listed = domain.bibliography.listed(key, docname)
        if listed:
            yield repr((key, listed.citation_id, listed.formatted_entry.label))
            yield repr((listed.bibliography_key.docname, str(listed.formatted_entry.text)))
        else:
            yield domain.bibliography.plain(key)


def is_dangling(app: Sphinx, domain: Any, node: Any) -> bool | None:
    """Sphinx need not warn of our references: each build does (:func:`env_updated`)."""
    return True if domain is not None and domain.name == CritiqueDomain.name else None


def setup(app: Sphinx) -> None:
    """After sphinxcontrib-bibtex, which makes its lists at the same event."""
    app.connect("env-updated", env_updated, priority=700)
    app.connect("warn-missing-reference", is_dangling)
