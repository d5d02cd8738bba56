"""Python's garbage collector, spared what stays while a project is built."""

import gc
import threading

from sphinx.application import Sphinx

from ..model.steps import Step


class Spared:
    """What is loaded when a build begins is looked through no more until it ends.

    Each full collection else goes through all modules, some hundred thousand objects. A program
    that does more than build one project at a time is left alone.
    """

    def __init__(self) -> None:
        self._is_ours = False

    def begin(self, *_: object) -> None:
        """Set aside what is there, where the process is one that builds a project."""
        if _is_alone():
            gc.freeze()
            self._is_ours = True

    def end(self, *_: object) -> None:
        """Give it back."""
        if self._is_ours:
            gc.unfreeze()
            self._is_ours = False


def _is_alone() -> bool:
    """Whether nothing else runs in this process, and nobody else has set anything aside."""
    return gc.isenabled() and not gc.get_freeze_count() and threading.active_count() == 1


def setup(app: Sphinx) -> None:
    """From before anything is read until everything is written."""
    spared = Spared()
    Step.SPARE_COLLECTOR.connect(app, spared.begin)
    Step.RELEASE_COLLECTOR.connect(app, spared.end)
