"""How many there are of something, as a sentence says it."""

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from sphinx.locale import get_translator

from . import CATALOG, _

_HERE = "\x00"


def counted(one: str, many: str, number: int) -> str:
    """So many of what is called ``one`` and ``many`` in English; ``{number}`` is in words."""
    return with_number(one, many, number).format(number=_in_words(number))


def with_number(one: str, many: str, number: int) -> str:
    """The same with ``{number}`` in it, where it is to be set apart."""
    return str(get_translator(CATALOG).ngettext(one, many, number))


def _in_words(number: int) -> str:
    """Small numbers in words, where a language has the same words for things of every gender."""
    words = str(_("one two three four five six seven eight nine ten eleven twelve")).split()
    return words[number - 1] if 0 < number <= len(words) else str(number)


def between(number: int, language: str) -> list[str]:
    """What a sentence has between so many items: commas, and a word before the last."""
    return format_list([_HERE] * number, locale=_locale(language)).split(_HERE)[1:-1]


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
