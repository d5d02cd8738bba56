"""Which languages are written from right to left."""

from babel import Locale, UnknownLocaleError


def runs_to_left(language: str) -> bool:
    """Whether the words of a language (``he``, ``ar_EG``) run from right to left."""
    try:
        locale = Locale.parse(language, sep="-" if "-" in language else "_")
    except (ValueError, UnknownLocaleError):
        return False
    return locale.text_direction == "rtl"
