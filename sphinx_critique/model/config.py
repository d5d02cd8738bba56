"""Every value of ``conf.py`` that this extension reads."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from ..texts.collation.marks import CUT_MARKS
from . import kinds
from .exports import EXPORTS, EXTRA
from .kinds import Kind
from .parts import EDITION, TRANSCRIPT, Part
from .problems import Location, Warn, give
from .steps import Step

PREFIX = "critique_"
THEME = "critique"
"""The name of our theme for web pages."""
LAYOUTS = ("below", "beside")
CITATION_STYLES = ("author-date", "notes")
_IN_PARTS = ("kinds", "transcripts", "edition", "exports")
"""Values of which what is right is used, whatever is wrong with the rest."""
_EXPRESSIONS = ("page_break", "page_label", "running_head")
APPARATUS = ("below", "foot")
NOTE_ORDERS = ("passage", "written")
DOCX_NOTES = ("comments", "footnotes", "below")


def _anything(value: object) -> Iterator[str]:
    yield from ()


def _one_of(allowed: tuple[str, ...]) -> Callable[[object], Iterator[str]]:
    def check(value: object) -> Iterator[str]:
        if value not in allowed:
            yield f"{value!r} is none of: {', '.join(allowed)}"

    return check


def _apparatus(value: object) -> Iterator[str]:
    """Nothing said is what is usual."""
    if value != "":
        yield from _one_of(APPARATUS)(value)


def _rule(
    type_: type,
    check: Callable[[object], Iterator[str]] = _anything,
    allowed: Iterable[str] = (),
    parts: Mapping[str, Part] = MappingProxyType({}),
) -> Mapping[str, Any]:
    """The type of a value and what is wrong with one; what it may be or hold, for manuals."""
    return {"type": type_, "check": check, "allowed": tuple(allowed), "parts": parts}


def _choice(allowed: tuple[str, ...]) -> Mapping[str, Any]:
    return _rule(str, _one_of(allowed), allowed)


def _patterns(value: Any) -> Iterator[str]:
    for pattern in value:
        if not isinstance(pattern, str):
            yield f"{pattern!r} is no regular expression: write it as text"
            continue
        try:
            re.compile(pattern)
        except re.error as error:
            yield f"{pattern!r} is no regular expression: {error}"


def _cut_marks(value: Any) -> Iterator[str]:
    wrong = [mark for mark in value.split() if mark not in CUT_MARKS]
    if wrong or not value.split():
        yield f"{value!r} is no list of marks; these are: {' '.join(CUT_MARKS)}"


def _exports(value: Any) -> Iterator[str]:
    for name in value:
        if not isinstance(name, str) or name not in EXPORTS:
            yield f"{name!r} is none of: {', '.join(EXPORTS)}"
        elif name in EXTRA and find_spec(EXTRA[name]) is None:
            yield f"{name!r} needs {EXTRA[name]}: pip install 'sphinx-critique[{name}]'"


def _transcripts(value: Any) -> Iterator[str]:
    for key, entry in value.items():
        for problem in transcript_problems(entry):
            yield f"{key!r}: {problem}"


def transcript_problems(entry: object) -> Iterator[str]:
    """What is wrong with the entry of one source in ``critique_transcripts``."""
    if isinstance(entry, str):
        return
    if not isinstance(entry, Mapping) or not isinstance(entry.get("path"), str):
        yield 'must be a path, or a dictionary with a "path"'
        return
    for name, given in entry.items():
        if name not in TRANSCRIPT:
            yield f"{name!r} is no field of a transcript; these are: {', '.join(TRANSCRIPT)}"
        elif not _is_a(given, (part := TRANSCRIPT[name]).types):
            yield f"{name!r} must be of type {_named(part.types)}, not {given!r}"
        elif part.allowed and given not in part.allowed:
            yield f"{name!r} must be one of {', '.join(part.allowed)}, not {given!r}"
        elif name in _EXPRESSIONS:
            yield from _patterns([given])


def _edition(value: Any) -> Iterator[str]:
    for name, given in value.items():
        yield from _fact_problems(name, given)


def _fact_problems(name: object, given: object) -> Iterator[str]:
    if not isinstance(name, str) or name not in EDITION:
        yield f"{name!r} is nothing that is said of an edition; that is: {', '.join(EDITION)}"
        return
    wanted = EDITION[name].types
    if not isinstance(given, wanted):
        yield f"{name!r} must be of type {_named(wanted)}, not {given!r}"
    elif not all(isinstance(each, str) for each in _words_in(given)):
        yield f"{name!r} holds something that is no text: {given!r}"


def _words_in(given: object) -> Iterator[object]:
    if isinstance(given, dict):
        yield from (*given, *given.values())
    elif isinstance(given, (list, tuple)):
        yield from given
    else:
        yield given


def _named(types: tuple[type, ...]) -> str:
    return " or ".join(each.__name__ for each in types)


def _is_a(value: object, wanted: tuple[type, ...]) -> bool:
    """Whether a value is of some type; Python has ``True`` for a number."""
    return isinstance(value, wanted) and (bool in wanted or not isinstance(value, bool))


@dataclass(frozen=True)
class Settings:
    """The extension's configuration; each field is ``critique_`` and its name in ``conf.py``."""

    work: str = field(default="", metadata=_rule(str))
    """The bibliography key of the work under review, in documents that name no other."""
    kinds: dict[str, dict[str, str]] = field(
        default_factory=dict, metadata=_rule(dict, kinds.problems, parts=kinds.FIELDS)
    )
    """Kinds of annotation to add or change: the name of each to a dictionary of what is told of it.
    What is not told stays as it is; a new kind is a directive like any other."""
    number_lines: bool = field(default=False, metadata=_rule(bool))
    """Whether every excerpt and quotation keeps its lines as they are written, and numbers them."""
    layout: str = field(default="below", metadata=_choice(LAYOUTS))
    """Where notes stand on a web page: ``below`` their excerpt or ``beside`` it, as they do in the
    theme of ours where nothing is set."""
    note_order: str = field(default="passage", metadata=_choice(NOTE_ORDERS))
    """Whether notes stand in the order of the words in the ``passage``, or as ``written``."""
    book: bool = field(default=False, metadata=_rule(bool))
    """Whether both PDFs are set as a book: its page and type, its title pages, its apparatus."""
    latex_apparatus: str = field(default="", metadata=_rule(str, _apparatus, APPARATUS))
    """Where notes stand in LaTeX: ``below`` their excerpt, as is usual, or at the ``foot`` of the
    page, as is usual in a book."""
    webpdf_apparatus: str = field(default="", metadata=_rule(str, _apparatus, APPARATUS))
    """Where notes stand in the PDF of ``webpdf``: ``below`` their excerpt, as is usual, or at the
    ``foot`` of the page, as is usual in a book. One too long for that stays below."""

    docx_notes: str = field(default="comments", metadata=_choice(DOCX_NOTES))
    """Where notes stand in a Word file: as ``comments`` on their words, as ``footnotes`` to these,
    or ``below`` their excerpt."""
    docx_reference: str = field(default="", metadata=_rule(str))
    """A Word file whose styles and page the one of the edition has, such as a press gives out."""

    citation_style: str = field(default="author-date", metadata=_choice(CITATION_STYLES))
    """How ``bibtex_reference_style = "critique"`` cites: by author and date, or a full note where a
    page first names a source (``notes``), then author and short title."""

    edition: dict[str, Any] = field(
        default_factory=dict, metadata=_rule(dict, _edition, parts=EDITION)
    )
    """What the front page (``.. edition::``), and the title page of a book, say of the edition."""

    exports: list[str] = field(default_factory=list, metadata=_rule(list, _exports, EXPORTS))
    """What is written beside the web pages, in the same build."""

    transcripts: dict[str, Any] = field(
        default_factory=dict, metadata=_rule(dict, _transcripts, parts=TRANSCRIPT)
    )
    """The texts of sources: the key of each to the path of its file, or to a dictionary with it.
    A source without an entry has ``transcripts/KEY.*``."""
    check: bool = field(default=True, metadata=_rule(bool))
    """Whether quotations are checked against transcripts."""
    check_emphasis: bool = field(default=True, metadata=_rule(bool))
    """Whether the emphasis of a quotation is held against that of its source."""
    check_ignore: list[str] = field(default_factory=list, metadata=_rule(list, _patterns))
    """Regular expressions: quotations that one matches are checked, but neither warn nor fail."""
    cut_marks: str = field(default=" ".join(CUT_MARKS), metadata=_rule(str, _cut_marks, CUT_MARKS))
    """What marks words left out in quotations: any of those allowed, parted by spaces."""

    @property
    def latex_notes(self) -> str:
        """Where notes stand in LaTeX."""
        return self.latex_apparatus or self._usual_apparatus

    @property
    def webpdf_notes(self) -> str:
        """Where notes stand in the PDF that WeasyPrint sets."""
        return self.webpdf_apparatus or self._usual_apparatus

    @property
    def _usual_apparatus(self) -> str:
        return "foot" if self.book else "below"

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
            given[each.name] = kinds.usable(value)
        elif each.name == "edition" and isinstance(value, dict):
            given[each.name] = {k: v for k, v in value.items() if not any(_fact_problems(k, v))}
        elif each.name == "exports" and isinstance(value, list):
            given[each.name] = [name for name in value if not any(_exports([name]))]
        elif each.name == "transcripts" and isinstance(value, dict):
            given[each.name] = {k: v for k, v in value.items() if not any(transcript_problems(v))}
    return Settings(**given)


def coloured(config: Config) -> list[Kind]:
    """The kinds that have a colour."""
    return [kind for kind in settings(config).vocabulary.values() if kind.colour]


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
            instead = "it is passed over" if each.name in _IN_PARTS else "the default is used"
            give(Warn.CONFIG, f"{name}: {problem}; {instead}", place(app.confdir, name))


def place(folder: str | Path, name: str) -> Location:
    """Where the ``conf.py`` of a folder sets a value: its line, or 1 where it is set otherwise."""
    conf = Path(folder) / "conf.py"
    try:
        lines = conf.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    setting = re.compile(rf"\s*{re.escape(name)}\b")
    line = next((n for n, text in enumerate(lines, 1) if setting.match(text)), 1)
    return Location(str(conf), line)


def _layout(config: Config) -> str:
    """Two columns are what the theme is made for."""
    return "beside" if config.html_theme == THEME else Settings.layout


def setup(app: Sphinx) -> None:
    """Declare the values, and check them before anything reads them."""
    defaults = Settings()
    for each in fields(Settings):
        default = _layout if each.name == "layout" else getattr(defaults, each.name)
        app.add_config_value(PREFIX + each.name, default, "env", Any)
    Step.CHECK_SETTINGS.connect(app, validate)
