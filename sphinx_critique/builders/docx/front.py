"""What the file says of itself before its first words, unless a front page of the edition does."""

from collections.abc import Iterator
from typing import Any

from ...edition.facts import Facts
from ...texts.dates import printed_date
from . import elements as made
from . import names
from .elements import Blocks
from .placing import classes_of, text_of

_FRONT_PAGE, _PERMALINK = "critique-edition", "headerlink"


class Front:
    """The title, which may be the head of the page already; subtitle, editors and date."""

    def __init__(self, facts: Facts, root: Any, language: str, is_named: bool) -> None:
        self._facts = facts
        self._language = language
        self._is_named = is_named
        heads = list(root.iter("h1"))
        said = _one_line(facts.title)
        self.is_title = len(heads) == 1 and (not is_named or _words(heads[0]) == said)
        """Whether the only head of the first level is the title."""
        self._has_page = any(_FRONT_PAGE in classes_of(each) for each in root.iter("div"))

    def before(self) -> Blocks:
        """What stands before the page."""
        if self.is_title:
            return []
        title = _said(self._facts.title, names.TITLE) if self._is_named else []
        return [*title, *self._below()]

    def after_title(self) -> Blocks:
        """What stands behind its title."""
        return self._below() if self.is_title else []

    def _below(self) -> Blocks:
        return [] if self._has_page else list(self._facts_below())

    def _facts_below(self) -> Iterator[made.Node]:
        facts = self._facts
        yield from _said(facts.subtitle, names.SUBTITLE)
        for each in facts.editors:
            yield from _said(each, names.AUTHOR)
        yield from _said(printed_date(facts.date, self._language), names.DATE)


def _said(words: str, style: str) -> Blocks:
    return [made.para([made.text(words)], style)] if words else []


def _words(head: Any) -> str:
    """The words of a head without those of the link to it."""
    links = "".join(text_of(each) for each in head.iter("a") if _is_permalink(each))
    return _one_line(text_of(head).removesuffix(links))


def _is_permalink(link: Any) -> bool:
    return _PERMALINK in classes_of(link)


def _one_line(words: str) -> str:
    return " ".join(words.split())
