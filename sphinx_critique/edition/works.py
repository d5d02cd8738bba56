"""The works under review: how a place in one is told where all is about the work."""

from collections.abc import Iterable

from ..locale.punctuation import semicolon, with_commas
from ..locale.wording import said_locator
from ..sources.bibliography import Bibliography
from ..texts.loci import Citation, Locator


def told(citations: Iterable[Citation], bibliography: Bibliography, default: str) -> str:
    """Citations in a line of an index: of the project's own work the place alone."""
    return semicolon().join(_told(each, bibliography, default) for each in citations)


def _told(citation: Citation, bibliography: Bibliography, default: str) -> str:
    if citation.carrier is not None or not (citation.known or citation.implied):
        return citation.text
    where = place(citation.locator)
    if citation.implied and citation.key in (None, default):
        return where
    return with_commas((bibliography.plain(citation.key or ""), where))


def place(locator: Locator) -> str:
    """A locator that stands by itself: pages, which are typed as bare numbers, are called so."""
    if not locator.places or not locator.readable:
        return said_locator(locator.text)
    first = locator.places[0]
    if first.label != "page" or not locator.text.startswith(first.typed):
        return said_locator(locator.text)
    are_many = len(locator.pages) > 1 or first.open or first.last != first.first
    return said_locator(f"{'pp.' if are_many else 'p.'} {locator.text}")
