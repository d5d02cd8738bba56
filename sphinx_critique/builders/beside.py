"""Another builder at work in a build: it writes what it would in a build of its own."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sphinx.application import Sphinx
from sphinx.builders import Builder

from ..model.problems import Warn
from ..model.steps import Step
from ..project.domain import CritiqueDomain
from ..sources.bibliographies.remembering import entries_anew

_Builder = TypeVar("_Builder", bound=Builder)
_CLASS = "_builder_cls"
"""Where Sphinx 9 looks for what transforms are for; before, it asked the application."""
_KNOWN = "_condition_cache"
"""Where Sphinx keeps what tags came to, as if these never changed."""


_NUMBERS = ("toc_secnumbers", "toc_fignumbers")
"""What builders of one page replace by what they print."""
_AS_READ = "_critique_numbers"
"""Where a builder has them as they were before it did."""
_OWN = (Warn.DOCX, Warn.CONFIG)
"""Of what only such a builder can warn: its run, and settings that it alone reads."""
_PICTURES = "sphinx.sphinx.builders"
"""Who warns of a picture in no form that a builder can take."""


@contextmanager
def beside(app: Sphinx, kind: type[_Builder], outdir: Path) -> Iterator[_Builder]:
    """A builder that writes into a folder, in the place of the application's for the time.

    All documents have been read; the edition is derived for it, without what its own builds leave
    out.
    """
    env: Any = app.env
    domain = CritiqueDomain.of(env)
    kept, build, known = app.builder, domain.build, vars(env).get(_CLASS)
    numbers = _numbers(env)
    vars(env).update(vars(kept).get(_AS_READ, {}))
    _forget(app, kept)
    builder = kind(app, env)
    _remember(app, builder)
    builder.outdir = outdir
    builder.init()
    try:
        app.builder = builder
        if known is not None:
            setattr(env, _CLASS, kind)
        domain.derive(app)
        with entries_anew(domain.bibliography.domain), _said_already():
            yield builder
    finally:
        _forget(app, builder)
        _remember(app, kept)
        app.builder, domain.build = kept, build
        vars(env).update(numbers)
        if known is not None:
            setattr(env, _CLASS, known)


def _numbers(env: Any) -> dict[str, Any]:
    return {name: getattr(env, name) for name in _NUMBERS}


def _keep_numbers(app: Sphinx, builder: Builder) -> None:
    vars(builder)[_AS_READ] = _numbers(builder.env)


def _tags(builder: Builder) -> tuple[str, ...]:
    """What ``only`` knows a builder by."""
    name, form = builder.name, builder.format
    return (form, name, f"format_{form}", f"builder_{name}")


def _forget(app: Sphinx, builder: Builder) -> None:
    for tag in _tags(builder):
        if app.tags.has(tag):
            app.tags.remove(tag)
    _judge_anew(app)


def _remember(app: Sphinx, builder: Builder) -> None:
    for tag in _tags(builder):
        app.tags.add(tag)
    _judge_anew(app)


def _judge_anew(app: Sphinx) -> None:
    known: dict[str, bool] = getattr(app.tags, _KNOWN, {})
    known.clear()


@contextmanager
def _said_already() -> Iterator[None]:
    """Leave out warnings of documents: the builder of the pages has given them."""
    handlers = logging.getLogger("sphinx").handlers
    for each in handlers:
        each.addFilter(_is_new)
    try:
        yield
    finally:
        for each in handlers:
            each.removeFilter(_is_new)


def _is_new(record: logging.LogRecord) -> bool:
    if record.levelno < logging.WARNING or record.name == _PICTURES:
        return True
    return getattr(record, "subtype", "") in _OWN


def setup(app: Sphinx) -> None:
    """Before a builder writes, and puts its own numbers in their place."""
    Step.KEEP_NUMBERS.connect(app, _keep_numbers)
