"""What can be written beside the web pages of an edition, for programs and for other editors."""

from typing import Final, NamedTuple

HOME: Final = "https://pypi.org/project/sphinx-critique/"
"""Where this extension is, and where its words for other vocabularies have their names."""


class Export(NamedTuple):
    """A file: its name beside the pages, its media type, and what readers know it as."""

    file: str
    media_type: str
    title: str


EXTRA: Final = {"docx": "pypandoc"}
"""What must be installed for some: the extra, by its name, and what it brings."""
EXPORTS: Final = {
    "webannotation": Export("annotations.jsonld", "application/ld+json", "Web Annotations"),
    "tei": Export("edition.xml", "application/tei+xml", "TEI"),
    "docx": Export(
        "edition.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Word",
    ),
    "bibtex": Export("edition.bib", "application/x-bibtex", "BibTeX"),
    "csl": Export("edition.csl.json", "application/vnd.citationstyles.csl+json", "CSL-JSON"),
}
"""By the name in ``critique_exports``: that of the builder, where there is one."""
