"""The works under review: how a place in one is told in a line of an index."""

from collections.abc import Iterable

from ..locale.punctuation import semicolon, with_commas
from ..sources.bibliography import Bibliography
from ..texts.loci import Citation


def told(citations: Iterable[Citation], bibliography: Bibliography, default: str) -> str:
    """Citations as they were typed; those of another work than the project's with its name."""
    return semicolon().join(_told(each, bibliography, default) for each in citations)


def _told(citation: Citation, bibliography: Bibliography, default: str) -> str:
    if not citation.implied or citation.key in (None, default):
        return citation.text
    return with_commas((bibliography.plain(citation.key), citation.text))
