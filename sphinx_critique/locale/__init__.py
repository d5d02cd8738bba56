"""The extension's own words, in the project's language."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.locale import get_translation, init

CATALOG = "sphinx_critique"
_ = get_translation(CATALOG)
_FOLDER = Path(__file__).parent
_TRADITIONAL = ("zh_hk", "zh_mo", "zh_hant", "yue")


def setup(app: Sphinx) -> None:
    """Make the catalogues known."""
    if app.config.language.lower().replace("-", "_").startswith(_TRADITIONAL):
        # Their own name would lead to ``zh``, which is in simplified letters.
        init([_FOLDER], "zh_TW", CATALOG)
    app.add_message_catalog(CATALOG, str(_FOLDER))
