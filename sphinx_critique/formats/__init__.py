"""From neutral nodes to what each format prints."""

from sphinx.application import Sphinx

from . import epub, html, latex, lists, plain


def setup(app: Sphinx) -> None:
    """Print lists, then dress all: each format in its own terms, any other builder plainly."""
    lists.setup(app)
    plain.setup(app)
    html.setup(app)
    epub.setup(app)
    latex.setup(app)
