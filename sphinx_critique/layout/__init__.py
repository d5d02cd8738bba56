"""Neutral nodes completed: recalls, checks, lemmata, notes and citations, in no format's terms."""

from sphinx.application import Sphinx

from .citations import SetCitations
from .compose import Compose
from .marks import MarkLemmata
from .recalls import PrintAgain
from .references import SetReferences
from .statuses import ShowStatuses

STEPS = (SetReferences, PrintAgain, ShowStatuses, MarkLemmata, Compose, SetCitations)


def setup(app: Sphinx) -> None:
    """Print again, show checks, mark lemmata, complete notes, set citations."""
    for transform in STEPS:
        app.add_post_transform(transform)
