"""What drift tells after any edit is the difference of two full checks, with its causes."""

import pytest

from .conftest import THOROUGH, Project
from .drifting.holding import hold


def test_what_is_told_is_the_difference_of_two_full_checks(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hold(project, 3, 6, monkeypatch).causes


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1921, 1922, 1923] if THOROUGH else [1921])
def test_so_it_is_after_sixty_edits(
    project: Project, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = hold(project, seed, 60, monkeypatch)
    causes = {"transcript", "errata", "document", "settings", "bibliography"}
    assert held.causes.keys() == held.edits.keys() == causes
    assert held.causes.total() > 100
    told = {(kind, event) for _, kind, event in held.events}
    assert {(kind, "drifted") for kind in ("quotation", "lemma", "absence")} <= told
