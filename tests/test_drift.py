"""``sphinx-critique drift``: what is told is the difference of two full checks, with its cause."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sphinx_critique.cli import main
from sphinx_critique.edition.lemmata import anchored
from sphinx_critique.model.records import Annotation
from sphinx_critique.texts.anchoring import LemmaAmbiguous, LemmaError

from .conftest import Built, Project
from .drifting import TOKEN, Edition, some_edits

Seen = dict[tuple[str, str], tuple[Any, ...]]
"""What a full check says of each quotation and lemma, by what tells it from all others."""
Told = tuple[str, tuple[Any, ...] | None, tuple[Any, ...] | None]


def drift(*args: str) -> Result:
    return CliRunner().invoke(main, ["drift", *args])


def quotations(built: Built, edition: Edition) -> Seen:
    """From ``output.json``, by the word of its own that each has: its words, and the outcome."""
    names = _names(built)
    patterns = edition.settings.get("critique_check_ignore") or []
    assert isinstance(patterns, list)
    return {
        ("quotation", _token(row, names)): (
            row["quotation"],
            row["status"],
            row["place"],
            row["found"]["page"] if row["found"] else "",
            row["emphasis"],
            sorted(row["hides"]),
            any(each in row["quotation"] for each in patterns),
        )
        for row in map(json.loads, built.read("output.json").splitlines())
    }


def _token(row: dict[str, Any], names: dict[tuple[str, int], str]) -> str:
    """The word by which a quotation is known; where none could be drawn, that of its name."""
    found = TOKEN.findall(row["quotation"]) or TOKEN.findall(names[row["filename"], row["lineno"]])
    return found[0]


def _names(built: Built) -> dict[tuple[str, int], str]:
    """The names of excerpts, by their places."""
    items = built.app.env.get_domain("critique").edition.items
    source = Path(built.app.srcdir)
    return {
        (Path(each.location.source).relative_to(source).as_posix(), each.location.line): each.name
        for each in items
    }


def lemmata(built: Built) -> Seen:
    """From the edition, by the names of notes: each lemma, how and in what it stands, and where."""
    edition = built.app.env.get_domain("critique").edition
    return {
        ("lemma", item.name): (item.lemma, *_anchored(edition, item))
        for item in edition.items
        if isinstance(item, Annotation)
    }


def _anchored(edition: Any, note: Annotation) -> tuple[Any, ...]:
    target = edition.targets.get(note.id)
    if target is None:
        return ("astray", "", "", None)
    try:
        start, end = anchored(target.text, note.lemma)
    except LemmaAmbiguous:
        return ("ambiguous", target.name, "", None)
    except LemmaError:
        return ("missing", target.name, "", None)
    return ("stands", target.name, target.text[start:end], len(target.text[: start + 1].split()))


def seen(edition: Edition) -> Seen:
    built = edition.project.build("quotecheck")
    return quotations(built, edition) | lemmata(built)


def told(result: Result) -> Iterator[tuple[tuple[str, str], Told, dict[str, Any]]]:
    """Of each that is told: what has become of it, what was and what is; and all its fields."""
    for row in map(json.loads, result.stdout.splitlines()):
        yield _who(row), (row["event"], _side(row["was"]), _side(row["is"])), row


def _who(row: dict[str, Any]) -> tuple[str, str]:
    sides = [each for each in (row["is"], row["was"]) if each]
    if row["kind"] == "lemma":
        return "lemma", sides[0]["name"]
    words = " ".join(each["quotation"] for each in sides)
    return "quotation", (TOKEN.findall(words) or [words])[0]


def _side(side: dict[str, Any] | None) -> tuple[Any, ...] | None:
    if side is None:
        return None
    if "lemma" in side:
        passage = side["passage"] or {"name": ""}
        return side["lemma"], side["status"], passage["name"], side["words"], side["at"]
    fields = ("quotation", "status", "place", "page", "emphasis", "hides", "passed_over")
    return tuple(side[each] for each in fields)


def difference(before: Seen, after: Seen) -> dict[tuple[str, str], Told]:
    """What has become of each that is not as it was."""
    found = {}
    for who in before.keys() | after.keys():
        old, new = before.get(who), after.get(who)
        event = _event(who[0], old, new)
        if event:
            found[who] = (event, old, new)
    return found


def _event(kind: str, old: tuple[Any, ...] | None, new: tuple[Any, ...] | None) -> str:
    if old is None or new is None:
        return "new" if old is None else "gone"
    if kind == "quotation":
        reworded = "reworded" if old[0] != new[0] else ""
        return "drifted" if old[1:] != new[1:] else reworded
    if old[1:3] != new[1:3]:
        return "drifted"
    if old[0] != new[0]:
        return "reworded"
    if old[3] != new[3]:
        return "drifted"
    return "moved" if old[4] != new[4] else ""


def hold(project: Project, seed: int, count: int) -> dict[str, int]:
    """Edit at random; hold what is told against two full checks. How much has drifted, by cause."""
    edition = Edition(project, seed)
    before = seen(edition)
    found: dict[str, int] = {}
    for edit in some_edits(seed, count):
        cause = edit(edition)
        edition.write()
        result = drift("-p", str(project.source), "--json", "--all")
        assert result.exit_code in (0, 1), (edit.__name__, result.output)
        after = seen(edition)
        rows = list(told(result))
        assert {who: what for who, what, _ in rows} == difference(before, after), edit.__name__
        drifted = [row for _, what, row in rows if what[0] == "drifted"]
        strange = [row for row in drifted if row["why"] != [cause]]
        assert not strange, f"{edit.__name__}: {json.dumps(strange[:1])}"
        assert result.exit_code == any(row["worse"] for row in drifted)
        found[cause] = found.get(cause, 0) + len(drifted)
        before = after
    return found


def test_what_is_told_is_the_difference_of_two_full_checks(project: Project) -> None:
    assert hold(project, 3, 8)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1921, 1922, 1923])
def test_so_it_is_after_sixty_edits(project: Project, seed: int) -> None:
    found = hold(project, seed, 60)
    assert found.keys() == {"transcript", "errata", "document", "settings", "bibliography"}
    assert min(found.values()) > 0, found
    assert sum(found.values()) > 100
