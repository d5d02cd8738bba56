"""``sphinx-build -b webpdf``: the edition as one PDF, set by WeasyPrint, without TeX."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit
from urllib.request import url2pathname

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.display import progress_message
from sphinx.util.osutil import make_filename_from_project

from ...formats import faces
from ...formats.book.outline import depth_of_contents
from ...formats.book.title_pages import CLASS as TITLE_PAGES
from ...formats.lists.bars import widths
from ...layout.medium import Medium
from ...model.problems import Location, Warn, give
from ...project.domain import CritiqueDomain
from ...texts.languages import runs_to_left
from ..one_page import OnePageBuilder, contents
from . import press
from .fitting import Fitting, fitting
from .foot import misset, set_at_foot
from .heights import Heights, added_up
from .margins import move_outwards
from .pagerefs import STYLE_SHEET, mark_paged, style_sheet
from .paper import prepare
from .run_in import run_in
from .tagging import mend_tags

THEME = "critique_print"
CONTENTS_DEPTH = 2
FACES = "critique-faces.css"
BOOK = (press.STYLE_SHEET, "critique-book.css")
_TRIES = 6
"""How often pages are set anew, the last time with no notes at their foot."""
THEME_FOLDER = Path(__file__).parent / "theme"
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class WebPdfBuilder(OnePageBuilder):
    """Joins all documents into one page and has WeasyPrint set it."""

    name = "webpdf"
    sets_pages = True
    epilog = "The PDF is in %(outdir)s."
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
    ]

    def __init__(self, *given: Any) -> None:
        # Before any document is read, which may take long.
        _weasyprint()
        super().__init__(*given)

    def init(self) -> None:
        self.pdf = Path(self.outdir) / f"{make_filename_from_project(self.config.project)}.pdf"
        super().init()

    def get_theme_config(self) -> tuple[str, dict[str, Any]]:
        return THEME, {}

    def assemble_doctree(self) -> nodes.document:
        tree = super().assemble_doctree()
        mark_paged(tree)
        depth = depth_of_contents(tree) if self._is_book else CONTENTS_DEPTH
        self._contents = contents(tree, depth, self.section_numbers)
        self._title_pages = self._taken_apart(tree) if self._is_book else None
        return tree

    @property
    def _is_book(self) -> bool:
        return Medium.of(self).is_book

    def _taken_apart(self, tree: nodes.document) -> nodes.Element | None:
        """The pages before the text of a book, and its notes run in."""
        run_in(tree)
        found = (each for each in tree.children if isinstance(each, nodes.Element))
        pages = next((each for each in found if TITLE_PAGES in each["classes"]), None)
        if pages is not None:
            tree.remove(pages)
        return pages

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        context = super().get_doc_context(docname, body, metatags)
        unnamed = self.config.author == self.config.values["author"].default
        context["author"] = "" if unnamed else self.config.author
        context["critique_turned"] = runs_to_left(self.config.language)
        context["critique_contents"] = ""
        if self._contents is not None:
            context["critique_contents"] = self.render_partial(self._contents)["fragment"]
        if self._title_pages is not None:
            pages = self.render_partial(self._title_pages)["fragment"]
            context["critique_title_pages"] = pages
        context["critique_sheets"] = [FACES, *(BOOK if self._is_book else ()), STYLE_SHEET]
        return context

    def finish(self) -> None:
        super().finish()
        self._write_sheets(Path(self.outdir) / "_static")
        self._write_pdf()

    def _write_sheets(self, folder: Path) -> None:
        found = faces.copied(self, folder)
        sheets = {
            FACES: faces.font_face(found) if found else "",
            press.STYLE_SHEET: press.style_sheet(runs_to_left(self.config.language))
            if self._is_book
            else "",
            STYLE_SHEET: style_sheet(self.config.language, heads=not self._is_book) + widths(),
        }
        for name, sheet in sheets.items():
            (folder / name).write_text(sheet, encoding="utf-8")

    def _write_pdf(self) -> None:
        path = Path(self.outdir) / f"{self.config.root_doc}{self.out_suffix}"
        at_foot = CritiqueDomain.of(self.env).settings.webpdf_notes == "foot"
        with _warned(Location(str(path), 1)):
            heights = Heights()
            found = fitting(_read(path), heights) if at_foot else None
            with progress_message(f"setting {self.pdf.name}"):
                document = _set(path, found, heights)
                if self._is_book:
                    move_outwards(document)
                document.write_pdf(
                    str(self.pdf), finisher=mend_tags, pdf_variant="pdf/ua-1", pdf_identifier=b""
                )


def _set(path: Path, found: Fitting | None, heights: Heights) -> Any:
    """The pages; notes that WeasyPrint cannot set at the foot of one are left below."""
    stay, cuts = found or Fitting(set(), {})
    for tries_left in reversed(range(_TRIES)):
        page = _read(path)
        moved = set_at_foot(page.etree_element, stay, cuts) if found and tries_left else []
        prepare(page.etree_element)
        with added_up(heights):
            document = page.render()
        bad = misset(document, moved)
        if not bad:
            break
        stay |= bad
    return document


def _read(path: Path) -> Any:
    return _weasyprint().HTML(filename=str(path), url_fetcher=_fetcher(path.parent))


def _weasyprint() -> Any:
    try:
        # It prints nine lines of its own where a library is missing.
        with redirect_stdout(None):
            import weasyprint
    except ImportError as error:
        message = "webpdf needs WeasyPrint: pip install 'sphinx-critique[pdf]'"
        raise SphinxError(message) from error
    except OSError as error:
        first, *_ = str(error).splitlines()
        message = (
            "webpdf needs libraries that WeasyPrint does not bring; on Debian and Ubuntu:"
            f" apt-get install --no-install-recommends {LIBRARIES} ({first})"
        )
        raise SphinxError(message) from error
    return weasyprint


@contextmanager
def _warned(location: Location) -> Iterator[None]:
    """Make warnings of ours of what WeasyPrint could not find or read."""

    told: set[str] = set()

    class Telling(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            # Pages may be set more than once.
            if record.getMessage() not in told:
                told.add(record.getMessage())
                give(Warn.PDF, record.getMessage(), location)

    handler = Telling(logging.ERROR)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


def _fetcher(folder: Path) -> Any:
    """What WeasyPrint may read: the built page's own files, and nothing from the network."""
    from weasyprint import urls

    fetcher: Any = urls.URLFetcher

    # Its base is known only where WeasyPrint, which is optional, can be loaded: to mypy it is Any.
    class LocalFetcher(fetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            path = Path(url2pathname(urlsplit(url).path)).resolve()
            if url.startswith("file:") and not path.is_relative_to(folder.resolve()):
                raise ValueError(f"{url} is no file of this edition")
            return super().fetch(url, headers)

    return LocalFetcher(allowed_protocols={"file", "data"})


def setup(app: Sphinx) -> None:
    """Register the builder and the theme of its page."""
    app.add_html_theme(THEME, str(THEME_FOLDER))
    app.add_builder(WebPdfBuilder)
