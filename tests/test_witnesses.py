"""Transcripts in each form, and files that cannot be read: a clear word, little time and memory."""

import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from sphinx_critique.texts.collation import Index, Pages, Scope, check
from sphinx_critique.texts.loci import read_locator
from sphinx_critique.texts.transcripts import (
    MAX_BYTES,
    Reading,
    TranscriptError,
    read_errata,
    read_transcript,
)

from .conftest import require
from .growth import FEW_CALLS, counted

TEI = """<?xml version="1.0" encoding="utf-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><p>header</p></teiHeader><text><body>
<pb n="3"/><head>The case</head>
<p>The lamps burn <hi rend="italic">not</hi> brightly<note n="1">So says the
report.</note> at all, and the Com-<pb n="4"/>mittee <choice><sic>recieved</sic>
<corr>received</corr></choice> it. It is un<lb break="no"/>wise.</p>
<lg><l>The clock may tick,</l><l>and never tick amiss</l></lg>
<p>A word<hi rend="sup">2</hi> more.</p></body></text></TEI>"""
HTML = """<!DOCTYPE html><html><head><title>no</title><style>p{}</style></head><body>
<p><span role="doc-pagebreak" aria-label="Page vii" id="x"></span>The old <em>guard</em> had
gone<sup><a href="#n1">1</a></sup> away.</p><p><a id="page_8"></a>Nobody knew<br>why &amp; how.</p>
<script>never()</script></body></html>"""


def read(path: Path, content: str | bytes, **reading: Any) -> Pages:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_transcript(path, Reading(**reading))


def status(pages: Pages, words: str, locator: str, **scope: Any) -> str:
    result = check(Index.of(pages), words, Scope(read_locator(locator), **scope))
    return f"{result.status} {result.emphasis}".strip()


def test_tei(tmp_path: Path) -> None:
    pages = read(tmp_path / "a.xml", TEI)
    assert [page.label for page in pages.pages] == ["3", "4", "3"]
    assert status(pages, "not brightly at all", "3", emphasis=((0, 3),)) == "verbatim same"
    assert status(pages, "not brightly at all", "3") == "verbatim differs"
    assert status(pages, "So says the report", "3") == "verbatim same"
    assert status(pages, "the Committee received it", "3–4").startswith("verbatim")
    assert status(pages, "the Committee recieved it", "3–4").startswith("misquoted")
    assert status(pages, "It is unwise.", "4").startswith("verbatim")
    assert status(pages, "tick, / and never tick amiss", "4").startswith("verbatim")
    assert status(pages, "A word more", "4").startswith("verbatim")
    assert status(pages, "header", "").startswith("not found")


def test_html(tmp_path: Path) -> None:
    pages = read(tmp_path / "a.html", HTML)
    assert [page.label for page in pages.pages] == ["vii", "8"]
    assert (
        status(pages, "The old guard had gone away", "vii", emphasis=((8, 13),)) == "verbatim same"
    )
    assert status(pages, "Nobody knew why & how", "8") == "verbatim same"
    assert status(pages, "never()", "").startswith("not found")


def epub(path: Path, megabytes: int = 0, **files: str) -> Path:
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
        '<item id="b" href="b%20one.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="b"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="o/p.opf"/></rootfiles></container>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("META-INF/container.xml", container)
        book.writestr("o/p.opf", package)
        with book.open("o/b one.xhtml", "w", force_zip64=True) as text:
            text.write(HTML.encode())
            for _ in range(megabytes):
                text.write(b" " * 2**20)
        if "encryption" in files:
            book.writestr("META-INF/encryption.xml", files["encryption"])
    return path


def test_epub(tmp_path: Path) -> None:
    pages = read_transcript(epub(tmp_path / "a.epub"), Reading())
    assert [page.label for page in pages.pages] == ["vii", "8"]
    assert status(pages, "Nobody knew why", "8").startswith("verbatim")


