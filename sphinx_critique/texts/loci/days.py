"""Days and months as places: `14 June 1643`, in English and in a language's own names of months."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from babel import Locale, UnknownLocaleError

from .. import late

_DASH: Final = r"\s?(?:--|[-\u2010-\u2013\u2212])\s?"
_DAY: Final = r"(?P<day>\d{1,2})(?!\d)(?:\.|st\b|nd\b|rd\b|th\b|er\b|re\b|[ºª°])?"
_YEAR: Final = r"(?P<year>\d{3,4})(?!\d)(?:/\d{1,4}(?!\d))?(?:\s[гр]\.)?"
_EAST: Final = late.pattern(r"(?P<year>\d{1,4})年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?")
_ISO: Final = late.pattern(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_LOOKS_LIKE_ONE: Final = late.pattern(
    rf"\d{{1,2}}(?!\d)[^\s\d]{{0,3}}(?:{_DASH}\d{{1,2}}[^\s\d]{{0,3}})?\s[^\W\d_]"
    r"|[^\W\d_]{3,}\.?\s\d|\d{4}-\d\d-|\d{1,4}年"
)
_A_DASH: Final = late.pattern(_DASH)
_LAST_DAY: Final = 31
_MONTHS: Final = 12
_SHORTEST: Final = 3


class Day(NamedTuple):
    """A day, or a month, or a day of any year: what is not told is empty."""

    year: str
    month: str
    day: str

    @property
    def iso(self) -> str:
        """As ISO 8601 writes it: `1643-06-14`, `1643-06`, `--06-14`."""
        year = self.year.rjust(4, "0") if self.year else "-"
        return "-".join(filter(None, (year, self.month, self.day)))


class Days:
    """Reads dates with the names that months have in a language, and in English."""

    def __init__(self, language: str) -> None:
        self._months = {**_months(language), **_months("en")}
        names = "|".join(map(re.escape, sorted(self._months, key=len, reverse=True)))
        month = rf"(?P<month>{names})(?!\w)\.?"
        between = r"\s(?:de\s|di\s|d’|d')?ב?"
        forms = (
            rf"{_DAY}{between}{month}(?:,?\s(?:del?\s)?{_YEAR})?(?!\w)",
            rf"{month}\s{_DAY}(?!\w)(?:,?\s{_YEAR})?(?!\w)",
            rf"{month}\s(?:del?\s)?{_YEAR}(?!\w)",
        )
        self._forms = [*(re.compile(form, re.IGNORECASE) for form in forms), _ISO, _EAST]
        self._till = re.compile(rf"(?P<day>\d{{1,2}})\.?{_DASH}(?=\d)")
        self.with_comma = rf"(?:{names})\.?\s\d{{1,2}}(?:st|nd|rd|th)?,(?=\s?\d{{3,4}}\b)"
        """The part of a date (`June 14, 1643`) that a comma follows, as an expression."""

    def read(self, text: str, at: int) -> tuple[str, str, int] | None:
        """First and last day (the same where there is one) of a date that stands here; its end."""
        if not _LOOKS_LIKE_ONE.match(text, at):
            return None
        till = self._till.match(text, at)
        if till and (found := self._day(text, till.end())):
            last, end = found
            first = last._replace(day=_two(till["day"]))
        elif found := self._day(text, at):
            first, end = found
            last = first
            dash = _A_DASH.match(text, end)
            if dash and (after := self._day(text, dash.end())):
                last, end = after
                first = first if first.year else first._replace(year=last.year)
        else:
            return None
        return (first.iso, last.iso, end) if first <= last else None

    def _day(self, text: str, at: int) -> tuple[Day, int] | None:
        for form in self._forms:
            found = form.match(text, at)
            if found is not None and (day := self._told(found)):
                return day, found.end()
        return None

    def _told(self, found: re.Match[str]) -> Day | None:
        told = {"year": "", "month": "", "day": "", **found.groupdict("")}
        month = self._months.get(told["month"].lower(), told["month"])
        if int(told["day"] or 1) > _LAST_DAY or int(month or 1) > _MONTHS:
            return None
        year = str(int(told["year"])) if told["year"] else ""
        return Day(year, _two(month), _two(told["day"]))


def _two(digits: str) -> str:
    return f"{int(digits):02}" if digits else ""


@lru_cache(maxsize=32)
def _months(language: str) -> dict[str, str]:
    """The number of each month by its names, in lower case."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return {}
    names: dict[str, str] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                plain = name.lower().rstrip(".")
                if len(plain) >= _SHORTEST and not any(map(str.isdecimal, plain)):
                    names.setdefault(plain, str(number))
    return names
