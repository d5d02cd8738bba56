"""Builders of this extension's own."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from sphinx.application import Sphinx

from ..model.exports import EXPORTS
from . import beside, docx, epub, exporting, quotecheck, tei, webannotation, webpdf


class Told(NamedTuple):
    """What a builder makes, which files it writes, and what extra it needs."""

    meaning: str
    writes: tuple[str, ...]
    needs: str = ""


BUILDERS: Final[Mapping[str, Told]] = {
    quotecheck.QuoteCheckBuilder.name: Told(
        "Holds every quotation against its transcript, and fails where one fails.",
        ("output.txt", "output.json", "report.html", "output.state"),
    ),
    webpdf.WebPdfBuilder.name: Told(
        "The edition as one tagged PDF, without TeX.", ("PROJECT.pdf",), "pdf"
    ),
    epub.EpubBuilder.name: Told(
        "Sphinx's EPUB, in which the number behind a lemma opens its note.", ("PROJECT.epub",)
    ),
    webannotation.WebAnnotationBuilder.name: Told(
        "The notes as W3C Web Annotations on the web pages of the edition.",
        (EXPORTS["webannotation"].file,),
    ),
    tei.TeiBuilder.name: Told(
        "The edition as TEI P5, its notes as an apparatus outside the text.", (EXPORTS["tei"].file,)
    ),
    docx.DocxBuilder.name: Told(
        "The edition as a Word file, its notes as comments, footnotes or paragraphs.",
        ("PROJECT.docx",),
        "docx",
    ),
}
"""What a manual says of each."""


def setup(app: Sphinx) -> None:
    """Register them."""
    quotecheck.setup(app)
    webpdf.setup(app)
    epub.setup(app)
    webannotation.setup(app)
    tei.setup(app)
    docx.setup(app)
    beside.setup(app)
    exporting.setup(app)
