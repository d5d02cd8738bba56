"""Builders of this extension's own."""

from sphinx.application import Sphinx

from . import beside, docx, epub, exporting, quotecheck, tei, webannotation, webpdf


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
