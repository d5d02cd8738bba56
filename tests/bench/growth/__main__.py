"""How work grows with what texts and editions have many of: ``python -m tests.bench.growth``.

Seconds at each size, and the power of the size as which they grow between the last two. A size is
about the number of letters, of editions ten times that of things; nothing is asserted.
"""

import argparse
import signal
import sys
from collections.abc import Iterator, Mapping
from math import log
from time import thread_time
from types import FrameType

from .bibliographies import BIBLIOGRAPHIES
from .editions import EDITIONS
from .lemmata import FOLDING, LEMMATA
from .made import Make
from .places import PLACES
from .quotations import QUOTATIONS
from .transcripts import TRANSCRIPTS

SIZES = (1_000, 10_000, 100_000)
LIMIT = 5
BUILD_LIMIT = 300
SHORT = 0.001
"""Seconds below which nothing is told of how they grow."""
GROUPS: Mapping[str, Mapping[str, Make]] = {
    "lemmata": LEMMATA,
    "folding": FOLDING,
    "quotations": QUOTATIONS,
    "places": PLACES,
    "bibliographies": BIBLIOGRAPHIES,
    "transcripts": TRANSCRIPTS,
    "editions": EDITIONS,
}


class TooLong(BaseException):
    """The time is up."""


def cost(make: Make, size: int, limit: int) -> tuple[float, str]:
    """The seconds of one run, without what prepares it, and how it ended if not well."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooLong

    work = make(size)
    signal.signal(signal.SIGPROF, stop)
    before = thread_time()
    signal.setitimer(signal.ITIMER_PROF, limit)
    try:
        work()
        wrong = ""
    except TooLong:
        wrong = "too long"
    except (Exception, RecursionError) as error:
        wrong = f"{type(error).__name__}: {str(error)[:60]}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return thread_time() - before, wrong


def row(name: str, make: Make, most: int, limit: int) -> Iterator[str]:
    yield f"{name:<36}"
    spent: list[float] = []
    for size in SIZES:
        if size > most:
            break
        seconds, wrong = cost(make, size, limit)
        spent.append(seconds)
        yield f"{seconds:9.4f}"
        if wrong:
            yield f"  {wrong}"
            return
    if len(spent) > 1 and spent[-2] > SHORT:
        yield f"  {log(spent[-1] / spent[-2], 10):5.2f}"
    if spent[-1] > 1:
        yield "  over a second"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.growth", description=__doc__)
    parser.add_argument("group", nargs="*", choices=[[], *GROUPS], help="all, if none is named")
    parser.add_argument("--named", default="", help="only what has this in its name")
    parser.add_argument("--most", type=int, default=SIZES[-1], help="the largest size")
    options = parser.parse_args()
    print(f"{'seconds at':<36}" + "".join(f"{size:9,}" for size in SIZES) + "  power")
    for group in options.group or GROUPS:
        print(f"{group}:")
        limit = BUILD_LIMIT if group == "editions" else LIMIT
        for name, make in GROUPS[group].items():
            if options.named in name:
                for cell in row(name, make, options.most, limit):
                    print(cell, end="")
                    sys.stdout.flush()
                print()


if __name__ == "__main__":
    main()
