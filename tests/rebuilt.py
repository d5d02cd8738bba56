"""Builds after edits, held against clean ones."""

import re
from pathlib import Path
from typing import Any

import pytest

from .conftest import Built, Project

# After an edit the search index of a project without us, too, keeps words that are gone, and
# loses the index entries of pages that were not read again.
WITHOUT_SEARCH = """
def setup(app):
    app.connect("builder-inited", lambda app: setattr(app.builder, "search", False))
"""

# Sphinx 7 knows the digest of a sheet or script only where it has written it before.
_DIGEST = re.compile(rb"(\.(?:css|js))\?v=\w+")
NOT_COMPARED = (".doctrees", ".buildinfo", "environment.pickle", "doctrees")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of an output, but what Sphinx keeps there for itself."""
    return {
        str(path.relative_to(folder)): _DIGEST.sub(rb"\1", path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part in NOT_COMPARED for part in path.parts)
    }


def assert_same(kept: dict[str, bytes], clean: dict[str, bytes], after: str = "") -> None:
    """Nothing that a clean build writes is missing or other; what was deleted may lie about."""
    different = [name for name in clean if kept.get(name) != clean[name]]
    if different:
        name = different[0]
        before = kept.get(name, b"").decode(errors="replace").splitlines()
        lines = clean[name].decode(errors="replace").splitlines()
        pairs = zip([*before, *[""] * len(lines)], lines, strict=False)
        first = next(((old, new) for old, new in pairs if old != new), ("", "a line less"))
        pytest.fail(
            f"{after}: {len(different)} files differ from a clean build: {different}\n"
            f"{name}\n- {first[0]}\n+ {first[1]}"
        )


def assert_as_clean(kept: Built, clean: Built, after: str = "") -> None:
    assert_same(contents(kept.out), contents(clean.out), after)
    assert ours(kept) == ours(clean), after


def ours(built: Built) -> list[str]:
    """The extension's own warnings; documents are read in another order with ``-j``."""
    return sorted(line for line in built.warnings if "[critique." in line)


def pages(folder: Path) -> dict[str, int]:
    """When each document's page was written; Sphinx writes indexes in every build."""
    return {
        str(path.relative_to(folder)): path.stat().st_mtime_ns
        for path in folder.rglob("*.html")
        if path.name not in ("genindex.html", "search.html") and "critique-" not in path.name
    }


class Builds:
    """The same project built in folders of their own."""

    def __init__(self, project: Project, folder: Path) -> None:
        self.project = project
        self.folder = folder

    def build(self, where: str, builder: str = "html", **options: Any) -> Built:
        self.project.build_folder = self.folder / where
        return self.project.build(builder, **options)

    def clean(self, builder: str = "html", **options: Any) -> Built:
        return self.build("clean", builder, fresh=True, **options)
