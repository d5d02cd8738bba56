"""The options of lists: what each takes and comes to, and what is wrong with what was typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from ...model.problems import Problem, Warn
from ...model.records import Item, Listing
from ..edition import Edition


class Option(Protocol):
    """An option that a list has beside its filters."""

    @property
    def name(self) -> str:
        """As it is typed, without its colons."""

    def problems(self, listing: Listing, edition: Edition) -> Iterator[Problem]:
        """What is wrong with it in a list."""


@dataclass(frozen=True)
class AnyOf:
    """Words of those allowed, in the order that is asked for."""

    name: str
    allowed: tuple[str, ...]

    def of(self, listing: Listing) -> tuple[str, ...]:
        """Those asked for that are allowed."""
        return tuple(each for each in self._typed(listing) if each in self.allowed)

    def problems(self, listing: Listing, edition: Edition) -> Iterator[Problem]:
        """A warning for each word that is not allowed."""
        for typed in self._typed(listing):
            if typed not in self.allowed:
                message = f":{self.name}: is any of {self._choice}; not “{typed}”"
                yield Problem(Warn.OPTION, message, listing.location)

    @property
    def _choice(self) -> str:
        return ", ".join(self.allowed)

    def _typed(self, listing: Listing) -> list[str]:
        parts = listing.option(self.name).replace(",", ";").split(";")
        return [part.strip().lower() for part in parts if part.strip()]


class OneOf(AnyOf):
    """One word of those allowed; the first of them where nothing else is asked for."""

    def choice(self, listing: Listing) -> str:
        """The word asked for."""
        return next(iter(self.of(listing)), self.allowed[0])

    def problems(self, listing: Listing, edition: Edition) -> Iterator[Problem]:
        """A warning also where there is no word, or more than one."""
        if listing.has(self.name) and len(self._typed(listing)) != 1:
            message = f":{self.name}: is one of {self._choice}"
            yield Problem(Warn.OPTION, message, listing.location)
        yield from super().problems(listing, edition)


@dataclass(frozen=True)
class Switch(AnyOf):
    """On by being written, off by ``no`` or ``false``; perhaps on where nothing is written."""

    allowed: tuple[str, ...] = ("yes", "no", "true", "false")
    by_default: bool = False

    def is_on(self, listing: Listing) -> bool:
        """Whether it is asked for."""
        if not listing.has(self.name):
            return self.by_default
        return listing.option(self.name).lower() not in ("no", "false")


@dataclass(frozen=True)
class Steps:
    """How many steps a list goes."""

    name: str

    def of(self, listing: Listing) -> int | None:
        """The number, if one was typed."""
        typed = listing.option(self.name)
        return int(typed) if typed.isascii() and typed.isdigit() else None

    def problems(self, listing: Listing, edition: Edition) -> Iterator[Problem]:
        """A warning for what is no number."""
        typed = listing.option(self.name)
        if typed and self.of(listing) is None:
            message = f":{self.name}: is a number of steps, not “{typed}”"
            yield Problem(Warn.OPTION, message, listing.location)


@dataclass(frozen=True)
class ItemName:
    """The name of an excerpt or annotation."""

    name: str

    def of(self, listing: Listing, edition: Edition) -> Item | None:
        """What bears the name, if anything does."""
        typed = listing.option(self.name)
        return edition.find(typed) if typed else None

    def problems(self, listing: Listing, edition: Edition) -> Iterator[Problem]:
        """A warning for a name that nothing bears."""
        typed = listing.option(self.name)
        if typed and self.of(listing, edition) is None:
            message = f":{self.name}: names no excerpt and no annotation: “{typed}”"
            yield Problem(Warn.FILTER, message, listing.location)
