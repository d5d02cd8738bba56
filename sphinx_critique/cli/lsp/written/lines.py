"""A text parted into lines where editors part it."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from ....sources import contents

_LINE: Final = re.compile(r"\r\n|\r|\n")


def lines_of(text: str) -> list[str]:
    """The lines of a text as editors count them."""
    return _LINE.split(text) if "\r" in text else text.split("\n")


def lines_on_disk(file: str) -> list[str]:
    """The lines of a file; none of what is a pipe or a device, or too large to be read."""
    with suppress(OSError, ValueError):
        return lines_of(contents.read(Path(file)).decode("utf-8", "replace"))
    return [""]
