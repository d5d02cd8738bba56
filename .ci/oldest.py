"""The lower bounds of pyproject.toml as constraints, for an environment of the oldest of all."""

import re
import tomllib
from itertools import chain
from pathlib import Path

NAME_AND_BOUND = re.compile(r"([\w.-]+)(?:\[.*\])?>=([\d.]+)")
PROJECT = Path(__file__).parents[1] / "pyproject.toml"

project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
bounds: dict[str, str] = {}
for each in chain(project["dependencies"], *project["optional-dependencies"].values()):
    if found := NAME_AND_BOUND.match(each):
        # What an extra asks of the same comes later.
        bounds[found[1]] = found[2]
for name, bound in bounds.items():
    # In its last patch: what was mended there is no limit of ours.
    print(f"{name}=={bound}.*")
