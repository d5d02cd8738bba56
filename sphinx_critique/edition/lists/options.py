"""The options of lists: what each takes and comes to, and what is wrong with what was typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar, Final, Protocol

from ...model.problems import Problem, Warn
from ...model.records import Item, Listing
from ...model.values import Value
from ..edition import Edition

_NONE: Final[Mapping[str, str]] = MappingProxyType({})
_SWITCH: Final = MappingProxyType({"yes": "on", "no": "off", "true": "on", "false": "off"})


class Option(Protocol):
    """An option that a list has beside its filters."""

    @property
    def name(self) -> str:
        """As it is typed, without its colons."""

    @property
    def meaning(self) -> str:
        """What it is for, in a sentence."""

    @property
    def value(self) -> Value:
        """What it is written as."""

    @property
    def allowed(self) -> Mapping[str, str]:
        """The words that it may be, each with what it means; empty where it may be any."""

    @property
    def default(self) -> str:
        """What it is where it is not written; empty where that is nothing."""

    def problems(self, listing: Listing, edition: Edition) -> Iterator[Problem]:
        """What is wrong with it in a list."""


@dataclass(frozen=True)
class AnyOf:
    """Words of those allowed, in the order that is asked for."""

    name: str
    meaning: str
    allowed: Mapping[str, str]
    default: str = ""
    value: ClassVar[Value] = Value.LIST

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
    """One word of those allowed; where nothing else is asked for, the default."""

    value: ClassVar[Value] = Value.WORD

    def choice(self, listing: Listing) -> str:
        """The word asked for."""
        return next(iter(self.of(listing)), self.default)

    def problems(self, listing: Listing, edition: Edition) -> Iterator[Problem]:
        """A warning also where there is no word, or more than one."""
        if listing.has(self.name) and len(self._typed(listing)) != 1:
            message = f":{self.name}: is one of {self._choice}"
            yield Problem(Warn.OPTION, message, listing.location)
        yield from super().problems(listing, edition)


@dataclass(frozen=True)
class Switch(AnyOf):
    """On by being written, off by ``no`` or ``false``; perhaps on where nothing is written."""

    allowed: Mapping[str, str] = field(default_factory=lambda: _SWITCH)
    default: str = "no"
    value: ClassVar[Value] = Value.SWITCH

    def is_on(self, listing: Listing) -> bool:
        """Whether it is asked for."""
        if not listing.has(self.name):
            return self.default == "yes"
        return listing.option(self.name).lower() not in ("no", "false")


@dataclass(frozen=True)
class Steps:
    """How many steps a list goes."""

    name: str
    meaning: str
    default: str = ""
    allowed: ClassVar[Mapping[str, str]] = _NONE
    value: ClassVar[Value] = Value.NUMBER

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
    meaning: str
    default: str = ""
    allowed: ClassVar[Mapping[str, str]] = _NONE
    value: ClassVar[Value] = Value.NAME

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
