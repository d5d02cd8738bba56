"""Dates as an author writes them (ISO 8601) and as a reader expects them."""

from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton


def read_date(value: str) -> date | None:
    """The first day of a year, a month (``1921-03``) or a day; ``None`` where it is no date."""
    forms = {4: f"{value}-01-01", 7: f"{value}-01", 10: value}
    try:
        return date.fromisoformat(forms.get(len(value), ""))
    except ValueError:
        return None


def printed_date(value: str, language: str) -> str:
    """A date in a language's own form, as exact as it was given; what is no date as typed."""
    day = read_date(value)
    if day is None or len(value) == 4:
        return value
    try:
        locale = Locale.parse(language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    if len(value) == 7:
        return format_skeleton("yMMMM", day, locale=locale)
    return format_date(day, "long", locale=locale)
