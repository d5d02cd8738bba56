"""Files put into a folder: all of them or none, and none over another."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from ..project import ProjectError


def there_already(folder: Path, names: Iterable[str]) -> list[str]:
    """Of some files those that are there, or cannot be as a file is in the place of a folder."""
    found: dict[str, None] = {}
    for name in names:
        path = folder / name
        above = [folder / each for each in Path(name).parents][:-1]
        in_the_way = [each for each in above if os.path.lexists(each) and not each.is_dir()]
        if os.path.lexists(path) or in_the_way:
            found[(in_the_way or [path])[0].relative_to(folder).as_posix()] = None
    return sorted(found)


def refuse_if_there(folder: Path, names: Iterable[str]) -> None:
    """Raise ProjectError if anything would be written over, or cannot be written at all."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise ProjectError(f"{folder} is no folder")
    if found := there_already(folder, names):
        raise ProjectError(
            f"nothing has been written: {folder} has {', '.join(found)} already"
            " (another folder will do, or move these away)"
        )


def put(folder: Path, content: Mapping[str, bytes]) -> None:
    """Write files into a folder, which need not be there; raises ProjectError.

    They are written apart, then moved: whatever comes between leaves nothing.
    """
    refuse_if_there(folder, content)
    try:
        if folder.exists():
            _into(folder, content)
        else:
            _as_a_whole(folder, content)
    except OSError as error:
        where = error.filename2 or error.filename or folder
        said = error.strerror or error
        raise ProjectError(f"nothing has been written: {where}: {said}") from error


def _as_a_whole(folder: Path, content: Mapping[str, bytes]) -> None:
    """A new folder, which appears with all that is in it."""
    with _undoing() as made:
        _make_folder(folder.absolute().parent, made)
        with _apart(folder.absolute().parent, content) as written:
            written.rename(folder)


def _into(folder: Path, content: Mapping[str, bytes]) -> None:
    with _undoing() as made, _apart(folder, content) as written:
        # Last comes what makes a project of them.
        for name in sorted(content, key=lambda each: each == "conf.py"):
            target = folder / name
            _make_folder(target.parent, made)
            _move(written / name, target)
            made.append(target)


@contextmanager
def _apart(folder: Path, content: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder in another with all the files, which goes if it is still there in the end."""
    apart = Path(mkdtemp(prefix=".sphinx-critique-", dir=folder))
    try:
        written = apart / "project"
        for name, held in content.items():
            (written / name).parent.mkdir(parents=True, exist_ok=True)
            (written / name).write_bytes(held)
        yield written
    finally:
        shutil.rmtree(apart, ignore_errors=True)


def _make_folder(folder: Path, made: list[Path]) -> None:
    for each in reversed([folder, *folder.parents]):
        if not each.exists():
            each.mkdir()
            made.append(each)


def _move(written: Path, target: Path) -> None:
    """Never over a file that somebody has put there meanwhile."""
    try:
        os.link(written, target)
    except FileExistsError:
        raise
    except OSError:  # No links on this disk.
        with target.open("xb") as file:
            file.write(written.read_bytes())


@contextmanager
def _undoing() -> Iterator[list[Path]]:
    """What has been made, which goes again if not all can be."""
    made: list[Path] = []
    try:
        yield made
    except BaseException:
        for each in reversed(made):
            with suppress(OSError):  # A folder in which somebody has put something stays.
                each.rmdir() if each.is_dir() else each.unlink()
        raise
