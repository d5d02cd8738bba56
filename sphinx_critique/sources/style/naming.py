"""What citations call sources: author and year, told apart where they would be the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ...locale import _
from ...texts.folding import without_accents
from .names import family, given, in_citations, initials, natural
from .rich import Rich, italic, joined, text
from .source import Source

_ARTICLES = ("the ", "a ", "an ")


class Named(NamedTuple):
    """Who a citation names (or the title), and the year, with its letter where it needs one."""

    author: Rich
    year: str


def name_all(sources: Iterable[Source]) -> dict[str, Named]:
    """The names of the sources that are cited together, by key."""
    unlike = {source.key: source for source in sorted(sources, key=sort_key)}
    first = _first_names(unlike)
    years = {key: source.years or str(_("n.d.")) for key, source in unlike.items()}
    authors = {key: author_of(source, first.get(key)) for key, source in unlike.items()}
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, author in authors.items():
        alike[str(author), years[key]].append(key)
    for (_author, year), keys in alike.items():
        for number, key in enumerate(keys if len(keys) > 1 else ()):
            years[key] = year + ("" if year[-1:].isdigit() else "-") + _letter(number)
    return {key: Named(authors[key], years[key]) for key in unlike}


def author_of(source: Source, first: Rich | None = None) -> Rich:
    """Family names, or the body that stands for an author, or the title in short."""
    if short := source.field("shortauthor", "shorteditor"):
        return short
    if persons := source.lead[1]:
        return in_citations(persons, first)
    if source.body:
        body = source.field(source.body)
        return italic(body) if source.is_of_newspaper else body
    return source.short_title() or text(source.key)


def _first_names(sources: Mapping[str, Source]) -> dict[str, Rich]:
    """First authors who share a family name, each with initials or all names."""
    heads = {key: source.lead[1][0] for key, source in sources.items() if source.lead[1]}
    bearers: dict[str, dict[str, str]] = defaultdict(dict)
    for person in heads.values():
        bearers[str(family(person))][str(natural(person))] = initials(person)
    result: dict[str, Rich] = {}
    for key, person in heads.items():
        shared = bearers[str(family(person))]
        mine = shared[str(natural(person))]
        if len(shared) > 1 and mine:
            unique = list(shared.values()).count(mine) == 1
            result[key] = joined([text(mine) if unique else given(person), family(person)], " ")
    return result


def _letter(number: int) -> str:
    more, last = divmod(number, 26)
    return (_letter(more - 1) if more else "") + chr(ord("a") + last)


def sort_key(source: Source) -> tuple[str, str, str, str]:
    """What sorts a list of references: names, year, title."""
    persons = source.lead[1]
    names = [f"{_last(person)} {given(person)}" for person in persons]
    title = plain(str(source.title)).removeprefix("“")
    for article in _ARTICLES if source.words.is_english else ():
        title = title.removeprefix(article)
    body = str(source.field(source.body)) if source.body else ""
    when = source.when.first.year if source.when.first else source.years or "\uffff"
    return plain(" ".join(names) or body or title), when, title, source.key


def _last(person: Any) -> str:
    return " ".join(map(str, person.rich_last_names))


def plain(words: str) -> str:
    """Words without accents and capitals."""
    return without_accents(words).casefold()
