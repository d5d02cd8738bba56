"""The project between two builds: its domain, its warnings, what must be written again."""

from sphinx.application import Sphinx

from . import collector, domain, drift, general_index, seal, starting, unused, warning


def setup(app: Sphinx) -> None:
    """Register the domain, and what happens once all documents are read."""
    collector.setup(app)
    domain.setup(app)
    warning.setup(app)
    drift.setup(app)
    general_index.setup(app)
    seal.setup(app)
    starting.setup(app)
    unused.setup(app)
