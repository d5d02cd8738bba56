"""Small projects, built in a temporary folder, with every warning an error unless expected."""

import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from sphinx import locale
from sphinx.config import Config
from sphinx.testing.util import SphinxTestApp

from .ordering import urgency
from .quicker import quicken

# No test waits for a clock, and none fails by one on a busy machine.
hypothesis.settings.register_profile("no-clock", deadline=None)
hypothesis.settings.load_profile("no-clock")

pytest_plugins = ["sphinx.testing.fixtures"]

BIBLIOGRAPHY = """
@book{serge2016, author = {Serge, Victor and Sedova Trotsky, Natalia},
  title = {The Life and Death of Leon Trotsky}, publisher = {Haymarket}, year = {2016}}
@misc{petropavlovsk1921, title = {Resolution of the sailors}, year = {1921}}
@book{trotsky1961, author = {Trotsky, Leon}, title = {Terrorism and Communism},
  publisher = {Michigan}, year = {1961}}
@book{anweiler1974, author = {Anweiler, Oskar}, title = {The Soviets},
  publisher = {Random House}, year = {1974}}
@book{lenincw, author = {Lenin, V. I.}, title = {Collected Works}, publisher = {Progress},
  year = {1960}}
"""
CITING = {
    "critique_work": "serge2016",
    "bibtex_bibfiles": ["sources.bib"],
    "bibtex_reference_style": "author_year",
}
ALL_REQUIRED = os.environ.get("CRITIQUE_REQUIRE_ALL") == "1"
THOROUGH = os.environ.get("CRITIQUE_THOROUGH") == "1"
"""Whether all is tried of what would take minutes; else a part that is always the same."""
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# Hosts of continuous integration ask for colours where nobody looks.
os.environ["NO_COLOR"] = "1"
quicken()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="write into case files that fail what came of them"
    )


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether case files that fail are to be written anew."""
    return bool(request.config.getoption("--update"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    # A run of a few tests does without xdist.
    from .spreading import Spreading

    return Spreading(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that at the end no process has much left to do alone.

    Before them what runs an event loop: Playwright, once it has opened a browser, keeps one
    running, beside which no other can.
    """

    def order(item: pytest.Item) -> tuple[bool, bool, int]:
        loops = any(map(item.get_closest_marker, ("asyncio", "looping")))
        return item.get_closest_marker("slow") is None, not loops, urgency(item.nodeid)

    items.sort(key=order)


def require(found: object, what: str) -> None:
    """Skip a test where something is missing, or fail it where all must be there."""
    if not found:
        (pytest.fail if ALL_REQUIRED else pytest.skip)(f"{what} is missing")


def program(name: str) -> str:
    """The path of a program, or else skip (or fail) the test."""
    path = shutil.which(name)
    require(path, name)
    return str(path)


def module(name: str) -> Any:
    """A module, or else skip (or fail) the test."""
    try:
        return import_module(name)
    except ImportError:
        require(None, name)


@dataclass
class Built:
    """One project as built: its application, its output and its warnings."""

    app: SphinxTestApp
    warnings: list[str] = field(default_factory=list)

    @property
    def out(self) -> Path:
        return Path(self.app.outdir)

    def read(self, name: str) -> str:
        return (self.out / name).read_text(encoding="utf-8")


_OPTIONS = Config.config_values.values()
_DEFAULTS = [(each.default, copy(each.default)) for each in _OPTIONS]


def forget_changes() -> None:
    """Put Sphinx's defaults back, which extensions and themes change for all later builds.

    Suffixes of sources are such, and the folders of templates.
    """
    for default, own in _DEFAULTS:
        if isinstance(default, dict):
            default.clear()
            default.update(own)
        elif isinstance(default, list):
            default[:] = own


class Project:
    """A project in a folder, built as often as a test likes."""

    def __init__(self, folder: Path) -> None:
        self.source = folder / "source"
        self.build_folder = folder / "build"
        self.source.mkdir(parents=True)
        self.config: dict[str, Any] = {
            "extensions": ["sphinx_critique"],
            "show_warning_types": True,
        }

    def write(self, files: Mapping[str, str]) -> "Project":
        for name, text in files.items():
            path = self.source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return self

    def cite(self, bibliography: str = BIBLIOGRAPHY) -> "Project":
        """Give the project a bibliography and a work under review."""
        self.config |= CITING
        return self.write({"sources.bib": bibliography})

    def build(self, builder: str = "html", fresh: bool = False, **options: Any) -> Built:
        """Build, keeping the doctrees of the last time unless ``fresh``."""
        # A fixture of a whole module may build before the one of a test is asked.
        forget_changes()
        if fresh:
            shutil.rmtree(self.build_folder, ignore_errors=True)
        conf = self.source / "conf.py"
        if not conf.exists():
            conf.write_text("", encoding="utf-8")
        log = StringIO()
        app = SphinxTestApp(
            builder,
            srcdir=self.source,
            builddir=self.build_folder,
            confoverrides=self.config | options.pop("config", {}),
            warning=log,
            **options,
        )
        try:
            app.build()
        finally:
            app.cleanup()
        lines = _COLOUR.sub("", log.getvalue()).replace(f"{self.source}{os.sep}", "")
        return Built(app, [line for line in lines.splitlines() if line.strip()])


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project that loads the extension and nothing else."""
    return Project(tmp_path)


@pytest.fixture
def build(project: Project) -> Callable[..., Built]:
    """Build a project of the files given, and fail at the first warning."""

    def build(files: Mapping[str, str], builder: str = "html", **options: Any) -> Built:
        built = project.write(files).build(builder, **options)
        assert built.warnings == []
        return built

    return build


@pytest.fixture(autouse=True)
def own_defaults() -> None:
    """Let no test inherit the defaults that one before it has changed, or its language."""
    forget_changes()
    locale.translators.clear()


@pytest.fixture(scope="session", autouse=True)
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the indexes of transcripts are kept in a run: never in the folder of a user."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("kept")
        patch.setenv("SPHINX_CRITIQUE_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    from .browsing import chromium

    with chromium() as browser:
        yield browser


@pytest.fixture
def browser(chromium: Any) -> Iterator[Any]:
    """The one browser of a run, without the windows of the tests before."""
    yield chromium
    for context in chromium.contexts:
        context.close()


@pytest.fixture
def builds(project: Project, tmp_path: Path) -> Any:
    """The project, built in as many folders as a test likes."""
    from .rebuilt import Builds

    return Builds(project, tmp_path / "builds")
