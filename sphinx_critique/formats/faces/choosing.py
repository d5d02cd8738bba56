"""What ``conf.py`` says of faces: an option of the edition's own theme."""

from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config

from ...model.config import THEME, place
from ...model.problems import Warn, give
from ...model.steps import Step
from .finding import Faces, Found, in_folder, of_extra

OPTION = "faces"
NONE = "none"
_SETTING = "html_theme_options"

_found: WeakKeyDictionary[Config, Found] = WeakKeyDictionary()
"""What was found for a build: the settings alone do not say in which folder they were made."""


def of(config: Config) -> Faces | None:
    """The faces of an edition, for any format; without them it has those of its reader."""
    found = _found.get(config)
    return found.faces if found else of_extra()


def find(app: Sphinx, config: Config) -> None:
    """Look for them, and say what is wrong with a folder of the project's own."""
    wanted = _wanted(config)
    if wanted == NONE:
        found = Found()
    elif wanted:
        found = in_folder(Path(app.confdir, wanted))
    else:
        found = Found(of_extra())
    _found[config] = found
    for problem in found.problems:
        warn(app, problem)


def warn(app: Sphinx | Builder, problem: str) -> None:
    """Say what is wrong with them, at the setting that names them."""
    give(Warn.CONFIG, f"{_SETTING}: “{OPTION}”: {problem}", place(app.confdir, _SETTING))


def is_left_to_reader(config: Config) -> bool:
    """Whether a project wants none, or has been told what is wrong with its own."""
    return bool(_wanted(config))


def _wanted(config: Config) -> str:
    """The option, empty where it is not set: another theme may have one of the same name."""
    if config.html_theme != THEME:
        return ""
    options = config.html_theme_options
    return str(options.get(OPTION) or "") if isinstance(options, dict) else ""


def setup(app: Sphinx) -> None:
    """Once the settings are read."""
    Step.FIND_FACES.connect(app, find)
