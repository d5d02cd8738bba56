"""Build the same edition with the extension and without it, in turn, and compare."""

import argparse
import tempfile
from pathlib import Path
from statistics import median
from typing import NamedTuple

from .editions import write
from .measuring import Cost, cost


class Comparison(NamedTuple):
    """Two editions of the same content, and what ours may cost of the other."""

    title: str
    citing: bool
    aim: float


COMPARISONS = (
    Comparison("admonitions, labels, references", citing=False, aim=1.10),
    Comparison("the same, each with a citation", citing=True, aim=1.00),
)


def compare(comparison: Comparison, annotations: int, runs: int, folder: Path) -> str:
    """A line of the table; the spread is that of each build to the one before it."""
    for ours in True, False:
        source = folder / str(ours)
        source.mkdir(parents=True)
        write(source, annotations, ours, comparison.citing)
    # Once for nothing: Python compiles what it has not compiled before.
    cost(folder / "True", folder / "outTrue")
    pairs = [
        [cost(folder / str(ours), folder / f"out{ours}") for ours in (True, False)]
        for _ in range(runs)
    ]
    cells = [f"{comparison.title:<34}"]
    for part in range(len(Cost._fields)):
        ours, theirs = ([pair[side][part] for pair in pairs] for side in (0, 1))
        ratios = [pair[0][part] / pair[1][part] for pair in pairs]
        middle = median(ours) / median(theirs)
        cells.append(f"{middle:.2f} ({min(ratios):.2f}–{max(ratios):.2f})")
    return "  ".join((*cells, f"{comparison.aim:.2f}"))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--annotations", type=int, default=1000)
    options = parser.parse_args()
    print(f"{options.annotations} annotations, html, median of {options.runs} (least–most)")
    print(f"{'sphinx-critique to':<34}  {'CPU':<16}  {'memory':<16}  aim")
    for comparison in COMPARISONS:
        with tempfile.TemporaryDirectory() as folder:
            print(compare(comparison, options.annotations, options.runs, Path(folder)), flush=True)


main()
