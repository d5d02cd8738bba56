"""Annotations that would in the end answer themselves."""

from collections.abc import Iterator, Mapping, Sequence

from ..model.records import Item

CIRCLE = "an annotation cannot answer itself, nor what answers it"


def break_circles(targets: dict[str, Item]) -> Iterator[str]:
    """Leave the first in each circle without a target; their ids."""
    places = {item_id: place for place, item_id in enumerate(targets)}
    safe: set[str] = set()
    for item_id in places:
        above = {item_id: 0}
        target = targets.get(item_id)
        while target is not None and target.id not in safe and target.id not in above:
            above[target.id] = len(above)
            target = targets.get(target.id)
        if target is not None and target.id in above:
            circle = list(above)[above[target.id] :]
            first = min(circle, key=places.__getitem__)
            del targets[first]
            yield first
        safe.update(above)


def leads_to(
    item_id: str, home_id: str, targets: Mapping[str, Item], again: Mapping[str, Sequence[str]]
) -> bool:
    """Whether what an item answers, there or where it is printed again, is in the end a note.

    ``again`` are the ids that each has where it is printed again. Recalls are looked at one by one:
    of those that answer each other the last is told of.
    """
    seen: set[str] = set()
    waiting = [item_id]
    while waiting:
        here = waiting.pop()
        if here == home_id:
            return True
        if here not in seen:
            seen.add(here)
            printed = (here, *again.get(here, ()))
            waiting += [targets[each].id for each in printed if each in targets]
    return False
