"""After reading: every warning again, whatever was read in this build."""

from collections.abc import Iterable, Iterator
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..model.config import place
from ..model.problems import Problem, Warn, give
from ..model.records import Annotation, Document
from ..model.steps import Step
from .domain import CritiqueDomain
from .outdated import outdated


def env_updated(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Derive the edition, warn, and name the documents to be written again."""
    domain = CritiqueDomain.of(env)
    edition = domain.derive(app)
    for problem in domain.bibliography.problems:
        give(*problem)
    for problems in domain.problems.values():
        for problem in problems:
            give(*problem)
    for problem in edition.problems:
        give(*problem)
    _check_work(app, domain)
    _check_quotations(domain)
    for docname, document in domain.build.documents.items():
        _check_citations(domain, docname, document)
        _check_mentions(domain, document)
        _check_lists(domain, docname, document)
    return outdated(app, domain) if domain.is_printed else ()


def _check_lists(domain: CritiqueDomain, docname: str, document: Document) -> None:
    for listing in document.listings:
        if domain.edition.includes(listing.conditions):
            for problem in domain.lists.problems(docname, listing):
                give(*problem)


def _check_quotations(domain: CritiqueDomain) -> None:
    """Hold quotations against transcripts; say again what is wrong with those that are kept."""
    verification = domain.verification
    documents = domain.build.documents
    verification.bring_up_to_date(documents)
    kept = {name: documents[name] for name in verification.kept}
    for quotation, checked in verification.checks(kept):
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
            yield from domain.claims.problems(item, domain.edition.targets.get(item.id))


def _check_work(app: Sphinx, domain: CritiqueDomain) -> None:
    work = domain.settings.work
    if work and not domain.bibliography.entry(work):
        message = f"critique_work: {domain.bibliography.unknown(work)}"
        give(Warn.CONFIG, message, place(app.confdir, "critique_work"))


def _check_citations(domain: CritiqueDomain, docname: str, document: Document) -> None:
    for cited in (each for each in document.cited if not each.of_project):
        citation, location = cited.citation, cited.location
        for each in filter(None, (citation, citation.carrier)):
            for part in each.locator.unread:
                message = f"cannot read the locator “{part}”; it is printed as it was typed"
                give(Warn.LOCATOR, message, location)
            of_work = each.implied or each.key in (domain.settings.work, *document.works)
            if each.key is None or (of_work and not each.known):
                continue  # It is said where the work is named.
            if not each.known:
                give(Warn.CITATION, domain.bibliography.unknown(each.key), location)
            elif not _is_listed(domain, each.key, docname):
                message = f"no bibliography lists “{each.key}”: write “.. bibliography::” once"
                give(Warn.CITATION, message, location)


def _is_listed(domain: CritiqueDomain, key: str, docname: str) -> bool:
    bibliography = domain.bibliography
    return bibliography.footnotes or bibliography.listed(key, docname) is not None


def _check_mentions(domain: CritiqueDomain, document: Document) -> None:
    edition = domain.edition
    for name, location, typed, inventory in document.mentions:
        if location is None or (inventory is None and edition.find(name) is not None):
            continue
        if edition.meant_elsewhere(name, inventory) is None:
            if edition.elsewhere.unread(name, inventory or ""):
                continue  # Sphinx has warned of the inventory.
            message = f"“{typed or name}” is the name of no excerpt, quotation or annotation"
            if inventory is not None:
                message += f" in the inventory “{inventory}”" if inventory else " in any inventory"
            elif edition.elsewhere:
                message += ", nor is it in an inventory"
            give(Warn.REFERENCE, message, location)


def is_dangling(app: Sphinx, domain: Any, node: Any) -> bool | None:
    """Sphinx need not warn of our references: each build does (:func:`env_updated`)."""
    return True if domain is not None and domain.name == CritiqueDomain.name else None


def setup(app: Sphinx) -> None:
    """After sphinxcontrib-bibtex, which makes its lists at the same event."""
    Step.DERIVE.connect(app, env_updated)
    Step.KEEP_SILENT.connect(app, is_dangling)
