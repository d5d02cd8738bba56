"""Why a question has no answer."""

from __future__ import annotations

from typing import NamedTuple


class Failed(NamedTuple):
    """Why a project cannot be read, or a question not be answered."""

    message: str
    is_of_project: bool = False
    is_gone: bool = False
    """Whether the process has ended: it may be asked once more."""
