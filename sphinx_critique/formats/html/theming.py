"""The edition's own theme, ``html_theme = "critique"``: what its pages and style sheet are told."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.locale import _ as sphinx_words

from ...locale import _
from ...model.config import THEME, place
from ...model.problems import Warn, give
from ...model.steps import Step
from ...texts.languages import runs_to_left
from .. import press

FOLDER = Path(__file__).parent / "theme"
_CONTENTS = ("head", "side")
OPTIONS: Mapping[str, str] = {
    "contents": "Whether the contents open from the ``head`` of each page, or stand at its"
    " ``side``.",
    "faces": "A folder with files of faces, or ``none`` for the reader's own; without it, those of"
    " the extra ``fonts``, where that is installed.",
    "colours": "A dictionary: what a colour is for to a colour of CSS, or to a pair of them for"
    " light and dark.",
    "width": "The widest that a page becomes, as a length of CSS.",
}
"""What a project can say of the theme; ``theme.toml`` has more, which the extension fills in."""
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}|[a-zA-Z]+|[a-z-]+\([\w\s.,%/#-]*\)")
_LENGTH = re.compile(r"\d+(?:\.\d+)?(?:rem|em|px|ch|vw|%)|none")
_SCRIPT = re.compile(r"<script (?![^>]*\b(?:defer|async)\b)(?=[^>]*\bsrc=)")


def is_chosen(config: Config) -> bool:
    """Whether a project's pages have the theme."""
    return bool(config.html_theme == THEME)


def palettes(colours: object) -> tuple[dict[str, str], dict[str, str]]:
    """The colours for light and for dark, with those that a project changes."""
    light, dark = dict(press.LIGHT), dict(press.DARK)
    if isinstance(colours, Mapping):
        for name, given in colours.items():
            pair = (given, given) if isinstance(given, str) else given
            if not any(_colour_problems(name, given)):
                light[name], dark[name] = pair
    return light, dark


def problems(options: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the options of the theme, and what would be right."""
    contents = options.get("contents", _CONTENTS[0])
    if contents not in _CONTENTS:
        yield f"contents: {contents!r} is none of: {', '.join(_CONTENTS)}"
    width = options.get("width", "none")
    if not isinstance(width, str) or not _LENGTH.fullmatch(width):
        yield f'width: {width!r} is no length: write it as CSS has it, as "78rem"'
    colours = options.get("colours") or {}
    if not isinstance(colours, Mapping):
        yield f"colours: must be a dictionary of colours, not {colours!r}"
        return
    for name, given in colours.items():
        yield from (f"colours: {problem}" for problem in _colour_problems(name, given))


def _colour_problems(name: object, given: object) -> Iterator[str]:
    if name not in press.LIGHT:
        yield f"{name!r} is none of: {', '.join(press.LIGHT)}"
        return
    pair = (given, given) if isinstance(given, str) else given
    if not isinstance(pair, (list, tuple)) or len(pair) != 2:
        yield f"{name!r} must be a colour, or a pair for light and dark, not {given!r}"
    elif not all(isinstance(each, str) and _COLOUR.fullmatch(each) for each in pair):
        yield f"{name!r}: {given!r} is no colour of CSS"


def tell_options(app: Sphinx) -> None:
    """Say what is wrong with the options, and give the style sheet its colours."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.theme.name != THEME:
        return
    options = dict(builder.theme_options)
    for problem in problems(options):
        name = "html_theme_options"
        given = f"{name}: {problem}; the default is used"
        give(Warn.CONFIG, given, place(app.confdir, name))
    wrong = {problem.partition(":")[0] for problem in problems(options)} - {"colours"}
    kept: dict[str, Any] = {name: value for name, value in options.items() if name not in wrong}
    kept["light"], kept["dark"] = palettes(kept.pop("colours", {}))
    builder.theme_options = kept


def add_words(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """What the theme's templates say, and where the contents lead."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.theme.name != THEME:
        return
    builder.templates.environment.filters["critique_deferred"] = _deferred
    _name(context, app.config)
    context["critique_turned"] = runs_to_left(app.config.language)
    context["critique_words"] = {
        "skip": _("To the text"),
        "ways": _("Ways through the edition"),
        "contents": _("Contents"),
        "index": _("Index"),
        "search": _("Search"),
        "dark": _("Dark"),
        "light": _("Light"),
        "onward": _("Before and after"),
        "previous": _("Before:"),
        "next": _("Next:"),
    }
    if "toctree" in context:
        depth = 2 if context.get("theme_contents") == "side" else 1
        context["critique_contents"] = context["toctree"](
            maxdepth=depth, collapse=True, titles_only=True, includehidden=True
        )


def _name(context: dict[str, Any], config: Config) -> None:
    """An edition is called by its title, not “… documentation”, unless the project says so."""
    made = sphinx_words("%s %s documentation") % (config.project, config.release)
    for name in ("docstitle", "shorttitle"):
        if context.get(name) == made:
            context[name] = config.project


def _deferred(tag: str) -> Markup:
    """A script that nothing on the page waits for."""
    return Markup(_SCRIPT.sub('<script defer="defer" ', str(tag)))


def setup(app: Sphinx) -> None:
    """Make the theme known."""
    app.add_html_theme(THEME, str(FOLDER))
    Step.READ_THEME_OPTIONS.connect(app, tell_options)
    Step.ADD_WORDS_OF_THEME.connect(app, add_words)
