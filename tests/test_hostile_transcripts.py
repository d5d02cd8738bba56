"""Transcripts made to do harm: what text recognition writes (hOCR, ALTO), and PDF.

Nothing is fetched, nothing grows beyond its file, nothing but text comes out of them.
"""

import socket
import tracemalloc
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from sphinx_critique.texts.collation import Pages
from sphinx_critique.texts.transcripts import Reading, TranscriptError, read_transcript

SAID = "The transcript says so much for that."
MEMORY = 256 * 2**20
ROWS = 5001
LOL = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DECLARING = {
    "laughs": f'<!DOCTYPE x [<!ENTITY l0 "lol">{LOL}]>',
    "quadratic": f'<!DOCTYPE x [<!ENTITY l9 "{"a" * 10**6}">]>',
    "file": '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/hostname">]>',
    "net": '<!DOCTYPE x [<!ENTITY l9 SYSTEM "http://127.0.0.1:9/x">]>',
    "parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
}
POINTING = {
    "dtd": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    "dtd file": '<!DOCTYPE x SYSTEM "file:///etc/hostname">',
    "default": f'<!DOCTYPE x [<!ATTLIST String CONTENT CDATA "{"x" * 1000}">]>',
    "style": '<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>',
}
INCLUDED = '<i:include href="file:///etc/hostname" parse="text" xmlns:i="http://www.w3.org/2001/XInclude"/>'


def hocr(body: str, head: str = "", title: str = "lpageno 1") -> str:
    return (
        f"{head}<html><body><div class='ocr_page' title=\"{title}\"><p class='ocr_par'>"
        f"<span class='ocr_line'>{body}</span></p></div></body></html>"
    )


def alto(body: str, head: str = "", number: str = "1") -> str:
    return (
        f'{head}<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout>'
        f'<Page PRINTED_IMG_NR="{number}"><TextBlock><TextLine>{body}</TextLine></TextBlock></Page>'
        "</Layout></alto>"
    )


QUOTED = 'a{}=">"'


def many(attribute: str, between: str = " ") -> str:
    return between.join(map(attribute.format, range(10**4)))


def strings(text: str) -> str:
    return "".join(f'<String CONTENT="{word}"/>' for word in text.split())


def pdf(objects: Mapping[int, str | bytes]) -> bytes:
    """A file of one page; objects 1 (its catalogue) to 5 (its font) may be others."""
    page = "/MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >>"
    every: dict[int, str | bytes] = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: f"<< /Type /Page /Parent 2 0 R {page} >>",
        4: packed(f"BT /F 12 Tf ({SAID}) Tj ET".encode()),
        5: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        **objects,
    }
    out, places = bytearray(b"%PDF-1.7\n"), dict[int, int]()
    for number, each in every.items():
        content = each.encode() if isinstance(each, str) else each
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    rows = (b"%010d 00000 %c \n" % (places.get(n, 0), b"nf"[n not in places]) for n in range(ROWS))
    table = b"xref\n0 %d\n" % ROWS + b"".join(rows) + b"trailer << /Size %d /Root 1 0 R >>\n" % ROWS
    return bytes(out) + table + b"startxref\n%d\n%%%%EOF" % len(out)


