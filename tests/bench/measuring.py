"""What a build costs, as a process of its own; several editions in turn."""

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple

from .editions import Form, edit, write

STARTS = 10
"""Runs of a start at the least: they are short."""
FEW = 4
"""Notes of an edition that is built for nothing."""
START = """
from importlib import import_module
from time import process_time
from sphinx.application import builtin_extensions
for name in builtin_extensions:
    import_module(name)
import sphinxcontrib.bibtex
print(process_time())
import sphinx_critique
print(process_time())
"""
"""Seconds until all is imported that a project which cites needs without us, and with us."""
ENVIRONMENT = os.environ | {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": ""}


class Cost(NamedTuple):
    """Seconds of CPU (user and system), memory at its peak, bytes kept and bytes of pages."""

    cpu: float
    memory: float
    environment: float = 0
    pages: float = 0


class How(Enum):
    """What a build finds."""

    CLEAN = "clean"
    UNCHANGED = "nothing changed"
    EDITED = "one edit"


@dataclass(frozen=True)
class Build:
    """A builder, and what it finds."""

    builder: str = "html"
    how: How = How.CLEAN
    jobs: int = 1

    @property
    def name(self) -> str:
        return f"{self.builder}, {self.how.value}" + (f", -j {self.jobs}" * (self.jobs > 1))


CLEAN = Build()
UNCHANGED = Build(how=How.UNCHANGED)
EDITED = Build(how=How.EDITED)
BUILDS = (CLEAN, UNCHANGED, EDITED, Build(jobs=2), Build("dummy"), Build("latex"))


class Edition(NamedTuple):
    """A form of the edition, with citations or without."""

    form: Form
    citing: bool = False

    @property
    def there(self) -> bool:
        """Whether what it is built with is installed."""
        return not self.form.extension or find_spec(self.form.extension) is not None


Costs = Mapping[Edition, Mapping[Build, Sequence[Cost]]]


def cost(source: Path, out: Path, build: Build = CLEAN) -> Cost:
    """What a build costs; a clean one begins from nothing."""
    kept = out.with_name(f"{out.name}-kept")
    if build.how is How.CLEAN:
        for folder in out, kept:
            rmtree(folder, ignore_errors=True)
    options = ["-q", "-b", build.builder, "-j", str(build.jobs), "-d", str(kept)]
    spent = process("-m", "sphinx", *options, str(source), str(out))
    return spent._replace(
        environment=(kept / "environment.pickle").stat().st_size,
        pages=sum(page.stat().st_size for page in out.rglob("*.html") if build.builder == "html"),
    )


def process(*arguments: str, python: str = sys.executable) -> Cost:
    """What one process of Python costs, with those that it starts."""
    running = subprocess.Popen([python, *arguments], env=ENVIRONMENT)
    _, status, usage = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"failed: {' '.join(arguments)}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


def start_up(runs: int) -> tuple[list[Cost], list[Cost]]:
    """The start of Sphinx with the extension and without it, in one process."""
    with_us, without = [], []
    for _ in range(1 + max(runs, STARTS)):
        command = [sys.executable, "-c", START]
        said = subprocess.run(command, env=ENVIRONMENT, check=True, capture_output=True).stdout
        before, after = map(float, said.split())
        without.append(Cost(before, 0))
        with_us.append(Cost(after, 0))
    return with_us[1:], without[1:]


def warm_up(editions: Sequence[Edition], builds: Sequence[Build], folder: Path) -> None:
    """Build for nothing: Python compiles what it has not compiled before."""
    _one_run(editions, builds, FEW, folder)


def interleaved(
    editions: Sequence[Edition], builds: Sequence[Build], notes: int, runs: int, folder: Path
) -> Costs:
    """The costs of each build of each edition; one edition is built after the other."""
    costs: dict[Edition, dict[Build, list[Cost]]] = {
        edition: defaultdict(list) for edition in editions
    }
    for run in range(runs):
        for (edition, build), each in _one_run(editions, builds, notes, folder / str(run)).items():
            costs[edition][build].append(each)
        rmtree(folder / str(run))
    return costs


def _one_run(
    editions: Sequence[Edition], builds: Sequence[Build], notes: int, folder: Path
) -> dict[tuple[Edition, Build], Cost]:
    places = {edition: folder / str(number) for number, edition in enumerate(editions)}
    for edition, place in places.items():
        source = place / "source"
        source.mkdir(parents=True)
        write(source, notes, edition.form, edition.citing)
    costs = {}
    for build in builds:
        for edition, place in places.items():
            if build.how is How.EDITED:
                edit(place / "source", notes)
            out = place / f"{build.builder}{build.jobs}"
            costs[edition, build] = cost(place / "source", out, build)
    return costs
