"""Editions edited at random, and what drift tells held against two clean full checks."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Final

import pytest

from sphinx_critique.model.cache import VARIABLE

from ..conftest import Project
from .differences import Event, difference, drift, told
from .editions import Edit, Edition
from .edits import cause_of, name_transcripts, some_edits
from .edits_of_documents import rename_a_key
from .full_checks import Seen, Who, full_check

_TURNS: Final = {"transcript": 1, "errata": 2}
"""In which causes are tried, where there are several; first comes what is written and set."""
_ORDERS: Final = {
    "quotation": ("verbatim", "marked", "unchecked", "misplaced", "misquoted", "not found"),
    "absence": ("absent", "unchecked", "stands"),
}
_COUNTED: Final = re.compile(r"(\d+) (quotation|lemma|absence)")


@dataclass
class Held:
    """The edits by their causes, and what has been told: by what was edited, and by its causes."""

    edits: Counter[str] = field(default_factory=Counter)
    events: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)


@dataclass
class Step:
    """Some edits at once: the causes of each turn, and what a full check says after each.

    ``drawn`` are the quotations whose words a build takes from a transcript.
    """

    edits: Sequence[Edit]
    seen: list[Seen]
    causes: list[set[str]] = field(default_factory=list)
    drawn: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """What has been done."""
        return " + ".join(edit.__name__ for edit in self.edits)

    @property
    def edited(self) -> str:
        """What has been edited."""
        return "+".join(sorted(set[str]().union(*self.causes)))

    @property
    def can_be_tried(self) -> bool:
        """Whether each source has its key and its transcript's path, or nothing else is changed."""
        return len(self.edits) == 1 or not {name_transcripts, rename_a_key} & {*self.edits}


def hold(project: Project, seed: int, count: int, patch: pytest.MonkeyPatch) -> Held:
    """Edit at random; hold what is told against the difference of two full checks."""
    patch.setenv(VARIABLE, str(project.source.parent / "kept"))
    edition, held = Edition(project, seed), Held()
    before = full_check(edition)
    for edits in some_edits(seed, count):
        step = _taken(edition, Step(edits, [before]), patch)
        found = difference(before, step.seen[-1])
        held.edits.update(map(cause_of, edits))
        _hold_command(project, step, found, held)
        _hold_log(project, found, step.name)
        before = full_check(edition)
        assert before == step.seen[-1], step.name
    return held


def _taken(edition: Edition, step: Step, patch: pytest.MonkeyPatch) -> Step:
    """Edit turn by turn, and check in full after each, where that is not what is kept."""
    turns: dict[int, list[Edit]] = {}
    for edit in step.edits:
        turns.setdefault(_TURNS.get(cause_of(edit), 0), []).append(edit)
    with patch.context() as apart:
        apart.setenv(VARIABLE, str(edition.folder.parent / "apart"))
        for turn in sorted(turns):
            for edit in turns[turn]:
                edit(edition)
            edition.write()
            step.causes.append({cause_of(edit) for edit in turns[turn]})
            step.seen.append(full_check(edition))
    step.drawn = {each.name.partition("-")[2] for _, each in edition.all() if each.drawn}
    return step


def _hold_command(project: Project, step: Step, found: dict[Who, Event], held: Held) -> None:
    result = drift("-p", str(project.source), "--json", "--all")
    assert result.exit_code in (0, 1), (step.name, result.output)
    rows = list(told(result))
    said = {who: what for who, what, _ in rows}
    strange = {who: (said.get(who), found.get(who)) for who in said.keys() | found.keys()}
    strange = {who: both for who, both in strange.items() if both[0] != both[1]}
    assert not strange, (step.name, strange)
    assert len(rows) == len(found), step.name
    for who, (event, was, now), row in rows:
        held.events[step.edited, who[0], event] += 1
        if event == "drifted":
            _hold_causes(step, who, set(row["why"]))
            held.causes.update(row["why"])
            if who[0] in _ORDERS and was[1] != now[1]:
                before, after = (_ORDERS[who[0]].index(each[1]) for each in (was, now))
                worse = after > before or now[1] == "unchecked"
                assert row["worse"] == worse, (step.name, row)
    worse = any(row["worse"] for _, what, row in rows if what[0] == "drifted")
    assert result.exit_code == worse, step.name


def _hold_causes(step: Step, who: Who, why: set[str]) -> None:
    """What is told as a cause has made a difference in its turn, and nothing else is told."""
    assert why, (step.name, who)
    if not step.can_be_tried:
        return
    assert why <= set[str]().union(*step.causes), (step.name, who, why)
    for turn, causes in enumerate(step.causes):
        before, after = (each.get(who, ()) for each in step.seen[turn : turn + 2])
        if before[1:] != after[1:] and (who[0] != "lemma" or len(step.causes) == 1):
            assert why & causes, (step.name, who, why, before, after)
        # What is drawn in other words is written anew, whatever comes of it.
        elif before == after and who[0] != "lemma" and who[1] not in step.drawn:
            assert not why & causes, (step.name, who, why, before, after)


def _hold_log(project: Project, found: dict[Who, Event], name: str) -> None:
    """An incremental build says how many have drifted."""
    heard = StringIO()
    project.build("dummy", status=heard)
    line = next((line for line in heard.getvalue().splitlines() if "since the last" in line), "")
    counted = {kind: int(count) for count, kind in _COUNTED.findall(line)}
    drifted = Counter(who[0] for who, (event, *_) in found.items() if event == "drifted")
    is_off = "critique_check = False" in (project.source / "conf.py").read_text("utf-8")
    assert counted == ({} if is_off else drifted), (name, line)
