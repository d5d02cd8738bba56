"""Projects that have this extension and nothing of ours: built as they would be without it."""

from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder

from ..model.steps import Step
from .domain import CritiqueDomain

_OURS = __name__.partition(".")[0]
_BROUGHT = "sphinxcontrib.bibtex"


def leave_alone(app: Sphinx, builder: Builder) -> None:
    """Take the labels of our indexes, and our name, out of inventories and indexes for searches.

    Of what is in memory alone: the environment has been stored.
    """
    domain = CritiqueDomain.of(builder.env)
    if domain.is_used:
        return
    labels = builder.env.domaindata["std"]
    for index in domain.indices:
        for table in ("labels", "anonlabels"):
            labels[table].pop(f"{domain.name}-{index.name}", None)
    left_out = {_OURS} if is_asked_for(app, _BROUGHT) else {_OURS, _BROUGHT}
    env: Any = builder.env
    env.version = {name: each for name, each in env.version.items() if name not in left_out}


def is_asked_for(app: Sphinx, extension: str) -> bool:
    """Whether a project names an extension that we load."""
    return extension in app.config.extensions


def setup(app: Sphinx) -> None:
    """Before anything is written."""
    Step.LEAVE_OTHERS_ALONE.connect(app, leave_alone)
