"""Lists as each format prints them."""

from sphinx.application import Sphinx

from . import charts, graphs, html, printing


def setup(app: Sphinx) -> None:
    """Print lists where they stand, with their pictures."""
    printing.setup(app)
    charts.setup(app)
    html.setup(app)
    graphs.setup(app)
