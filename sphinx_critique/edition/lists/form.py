"""What a list over the edition is: its name, the options it takes, and what makes its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ...model.records import Listing
from .options import Option
from .selection import Selection

Rows = TypeVar("Rows")
"""What a list holds: named tuples, so that they can be compared and walked through."""


def _never(listing: Listing) -> bool:
    return False


@dataclass(frozen=True)
class ListForm(Generic[Rows]):
    """A list that an author can ask for, by a directive of its name; ``meaning`` is for manuals.

    ``is_local`` tells whether it is about the document it stands in, if it names no other.
    """

    name: str
    meaning: str
    rows: Callable[[Selection], Rows]
    options: tuple[Option, ...]
    is_local: Callable[[Listing], bool]


FORMS: dict[str, ListForm[Any]] = {}
"""Every list there is, by name."""


def declared(
    name: str,
    meaning: str,
    rows: Callable[[Selection], Rows],
    *options: Option,
    is_local: Callable[[Listing], bool] = _never,
) -> ListForm[Rows]:
    """A list, which from now on is one of :data:`FORMS`."""
    form = ListForm(name, meaning, rows, options, is_local)
    FORMS[name] = form
    return form
