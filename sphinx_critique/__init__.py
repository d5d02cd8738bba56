"""Quote a work's own words on the page and answer them there: a Sphinx extension."""

from importlib.metadata import PackageNotFoundError, version

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from . import builders, formats, layout, locale, project, syntax
from .model import config
from .sources import bibliography

try:
    __version__ = version("sphinx-critique")
except PackageNotFoundError:
    __version__ = "0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up each part, in the order in which the data takes its way through them."""
    app.require_sphinx("7.4")
    locale.setup(app)
    config.setup(app)
    bibliography.setup(app)
    project.setup(app)
    syntax.setup(app)
    layout.setup(app)
    formats.setup(app)
    builders.setup(app)
    return {
        "version": __version__,
        "env_version": 6,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
