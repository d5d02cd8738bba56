"""The edition itself, on its front page."""

from collections.abc import Iterator

from docutils import nodes
from sphinx.builders import Builder

from ....edition.facts import Facts
from ....model.exports import EXPORTS
from ....project.domain import CritiqueDomain
from ....texts.addresses import as_link, is_whole
from ....texts.dates import read_date
from . import Data, block, persons, said
from .works import work


def edition(domain: CritiqueDomain, builder: Builder) -> nodes.raw:
    """A block of data about the edition: a review where a work is under review, else a book."""
    survey, config = domain.lists.survey, builder.config
    facts = survey.facts
    works = [work(key, domain.bibliography) for key in sorted(survey.works)]
    return block(
        said(
            {
                "@type": "Review" if works else "Book",
                "name": facts.whole_title,
                "itemReviewed": works[0] if len(works) == 1 else works,
                "author" if works else "editor": persons(facts.editors),
                "version": facts.version,
                "datePublished": facts.date if read_date(facts.date) else facts.year,
                "license": _licence(facts),
                "publisher": _organization(facts.publisher),
                "isPartOf": _series(facts.series),
                "sameAs": as_link(facts.address) if facts.doi else "",
                "inLanguage": config.language,
                "url": as_link(facts.url) if is_whole(facts.url) else "",
                "encoding": list(_forms(facts)),
            }
        )
    )


def _licence(facts: Facts) -> Data | str:
    if not facts.licence or is_whole(facts.licence):
        return as_link(facts.licence)
    return {"@type": "CreativeWork", "name": facts.licence}


def _organization(name: str) -> Data:
    return {"@type": "Organization", "name": name} if name else {}


def _series(name: str) -> Data:
    return {"@type": "CreativeWorkSeries", "name": name} if name else {}


def _forms(facts: Facts) -> Iterator[Data]:
    """What can be taken away; nothing is said of what has no address on the web."""
    beside = [(name, address, "") for name, address in facts.formats]
    exports = map(EXPORTS.__getitem__, facts.exports)
    beside += [(each.title, each.file, each.media_type) for each in exports]
    for name, place, media_type in beside:
        address = facts.on_the_web(place)
        if is_whole(address):
            form = {"name": name, "contentUrl": as_link(address), "encodingFormat": media_type}
            yield {"@type": "MediaObject", **said(form)}
