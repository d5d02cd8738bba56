"""Works under review, as schema.org has them."""

from typing import Final

from ....sources.bibliography import Bibliography
from ....texts.addresses import as_link, of_doi
from . import Data, persons, said

_TYPES: Final = {
    **dict.fromkeys(("book", "mvbook", "collection", "mvcollection", "proceedings"), "Book"),
    **dict.fromkeys(("article", "inproceedings", "conference"), "ScholarlyArticle"),
    **dict.fromkeys(("inbook", "incollection"), "Chapter"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), "Thesis"),
    **dict.fromkeys(("techreport", "report"), "Report"),
}


def work(key: str, bibliography: Bibliography) -> Data:
    """A work by its key."""
    entry = bibliography.entry(key)
    if entry is None:
        return {"@type": "CreativeWork", "name": key}
    role, names = bibliography.authorship(key)
    publisher, doi = bibliography.field(key, "publisher"), bibliography.field(key, "doi")
    type_ = _TYPES.get(str(entry.type).lower(), "CreativeWork")
    return said(
        {
            "@type": type_,
            "name": bibliography.named(key)[1],
            role: persons(names),
            "datePublished": bibliography.named(key)[2],
            "publisher": {"@type": "Organization", "name": publisher} if publisher else {},
            "isbn": bibliography.field(key, "isbn") if type_ == "Book" else "",
            "inLanguage": bibliography.language(key),
            "sameAs": as_link(of_doi(doi) if doi else bibliography.field(key, "url")),
        }
    )
