"""The difference of two full checks, and what the command tells of it."""

import json
from collections.abc import Iterator
from typing import Any

from click.testing import CliRunner, Result

from sphinx_critique.cli import main

from .editions import TOKEN
from .full_checks import Seen, Who

Event = tuple[str, tuple[Any, ...] | None, tuple[Any, ...] | None]
"""What has become of one: the event, what was and what is."""
_FIELDS = {
    "quotation": ("quotation", "status", "place", "page", "emphasis", "hides", "passed_over"),
    "absence": ("term", "status", "page"),
}


def drift(*args: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["drift", *args])


def difference(before: Seen, after: Seen) -> dict[Who, Event]:
    """What has become of each that is not as it was."""
    found = {}
    for who in before.keys() | after.keys():
        old, new = before.get(who), after.get(who)
        event = event_of(who[0], old, new)
        if event:
            found[who] = (event, old, new)
    return found


def event_of(kind: str, old: tuple[Any, ...] | None, new: tuple[Any, ...] | None) -> str:
    """What has become of a quotation, a lemma or an absence."""
    if old is None or new is None:
        return "new" if old is None else "gone"
    reworded = "reworded" if old[0] != new[0] else ""
    if kind != "lemma":
        return "drifted" if old[1:] != new[1:] else reworded
    if old[1:3] != new[1:3]:
        return "drifted"
    if reworded:
        return reworded
    if old[3] != new[3]:
        return "drifted"
    return "moved" if old[4] != new[4] else ""


def told(result: Result) -> Iterator[tuple[Who, Event, dict[str, Any]]]:
    """Of each that is told: what has become of it, what was and what is; and all its fields."""
    for row in map(json.loads, result.stdout.splitlines()):
        yield (
            _who(row),
            (row["event"], *(_side(row["kind"], row[each]) for each in ("was", "is"))),
            row,
        )


def _who(row: dict[str, Any]) -> Who:
    sides = [each for each in (row["is"], row["was"]) if each]
    if row["kind"] == "lemma":
        return "lemma", sides[0]["name"]
    if row["kind"] == "absence":
        return "absence", sides[0]["name"], sides[0]["term"].partition(" <")[0]
    words = " ".join(each["quotation"] for each in sides)
    named = " ".join(each["name"] for each in sides)
    return "quotation", (TOKEN.findall(words) or TOKEN.findall(named) or [words])[0]


def _side(kind: str, side: dict[str, Any] | None) -> tuple[Any, ...] | None:
    if side is None:
        return None
    if kind == "lemma":
        passage = side["passage"] or {"name": ""}
        return side["lemma"], side["status"], passage["name"], side["words"], side["at"]
    return tuple(side[each] for each in _FIELDS[kind])
