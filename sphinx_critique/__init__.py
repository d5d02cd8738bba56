"""Quote a work's own words on the page and answer them there: a Sphinx extension."""

from importlib.metadata import PackageNotFoundError, version

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from . import (
    attribution,
    bibliography,
    builders,
    checking,
    config,
    directives,
    domain,
    footnotes,
    indexing,
    layout,
    translation,
)

try:
    __version__ = version("sphinx-critique")
except PackageNotFoundError:
    __version__ = "0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up each part, in the order in which the data takes its way through them."""
    app.require_sphinx("7.4")
    config.setup(app)
    translation.setup(app)
    bibliography.setup(app)
    domain.setup(app)
    directives.setup(app)
    attribution.setup(app)
    footnotes.setup(app)
    checking.setup(app)
    indexing.setup(app)
    layout.setup(app)
    builders.setup(app)
    return {
        "version": __version__,
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
