"""What is written beside the pages, held against the build of the pages: ratios of CPU time.

``python -m tests.bench.exports 1000 10000``
"""

import argparse
import resource
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from sphinx_critique.builders import exporting

from . import editions

CONFIG = {"html_baseurl": "https://example.org/", "critique_exports": list(exporting.WRITERS)}


def spent() -> float:
    """Seconds of CPU, of other programs that were run too."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def measured(notes: int) -> tuple[float, dict[str, float]]:
    """The time of a clean build of pages, and that of each export."""
    times: dict[str, float] = {}

    def timed(name: str, write: Callable[..., None]) -> Callable[..., None]:
        def run(*given: Any) -> None:
            start = spent()
            write(*given)
            times[name] = spent() - start

        return run

    exporting.WRITERS = {name: timed(name, each) for name, each in exporting.WRITERS.items()}
    with tempfile.TemporaryDirectory() as folder, docutils_namespace():
        source = Path(folder) / "source"
        source.mkdir()
        editions.write(source, notes, citing=True)
        start = spent()
        places = (source, source, f"{folder}/out", f"{folder}/trees")
        Sphinx(*places, "html", confoverrides=CONFIG, status=None, warning=None).build()
        return spent() - start - sum(times.values()), times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("notes", type=int, nargs="*", default=[100, 1000])
    for notes in parser.parse_args().notes:
        pages, times = measured(notes)
        ratios = ", ".join(f"{name} {each / pages:.3f}" for name, each in times.items())
        print(f"{notes} notes, pages 1 ({pages:.1f} s): {ratios}", flush=True)


if __name__ == "__main__":
    main()
