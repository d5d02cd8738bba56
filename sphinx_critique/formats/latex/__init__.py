"""Excerpts and notes as LaTeX."""

from sphinx.application import Sphinx

from . import book, colours, dress, foot, page_numbers, scripts


def setup(app: Sphinx) -> None:
    """Dress neutral nodes as LaTeX; the packages are loaded in this order."""
    colours.setup(app)
    dress.setup(app)
    foot.setup(app)
    page_numbers.setup(app)
    scripts.setup(app)
    book.setup(app)
