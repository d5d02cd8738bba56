"""How work grows with what is worked on, where a limit in seconds would try the machine."""

import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf, log
from time import thread_time

SMALL, LARGE = 2_500, 20_000
TRIES = 5
FEW_CALLS = 1_000_000
BETWEEN_LINEAR_AND_QUADRATIC = 1.5


def cost(work: Callable[[], object]) -> float:
    """Of the processor's time: what regular expressions do inside, nothing else can count."""
    gc.collect()
    gc.disable()
    try:
        before = thread_time()
        work()
        return thread_time() - before
    finally:
        gc.enable()


def assert_linear(work: Callable[[int], Callable[[], object]]) -> None:
    """That eight times as much is about eight times the work, in the best of some tries."""
    least = most = inf
    for tried in range(TRIES):
        # Each of another length: what is kept from the time before is no help.
        least = min(least, cost(work(SMALL + tried)), cost(work(SMALL - tried - 1)))
        most = min(most, cost(work(LARGE + tried)))
        power = log(most / least, LARGE / SMALL)
        if power < BETWEEN_LINEAR_AND_QUADRATIC:
            return
    raise AssertionError(f"the work grows as the {power:.1f}th power of the length")


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """The functions that are called meanwhile, Python's and C's."""
    count: Counter[str] = Counter()
    sys.setprofile(lambda _frame, event, _argument: count.update((event,)))
    try:
        yield count
    finally:
        sys.setprofile(None)
