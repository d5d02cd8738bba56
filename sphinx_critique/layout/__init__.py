"""Neutral nodes completed: recalls, checks, lemmata, notes and citations, in no format's terms."""

from sphinx.application import Sphinx

from . import copies
from .citations import SetCitations
from .compose import Compose
from .copies import SetFootnotes, TakeNames
from .external import LinkExternal
from .marks import MarkLemmata
from .recalls import PrintAgain
from .references import SetReferences
from .settling import Settle
from .statuses import ShowStatuses

STEPS = (
    Settle,
    SetReferences,
    PrintAgain,
    ShowStatuses,
    MarkLemmata,
    LinkExternal,
    Compose,
    SetCitations,
    TakeNames,
    SetFootnotes,
)


def setup(app: Sphinx) -> None:
    """Register the steps, which come in this order."""
    for transform in STEPS:
        app.add_post_transform(transform)
    copies.setup(app)
