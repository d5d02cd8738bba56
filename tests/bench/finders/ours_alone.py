"""Ours without Sphinx, of which it needs nothing: what reads texts, and no more of the package."""

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType


def main(folder: Path) -> None:
    package = ModuleType("sphinx_critique")
    spec = find_spec(package.__name__)
    package.__path__ = list(spec.submodule_search_locations or ()) if spec else []
    sys.modules[package.__name__] = package
    import_module(f"{__package__}.ours").main(folder, "ours-alone")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
