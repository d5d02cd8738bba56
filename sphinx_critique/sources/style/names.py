"""Names of persons, as a reference has them."""

from collections.abc import Sequence
from typing import Any

from pybtex.database import Person

from ...locale import _
from .rich import Rich, joined, mapped, text

_MOST_CITED = 3
_MOST_LISTED, _LISTED_OF_MANY = 10, 7


def family(person: Person) -> Rich:
    """The name that a citation has, with its particle."""
    parts: Any = (*person.rich_prelast_names, *person.rich_last_names)
    return _spaced(parts)


def given(person: Person) -> Rich:
    """Given names, in full as typed."""
    parts: Any = (*person.rich_first_names, *person.rich_middle_names)
    return _spaced(parts)


def _spaced(parts: Sequence[Rich]) -> Rich:
    return mapped(joined(parts, " "), lambda words: words.replace("'", "’"))


def initials(person: Person) -> str:
    """The first letter of each given name."""
    return " ".join(f"{name[0]}." for name in str(given(person)).split())


def natural(person: Person) -> Rich:
    """A name in the order in which it is said."""
    lineage: Any = person.rich_lineage_names
    return joined([given(person), family(person), *lineage], " ")


def inverted(person: Person, particle_first: bool = False) -> Rich:
    """A name as a list has it, by the family name: “Gogh, Vincent van”."""
    prelast: Any = person.rich_prelast_names
    last: Any = person.rich_last_names
    if particle_first or not given(person):
        front, behind = family(person), given(person)
    else:
        front, behind = _spaced(last), _spaced([given(person), *prelast])
    lineage: Any = person.rich_lineage_names
    return joined([front, behind, *lineage], ", ")


def is_others(person: Person) -> bool:
    """Whether a name stands for those who are not named."""
    return str(natural(person)) == "others"


def enumerated(names: Sequence[Rich], others: bool, inverts: bool = False) -> Rich:
    """Names in a row; a comma stands before the last where the first is inverted."""
    if others:
        if len(names) > 1 or inverts:
            return filled(_("{names}, et al."), names=joined(names, ", "))
        return text(joined(names, ""), " ", _("et al."))
    if len(names) < 2:
        return joined(names, "")
    pattern = _("{names} and {last}")
    if len(names) > 2 or inverts:
        pattern = _("{names}, and {last}")
    return filled(pattern, names=joined(names[:-1], ", "), last=names[-1])


def filled(pattern: str, **given: Rich) -> Rich:
    """Words of ours with others in their places, whose markup is kept."""
    result, rest = text(), str(pattern)
    while rest:
        before, opened, after = rest.partition("{")
        name, closed, rest = after.partition("}")
        result = text(result, before, given.get(name, "") if opened and closed else "")
    return result


def in_citations(persons: Sequence[Person], first: Rich | None = None) -> Rich:
    """Family names, at most three of them; ``first`` stands for the first where it must differ."""
    named = [each for each in persons if not is_others(each)]
    others = len(named) < len(persons) or len(named) > _MOST_CITED
    shown = [family(each) for each in (named[:1] if others else named)]
    if first is not None and shown:
        shown[0] = first
    return enumerated(shown, others)


def in_lists(persons: Sequence[Person], inverts: bool, particle_first: bool = False) -> Rich:
    """Names in full, the first perhaps inverted; of more than ten, seven."""
    named = [each for each in persons if not is_others(each)]
    others = len(named) < len(persons) or len(named) > _MOST_LISTED
    if len(named) > _MOST_LISTED:
        named = named[:_LISTED_OF_MANY]
    names = [natural(each) for each in named]
    if inverts and named:
        names[0] = inverted(named[0], particle_first)
    return enumerated(names, others, inverts and bool(named) and bool(given(named[0])))
