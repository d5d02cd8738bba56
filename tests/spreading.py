"""Which tests go together to one of several processes: those that share what they have built."""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from .ordering import module_of

ALONE = (
    "cases",
    "docx",
    "foot",
    "incremental",
    "latex",
    "latex_scripts",
    "lists_after_edits",
    "webpdf_foot",
)
"""Modules each of whose tests builds all that it needs."""


class Spreading(LoadScopeScheduling):
    """A module at a time, or a test where it shares nothing; in the order of the collection."""

    def __init__(self, config: pytest.Config, log: Any) -> None:
        # By their number, those that take longest would come last.
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if module_of(nodeid) in ALONE else nodeid.partition("::")[0]
