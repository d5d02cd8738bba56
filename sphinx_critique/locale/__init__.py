"""The extension's own words, in the project's language."""

import gettext
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import read_mo
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


def words(language: str) -> Iterator[str]:
    """All that we can say in a language, in no order; nothing where it has no catalogue."""
    path = gettext.find(CATALOG, str(_FOLDER), [language])
    if path is None:
        return
    with Path(path).open("rb") as file:
        for message in read_mo(file):
            said = message.string or ()
            yield from [said] if isinstance(said, str) else said


def in_language(words: str, language: str) -> str:
    """Some words of ours in a language, where no project is built; as they are without one."""
    catalogue = gettext.translation(CATALOG, str(_FOLDER), [language], fallback=True)
    return catalogue.gettext(words)
