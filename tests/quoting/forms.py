"""One book that quotes in every manner, written in each form of transcript.

A piece is a paragraph, a block that is quoted, or verse; ``¶`` begins page 2 within words, ``†``
calls the note that stands at the foot of its page.
"""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from textwrap import wrap
from typing import Final, NamedTuple

from ..conftest import module
from ..damage.forms import _BREAK, _CONTAINER, _PACKAGE, _XHTML


class Piece(NamedTuple):
    """A paragraph; ``kind``: ``text``, ``block`` or ``verse``."""

    kind: str
    text: str


NOTE: Final = "Serge, p. 12, who adds that “nobody was told of it then” and no more."
_BLOCK: Final = """\
It was the policy of the time that the councils should not be asked, and nobody in them had been
asked since the spring of that year, whatever the papers said of it."""
_TEXTS: Final = (
    """\
The book begins with words of its own, which go on for some lines so that there is a margin to be
told by. He says that “the councils were closed by the spring”† and that this was known to
everybody who could read the papers of the day, as he did in the morning.""",
    """\
The text goes on behind the block, and quotes again: “the others were never ¶asked about it at all”
on two pages. Then it goes on with words of its own for a line or two, so that no one takes them for
words of another.""",
    """\
And it ends with words of its own, which nobody has said before, and with ‘a last one in other
marks’ that is short. There is a line more, so that the page is full of them.""",
)
PIECES: Final = (
    Piece("text", " ".join(_TEXTS[0].split())),
    Piece("block", " ".join(_BLOCK.split())),
    Piece("text", " ".join(_TEXTS[1].split())),
    Piece("verse", "All things through men\nare done by women only\nand nobody has told them"),
    Piece("text", " ".join(_TEXTS[2].split())),
)
EXPECTED: Final = (
    ("the councils were closed by the spring", "1"),
    (PIECES[1].text, "1"),
    ("the others were never asked about it at all", "1"),
    ("All things through men are done by women only and nobody has told them", "2"),
    ("a last one in other marks", "2"),
    ("nobody was told of it then", "1"),
)
"""What it quotes, with the page on which each begins."""
_WIDTH: Final = 60
_IN: Final = 4


def tei() -> str:
    """Elements with marks in the text, and without in blocks."""
    parts = ['<pb n="1"/>']
    for kind, text in PIECES:
        held = escape(text, quote=False).replace("¶", '<pb n="2"/>')
        held = held.replace("†", f'<note place="bottom" n="1">{escape(NOTE, quote=False)}</note>')
        if kind == "block":
            held = f"<cit><quote><p>{held}</p></quote></cit>"
        elif kind == "verse":
            lines = "".join(f"<l>{line}</l>" for line in held.split("\n"))
            held = f"<quote><lg>{lines}</lg></quote>"
        else:
            held = f"<p>{held}</p>"
        parts.append(held)
    return f"<TEI><text><body>{''.join(parts)}</body></text></TEI>"


def html() -> str:
    """Blocks are elements, and so is the note."""
    parts = [_BREAK.format(1)]
    for kind, text in PIECES:
        held = escape(text, quote=False).replace("¶", _BREAK.format(2))
        held = held.replace("†", '<a href="#n1" epub:type="noteref">1</a>')
        if kind == "block":
            held = f"<blockquote><p>{held}</p></blockquote>"
        elif kind == "verse":
            held = f"<blockquote><p>{'<br/>'.join(held.split(chr(10)))}</p></blockquote>"
        else:
            held = f"<p>{held}</p>"
        parts.append(held)
    note = escape(NOTE, quote=False)
    parts.append(f'<aside epub:type="footnote" id="n1"><p>{note}</p></aside>')
    return _XHTML.format("".join(parts))


