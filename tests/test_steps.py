"""The order of transforms and events is that of one table, and of nothing else."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from sphinx.application import Sphinx

from sphinx_critique.model.steps import READING, WRITING, Step

from .conftest import Project

MUST = [
    (Step.CHECK_SETTINGS, Step.REGISTER_SYNTAX),
    (Step.ADD_LATEX_STYLE, Step.ADD_LATEX_FOOT),
    (Step.PRINT_AGAIN, Step.PRINT_LISTS),
    (Step.PRINT_AGAIN, Step.SHOW_STATUSES),
    (Step.SHOW_STATUSES, Step.MARK_LEMMATA),
    (Step.MARK_LEMMATA, Step.COMPOSE),
    (Step.COMPOSE, Step.SET_CITATIONS),
    (Step.SET_CITATIONS, Step.MOVE_TO_FOOT),
    (Step.MOVE_TO_FOOT, Step.ADD_PAGE_NUMBERS),
    (Step.ADD_PAGE_NUMBERS, Step.DRESS),
    (Step.DRESS, Step.DRESS_FOR_EPUB),
    (Step.DRESS, Step.PUT_FOOTNOTES_UNDER),
    (Step.PUT_FOOTNOTES_UNDER, Step.SET_SCRIPTS),
]
"""What would go wrong, mostly in silence, the other way round."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Sphinx:
    project = Project(tmp_path_factory.mktemp("steps")).write({"index.rst": "Title\n=====\n"})
    return project.build("html", config={"critique_latex_apparatus": "foot"}).app


@pytest.mark.parametrize(("first", "then"), MUST)
def test_one_comes_before_another(first: Step, then: Step) -> None:
    assert first.phase == then.phase
    assert first.priority < then.priority


def test_the_table_is_written_in_order() -> None:
    for one, other in pairwise(Step):
        if one.phase == other.phase:
            assert one.priority < other.priority, f"{one.name} is written before {other.name}"
    phases = [step.phase for step in Step]
    assert len(set(phases)) == sum(a != b for a, b in pairwise(phases)) + 1


def transforms(app: Sphinx, phase: str) -> Iterator[type]:
    registered = app.registry.transforms if phase == READING else app.registry.post_transforms
    return (each for each in registered if each.__module__.startswith("sphinx_critique."))


@pytest.mark.parametrize("phase", [READING, WRITING])
def test_every_transform_has_its_step(app: Sphinx, phase: str) -> None:
    known = {step.priority for step in Step if step.phase == phase}
    found = {each.__name__: each.default_priority for each in transforms(app, phase)}
    assert set(found.values()) == known, found


def test_every_listener_has_its_step(app: Sphinx) -> None:
    known = {(step.phase, step.priority) for step in Step if step.phase not in (READING, WRITING)}
    found = {
        (event, each.priority)
        for event, listeners in app.events.listeners.items()
        for each in listeners
        if each.handler.__module__.startswith("sphinx_critique.")
    }
    assert found == known
