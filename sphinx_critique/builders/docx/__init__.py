"""``sphinx-build -b docx``: the edition as one Word file, made by pandoc."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.display import progress_message
from sphinx.util.osutil import make_filename_from_project

from ...edition.facts import Facts
from ...edition.persons import speakers
from ...model.config import PREFIX, place
from ...model.problems import Location, Warn, give
from ...model.records import Annotation
from ...project.domain import CritiqueDomain
from ...texts import late
from ...texts.languages import runs_to_left
from ..one_page import OnePageBuilder
from . import formulas, pandoc
from .comments import Comments
from .elements import Blocks
from .front import Front
from .package import mended, packed
from .page import Page
from .pictures import Pictures
from .placing import Places
from .styles import reference_document

if TYPE_CHECKING:
    from lxml import etree
else:
    etree = late.module("lxml.etree")

THEME = "basic"
_REFERENCE = "docx_reference"
_LONGEST = 200
"""Letters that every system takes for the name of a file."""


class DocxBuilder(OnePageBuilder):
    """Joins all documents into one page, and has pandoc write what stands on it."""

    name = "docx"
    writes_word = True
    epilog = "The Word file is in %(outdir)s."
    supported_image_types: ClassVar[list[str]] = ["image/png", "image/jpeg", "image/gif"]

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        # Before any document is read, which may take long.
        pandoc.find()
        formulas.register(app)
        super().__init__(app, env)

    def init(self) -> None:
        name = make_filename_from_project(self.config.project)[:_LONGEST]
        self.file = Path(self.outdir) / f"{name}.docx"
        super().init()

    def get_theme_config(self) -> tuple[str, dict[str, Any]]:
        return THEME, {}

    @property
    def math_renderer_name(self) -> str:
        return formulas.RENDERER

    def handle_page(self, pagename: str, addctx: dict[str, Any], *given: Any, **more: Any) -> None:
        """Keep the words of the page; nothing is printed around them."""
        self._body: str = addctx["body"]

    def copy_assets(self) -> None:
        """There are none: the file holds all that it needs."""

    def finish(self) -> None:
        with progress_message(f"writing {self.file.name}"):
            blocks = self._blocks()
            with TemporaryDirectory() as folder:
                path = Path(folder) / "reference.docx"
                path.write_bytes(packed(self._reference()))
                ran = pandoc.write_docx(blocks, self._meta(), path)
            made = mended(ran.made, self._core(), _moment())
            self.file.write_bytes(made)
        for each in ran.said:
            give(Warn.DOCX, each, Location(str(self.file), 1))

    @property
    def _domain(self) -> CritiqueDomain:
        return CritiqueDomain.of(self.env)

    @property
    def _facts(self) -> Facts:
        return self._domain.lists.survey.facts

    def _blocks(self) -> Blocks:
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
        root: Any = etree.fromstring(f"<body>{self._body}</body>".encode(), parser)
        mode = self._domain.settings.docx_notes
        places = Places(root, self._domain.edition, mode)
        comments = Comments(self._critic, _day(self._domain.settings.edition), places.says_lemma)
        page = Page(root, places, self._pictures(), comments, self._domain.languages.document)
        is_named = self._facts.title != self.config.values["project"].default
        front = Front(self._facts, root, self.config.language, is_named)
        if front.is_title:
            page.blocks.set_title(front.after_title())
        return [*front.before(), *page.read(root)]

    def _pictures(self) -> Pictures:
        files = {name: Path(self.srcdir) / path for path, name in self.images.items()}
        return Pictures(files, Path(self.outdir))

    def _critic(self, note: str) -> str:
        """Who makes a comment: the editors, or who replies to them."""
        item = self._domain.edition.get(note)
        if isinstance(item, Annotation) and item.kind == "reply" and item.voice:
            return str(speakers(item.voice))
        return ", ".join(self._facts.editors) or self._facts.title

    def _meta(self) -> dict[str, Any]:
        language = self._domain.languages.document
        meta = {"lang": language} | ({"dir": "rtl"} if runs_to_left(language) else {})
        return {name: {"t": "MetaString", "c": value} for name, value in meta.items()}

    def _core(self) -> Iterator[tuple[str, str]]:
        facts = self._facts
        yield "title", facts.whole_title
        yield "creator", "; ".join(facts.editors)
        yield "language", self._domain.languages.document
        yield "rights", facts.licence

    def _reference(self) -> dict[str, bytes]:
        given = self._domain.settings.docx_reference
        path = Path(self.confdir) / given if given else None
        try:
            return reference_document(path, self._domain.settings.book)
        except (OSError, ValueError) as error:
            name = PREFIX + _REFERENCE
            message = f"{name}: {error}; the reference document of ours is used"
            give(Warn.CONFIG, message, place(self.confdir, name))
            return reference_document(None, self._domain.settings.book)


def _moment() -> str:
    """When the file is made, if that is said from outside: two builds give the same bytes."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given.isdigit():
        return ""
    return datetime.fromtimestamp(int(given), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _day(said: dict[str, Any]) -> str:
    """The date of the edition, where a comment can have it."""
    try:
        day = datetime.fromisoformat(str(said.get("date", "")))
    except ValueError:
        return ""
    return day.strftime("%Y-%m-%dT00:00:00Z")


def setup(app: Sphinx) -> None:
    """Register it."""
    app.add_builder(DocxBuilder)
