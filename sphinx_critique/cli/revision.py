"""A project as it was at a revision of git: in a folder of its own, nothing of the user's touched.

Nothing is fetched: what git does not hold here is missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from .project import ProjectError, say, without_colours

_OF_HOOKS: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
"""Where git is told so, as in a hook, it does not look at the folder that it is called in."""
_OFFLINE: Final = {"GIT_NO_LAZY_FETCH": "1", "GIT_LFS_SKIP_SMUDGE": "1", "GIT_TERMINAL_PROMPT": "0"}
_PLAIN: Final = ("core.fsmonitor=false", "core.splitIndex=false", "core.sparseCheckout=false")
_TOO_SHORT: Final = "only goes back to"
"""What git says where it takes the oldest that it knows for what is older."""
_POINTER: Final = b"version https://git-lfs"
"""How a file begins that stands for a large one, which git keeps elsewhere."""


_Done = subprocess.CompletedProcess[str]


class Revision:
    """A revision of the repository that a project lies in. Raises ProjectError."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder.resolve()
        self.name = name
        self.root = Path(git(self.folder, "rev-parse", "--show-toplevel")).resolve()
        self._commit = self._found()

    def _found(self) -> str:
        """The commit that is meant; what git says of it besides is said here."""
        if self.name[:1] in ("-", "^"):
            raise ProjectError(self._unknown())
        try:
            done = _done(self.root, "rev-parse", "--verify", self.name)
            found = done.stdout.strip()
            commit = git(self.root, "rev-parse", "--verify", f"{found}^{{commit}}")
        except ProjectError as error:
            raise ProjectError(self._unknown()) from error
        said = without_colours(" ".join(done.stderr.split()))
        if _TOO_SHORT in said:
            raise ProjectError(f"{self.name} is not known here ({said}): name a commit")
        if said:
            say(said)
        return commit

    def _unknown(self) -> str:
        hint = (
            "name a commit, a branch or a tag; git log shows them, and for a date"
            " git rev-list -1 --before=DATE HEAD"
        )
        if git(self.root, "rev-parse", "--is-shallow-repository") == "true":
            hint = "this clone has not all that has been (git fetch --unshallow gets it)"
        return f"git knows no revision “{self.name}” in {self.root}: {hint}"

    @contextmanager
    def checked_out(self) -> Iterator[Path]:
        """The folder of the project as it was."""
        with tempfile.TemporaryDirectory() as scratch:
            tree = Path(scratch).resolve() / "tree"
            index = {"GIT_INDEX_FILE": str(tree.with_name("index"))}
            git(self.root, "read-tree", self._commit, more=index)
            prefix = f"--prefix={tree.as_posix()}/"
            git(self.root, "checkout-index", "--all", "--force", "--quiet", prefix, more=index)
            folder = tree / self.folder.relative_to(self.root)
            if not (folder / "conf.py").exists():
                message = f"there was no conf.py in {self.folder} at {self.name}"
                raise ProjectError(f"{message}: name a revision at which git has it there")
            yield folder

    def lacking(self, paths: Iterable[Path], folder: Path) -> list[Path]:
        """The files within the repository that it does not keep, and that are not there then."""
        return [path for path in paths if self._lacks(path.resolve(), folder)]

    def _lacks(self, path: Path, folder: Path) -> bool:
        if not path.is_relative_to(self.root):
            return False
        then = self._then(path, folder)
        if then.is_file():
            with then.open("rb") as file:
                return file.read(len(_POINTER)) == _POINTER
        return not self.may_keep(path)

    def may_keep(self, path: Path) -> bool:
        """Whether a file is in the repository, or might be: not in another, and not ignored."""
        path = path.resolve()
        try:
            if Path(git(path.parent, "rev-parse", "--show-toplevel")).resolve() != self.root:
                return False
        except ProjectError:
            return False
        return not succeeds(self.root, "check-ignore", "--quiet", str(path))

    def borrow(self, paths: Iterable[Path], folder: Path) -> None:
        """Have files be there then as they are today, with the errata beside them."""
        for path in paths:
            for each in (path.resolve(), path.with_suffix(".errata")):
                then = self._then(each, folder)
                if each.is_file() and (each.suffix != ".errata" or not then.exists()):
                    then.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(each, then)

    def _then(self, path: Path, folder: Path) -> Path:
        """Where a file of today lies beside the folder of then."""
        return Path(os.path.normpath(folder / os.path.relpath(path, self.folder)))


def git(folder: Path, *arguments: str, more: Mapping[str, str] | None = None) -> str:
    """What git answers in a folder. Raises ProjectError with what it says is wrong."""
    return _done(folder, *arguments, more=more).stdout.strip("\r\n")


def _done(folder: Path, *arguments: str, more: Mapping[str, str] | None = None) -> _Done:
    done = _run(folder, arguments, more or {})
    if done.returncode:
        said = " ".join(without_colours(done.stderr).split()) or "it has failed"
        if "not a git repository" in said:
            raise ProjectError(f"{folder} is in no repository of git: leave the revision out")
        raise ProjectError(f"git {arguments[0]} in {folder}: {said}")
    return done


def succeeds(folder: Path, *arguments: str) -> bool:
    """Whether git says yes."""
    return _run(folder, arguments, {}).returncode == 0


def _run(folder: Path, arguments: tuple[str, ...], more: Mapping[str, str]) -> _Done:
    kept = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    settings = [part for each in _PLAIN for part in ("-c", each)]
    try:
        return subprocess.run(
            ["git", *settings, *arguments],
            cwd=folder,
            env={**kept, **_OFFLINE, "LC_ALL": "C", **more},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )
    except OSError as error:
        message = f"a revision is asked of git, which cannot be run: {error.strerror or error}"
        raise ProjectError(message) from error
