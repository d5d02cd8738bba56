"""What a builder can do: known by its class, so that one under another name gets the same."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from sphinx.builders import Builder
from sphinx.builders.epub3 import Epub3Builder
from sphinx.builders.manpage import ManualPageBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.builders.text import TextBuilder

from ..edition.links import is_for_browsers
from ..model.config import settings

ENGINES = ("pdflatex", "xelatex", "lualatex")
"""Those of LaTeX that can set a book."""
_KNOWN = ("html", "latex", "tei", "text", "man", "texinfo", "xml", "pseudoxml", "gettext", "")
_DRESSED = ("html", "latex", "tei")
_IN_ONE = ("latex", "texinfo", "man")
_media: WeakKeyDictionary[Builder, Medium] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Medium:
    """What becomes of an edition in a builder's hands.

    ``dressed``: its format has nodes of ours, where others have docutils' own. ``one_document``:
    many documents are printed as one. ``is_book``: its pages are those of a book.
    """

    format: str
    dressed: bool
    one_document: bool
    is_text: bool
    is_manual: bool
    is_epub: bool
    is_pdf: bool
    is_word: bool
    is_book: bool
    runs_scripts: bool

    @classmethod
    def of(cls, builder: Builder) -> Medium:
        """The medium of a builder, made once."""
        if builder not in _media:
            _media[builder] = cls._of(builder)
        return _media[builder]

    @classmethod
    def _of(cls, builder: Builder) -> Medium:
        is_pdf = bool(getattr(builder, "sets_pages", False))
        in_one = builder.format in _IN_ONE or isinstance(builder, SingleFileHTMLBuilder)
        return cls(
            format=builder.format,
            dressed=builder.format in _DRESSED,
            one_document=in_one,
            is_text=isinstance(builder, TextBuilder),
            is_manual=isinstance(builder, ManualPageBuilder),
            is_epub=isinstance(builder, Epub3Builder),
            is_pdf=is_pdf,
            is_word=bool(getattr(builder, "writes_word", False)),
            is_book=settings(builder.config).book and (is_pdf or _can_set_books(builder)),
            runs_scripts=is_for_browsers(builder),
        )

    @property
    def is_html(self) -> bool:
        """Whether its pages are HTML, in a browser, a book, a PDF or a Word file."""
        return self.format == "html"

    @property
    def is_latex(self) -> bool:
        """Whether LaTeX sets its pages."""
        return self.format == "latex"

    @property
    def is_tei(self) -> bool:
        """Whether it is an edition for programs, which says of all that it is what it is."""
        return self.format == "tei"

    @property
    def has_pages(self) -> bool:
        """Whether what it makes has pages, of which each has so much room."""
        return self.is_latex or self.is_pdf

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known of what its writer makes of rarer nodes."""
        return self.format not in _KNOWN

    @property
    def unfolds(self) -> bool:
        """Whether what is folded can be opened by every reader."""
        return self.is_html and not (self.is_epub or self.is_pdf or self.is_word)

    @property
    def has_contents(self) -> bool:
        """Whether it has a table of contents whatever its pages say."""
        return self.is_latex or self.is_pdf or self.is_epub

    @property
    def numbers_lemmata(self) -> bool:
        """Whether lemmata are numbered where they stand, so that which is meant can be seen."""
        return self.dressed

    @property
    def draws(self) -> bool:
        """Whether pictures can be drawn for it."""
        return self.is_latex or (self.is_html and not self.is_word)

    @property
    def links_pictures(self) -> bool:
        """Whether boxes of a picture may lead somewhere."""
        return self.is_html and not self.is_epub

    @property
    def nests_tables(self) -> bool:
        """Whether a table may stand in the cell of another."""
        return self.is_html

    @property
    def takes_markup(self) -> bool:
        """Whether a list may be written as the text of a page, its links being known."""
        return self.runs_scripts and not self.one_document


def _can_set_books(builder: Builder) -> bool:
    """Whether LaTeX sets the pages, by an engine that can set a book."""
    return builder.format == "latex" and builder.config.latex_engine in ENGINES
