"""The way of one excerpt with one omission through the rooms of the package, in three phases.

``python -m tests.bench.rooms``: for each phase the folders (or files at the root) whose functions
are called, and how often the way goes from one to another.
"""

import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

from sphinx.testing.util import SphinxTestApp

import sphinx_critique

ROOT = str(Path(sphinx_critique.__file__).parent)
PHASES = {"env-updated": "edition and checks", "write-started": "writing HTML"}
FILES = {
    "index.rst": """
Revolt
======

.. excerpt:: 107

   legalisation of all Soviet parties, the end of rationing, freedom for small traders

.. omission:: the end of rationing
   :cite: petropavlovsk1921, item 9

   What item 9 asked for was that all who work be rationed alike.

.. bibliography::
""",
    "conf.py": "",
    "sources.bib": """
@book{serge2016, author = {Serge, Victor}, title = {Trotsky}, publisher = {Haymarket}, year = 2016}
@misc{petropavlovsk1921, title = {Resolution of the sailors}, year = 1921}
""",
}
CONFIG = {
    "extensions": ["sphinx_critique"],
    "critique_work": "serge2016",
    "bibtex_bibfiles": ["sources.bib"],
}


class Way:
    """The rooms entered, in order, by phase."""

    def __init__(self) -> None:
        self.phase = "reading"
        self.rooms: dict[str, list[str]] = {}

    def enter(self, frame: FrameType, event: str, _: Any) -> None:
        file = frame.f_code.co_filename
        if event == "call" and file.startswith(ROOT):
            self.rooms.setdefault(self.phase, []).append(file[len(ROOT) + 1 :].split("/")[0])


def trace(folder: Path) -> Way:
    """Build a tiny project and note its way."""
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    app = SphinxTestApp("html", srcdir=folder, confoverrides=CONFIG)
    way = Way()
    for event, phase in PHASES.items():
        app.connect(event, lambda *_, phase=phase: setattr(way, "phase", phase), priority=-1)
    sys.setprofile(way.enter)
    try:
        app.build()
    finally:
        sys.setprofile(None)
        app.cleanup()
    return way


def main() -> None:
    """Print rooms and changes of room for each phase."""
    with tempfile.TemporaryDirectory() as folder:
        way = trace(Path(folder))
    for phase, rooms in way.rooms.items():
        changes = sum(one != other for one, other in pairwise(rooms))
        print(
            f"{phase}: {len(set(rooms))} rooms, {changes} changes: {', '.join(sorted(set(rooms)))}"
        )


if __name__ == "__main__":
    main()
