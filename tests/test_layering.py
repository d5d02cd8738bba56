"""The floor plan: each folder imports only those before it, and nothing goes round in a circle."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import sphinx_critique

ROOT = Path(sphinx_critique.__file__).parent
ORDER = (
    "texts",
    "locale",
    "model",
    "sources",
    "edition",
    "project",
    "syntax",
    "layout",
    "formats",
    "builders",
    "cli",
)
OPTIONAL = {
    *("fontTools", "weasyprint", "pypandoc", "pygls", "lsprotocol"),
    *("sphinx_autobuild", "starlette", "uvicorn", "watchfiles"),
}
"""What an extra brings, and is imported where it is first needed."""
FILES = sorted(path.relative_to(ROOT) for path in ROOT.rglob("*.py"))
WITHIN_FILES = {
    ".".join(path.with_suffix("").parts).removesuffix(".__init__"): path for path in FILES
}


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    """What a file imports, as absolute names, and the statement that does."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = [*ROOT.parts[-1:], *path.parts[:-1]][: len(path.parts) - node.level + 1]
            start = ".".join([*base, node.module or ""] if node.level else [node.module or ""])
            yield from ((f"{start.rstrip('.')}.{alias.name}", node) for alias in node.names)


def ours(path: Path) -> set[str]:
    """The files of ours that a file imports, by their dotted names within the package."""
    found = set()
    for name, _ in imports(path):
        inner = name.removeprefix("sphinx_critique.")
        if inner != name:
            module = inner if inner in WITHIN_FILES else inner.rpartition(".")[0]
            found.add(module)
    return found


def test_the_root_has_these_rooms_and_no_others() -> None:
    kept = {path for path in ROOT.iterdir() if path.name not in ("__pycache__", "py.typed")}
    assert {path.name for path in kept} == {"__init__.py", "__main__.py", *ORDER}


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_folder_imports_only_those_before_it(path: Path) -> None:
    if len(path.parts) == 1:
        return
    floor = ORDER.index(path.parts[0])
    above = {each for each in ours(path) if each and ORDER.index(each.split(".")[0]) > floor}
    assert not above, f"{path} is before {', '.join(sorted(above))}"


@pytest.mark.parametrize("path", [p for p in FILES if p.parts[0] == "texts"], ids=str)
def test_texts_know_neither_sphinx_nor_docutils(path: Path) -> None:
    roots = {name.split(".")[0] for name, _ in imports(path)}
    assert not roots & {"sphinx", "docutils", "sphinxcontrib"}
    outside = {each for each in ours(path) if not each.startswith("texts")}
    assert not outside


@pytest.mark.parametrize("path", FILES, ids=str)
def test_nothing_is_imported_within_a_function(path: Path) -> None:
    tree = tree_of(path)
    top = set(tree.body)
    late = [
        name for name, node in imports(path) if node not in top and not _is_for_types(tree, node)
    ]
    assert [name for name in late if not _needs_an_extra(name)] == []


@cache
def _needs_an_extra(name: str) -> bool:
    """Whether a module or what it has is of an extra, or of a file of ours that imports one."""
    inner = name.removeprefix("sphinx_critique.")
    if inner == name:
        return name.split(".")[0] in OPTIONAL
    path = WITHIN_FILES.get(inner) or WITHIN_FILES[inner.rpartition(".")[0]]
    return any(map(_needs_an_extra, {each for each, _ in imports(path)}))


def _is_for_types(tree: ast.Module, node: ast.stmt) -> bool:
    """Whether it stands under ``if TYPE_CHECKING:``, for names that are needed in types alone."""
    guarded = (each for each in tree.body if isinstance(each, ast.If))
    return any(
        isinstance(each.test, ast.Name) and each.test.id == "TYPE_CHECKING" and node in each.body
        for each in guarded
    )


def test_no_two_files_import_each_other_in_a_circle() -> None:
    graph = {name: ours(path) - {name} for name, path in WITHIN_FILES.items()}
    done: set[str] = set()
    while ready := {name for name in graph if name not in done and not graph[name] - done}:
        done |= ready
    assert set(graph) == done, f"in a circle: {sorted(set(graph) - done)}"
