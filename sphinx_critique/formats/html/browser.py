"""The script of a web page, and the words that it says."""

import json
from html import escape
from typing import Any

from sphinx.application import Sphinx

from ...layout.medium import Medium
from ...locale import _
from ...locale.punctuation import comma
from ...locale.quotemarks import enclosed
from ...model.steps import Step
from .nodes import holds_ours

SCRIPT = "sphinx-critique.js"


def words(language: str) -> dict[str, str]:
    """What the script says, by the names it has for it; ``{}`` stands for a lemma."""
    return {
        "more": _("Show all of this note"),
        "next": _("Next note"),
        "previous": _("Previous note"),
        "keys": _("Keys of this page"),
        "on": _("Keys are on"),
        "close": _("Close"),
        "link": _("Copy link"),
        "cite": _("Copy as citation"),
        "copied": _("Copied"),
        "lemma": enclosed("{}", language),
        "comma": comma(),
    }


def add_script(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """Load the script in the head, before anything is painted; themes set others at the end."""
    if not (holds_ours(doctree) and Medium.of(app.builder).runs_scripts):
        return
    address = context["pathto"](f"_static/{SCRIPT}", resource=True)
    said = escape(json.dumps(words(app.config.language), ensure_ascii=False))
    tag = f'<script src="{escape(address)}" data-words="{said}"></script>'
    context["metatags"] = f"{context.get('metatags', '')}\n{tag}"


def setup(app: Sphinx) -> None:
    """Add the script to pages that hold anything of ours."""
    Step.ADD_SCRIPT.connect(app, add_script)
