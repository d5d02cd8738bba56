"""What builds keep in files: each is written whole or not at all."""

import os
import tempfile
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path


def digest(content: bytes) -> str:
    """By which a file is known: hexadecimal."""
    return blake2b(content, digest_size=20).hexdigest()


def write_whole(path: Path, content: bytes) -> None:
    """Write beside, under a name of its own (``.part``), and move. Raises OSError."""
    handle, name = tempfile.mkstemp(suffix=".part", prefix=path.stem, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise
