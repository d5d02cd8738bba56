"""Builders of this extension's own."""

from sphinx.application import Sphinx

from . import webpdf


def setup(app: Sphinx) -> None:
    """Register them."""
    webpdf.setup(app)
