"""Build thousands of made-up documents: ``python -m tests.fuzz [NUMBER]``, or ``make fuzz``."""

import argparse
import multiprocessing
import sys
import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from pathlib import Path

from .building import BUILDERS
from .known import Known
from .trials import Report, trial


class Run:
    """Batches one after the other, so many at a time; what fails is told once."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.known = Known(options.known)
        self.again: Counter[str] = Counter()
        self.reports: list[Report] = []
        self.ours = 0

    def __call__(self) -> int:
        wanted = -(-self.options.number // self.options.batch)
        seeds = iter(range(self.options.seed, self.options.seed + wanted))
        until = time.monotonic() + 60 * self.options.minutes
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(self.options.jobs, context, max_tasks_per_child=1) as pool:
            running: dict[Future[Report], int] = {}
            while True:
                while len(running) < self.options.jobs and time.monotonic() < until:
                    seed = next(seeds, None)
                    if seed is None:
                        break
                    given = (
                        self.options.batch,
                        self.known.told(),
                        tuple(self.options.builders),
                    )
                    running[pool.submit(trial, seed, *given)] = seed
                if not running:
                    break
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    self._take(future, running.pop(future))
        self._summary()
        return self.ours

    def _take(self, future: Future[Report], seed: int) -> None:
        try:
            report = future.result()
        except Exception as error:
            self.ours += 1
            print(f"batch {seed} ended with {error!r}", flush=True)
            return
        self.reports.append(report)
        self.again.update(report.again)
        print(
            f"batch {seed} {','.join(report.extensions) or '-'}: {report.documents} documents, "
            + ", ".join(f"{name} {taken:.0f}" for name, taken in report.seconds.items()),
            flush=True,
        )
        told = self.known.told()
        for found in report.found:
            if found.signature in told:
                continue
            self.known.add(found.signature, found.theirs)
            self.ours += not found.theirs
            print(f"\n{'THEIRS' if found.theirs else 'OURS'} {found.builder}: {found.signature}")
            print(f"seed {found.seed} {found.docname}\n{found.detail}")
            for name, text in found.files.items():
                print(f"--- {name}\n{text}")
            self._keep(found.signature, found.files)
            sys.stdout.flush()

    def _keep(self, signature: str, files: dict[str, str]) -> None:
        if self.options.keep:
            folder = Path(self.options.keep) / "".join(c if c.isalnum() else "-" for c in signature)
            folder.mkdir(parents=True, exist_ok=True)
            for name, text in files.items():
                (folder / name).write_text(text, encoding="utf-8")

    def _summary(self) -> None:
        documents = sum(each.documents for each in self.reports)
        builds = sum(each.builds for each in self.reports)
        slow = sorted((one for each in self.reports for one in each.slow), reverse=True)
        print(f"\n{documents} documents, {builds} builds, {self.ours} faults of ours")
        print(f"{len(slow)} took over a second; the slowest: {slow[:10]}")
        for signature, times in self.again.most_common():
            print(f"{times:6} {signature}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("number", type=int, nargs="?", default=20_000)
    parser.add_argument("--seed", type=int, default=0, help="that of the first batch")
    parser.add_argument("--batch", type=int, default=200, help="documents in one project")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=120, help="start no batch after these")
    parser.add_argument("--builders", nargs="+", default=BUILDERS)
    parser.add_argument("--known", help="a file of what was told apart, read and added to")
    parser.add_argument("--keep", help="a folder for the smallest inputs")
    sys.exit(min(Run(parser.parse_args())(), 1))


if __name__ == "__main__":
    main()
