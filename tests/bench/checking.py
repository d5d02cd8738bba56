"""Hold the ratios against those of the last release: ``make bench-check``.

Only ratios are compared, never seconds. The status is 1 if one is worse, 2 if nothing was compared.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from .comparing import Row, measured, options

KEPT = Path(__file__).with_name("kept.json")
TOLERANCE = 0.05


class Change(NamedTuple):
    """A ratio as it was kept, and as it is."""

    row: Row
    kept: float
    now: float

    def __str__(self) -> str:
        return f"{self.row}: {self.kept:.3f}, now {self.now:.3f} ({self.now / self.kept - 1:+.1%})"


class Verdict(NamedTuple):
    """What is worse and what is better than it was; what has nothing to be compared with."""

    worse: list[Change]
    better: list[Change]
    alike: list[Change]
    missing: list[Row]
    """Kept, but not measured now."""
    new: list[Row]

    @property
    def status(self) -> int:
        if self.worse:
            return 1
        return 0 if self.better or self.alike else 2

    def lines(self) -> Iterator[str]:
        for name in "worse", "better":
            changes: list[Change] = getattr(self, name)
            yield f"{name}: {len(changes)}"
            yield from (f"  {change}" for change in changes)
        yield f"as before: {len(self.alike)}"
        for title, rows in ("not measured now", self.missing), ("not kept yet", self.new):
            if rows:
                yield f"{title}: {len(rows)}"
                yield from (f"  {line}" for line in _in_short(rows))


def _in_short(rows: list[Row]) -> Iterator[str]:
    """A line for each build, with its numbers of notes."""
    notes: dict[str, dict[str, None]] = {}
    for row in rows:
        notes.setdefault(f"{row.against} / {row.build}", {})[f"{row.notes:,}"] = None
    yield from (f"{build} / {'; '.join(numbers)}" for build, numbers in notes.items())


def judged(
    kept: Mapping[Row, float], now: Mapping[Row, float], tolerance: float = TOLERANCE
) -> Verdict:
    """The ratios held against those that were kept, the most changed first."""
    changes = [Change(row, kept[row], now[row]) for row in now if row in kept]
    changes.sort(key=lambda change: abs(change.now / change.kept - 1), reverse=True)
    worse = [each for each in changes if each.now > each.kept * (1 + tolerance)]
    better = [each for each in changes if each.now < each.kept * (1 - tolerance)]
    return Verdict(
        worse,
        better,
        [each for each in changes if each not in worse and each not in better],
        [row for row in kept if row not in now],
        [row for row in now if row not in kept],
    )


def load(path: Path = KEPT) -> dict[Row, float]:
    """The ratios that were kept."""
    if not path.exists():
        return {}
    kept: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return {Row.read(name): ratio for name, ratio in kept.items()}


def keep(found: Mapping[Row, float], path: Path = KEPT) -> None:
    """Keep what was found; what was not measured stays."""
    kept = load(path) | {row: round(ratio, 3) for row, ratio in found.items()}
    lines = {str(row): kept[row] for row in sorted(kept)}
    path.write_text(json.dumps(lines, indent=0) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.checking", description=__doc__)
    parser.add_argument("--tolerance", type=float, default=TOLERANCE, help="how much is no change")
    how = options(parser)
    now: dict[Row, float] = {}
    for more in measured(how):
        now |= {row: ratio.least for row, ratio in more.items()}
    verdict = judged(load(), now, how.tolerance)
    print(*verdict.lines(), sep="\n")
    raise SystemExit(verdict.status)


if __name__ == "__main__":
    main()