def packed(content: bytes, more: str = "", filters: Iterable[str] = ("FlateDecode",)) -> bytes:
    """A stream; what is packed is so once."""
    if "FlateDecode" in filters:
        content = zlib.compress(content, 9)
    names = " ".join(f"/{each}" for each in filters)
    head = f"<< /Length {len(content)} /Filter [{names}] {more} >>\nstream\n"
    return head.encode() + content + b"\nendstream"


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("something is fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def read(path: Path, content: str | bytes) -> Pages:
    """What is read, with little memory."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    tracemalloc.start()
    try:
        return read_transcript(path, Reading())
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < MEMORY


def refused(path: Path, content: str | bytes) -> str:
    with pytest.raises(TranscriptError) as error:
        read(path, content)
    said = str(error.value)
    assert said.startswith(f"{path.name}: ")
    assert len(said) < 400
    return said


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("name", DECLARING)
def test_entities(tmp_path: Path, name: str) -> None:
    head = f"<?xml version='1.0'?>{DECLARING[name]}"
    for file, content in {
        "a.alto": alto(f'{strings(SAID)}<String CONTENT="&l9;"/>', head),
        "b.xml": alto(f"{strings(SAID)}&l9;", head),
        "a.hocr": hocr(f"{SAID}&l9;", head),
    }.items():
        assert "declares entities" in refused(tmp_path / file, content)
    # Of HTML they are no part: what looks like one is text.
    assert len(_text(read(tmp_path / "b.hocr", hocr(f"{SAID}&l9;", DECLARING[name])))) < 2000


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("name", POINTING)
def test_what_is_elsewhere_is_not_read(tmp_path: Path, name: str) -> None:
    head = POINTING[name]
    assert _text(read(tmp_path / "a.alto", alto(f"{strings(SAID)}{INCLUDED}", head))) == SAID
    xml = "<?xml version='1.0'?>"
    assert _text(read(tmp_path / "a.hocr", hocr(f"{SAID}{INCLUDED}", xml + head))) == SAID
    assert SAID in _text(read(tmp_path / "b.hocr", hocr(SAID, head)))


def _text(pages: Pages) -> str:
    return "\n".join(page.text for page in pages.pages)


def test_scripts_and_escapes_are_text(tmp_path: Path) -> None:
    script, escapes = "&lt;script&gt;alert(1)&lt;/script&gt;", "\x1b[31m&#27;]0;t&#7;\x9b2J"
    running = "<script>alert(1)</script><style>*{}</style>"
    text = _text(read(tmp_path / "a.hocr", hocr(f"{SAID}{script}{escapes}{running}")))
    # Older parsers leave out what others replace.
    said = text.replace("\N{REPLACEMENT CHARACTER}", "")
    assert said == f"{SAID}<script>alert(1)</script>[31m]0;t2J"
    said = f'<String CONTENT="{script}\x9b31m"/>'
    assert _text(read(tmp_path / "a.alto", alto(said))) == "<script>alert(1)</script>\ufffd31m"
    shown = f"BT /F 12 Tf ({SAID}\x1b[31m<script>alert\\(1\\)</script>) Tj ET".encode()
    assert _text(read(tmp_path / "a.pdf", pdf({4: packed(shown)}))) == (
        f"{SAID}\ufffd[31m<script>alert(1)</script>"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        "<span>" * 10**5 + SAID,
        "<div class='ocr_page' title='lpageno 3'>" * 10**4 + SAID,
        f"<b {many('a{}')}>{SAID}</b>",
        f"<b {many(QUOTED)}>{SAID}</b>",
        f"<!-- <i x=' --><b {many('a{}', '/')}>{SAID}</b>",
        f"<{'b' * 10**5} {many('a{}')}>{SAID}</b>",
    ],
)
def test_markup_beyond_measure(tmp_path: Path, body: str) -> None:
    assert "goes beyond what can be read" in refused(tmp_path / "a.hocr", hocr(body))


@pytest.mark.slow
def test_what_is_nested_is_read_once(tmp_path: Path) -> None:
    nested = "<TextBlock>" * 80 + "<TextLine>" * 80 + strings(SAID) + "</TextLine>" * 80
    body = f"<Page>{nested}{'</TextBlock>' * 80}"
    pages = read(tmp_path / "a.alto", f"<alto>{'<Page>' * 80}{body}{'</Page>' * 81}</alto>")
    assert _text(pages).split() == SAID.split()
    raised = "<sup>" * 500 + "<br>" * 20_000 + "</sup>" * 500
    assert SAID in _text(read(tmp_path / "a.hocr", hocr(SAID + raised)))


@pytest.mark.slow
def test_huge_values(tmp_path: Path) -> None:
    huge = "9" * 8 * 10**6
    assert _labels(read(tmp_path / "a.hocr", hocr(SAID, title=f"lpageno {huge}"))) == [""]
    assert _labels(read(tmp_path / "a.alto", alto(strings(SAID), number=huge))) == [""]
    body = f"<pb n='{huge}'/><lb n='{huge}'/>{SAID}"
    pages = read(tmp_path / "a.tei", f"<TEI><text>{body}</text></TEI>")
    assert _labels(pages) == [""]
    assert [
        each for page in pages.pages for each in page.milestones if len(each.number) > 10**4
    ] == []
    said = read(tmp_path / "b.hocr", hocr(f"{SAID}<i class='{huge}' style='{huge}'>a</i>"))
    assert _text(said) == f"{SAID}a"


def _labels(pages: Pages) -> list[str]:
    return [page.label for page in pages.pages]


@pytest.mark.parametrize("encoding", ["punycode", "idna", "unicode_escape", "zlib", "undefined"])
def test_ways_of_coding_that_are_no_encodings(tmp_path: Path, encoding: str) -> None:
    content = f"<meta charset={encoding}><p>{'a' * 10**5}-{'b' * 10**5}"
    assert "give its encoding" in refused(tmp_path / "a.hocr", content)


PAGE = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R"
BOMBS: dict[str, Callable[[], dict[int, str | bytes]]] = {
    "flate": lambda: {4: packed(b" " * 10**8)},
    "flate in flate": lambda: {4: packed(zlib.compress(b" " * 10**8), "", ["FlateDecode"] * 2)},
    "base 85": lambda: {4: packed(b"z" * 7 * 10**7 + b"~>", "", ["FlateDecode", "ASCII85Decode"])},
    "base 85 alone": lambda: {4: packed(b"z" * 4 * 10**7 + b"~>", "", ["ASCII85Decode"])},
    "many streams": lambda: {
        3: PAGE.replace("4 0 R", f"[{'4 0 R ' * 900}]") + " >>",
        4: packed(b" " * 10**7),
    },
    "pages in themselves": lambda: {2: "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"},
    "pages of pages": lambda: {
        2: "<< /Type /Pages /Kids [10 0 R] /Count 1 >>",
        **{n: f"<< /Type /Pages /Kids [{n + 1} 0 R] >>" for n in range(10, 5000)},
        5000: f"{PAGE} >>",
    },
    "its own parent": lambda: {3: "<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>"},
    "its own text": lambda: {4: "4 0 R"},
    "its own length": lambda: {4: b"<< /Length 4 0 R >>\nstream\nabc\nendstream"},
    "nested arrays": lambda: {4: packed(b"[" * 10**5 + b"] TJ" * 10**5)},
    "a range of letters": lambda: {
        5: "<< /Type /Font /Subtype /Type1 /BaseFont /A /ToUnicode 6 0 R >>",
        6: packed(
            b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange"
            b" 1 beginbfrange <00> <FFFFFFFF> <00> endbfrange endcmap"
        ),
    },
}


@pytest.mark.slow
@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("name", BOMBS)
def test_bombs_in_pdf(tmp_path: Path, name: str) -> None:
    said = refused(tmp_path / "a.pdf", pdf(BOMBS[name]()))
    assert "startxref" not in said


@pytest.mark.usefixtures("offline")
def test_what_a_pdf_would_do(tmp_path: Path) -> None:
    acts = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    link = "/Annots [<< /Subtype /Link /A << /S /URI /URI (http://127.0.0.1:9/) >> >>]"
    page = f"{PAGE} /Resources << /Font << /F 5 0 R >> >> {link} >>"
    catalogue = f"<< /Type /Catalog /Pages 2 0 R {acts} >>"
    assert _text(read(tmp_path / "a.pdf", pdf({1: catalogue, 3: page}))) == SAID
    outside = packed(b"x", "/F (http://127.0.0.1:9/x) /FFilter /FlateDecode", [])
    refused(tmp_path / "b.pdf", pdf({4: outside}))
