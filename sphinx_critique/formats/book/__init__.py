"""A book: what stands before its text, the same in LaTeX and as WeasyPrint sets it."""

from sphinx.application import Sphinx

from . import title_pages


def setup(app: Sphinx) -> None:
    """Give books their title pages."""
    title_pages.setup(app)
