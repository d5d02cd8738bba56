"""From neutral nodes to what each format prints."""

from sphinx.application import Sphinx

from . import book, epub, epub_look, faces, html, latex, lists, plain


def setup(app: Sphinx) -> None:
    """Find faces and print lists, then dress all: each format in its terms, others plainly."""
    faces.setup(app)
    lists.setup(app)
    book.setup(app)
    plain.setup(app)
    html.setup(app)
    epub.setup(app)
    epub_look.setup(app)
    latex.setup(app)
