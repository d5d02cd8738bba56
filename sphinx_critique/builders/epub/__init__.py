"""Sphinx's EPUB, which also says how it can be read, and can be built again to the byte."""

import os
import time
from collections.abc import Iterator, Set
from contextlib import contextmanager
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any
from zipfile import ZipFile, ZipInfo

from sphinx.addnodes import toctree
from sphinx.application import Sphinx
from sphinx.builders.epub3 import Epub3Builder
from sphinx.config import Config

from ...model.steps import Step
from ...project.domain import CritiqueDomain
from ...project.seal import DRAWN
from ...texts.languages import runs_to_left
from .accessibility import properties
from .leftovers import remove_pages, remove_unshown
from .metadata import Described, abstract

_CLOSES = "  </metadata>"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_READABLE_FILE = 0o100644 << 16


class EpubBuilder(Epub3Builder):
    """Has no settings: what Sphinx has settings for is left to these.

    A book that has nothing of ours is Sphinx's.
    """

    @property
    def is_ours(self) -> bool:
        """Whether the book has anything of ours."""
        return CritiqueDomain.of(self.env).is_used

    def init(self) -> None:
        super().init()
        self._handled: set[str] = set()

    def prepare_writing(self, docnames: Set[str]) -> None:
        super().prepare_writing(docnames)
        tag: str = self.globalcontext["html_tag"]
        if self.is_ours and " lang=" not in tag:
            language = escape(self.config.epub_language)
            direction = ' dir="rtl"' if runs_to_left(self.config.epub_language) else ""
            tag = tag.replace(">", f' lang="{language}" xml:lang="{language}"{direction}>')
            self.globalcontext["html_tag"] = tag

    def build_content(self) -> None:
        self._remove_leftovers()
        super().build_content()
        path = Path(self.outdir) / "content.opf"
        package = path.read_text(encoding="utf-8")
        described = package
        if self.is_ours and "schema:access" not in package:
            described = described.replace(_CLOSES, self._described() + _CLOSES, 1)
        if self._edition is not None:
            described = self._edition.written_in(described)
        if described != package:
            path.write_text(described, encoding="utf-8")

    @cached_property
    def _edition(self) -> Described | None:
        """What the edition says of itself, where it says anything."""
        domain = CritiqueDomain.of(self.env)
        survey = domain.lists.survey if self.is_ours else None
        if survey is None:
            return None
        told = abstract(self.env, survey.edition.docnames)
        if told is None and not domain.settings.edition:
            return None
        return Described(self.config, survey.facts, told or "")

    def handle_page(self, pagename: str, *given: Any, **named: Any) -> None:
        self._handled.add(pagename)
        super().handle_page(pagename, *given, **named)

    def _remove_leftovers(self) -> None:
        """Sphinx leaves the pages and pictures of documents that are gone in the book."""
        folder = Path(self.outdir)
        drawn = folder.glob(f"{self.imagedir}/{DRAWN}")
        if self.is_ours:
            given = (
                name for name, *_ in (*self.config.epub_pre_files, *self.config.epub_post_files)
            )
            names = {name.removesuffix(self.out_suffix) for name in (*self._extra(), *given)}
            remove_pages(folder, self.out_suffix, self._handled | self.env.found_docs | names)
            drawn = folder.glob(f"{self.imagedir}/*")
        remove_unshown(folder, self.out_suffix, drawn)

    def _extra(self) -> Iterator[str]:
        """The files that the project has beside its documents, as they are named in the book."""
        for each in self.config.html_extra_path:
            path = Path(self.confdir, each)
            yield path.name
            yield from (file.relative_to(path).as_posix() for file in path.rglob("*"))

    def content_metadata(self) -> dict[str, Any]:
        """The pages of a book whose language runs to the left are turned the other way."""
        found = super().content_metadata()
        if self._edition is not None:
            found |= {name: escape(words) for name, words in self._edition.values().items()}
        if self.is_ours and runs_to_left(self.config.epub_language):
            found["page_progression_direction"] = "rtl"
        return found

    def build_toc(self) -> None:
        with self._all_chapters():
            super().build_toc()

    def build_navigation_doc(self) -> None:
        with self._all_chapters():
            super().build_navigation_doc()

    @contextmanager
    def _all_chapters(self) -> Iterator[None]:
        """Contents of a book whose toctree is hidden, as under a front page, name its chapters."""
        scope = self.config.epub_tocscope
        toctrees = [*self.env.get_doctree(self.config.root_doc).findall(toctree)]
        if self.is_ours and toctrees and all(each.get("hidden") for each in toctrees):
            self.config.epub_tocscope = "includehidden"
        try:
            yield
        finally:
            self.config.epub_tocscope = scope

    def toc_metadata(self, level: int, navpoints: list[Any]) -> dict[str, Any]:
        """The table of contents for old devices names the book by its identifier, as it must."""
        found = super().toc_metadata(level, navpoints)
        if not self.is_ours:
            return found
        known = self._edition.identifier if self._edition else self.config.epub_identifier
        return {**found, "uid": escape(known)}

    def _described(self) -> str:
        pages = [name for name in self.files if name.endswith(self.out_suffix)]
        others = {name: self._drawn(name) for name in self.files if name not in pages}
        found = properties(map(self._text, pages), others, bool(self.domain_indices))
        return "".join(
            f'    <meta property="schema:{name}">{escape(value)}</meta>\n' for name, value in found
        )

    def _text(self, name: str) -> str:
        return (Path(self.outdir) / name).read_text(encoding="utf-8", errors="replace")

    def _drawn(self, name: str) -> str:
        return self._text(name) if name.endswith((".svg", ".css")) else ""

    def build_epub(self) -> None:
        super().build_epub()
        epoch = os.getenv("SOURCE_DATE_EPOCH")
        if epoch and self.is_ours:
            _date(Path(self.outdir) / f"{self.config.epub_basename}.epub", int(epoch))


def _date(book: Path, epoch: int) -> None:
    """Give all files in a book one date, and one person's rights to them."""
    date = max(time.gmtime(epoch)[:6], _EARLIEST)
    with ZipFile(book) as written:
        files = [(each, written.read(each)) for each in written.infolist()]
    with ZipFile(book, "w") as again:
        for each, content in files:
            info = ZipInfo(each.filename, date)
            info.compress_type, info.external_attr = each.compress_type, _READABLE_FILE
            info.create_system = 3
            again.writestr(info, content)


def stand_in(app: Sphinx, config: Config) -> None:
    """Take the place of Sphinx's builder, but of nobody else's, whichever was loaded first."""
    if app.registry.builders.get(EpubBuilder.name) is Epub3Builder:
        app.add_builder(EpubBuilder, override=True)


def setup(app: Sphinx) -> None:
    """Take the place of Sphinx's builder once all extensions are loaded."""
    Step.STAND_IN_FOR_EPUB.connect(app, stand_in)
