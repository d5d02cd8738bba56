"""Builders of this extension's own."""

from sphinx.application import Sphinx

from . import epub, exporting, quotecheck, webannotation, webpdf


def setup(app: Sphinx) -> None:
    """Register them."""
    quotecheck.setup(app)
    webpdf.setup(app)
    epub.setup(app)
    webannotation.setup(app)
    exporting.setup(app)
