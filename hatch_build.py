"""What a wheel holds that is not kept in git: compiled catalogues, and the marker for types.

And what an index of packages shows of the README.
"""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

PACKAGE = "sphinx_critique"


def shown_elsewhere(readme: str) -> str:
    """A README without what is found beside it alone: pictures are left out, links are words."""
    readme = re.sub(r"!\[[^\]]*\]\((?!https?:)[^)]*\)\n*", "", readme)
    return re.sub(r"\[([^\]]*)\]\((?!https?:)[^)]*\)", r"\1", readme)


def compile_catalogue(source: Path) -> None:
    with source.open("rb") as written:
        catalogue = read_po(written)
    with source.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, catalogue)


class ReadmeHook(MetadataHookInterface):
    def update(self, metadata: dict[str, Any]) -> None:
        text = shown_elsewhere(Path(self.root, "README.md").read_text("utf-8"))
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


class WheelHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        # Beside their sources, from where an editable install reads them.
        for source in Path(self.root, PACKAGE, "locale").rglob("*.po"):
            compile_catalogue(source)
        self.made = TemporaryDirectory()
        # An editable install is a path to the sources: a file of its own would hide them.
        if version == "standard":
            marker = Path(self.made.name, "py.typed")
            marker.touch()
            build_data["force_include"][str(marker)] = f"{PACKAGE}/py.typed"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        self.made.cleanup()
