"""Builders of this extension's own."""

from sphinx.application import Sphinx

from . import docx, epub, quotecheck, webpdf


def setup(app: Sphinx) -> None:
    """Register them."""
    quotecheck.setup(app)
    webpdf.setup(app)
    epub.setup(app)
    docx.setup(app)
