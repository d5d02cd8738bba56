"""What is made when it is first asked for, since most builds ask for little of it.

Patterns take a third of the time in which the extension is loaded, and what measures how like two
texts are a tenth; a project without anything of ours needs neither.
"""

import re
from importlib import import_module
from typing import Any, cast


class _Late:
    """Stands for what is made by a function, and has each of its attributes once asked for it."""

    def __init__(self, make: Any, *given: object) -> None:
        self._made = make, given

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        make, given = self._made
        value = getattr(make(*given), name)
        setattr(self, name, value)
        return value


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression, compiled when it is first used."""
    return cast(re.Pattern[str], _Late(re.compile, text, flags))


def module(name: str) -> Any:
    """A module, imported when something in it is first used."""
    return _Late(import_module, name)
