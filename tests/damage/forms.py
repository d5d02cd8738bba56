"""A book written in each form of transcript."""

import io
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Final

from sphinx_critique.texts.collation import Index
from sphinx_critique.texts.transcripts import Reading, read_transcript

from ..conftest import module
from .books import Book, Line

_BREAK = '<span role="doc-pagebreak" aria-label="{0}" epub:type="pagebreak" id="p{0}"></span>'
_XHTML = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    "<head><title>A book</title></head><body>{}</body></html>"
)
_CONTAINER = '<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>'
_PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
    '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
)
_STYLE = (
    "@page { size: 200mm 260mm; margin: 10mm } section { break-before: page; white-space: pre }"
)


def plain(book: Book) -> str:
    """Lines, below a running head with the page's number."""
    pages = [
        "\n".join([book.head(number), "", *(line.text for line in page)])
        for number, page in enumerate(book.pages, 1)
    ]
    return "\f".join(pages)


def tei(book: Book) -> str:
    """Lines and pages as milestones, some words set apart."""
    parts = []
    for number, page in enumerate(book.pages, 1):
        before = book.pages[number - 2][-1].broken if number > 1 else False
        parts.append(f'<pb n="{number}"{" break=" + chr(34) + "no" + chr(34) if before else ""}/>')
        parts.append(f'<fw type="head">{book.head(number)}</fw>')
        for at, line in enumerate(page):
            broken = page[at - 1].broken if at else before
            parts.append('<lb break="no"/>' if broken else "\n<lb/>")
            words = [
                f"<hi rend='italic'>{escape(word)}</hi>" if len(word) == 8 else escape(word)
                for word in line.words
            ]
            parts.append(" ".join(words))
    return f"<TEI><text><body><p>{''.join(parts)}</p></body></text></TEI>"


def html(book: Book, first: int = 1, last: int | None = None) -> str:
    """Pages with their marks, within paragraphs of no lines; some words set apart."""
    text, broken = "", False
    for number, page in list(enumerate(book.pages, 1))[first - 1 : last]:
        text += ("" if broken else " ") + _BREAK.format(number)
        for line in page:
            words = " ".join(
                f"<em>{escape(word)}</em>" if len(word) == 8 else escape(word)
                for word in line.words
            )
            text += words if broken or not text else f"\n{words}"
            broken = line.broken
    return _XHTML.format(f"<p>{text}</p>")


def epub(book: Book) -> bytes:
    """The same in two documents; the second begins with a page, and with a word."""
    half = next(
        (n for n in range(len(book.pages) // 2, 0, -1) if not book.pages[n - 1][-1].broken), 0
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("META-INF/container.xml", _CONTAINER)
        archive.writestr("p.opf", _PACKAGE)
        archive.writestr("a.xhtml", html(book, 1, half))
        archive.writestr("b.xhtml", html(book, half + 1))
    return file.getvalue()


def pdf(book: Book) -> bytes:
    """Lines as they are printed, below a running head."""
    sections = [
        f"<section><p>{escape(book.head(number))}</p><p>"
        + "\n".join(escape(line.text) for line in page)
        + "</p></section>"
        for number, page in enumerate(book.pages, 1)
    ]
    text = f"<style>{_STYLE}</style>{''.join(sections)}"
    written: bytes = module("weasyprint").HTML(string=text).write_pdf()
    return written


def _scanned(book: Book) -> Iterator[tuple[int, list[Line]]]:
    """What stands on each page of a scan: its running head, and its lines."""
    for number, page in enumerate(book.pages, 1):
        yield number, [Line((book.head(number),)), *page]


def hocr(book: Book) -> str:
    """Lines of words, with the hyphens at their ends."""
    pages = "".join(
        f"<div class='ocr_page' title='lpageno {number}'><p class='ocr_par'>"
        + "\n".join(map(_recognised, lines))
        + "</p></div>"
        for number, lines in _scanned(book)
    )
    return _XHTML.format(pages)


def _recognised(line: Line) -> str:
    words = line.text.split(" ")
    spans = (f"<span class='ocrx_word'>{escape(word)}</span>" for word in words)
    return f"<span class='ocr_line'>{' '.join(spans)}</span>"


def alto(book: Book) -> str:
    """The same; a hyphen at the end of a line is told apart from the word before."""
    pages = "".join(
        f'<Page PRINTED_IMG_NR="{number}"><PrintSpace><TextBlock>'
        + "".join(map(_of_strings, lines))
        + "</TextBlock></PrintSpace></Page>"
        for number, lines in _scanned(book)
    )
    return f'<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout>{pages}</Layout></alto>'


def _of_strings(line: Line) -> str:
    words = "<SP/>".join(f'<String CONTENT="{escape(word)}"/>' for word in line.words)
    hyphen = '<HYP CONTENT="-"/>' if line.broken else ""
    return f"<TextLine>{words}{hyphen}</TextLine>"


FORMS: Final[dict[str, Callable[[Book], str | bytes]]] = {
    "txt": plain,
    "xml": tei,
    "html": html,
    "epub": epub,
    "pdf": pdf,
    "hocr": hocr,
    "alto": alto,
}


def read_in(form: str, book: Book, folder: Path) -> Index:
    """The index of a book that is written, and read again, in a form."""
    path = folder / f"book{book.seed}.{form}"
    written = FORMS[form](book)
    path.write_bytes(written.encode() if isinstance(written, str) else written)
    return Index.of(read_transcript(path, Reading()))
