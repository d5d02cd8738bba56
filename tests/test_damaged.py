"""Quotations damaged in every way: what is refused, how it is told, and what is advised.

``python -m tests.damage`` tries 20,000 of them and counts by form and by kind.
"""

from pathlib import Path

import pytest

from .damage.books import LANGUAGES
from .damage.forms import FORMS
from .damage.trials import trials

SEEDS = len(FORMS) * 3


@pytest.mark.parametrize("seed", range(len(LANGUAGES)))
def test_a_few(seed: int, tmp_path: Path) -> None:
    wrong = [each for each in trials(1, tmp_path, seed, 32) if each.wrong]
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(len(FORMS), len(FORMS) + SEEDS))
def test_many(seed: int, tmp_path: Path) -> None:
    wrong = [each for each in trials(1, tmp_path, seed, 96) if each.wrong]
    assert not wrong, "\n".join(map(str, wrong))