def test_pdf(tmp_path: Path) -> None:
    try:
        import weasyprint
    except OSError as error:
        require(None, f"WeasyPrint's libraries ({error})")
    text = "<p>The old guard had gone away.</p><p style='break-before:page'>Nobody knew why.</p>"
    weasyprint.HTML(string=text).write_pdf(tmp_path / "plain.pdf")
    writer = PdfWriter(clone_from=PdfReader(tmp_path / "plain.pdf"))
    writer.set_page_label(0, 0, style="/r", start=7)
    writer.set_page_label(1, 1, style="/D", start=8)
    writer.write(tmp_path / "a.pdf")
    pages = read_transcript(tmp_path / "a.pdf", Reading())
    assert [page.label for page in pages.pages] == ["vii", "8"]
    assert status(pages, "guard had gone away", "vii") == "verbatim"


def test_plain_text_laid_out_otherwise(tmp_path: Path) -> None:
    from sphinx_critique.texts.transcripts import Layout

    layout = Layout(page_label=r"^\{(\w+)\}$", running_head=r"^THE CASE$")
    text = "{12}\nTHE CASE\nold words\n{13}\nTHE CASE\nnew words\n"
    pages = read(tmp_path / "a.txt", text.encode("utf-16"), layout=layout)
    assert [(page.label, page.text.split()) for page in pages.pages] == [
        ("12", ["old", "words"]),
        ("13", ["new", "words"]),
    ]


def test_form_feeds_number_pages(tmp_path: Path) -> None:
    pages = read(tmp_path / "a.txt", "one\f two\f[p. 9]\nnine\ften")
    assert [page.label for page in pages.pages] == ["", "", "9", "10"]


def test_a_text_without_pages_is_searched_whole(tmp_path: Path) -> None:
    pages = read(tmp_path / "a.txt", "old words stand here\n")
    assert [page.label for page in pages.pages] == [""]
    assert status(pages, "old words", "107") == "verbatim"


def test_errata_move_emphasis_along(tmp_path: Path) -> None:
    errata, unread = read_errata("# slips\n\nburn => shine so\nno arrow\n")
    assert (errata, unread) == ((("burn", "shine so"),), ((4, "no arrow"),))
    pages = read(tmp_path / "a.xml", TEI, errata=errata)
    assert status(pages, "shine so not brightly", "3", emphasis=((9, 12),)) == "verbatim same"


LOL = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<!DOCTYPE TEI [<!ENTITY l0 "lol">{LOL}]><TEI><text><p>&l9;</p></text></TEI>'
ENCRYPTED = '<encryption><CipherReference URI="o/b%20one.xhtml"/></encryption>'


@pytest.mark.slow
def test_what_cannot_be_read(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(200 * 2**20)
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(tmp_path / "blank.pdf")
    files = {
        "large.txt": (None, "too large"),
        "blank.pdf": (None, "no text layer"),
        "none.txt": (None, "no such file"),
        "broken.epub": (b"PK\x03\x04 nothing", "no EPUB"),
        "broken.pdf": (b"%PDF-1.4 nothing", "cannot be read"),
        "broken.xml": (b"<TEI><text><p>", "cannot be read"),
        "latin.txt": ("caf\xe9".encode("latin-1"), "save it as UTF-8"),
        "laughs.xml": (LAUGHS.encode(), "entities"),
        "empty.txt": (b"\n\n", "no text"),
        "form.doc": (b"", "form"),
    }
    for name, (content, message) in files.items():
        if content is not None:
            (tmp_path / name).write_bytes(content)
        _refused(tmp_path / name, message)
    _refused(epub(tmp_path / "locked.epub", encryption=ENCRYPTED), "encrypted")
    _refused(epub(tmp_path / "bomb.epub", megabytes=400), "too large")


def _refused(path: Path, message: str) -> None:
    tracemalloc.start()
    with pytest.raises(TranscriptError) as error, counted() as called:
        read_transcript(path, Reading())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert str(error.value).startswith(path.name), error.value
    assert message in str(error.value)
    assert called.total() < FEW_CALLS
    assert peak < 5 * MAX_BYTES
