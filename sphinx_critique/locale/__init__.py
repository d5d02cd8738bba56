"""The extension's own words, in the project's language."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.locale import get_translation

CATALOG = "sphinx_critique"
_ = get_translation(CATALOG)


def setup(app: Sphinx) -> None:
    """Make the catalogues known."""
    app.add_message_catalog(CATALOG, str(Path(__file__).parent))
