"""Documents built as a project, with what other extensions there are."""

import os
import signal
import time
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any, Final

from docutils import nodes
from pybtex_docutils import Backend
from sphinx.environment import BuildEnvironment
from sphinx.testing.util import SphinxTestApp

from ..conftest import _COLOUR, BIBLIOGRAPHY, forget_changes
from .theirs import EXTENSIONS

BUILDERS: Final = ("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "xml", "tei")
TWIN: Final = "tests.fuzz.twin"
HANGS: Final = 60
"""Seconds of the processor's after which a document is given up."""
_departure: Final = nodes.NodeVisitor.unknown_departure
_BARE = (
    "sphinx.ext.todo",
    "sphinx.ext.ifconfig",
    "sphinxcontrib.bibtex",
)
_CONF = """
extensions = {extensions}
def setup(app):
    app.add_config_value("fuzz_on", True, "env")
    {search}
"""
_NO_SEARCH = 'app.connect("builder-inited", lambda app: setattr(app.builder, "search", False))'


class Hang(Exception):
    """A document has taken longer than any should."""


@dataclass(frozen=True)
class Setting:
    """How a project is set up: extensions of others, and values of ``conf.py``."""

    extensions: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    markdown: bool = True


def setting(seed: int, extensions: tuple[str, ...], markdown: bool = True) -> Setting:
    """Values at random, those that do not change what is printed where."""
    random = Random(f"setting {seed}")
    choices: dict[str, tuple[Any, ...]] = {
        "critique_layout": ("below", "beside"),
        "critique_note_order": ("passage", "written"),
        "critique_number_lines": (False, False, True),
        "critique_latex_apparatus": ("below", "foot"),
        "critique_citation_style": ("author-date", "notes"),
        "bibtex_reference_style": ("author_year", "critique", "label", "foot", "super"),
        "latex_engine": ("xelatex", "pdflatex", "lualatex"),
        "language": ("en", "en", "de", "fr", "ar", "ja"),
        "smartquotes": (True, True, False),
        "numfig": (False, True),
        "html_use_index": (True, False),
    }
    values = {name: random.choice(each) for name, each in choices.items()}
    if values["bibtex_reference_style"] == "critique":
        values["bibtex_default_style"] = "critique"
    return Setting(extensions, values, markdown)


@dataclass
class Outcome:
    """One build: where it is written, what was said, what each document took.

    ``error`` ended it, when it had come to the document ``last``.
    """

    builder: str
    out: Path
    warnings: str = ""
    error: BaseException | None = None
    last: str = ""
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def traced(self) -> str:
        return "".join(traceback.format_exception(self.error)) if self.error else ""


class Site:
    """A project in a folder of its own, with documents by their paths."""

    def __init__(
        self, folder: Path, documents: Mapping[str, str], how: Setting, twin: bool = False
    ) -> None:
        self.folder = folder
        self.source = folder / "source"
        self.source.mkdir(parents=True)
        ours = TWIN if twin else "sphinx_critique"
        markdown = ("myst_parser",) if how.markdown else ()
        extensions = [*_BARE, *markdown, *how.extensions, ours]
        conf = _CONF.format(extensions=extensions, search=_NO_SEARCH)
        self._config = _VALUES | _THEIR_VALUES | dict(how.values)
        if twin:
            self._config = {n: v for n, v in self._config.items() if not n.startswith("critique_")}
            for name in ("bibtex_reference_style", "bibtex_default_style"):
                self._config.pop(name, None)
        if "sphinx_needs" not in how.extensions:
            self._config = {n: v for n, v in self._config.items() if not n.startswith("needs_")}
        if not how.markdown:
            self._config = {n: v for n, v in self._config.items() if not n.startswith("myst_")}
        files = {"conf.py": conf, "sources.bib": BIBLIOGRAPHY, "included.txt": "Included words.\n"}
        self._paths = list(documents)
        self._write(files | _index(self._paths) | dict(documents))

    def _write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            (self.source / name).write_bytes(text.encode(errors="replace"))

    def leave_out(self, paths: Collection[str]) -> None:
        """Take documents out of the project, with no other made anew."""
        for path in paths:
            (self.source / path).unlink()
        self._paths = [each for each in self._paths if each not in paths]
        self._write(_index(self._paths))

    def build(self, builder: str, parallel: int = 1) -> Outcome:
        """Build with the doctrees of the builders before."""
        forget_changes()
        _forget_spaces()
        log, place = StringIO(), "build" if parallel == 1 else f"build{parallel}"
        outcome = Outcome(builder, self.folder / place / builder)
        try:
            app = SphinxTestApp(
                builder,
                srcdir=self.source,
                builddir=self.folder / place,
                confoverrides=self._config,
                warning=log,
                parallel=parallel,
            )
        except Exception as error:
            outcome.error = error
            return outcome
        try:
            with _timed(app, outcome):
                app.build()
        except Exception as error:
            outcome.error = error
        finally:
            app.cleanup()
        outcome.warnings = _COLOUR.sub("", log.getvalue())
        return outcome


_VALUES: Final = {
    "critique_work": "serge2016",
    "critique_kinds": {"added-kind": {"stance": "for", "colour": "#123"}},
    "bibtex_bibfiles": ["sources.bib"],
    "html_theme": "basic",
    "html_copy_source": False,
    "html_baseurl": "https://example.org/",
    "todo_include_todos": True,
    "show_warning_types": True,
    "fuzz_on": True,
    "myst_enable_extensions": ["deflist", "fieldlist", "substitution", "colon_fence"],
    "myst_substitutions": {"shared": "Shared words."},
    "man_pages": [("index", "fuzz", "Fuzz", ["Nobody"], 1)],
    "latex_documents": [("index", "fuzz.tex", "Fuzz", "Nobody", "manual")],
}
_THEIR_VALUES: Final = {"needs_id_regex": "^.*", "needs_build_json": False}


def _index(paths: Iterable[str]) -> dict[str, str]:
    names = "\n".join(f"   {Path(each).stem}" for each in paths)
    tail = "\n\n.. bibliography::\n   :all:\n"
    return {"index.rst": f"Index\n=====\n\n.. toctree::\n   :maxdepth: 1\n\n{names}{tail}"}


def installed() -> tuple[str, ...]:
    """The extensions of others that are there."""
    return tuple(each for each in EXTENSIONS if find_spec(each.partition(".")[0]) is not None)


@contextmanager
def _timed(app: SphinxTestApp, outcome: Outcome) -> Iterator[None]:
    """Note what each document takes, and raise Hang in one that takes far too long."""
    builder: Any = app.builder
    resolve = BuildEnvironment.apply_post_transforms

    def measured(work: Callable[..., Any], name: str, *args: Any, **given: Any) -> Any:
        start, outcome.last = time.process_time(), name
        signal.setitimer(signal.ITIMER_VIRTUAL, HANGS)
        try:
            return work(*args, **given)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            outcome.seconds[name] = outcome.seconds.get(name, 0) + time.process_time() - start

    def of_document(work: Callable[..., Any], name: str, *args: Any, **given: Any) -> Any:
        return measured(work, name, name, *args, **given)

    def apply(env: BuildEnvironment, doctree: nodes.document, docname: str) -> None:
        measured(resolve, docname, env, doctree, docname)

    def give_up(*_: object) -> None:
        raise Hang(f"over {HANGS} seconds")

    signal.signal(signal.SIGVTALRM, give_up)
    for step in ("read_doc", "write_doc"):
        work = getattr(builder, step, None)
        if work is not None:
            setattr(builder, step, partial(of_document, work))
    BuildEnvironment.apply_post_transforms = apply  # type: ignore[method-assign]
    nodes.NodeVisitor.unknown_departure = _leave  # type: ignore[method-assign]
    try:
        yield
    finally:
        BuildEnvironment.apply_post_transforms = resolve  # type: ignore[method-assign]
        nodes.NodeVisitor.unknown_departure = _departure  # type: ignore[method-assign]


def _leave(visitor: nodes.NodeVisitor, node: nodes.Node) -> None:
    """Print what is in nodes that an extension has registered for other builders only."""
    if type(node).__module__.startswith("sphinx_critique."):
        _departure(visitor, node)


def _forget_spaces() -> None:
    """Spaces in bibliographies are nodes for all builds, and hold the last one's environment."""
    for shared in Backend.symbols.values():
        for node in shared:
            node.parent = node.document = None


def keep_indexes_in(folder: Path) -> None:
    """Where the indexes of transcripts are kept: never in the folder of a user."""
    os.environ["SPHINX_CRITIQUE_CACHE"] = str(folder)
