"""Every value of ``conf.py`` that this extension reads."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from . import kinds
from .kinds import Kind
from .problems import Location, Warn, give

PREFIX = "critique_"
LAYOUTS = ("below", "beside")
APPARATUS = ("below", "foot")
RESERVED = frozenset(
    (
        "excerpt",
        "quotation",
        "quote",
        "locus",
        "ref",
        "recall",
        "apparatus",
        "critique-list",
        "critique-summary",
        "index-locorum",
        "argument-map",
        "cut-list",
        "sigla",
    )
)


def _anything(value: object) -> Iterator[str]:
    yield from ()


def _one_of(allowed: tuple[str, ...]) -> Callable[[object], Iterator[str]]:
    def check(value: object) -> Iterator[str]:
        if value not in allowed:
            yield f"{value!r} is none of: {', '.join(allowed)}"

    return check


def _kinds(value: object) -> Iterator[str]:
    return kinds.problems(value, RESERVED)


def _rule(
    type_: type, check: Callable[[object], Iterator[str]] = _anything
) -> Mapping[str, type | Callable[[object], Iterator[str]]]:
    return {"type": type_, "check": check}


@dataclass(frozen=True)
class Settings:
    """The extension's configuration; each field is ``critique_`` and its name in ``conf.py``."""

    work: str = field(default="", metadata=_rule(str))
    """The bibliography key of the work under review."""
    kinds: dict[str, dict[str, str]] = field(default_factory=dict, metadata=_rule(dict, _kinds))
    """Kinds of annotation to add or change: name to ``title``, ``stance``, ``cito``, ``colour``."""
    number_lines: bool = field(default=False, metadata=_rule(bool))
    """Whether every excerpt and quotation keeps and numbers its lines."""
    layout: str = field(default="below", metadata=_rule(str, _one_of(LAYOUTS)))
    """Where notes stand on a web page: ``below`` their excerpt or ``beside`` it."""
    latex_apparatus: str = field(default="below", metadata=_rule(str, _one_of(APPARATUS)))
    """Where notes stand in LaTeX: ``below`` their excerpt or at the ``foot`` of the page."""

    @property
    def vocabulary(self) -> dict[str, Kind]:
        """The kinds of annotation of this project, by name."""
        return kinds.vocabulary(self.kinds)


def settings(config: Config) -> Settings:
    """The settings of a project; what is not allowed in them has its default."""
    given = {}
    for each in fields(Settings):
        value = getattr(config, PREFIX + each.name)
        if not any(_problems(each.metadata, value)):
            given[each.name] = value
        elif each.name == "kinds" and isinstance(value, dict):
            given[each.name] = kinds.usable(value, RESERVED)
    return Settings(**given)


def _problems(rule: Mapping[str, Any], value: object) -> Iterator[str]:
    if isinstance(value, rule["type"]):
        yield from rule["check"](value)
    else:
        wanted, found = rule["type"].__name__, type(value).__name__
        yield f"must be of type {wanted}, not {found} ({value!r})"


def validate(app: Sphinx, config: Config) -> None:
    """Say of each value what is wrong with it and what is allowed."""
    for each in fields(Settings):
        name = PREFIX + each.name
        for problem in _problems(each.metadata, getattr(config, name)):
            give(Warn.CONFIG, f"{name}: {problem}; the default is used", place(app, name))


def place(app: Sphinx, name: str) -> Location:
    """Where ``conf.py`` sets a value: its line, or 1 where it is set in another way."""
    conf = Path(app.confdir) / "conf.py"
    try:
        lines = conf.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    setting = re.compile(rf"\s*{re.escape(name)}\b")
    line = next((n for n, text in enumerate(lines, 1) if setting.match(text)), 1)
    return Location(str(conf), line)


def setup(app: Sphinx) -> None:
    """Declare the values, and check them before anything reads them."""
    defaults = Settings()
    for each in fields(Settings):
        app.add_config_value(PREFIX + each.name, getattr(defaults, each.name), "env", Any)
    app.connect("config-inited", validate, priority=400)
