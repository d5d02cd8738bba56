"""What the files of transcripts hold, in short: read only where they may have changed."""

from __future__ import annotations

import errno
import stat
import time
from hashlib import sha256
from os import stat_result
from pathlib import Path
from typing import Final, NamedTuple

from ..texts.transcripts import MAX_BYTES

_SETTLED: Final = 2 * 10**9
"""In nanoseconds: the clock of some file systems strikes only every two seconds."""
_KINDS: Final = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}


class Stamp(NamedTuple):
    """What a file system says of a file: where all of it is the same, so is the file."""

    size: int
    modified: int
    changed: int
    number: int

    @classmethod
    def of(cls, found: stat_result) -> Stamp:
        """The stamp of a file as it is now."""
        return cls(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)

    @property
    def settled(self) -> bool:
        """Whether any later change must show in it: none can bear the same time."""
        return time.time_ns() - max(self.modified, self.changed) > _SETTLED


Known = dict[str, tuple[Stamp, str]]
"""The digests of files, by path, with the stamps they had then."""


def digest(path: Path, known: Known) -> str:
    """Of what a file holds; of one too large to be read, of its size. Raises OSError."""
    stamp = Stamp.of(regular(path))
    before = known.get(str(path))
    if before is not None and before[0] == stamp:
        return before[1]
    known.pop(str(path), None)
    found = _hashed(path, stamp)
    if stamp.settled and stamp == Stamp.of(path.stat()):
        known[str(path)] = stamp, found
    return found


def read(path: Path) -> bytes:
    """What a file holds. Raises OSError where it is no file, or too large to be read."""
    size = regular(path).st_size
    if size <= MAX_BYTES:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        size = len(content)
    if size > MAX_BYTES:
        raise OSError(errno.EFBIG, f"it is too large; at most {MAX_BYTES // 2**20} MiB are read")
    return content


def regular(path: Path) -> stat_result:
    """What the file system says of a file; OSError where it is anything but a file."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        what = _KINDS.get(stat.S_IFMT(found.st_mode), "something else")
        raise OSError(errno.EINVAL, f"it is {what}, no file; name the file itself")
    return found


def _hashed(path: Path, stamp: Stamp) -> str:
    content = sha256(str(stamp.size).encode())
    if stamp.size <= MAX_BYTES:
        content.update(path.read_bytes())
    return content.hexdigest()
