"""That writing begins, told to us also by builders that write in a way of their own.

Before Sphinx 8.2 those of LaTeX, of manual pages and of one page are such.
"""

from collections.abc import Callable
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder

from ..model.steps import Step

_PACKAGE = __name__.partition(".")[0]


def tell(app: Sphinx) -> None:
    """Have the builder call our listeners, and no others, before it writes."""
    builder: Any = app.builder
    if type(builder).write is Builder.write:
        return
    write: Callable[..., None] = builder.write

    def begin(*given: Any, **named: Any) -> None:
        listeners = app.events.listeners.get(Step.LEAVE_OTHERS_ALONE.phase, ())
        for each in sorted(listeners, key=lambda listener: listener.priority):
            if str(getattr(each.handler, "__module__", "")).partition(".")[0] == _PACKAGE:
                each.handler(app, builder)
        write(*given, **named)

    builder.write = begin


def setup(app: Sphinx) -> None:
    """Once the builder is there."""
    Step.TELL_OF_START.connect(app, tell)
