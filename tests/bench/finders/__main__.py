"""Make a book that quotes, have each finder look for its quotations, and print what they found.

Costs are those of one process each; in brackets they are held against ours.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..measuring import Cost, process
from .scoring import Score, score


class Tool(NamedTuple):
    """A finder: the module that runs it, what that imports, and what it is given."""

    name: str
    module: str
    needs: str = ""
    given: tuple[str, ...] = ()


OURS = Tool("ours", "ours")
ALONE = Tool("ours-alone", "ours_alone")
PEERS = (
    Tool("quid", "with_quid", "quid"),
    Tool("text-matcher", "with_text_matcher", "text_matcher", ("text-matcher",)),
    Tool("text-matcher-by-page", "with_text_matcher", "text_matcher", ("text-matcher-by-page",)),
    Tool("rapidfuzz", "with_rapidfuzz", "rapidfuzz"),
)
SHARES = ("recall", "precision", "unmarked", "status", "page", "altered", "true as altered")


def is_there(python: str, module: str) -> bool:
    """Whether a Python has a module."""
    command = [python, "-c", f"import {module}"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def measured(tool: Tool, folder: Path, python: str) -> Cost:
    """What it costs to run a finder."""
    module = f"{__package__}.{tool.module}"
    return process("-m", module, str(folder), *tool.given, python=python)


def row(name: str, found: Score, cost: Cost, ours: Cost) -> str:
    """A line of the table."""
    shares = list(map(_percent, found))
    if not found.status:
        shares[3:] = ["—"] * len(shares[3:])
    memory = cost.memory / 1024
    return (
        f"{name:<21}{''.join(f'{each:>10}' for each in shares)}"
        f"{cost.cpu:>9.1f} ({cost.cpu / ours.cpu:.1f})"
        f"{memory:>9.0f} ({cost.memory / ours.memory:.1f})"
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def table(folder: Path, tools: list[Tool], python: str) -> Iterator[str]:
    """All finders on one book, ours first."""
    heads = "".join(f"{each[:9]:>10}" for each in SHARES)
    yield f"{'':<21}{heads}{'CPU, s':>15}{'MiB':>15}"
    ours = measured(OURS, folder, sys.executable)
    yield row(OURS.name, score(folder, OURS.name), ours, ours)
    for tool in (ALONE, *tools):
        cost = measured(tool, folder, sys.executable if tool is ALONE else python)
        yield row(tool.name, score(folder, tool.name), cost, ours)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.finders", description=__doc__)
    parser.add_argument("--quotations", type=int, default=1250, help="paragraphs of the book")
    parser.add_argument("--sources", type=int, default=10)
    parser.add_argument("--seeds", type=int, nargs="+", default=[7])
    peers = os.environ.get("CRITIQUE_PEERS", sys.executable)
    parser.add_argument("--peers", default=peers, help="the Python that has the others")
    names = [tool.name for tool in PEERS]
    parser.add_argument("--against", nargs="*", choices=names, default=names)
    return parser.parse_args()


def main() -> None:
    given = options()
    tools = [tool for tool in PEERS if tool.name in given.against]
    there = [tool for tool in tools if is_there(given.peers, tool.needs)]
    for tool in tools:
        if tool not in there:
            print(f"{tool.name}: left out, {given.peers} has no {tool.needs}")
    for seed in given.seeds:
        with tempfile.TemporaryDirectory() as name:
            book = str(seed), str(given.quotations), str(given.sources)
            process("-m", f"{__package__}.making", name, *book)
            print(f"book {seed}: {given.quotations} paragraphs, {given.sources} sources")
            for line in table(Path(name), there, given.peers):
                print(line, flush=True)


if __name__ == "__main__":
    main()