def epub() -> bytes:
    """The same in a book."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("META-INF/container.xml", _CONTAINER)
        archive.writestr("p.opf", _PACKAGE)
        archive.writestr("a.xhtml", html())
        archive.writestr("b.xhtml", _XHTML.format("<p>Imprint.</p>"))
    return file.getvalue()


class _Line(NamedTuple):
    """A line as it is printed: how far it is set in, and whether a paragraph begins with it."""

    text: str
    indent: int = 0
    begins: bool = False


def _pages() -> Iterator[tuple[str, list[_Line], str]]:
    """The pages: a running head, the lines, and the note at the foot."""
    lines: list[_Line] = []
    pages: list[list[_Line]] = []
    for kind, text in PIECES:
        indent = _IN if kind != "text" else 0
        rows = text.split("\n") if kind == "verse" else wrap(text, _WIDTH - 2 * indent)
        for n, row in enumerate(rows):
            before, mark, after = row.partition("¶")
            if mark:
                pages.append([*lines, _Line(before.rstrip().replace("†", "¹"), indent, n == 0)])
                lines, row = [], after
            lines.append(_Line(row.replace("†", "¹"), indent, n == 0))
    for number, page in enumerate([*pages, lines], 1):
        head = f"{number}    THE BOOK" if number % 2 == 0 else f"THE BOOK    {number}"
        yield head, page, f"¹ {NOTE}" if number == 1 else ""


def plain() -> str:
    """Lines, with blocks set in."""
    pages = []
    for head, lines, note in _pages():
        text = f"{head}\n"
        for line in lines:
            text += f"{chr(10) if line.begins else ''}{' ' * line.indent}{line.text}\n"
        pages.append(f"{text}\n{note}\n" if note else text)
    return "\f".join(pages)


_STYLE: Final = """@page { size: 240mm 200mm; margin: 15mm } body { font: 10pt serif }
section { break-before: page } p { margin: 0; white-space: pre } .note { font-size: 8pt }
.head { margin-bottom: 5mm }"""


def pdf() -> bytes:
    """Lines as they are printed; what is set in is so by its place alone."""
    sections = []
    for head, lines, note in _pages():
        rows = (
            f'<p style="margin-left: {line.indent / 2}em;'
            f' margin-top: {2 if line.begins and (line.indent or not n) else 0}mm">'
            f"{escape(line.text)}</p>"
            for n, line in enumerate(lines)
        )
        foot = "".join(f'<p class="note">{escape(row)}</p>' for row in wrap(note, _WIDTH))
        sections.append(f'<p class="head">{head}</p>{"".join(rows)}<p>&#160;</p>{foot}')
    return _printed(sections)


def _printed(sections: Iterable[str]) -> bytes:
    held = "".join(f"<section>{section}</section>" for section in sections)
    written: bytes = module("weasyprint").HTML(string=f"<style>{_STYLE}</style>{held}").write_pdf()
    return written


def _placed() -> Iterator[tuple[int, list[tuple[str, int, int]]]]:
    """The lines of each page with their places, as text recognition has them."""
    for number, (head, lines, note) in enumerate(_pages(), 1):
        rows = [(head, 300, 100)]
        y = 200
        for line in lines:
            y += 60 if line.begins and line.indent else 40
            rows.append((line.text, 200 + 20 * line.indent + number % 2 * 3, y))
        rows += [(row, 200, y + 100 + 30 * n) for n, row in enumerate(wrap(note, _WIDTH))]
        yield number, rows


def hocr() -> str:
    """Lines with their boxes."""
    pages = ""
    for number, rows in _placed():
        spans = "\n".join(
            f"<span class='ocr_line' title='bbox {x} {y} {x + 15 * len(text)} {y + 30}'>"
            f"{escape(text)}</span>"
            for text, x, y in rows
        )
        pages += f"<div class='ocr_page' title='lpageno {number}; bbox 0 0 1500 2000'>{spans}</div>"
    return _XHTML.format(pages)


def alto() -> str:
    """The same."""
    return _alto(rows for _, rows in _placed())


def alto_of(pages: Iterable[Sequence[tuple[float, str]]]) -> str:
    """Pages of lines, each set in by some ems."""
    return _alto(
        [(text, 200 + int(30 * by), 200 + 40 * n) for n, (by, text) in enumerate(page)]
        for page in pages
    )


def pdf_of(pages: Iterable[Sequence[tuple[float, str]]]) -> bytes:
    """The same in print."""
    sections = (
        "".join(f'<p style="margin-left: {by}em">{escape(text)}</p>' for by, text in page)
        for page in pages
    )
    return _printed(sections)


def _alto(placed: Iterable[Sequence[tuple[str, int, int]]]) -> str:
    pages = ""
    for number, rows in enumerate(placed, 1):
        lines = "".join(
            f'<TextLine HPOS="{x}" VPOS="{y}" WIDTH="{15 * len(text)}" HEIGHT="30">'
            + "<SP/>".join(f'<String CONTENT="{escape(word)}"/>' for word in text.split())
            + "</TextLine>"
            for text, x, y in rows
        )
        pages += (
            f'<Page PRINTED_IMG_NR="{number}"><PrintSpace><TextBlock>{lines}'
            "</TextBlock></PrintSpace></Page>"
        )
    return f'<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout>{pages}</Layout></alto>'


FORMS: Final[dict[str, Callable[[], str | bytes]]] = {
    "txt": plain,
    "xml": tei,
    "html": html,
    "epub": epub,
    "pdf": pdf,
    "hocr": hocr,
    "alto": alto,
}
