"""Build the same edition with the extension and without it, in turn, and compare.

Ratios are of the least of all runs to the least; behind them, in brackets, of the medians.
"""

import argparse
from collections.abc import Iterator
from itertools import product

from .checking import keep
from .comparing import BASELINES, START, Baseline, Ratio, Ratios, Row, growth, measured, options
from .measuring import BUILDS, Cost


def start(ratio: Ratio) -> str:
    """What importing ours takes, beside all that is imported without it."""
    more = 1000 * (ratio.ours - ratio.theirs)
    return f"start-up to Sphinx with bibtex: {_cell(ratio).strip()}, {more:.0f} ms more"


def table(found: Ratios, baseline: Baseline, notes: int) -> Iterator[str]:
    """A line for each build; none if the baseline was not built."""
    lines = []
    for build in BUILDS:
        rows = {
            figure: found.get(Row(baseline.name, build.name, notes, figure))
            for figure in Cost._fields
        }
        if cpu := rows["cpu"]:
            cells = "".join(_cell(ratio) if ratio else " " * 16 for ratio in rows.values())
            lines.append(f"  {build.name:<22}{cells}{cpu.ours:9.2f} {cpu.theirs:9.2f}")
    if lines:
        aim = f"clean, {baseline.aim:.2f} of the CPU at most"
        yield f"{notes:,} notes to {baseline.name}: {baseline.title} (aim: {aim})"
        heads = "".join(f"{figure:<16}" for figure in Cost._fields)
        yield f"  {'':<22}{heads}{'ours':>9} {'theirs':>9}"
        yield from lines


def _cell(ratio: Ratio) -> str:
    return f"{f'{ratio.least:.2f} ({ratio.median:.2f})':<16}"


def grown(found: Ratios) -> Iterator[str]:
    """How CPU grows with the number of notes."""
    for build in BUILDS:
        if powers := growth(found, build.name):
            yield f"  {build.name:<22}{powers[0]:<10.2f}{powers[1]:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--keep", action="store_true", help="the ratios, to be held others against")
    how = options(parser)
    for baseline in BASELINES:
        if baseline.name in how.against and not baseline.there:
            print(f"{baseline.name}: left out, {baseline.theirs.form.extension} is not installed")
    print(f"least of {how.runs} to least, in brackets median to median; CPU in seconds")
    found: dict[Row, Ratio] = {}
    for more in measured(how):
        found |= more
        if START in more:
            print(start(more[START]), flush=True)
        for baseline, notes in product(BASELINES, {row.notes for row in more}):
            for line in table(more, baseline, notes):
                print(line, flush=True)
    if lines := list(grown(found)):
        print(f"{'CPU grows with notes':<24}{'ours':<10}bare, to the power of")
        print(*lines, sep="\n")
    if how.keep:
        keep({row: ratio.least for row, ratio in found.items()})


if __name__ == "__main__":
    main()
