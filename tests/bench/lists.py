"""Build the same edition with all lists on it and with none, and compare: their share, and growth.

Every list is over the whole edition; a map of so many notes is told in words.
"""

import argparse
import tempfile
from pathlib import Path
from statistics import median

from ..edited import LISTS
from .editions import write
from .measuring import cost

PAGE = f"Lists\n=====\n{LISTS}\n.. argument-map::\n"
AIM = 0.15


def edition(folder: Path, annotations: int, listed: bool) -> Path:
    """An edition whose notes all cite; lists stand on a page of their own."""
    folder.mkdir(parents=True)
    write(folder, annotations, citing=True)
    if listed:
        (folder / "lists.rst").write_text(PAGE, encoding="utf-8")
        index = folder / "index.rst"
        index.write_text(f"{index.read_text(encoding='utf-8')}   lists\n", encoding="utf-8")
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.lists", description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--annotations", type=int, nargs="+", default=[1000, 5000, 10_000])
    options = parser.parse_args()
    print(f"html, CPU seconds, median of {options.runs}; aim: lists take {AIM:.0%} at most")
    print(f"{'annotations':>11}  {'without':>8}  {'with':>8}  share (least–most)")
    for annotations in options.annotations:
        with tempfile.TemporaryDirectory() as folder:
            sources = {
                listed: edition(Path(folder) / str(listed), annotations, listed)
                for listed in (False, True)
            }
            pairs = [
                [cost(sources[listed], Path(folder) / f"out{listed}").cpu for listed in sources]
                for _ in range(options.runs)
            ]
        shares = [(with_lists - without) / with_lists for without, with_lists in pairs]
        without, with_lists = (median(pair[side] for pair in pairs) for side in (0, 1))
        spread = f"{median(shares):.1%} ({min(shares):.1%}–{max(shares):.1%})"
        print(f"{annotations:>11}  {without:>8.1f}  {with_lists:>8.1f}  {spread}", flush=True)


if __name__ == "__main__":
    main()
