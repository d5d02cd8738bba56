"""Dates as BibLaTeX writes them (EDTF), and as a reference says them."""

import re
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names

from ...locale import _
from ...texts.dates import printed_date

_DAY = re.compile(
    r"(?P<sign>-?)(?P<year>\d{4}|\d{2,3}X{1,2})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
    r"(?:T[\d:.Z+-]*)?(?P<mark>[~?%]?)"
)
_SEASONS = range(21, 25)


@dataclass(frozen=True)
class Day:
    """A year, a month or a day; ``mark`` is ``~`` (about), ``?`` (perhaps) or ``%`` (both)."""

    year: str
    month: int = 0
    day: int = 0
    mark: str = ""

    @property
    def year_alone(self) -> str:
        """The year as a reader expects it."""
        return self._marked(self._year)

    def _marked(self, words: str) -> str:
        about = _("ca. {year}").format(year=words) if self.mark in ("~", "%") else words
        sure = about + ("?" if self.mark in ("?", "%") else "")
        return f"[{sure}]" if self.mark else sure

    @property
    def _year(self) -> str:
        if "X" in self.year:
            return _("{year}s").format(year=self.year.replace("X", "0"))
        number = int(self.year)
        # Astronomers have a year 0.
        return _("{year} BCE").format(year=1 - number) if number < 1 else str(number)

    def printed(self, language: str) -> str:
        """The date as exact as it is."""
        if self.month in _SEASONS:
            return self._marked(f"{_season(self.month)} {self._year}")
        if not self.month or not self.year.isdigit():
            return self.year_alone
        typed = f"{self.year}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")
        return self._marked(printed_date(typed, language))

    def month_alone(self, language: str) -> str:
        """The month, or the season, without its year."""
        if self.month in _SEASONS:
            return _season(self.month)
        names = get_month_names("wide", context="stand-alone", locale=_locale(language))
        return str(names.get(self.month, ""))


@dataclass(frozen=True)
class When:
    """A date or a span of time: ``last`` is its end, which may be open; ``typed`` if unread."""

    first: Day | None = None
    last: Day | None = None
    is_open: bool = False
    typed: str = ""

    def __bool__(self) -> bool:
        return bool(self.first or self.last or self.typed)

    @property
    def years(self) -> str:
        """The year or years that a citation has."""
        if self.first is None:
            return self.typed or (f"–{self.last.year_alone}" if self.last else "")
        first = self.first.year_alone
        if self.last is None or self.last.year_alone == first:
            return first + ("–" if self.is_open else "")
        return f"{first}–{_shortened(first, self.last.year_alone)}"

    @property
    def is_exact(self) -> bool:
        """Whether it is more than a year."""
        return bool(self.first and self.first.month)

    @property
    def _within_a_year(self) -> bool:
        """Whether it is some months of one year."""
        days = [each for each in (self.first, self.last) if each]
        return len({each.year for each in days}) == 1 and not any(each.day for each in days)

    def printed(self, language: str) -> str:
        """The date in full."""
        if self.first is None or not self.is_exact:
            return self.years
        first = self.first.printed(language)
        if self.last is not None and self._within_a_year:
            return f"{self.month(language)} {self.first.year_alone}"
        if self.last is None or self.last == self.first:
            return first
        return f"{first} – {self.last.printed(language)}"

    def month(self, language: str) -> str:
        """The months or seasons alone."""
        found = [each.month_alone(language) for each in (self.first, self.last) if each]
        return "–".join(dict.fromkeys(filter(None, found)))


def read_when(typed: str) -> When:
    """Read a date of EDTF; anything else stands as it was typed."""
    first, slash, last = (part.strip() for part in typed.partition("/"))
    days = [_day(each) for each in (first, last)]
    if any(
        each not in ("", "..") and day is None
        for each, day in zip((first, last), days, strict=True)
    ):
        return When(typed=typed.replace("--", "–"))
    return When(days[0], days[1], bool(slash) and days[1] is None)


def from_parts(year: str, month: str, day: str) -> When:
    """A date whose parts stand in fields of their own, as BibTeX has them."""
    start = _day(year)
    if start is None:
        return When(typed=" ".join(filter(None, (day, month, year))).replace("--", "–"))
    if not month:
        return When(start)
    number = int(month) if month.isdigit() else _month(month)
    if not number:
        return When(start, typed=month)
    return When(Day(start.year, number, int(day) if day.isdigit() else 0, start.mark))


def _day(typed: str) -> Day | None:
    found = _DAY.fullmatch(typed)
    if found is None:
        return None
    month, day = (
        int(found[name]) if (found[name] or "X").isdigit() else 0 for name in ("month", "day")
    )
    if day > 31 or (month > 12 and month not in _SEASONS):
        return None
    return Day(found["sign"] + found["year"], month, day, found["mark"])


def _month(typed: str) -> int:
    names = get_month_names("wide", locale=Locale("en"))
    starts = (number for number, name in names.items() if name.lower()[:3] == typed.lower()[:3])
    return next(starts, 0)


def _shortened(first: str, last: str) -> str:
    """The end of a span of years, its century left out where it is the same."""
    plain = first.isdigit() and last.isdigit() and len(first) == len(last) == 4
    return last[2:] if plain and first[:2] == last[:2] and last[2:] != "00" else last


def _season(number: int) -> str:
    return str([_("Spring"), _("Summer"), _("Autumn"), _("Winter")][number - 21])


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
