"""Edit editions at random, and print what has been told: ``python -m tests.drifting 60 1 2 3``.

The first number is how many edits; each other one is the seed of an edition.
"""

import sys
import tempfile
from pathlib import Path

import pytest

from ..conftest import Project
from .holding import Held, hold


def _table(held: Held) -> str:
    """Rows of what was edited, columns of what was told."""
    columns = sorted({(kind, event) for _, kind, event in held.events})
    names = [f"{kind} {event}" for kind, event in columns]
    lines = [f"{'edited':40}" + "".join(f"{name:>20}" for name in names)]
    for edited in sorted({each for each, _, _ in held.events}):
        counts = (held.events[edited, *column] for column in columns)
        lines.append(f"{edited:40}" + "".join(f"{count:20}" for count in counts))
    for name, counted in (("edits", held.edits), ("causes", held.causes)):
        said = ", ".join(f"{count} {cause}" for cause, count in sorted(counted.items()))
        lines.append(f"{name}: {said}; {counted.total()} in all")
    return "\n".join(lines)


def main() -> None:
    """Hold each seed."""
    count, *seeds = map(int, sys.argv[1:])
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            print(f"seed {seed}", _table(hold(Project(Path(folder)), seed, count, patch)), sep="\n")


main()
