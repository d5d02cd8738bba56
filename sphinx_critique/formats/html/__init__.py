"""Excerpts and notes as a web page."""

from sphinx.application import Sphinx

from . import assets, browser, colours, direction, dress, theming


def setup(app: Sphinx) -> None:
    """Dress neutral nodes as HTML, with the style sheets and the script of their pages."""
    colours.setup(app)
    dress.setup(app)
    assets.setup(app)
    browser.setup(app)
    direction.setup(app)
    theming.setup(app)
