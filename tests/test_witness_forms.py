"""What each form of transcript marks, and files made to be hard to read."""

import logging
import tracemalloc
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfReader, PdfWriter

from sphinx_critique.texts.collation import Index, Pages, Scope, check
from sphinx_critique.texts.loci import read_locator
from sphinx_critique.texts.transcripts import Layout, Reading, TranscriptError, read_transcript

from .conftest import module
from .growth import FEW_CALLS, assert_linear, counted

EXAMPLE = Path(__file__).parents[1] / "example_docs/pamphlet/transcripts/pamphlet1893.xml"
CONTAINER = '<container><rootfiles><rootfile full-path="OPS/p.opf"/></rootfiles></container>'
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
    '<item id="a" href="text/a.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="b" href="./b%20b.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="b"/><itemref idref="a"/></spine></package>'
)
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body>%s</body></html>'
BREAK = '<span xmlns:epub="http://www.idpf.org/2007/ops" epub:type="pagebreak" id="p%s"/>'


def read(path: Path, content: str | bytes, reading: Reading | None = None) -> Pages:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_transcript(path, reading or Reading())


def tei(folder: Path, body: str, head: str = "") -> list[tuple[str, str]]:
    pages = read(folder / "a.xml", f"{head}<TEI><text><body>{body}</body></text></TEI>")
    return [(page.label, " ".join(page.text.split())) for page in pages.pages]


def web(folder: Path, body: str) -> list[tuple[str, str]]:
    pages = read(folder / "a.html", f"<!DOCTYPE html><meta charset=utf-8><body>{body}")
    return [(page.label, " ".join(page.text.split())) for page in pages.pages]


def status(pages: Pages, words: str, locator: str) -> str:
    return str(check(Index.of(pages), words, Scope(read_locator(locator))).status)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('au 2<hi rend="sup">e</hi> siècle', "au 2e siècle"),
        ('a word<hi rend="sup">2</hi> more', "a word more"),
        ('word<ref target="#n" type="noteAnchor">1</ref>, and', "word, and"),
        ("a <corr>mended</corr> word", "a mended word"),
        ("<choice><corr>b</corr><sic>a</sic></choice>c", "bc"),
        ("<choice><expan>Doctor</expan><abbr>Dr</abbr></choice> No", "Dr No"),
        ("an <app><lem>old</lem><rdg>new</rdg></app> word", "an old word"),
        ("a<!-- no --> b<?no no?> c", "a b c"),
        ("one<fw>HEAD</fw> two<figure><figDesc>no</figDesc></figure>", "one two"),
        ("one<gap><desc>torn</desc></gap> two", "one\ufffc two"),
        ('a <note place="inline">b</note> c', "a b c"),
    ],
)
def test_what_tei_prints(tmp_path: Path, body: str, text: str) -> None:
    assert tei(tmp_path, f"<p>{body}</p>") == [("", text)]


@pytest.mark.parametrize(
    "body",
    [
        'the Com-<lb/>mittee sat<pb n="5"/>',
        'the Com<lb break="no"/>mittee sat<pb n="5"/>',
        'the Com\n  <lb break="no"/>\n  mittee sat<pb n="5"/>',
        'the Com-<pb n="5" break="no"/>mittee sat',
        'the Com<pb n="5" break="no"/>mittee sat',
        'the Com\n <pb n="5" break="no"/>\n mittee sat',
        'the Com<note>A note.</note><pb n="5" break="no"/><fw>5</fw><lb break="no"/>mittee sat',
    ],
)
def test_broken_words_are_found(tmp_path: Path, body: str) -> None:
    text = f'<TEI><text><body><pb n="4"/><p>{body} down.</p></body></text></TEI>'
    pages = read(tmp_path / "a.xml", text)
    assert status(pages, "the Committee sat", "4–5") == "verbatim"
    assert status(pages, "the Com mittee sat", "4–5") != "verbatim"


def test_notes_keep_to_their_pages(tmp_path: Path) -> None:
    body = (
        '<pb n="5"/><p>one<note>foot <pb n="6"/>goes on</note> rest</p><pb n="6"/><p>six</p>'
        "<pb/><p>seven<note>its own</note></p>"
        '<div><pb n="9"/><head>Notes</head><note>an endnote</note></div>'
    )
    assert tei(tmp_path, body) == [
        ("5", "one rest"),
        ("6", "six"),
        ("", "seven"),
        ("9", "Notes an endnote"),
        ("5", "foot"),
        ("6", "goes on"),
        ("", "its own"),
    ]


@pytest.mark.parametrize(
    ("marked", "spans"),
    [
        ('a <hi rend="italic">b <hi rend="bold">c</hi> d</hi> e', ((2, 7),)),
        ("a <emph>b</emph> <hi>c</hi>", ((2, 3), (4, 5))),
        ('a <hi rend="smallcaps">b</hi> <hi rend="sub">c</hi>', ()),
        ('a <hi rend="italic small-caps">b</hi>', ((2, 3),)),
        ('a <title rend="italic">b</title>', ((2, 3),)),
        ('a <hi style="font-variant: small-caps">b</hi>', ()),
        ("a <emph>b<note>c <hi>d</hi></note></emph> e", ((2, 3),)),
    ],
)
def test_emphasis_in_tei(tmp_path: Path, marked: str, spans: tuple[tuple[int, int], ...]) -> None:
    pages = read(tmp_path / "a.xml", f"<TEI><text><p>{marked}</p></text></TEI>")
    assert pages.pages[0].emphasis == spans


def test_the_pamphlet() -> None:
    pages = read_transcript(EXAMPLE, Reading())
    assert [page.label for page in pages.pages] == ["3", "4", "5", "6", "7", "4"]
    assert status(pages, "answered that the Committee would not be hurried", "4–5") == "verbatim"
    assert status(pages, "the Patent Clock Company in March", "4") == "verbatim"
    assert status(pages, "may be seen at the Town Hall on a Tuesday", "4") == "verbatim"
    emphasised = [page.text[slice(*span)] for page in pages.pages for span in page.emphasis]
    assert emphasised == ["not", "Courier"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>au 2<sup>e</sup> siècle</p>", [("", "au 2e siècle")]),
        (
            "<p>so<sup>1</sup> it<sup><a href='#n'>b</a></sup> is<sup>*</sup></p>",
            [("", "so it is")],
        ),
        (
            "<p>so<a href='#n' role='doc-noteref'>1</a> it<a href='#n'>[2]</a> is",
            [("", "so it is")],
        ),
        ("<p>see <a href='#s'>section 2</a></p>", [("", "see section 2")]),
        ("<p>one <q>two</q></p>", [("", "one “two”")]),
        ("<p><span role='doc-pagebreak' aria-label=' page 7. '></span>a", [("7", "a")]),
        ("<p><span epub:type='pagebreak' id='pg_xii'>xii</span>a", [("xii", "a")]),
        ("<p><a id='page_7'></a>a <a name='Page_8'></a>b", [("7", "a"), ("8", "b")]),
        ("<p><span class='pagenum'><a id='Page_7'>[Pg 7]</a></span>a", [("7", "a")]),
        ("<p><span class='page-number'>7</span>a<span class='pb'>b</span>", [("7", "ab")]),
        ("<div id='page_7'><p>all of it</p></div>", [("", "all of it")]),
        ("<p>in <span id='p5'>1917</span> and <span>42</span>", [("", "in 1917 and 42")]),
        (
            "<p>a<a href='#n' role='doc-noteref'>1</a> b</p>"
            "<aside role='doc-footnote'><a href='#r' role='doc-backlink'>1</a> note</aside><p>c",
            [("", "a b c"), ("", "note")],
        ),
    ],
)
def test_what_html_says(tmp_path: Path, body: str, expected: list[tuple[str, str]]) -> None:
    assert web(tmp_path, body) == expected


def test_xhtml_is_read_as_xml(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "xhtml11.dtd">'
    text = '<script/><p>caf&eacute; <a id="page_2"/>two <i/>three</p>'
    pages = read(tmp_path / "a.xhtml", doctype + XHTML % text)
    assert [(page.label, page.text) for page in pages.pages] == [("", "café"), ("2", "two three")]
    assert pages.pages[1].emphasis == ()


def test_deep_html_is_not_cut_off(tmp_path: Path) -> None:
    deep = "<font>" * 600 + "deep" + "</font>" * 600
    assert web(tmp_path, f"<p>start {deep} end") == [("", "start deep end")]
    if etree.LIBXML_VERSION < (2, 14):
        # An older one goes as deep as it must.
        assert web(tmp_path, "<div>" * 5000 + "deep") == [("", "deep")]
        return
    with pytest.raises(TranscriptError, match="beyond"):
        web(tmp_path, "<div>" * 5000 + "deep")


def test_html_in_another_encoding(tmp_path: Path) -> None:
    content = '<meta charset="windows-1251"><p>слово'.encode("cp1251")
    assert read(tmp_path / "a.html", content).pages[0].text == "слово"
    with pytest.raises(TranscriptError, match="save it as UTF-8"):
        read(tmp_path / "b.html", "<p>café".encode("latin-1"))
    pages = read(tmp_path / "b.html", "<p>café".encode("latin-1"), Reading(encoding="latin-1"))
    assert pages.pages[0].text == "café"


def book(path: Path, kind: int = zipfile.ZIP_DEFLATED, **extra: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("META-INF/container.xml", CONTAINER)
        file.writestr("OPS/p.opf", PACKAGE)
        file.writestr("OPS/b b.xhtml", XHTML % f"<p>{BREAK % 1}first Com-</p>")
        file.writestr(
            "OPS/text/a.xhtml", extra.pop("a", (XHTML % f"{BREAK % 2}mittee").encode()), kind
        )
        for name, content in extra.items():
            file.writestr(f"META-INF/{name}.xml", content)
    return path


def test_a_book_in_the_order_of_its_spine(tmp_path: Path) -> None:
    fonts = b'<encryption><CipherReference URI="OPS/font.otf"/></encryption>'
    pages = read_transcript(book(tmp_path / "a.epub", encryption=fonts), Reading())
    assert [(page.label, page.text) for page in pages.pages] == [
        ("1", "first Com-"),
        ("2", "mittee"),
    ]
    assert status(pages, "first Committee", "1–2") == "verbatim"


def test_a_pdf_without_labels_of_its_own(tmp_path: Path) -> None:
    weasyprint = module("weasyprint")
    html = "<p>HEAD</p><p>one</p><p style='break-before: page'>HEAD</p><p>two</p>"
    weasyprint.HTML(string=html).write_pdf(tmp_path / "a.pdf")
    writer = PdfWriter(clone_from=PdfReader(tmp_path / "a.pdf"))
    writer.set_page_label(0, 1, prefix="")
    writer.write(tmp_path / "b.pdf")
    level = logging.getLogger("pypdf").level
    reading = Reading(layout=Layout(running_head="^HEAD$"))
    for name in "a.pdf", "b.pdf":
        pages = read_transcript(tmp_path / name, reading)
        assert [(page.label, page.text.strip()) for page in pages.pages] == [
            ("1", "one"),
            ("2", "two"),
        ]
        assert not pages.tells_emphasis
    assert logging.getLogger("pypdf").level == level
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    with pytest.raises(TranscriptError, match="password"):
        read_transcript(tmp_path / "locked.pdf", reading)


def test_page_breaks_may_have_groups(tmp_path: Path) -> None:
    reading = Reading(layout=Layout(page_break=r"^(=+|-+)?\n\n|\f"))
    pages = read(tmp_path / "a.txt", "one\n==\n\ntwo\fthree\n", reading)
    assert [page.text for page in pages.pages] == ["one", "two", "three"]


LOL = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<!DOCTYPE TEI [<!ENTITY l0 "lol">{LOL}]><TEI n="&l9;"><text><p>x</p></text></TEI>'
QUADRATIC = (
    '<!DOCTYPE TEI [<!ENTITY a "' + "a" * 10**6 + '">]>'
    "<TEI><text>" + '<p n="&a;">x</p>' * 10**4 + "</text></TEI>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("content", [LAUGHS, QUADRATIC])
def test_entities_are_refused(tmp_path: Path, content: str, encoding: str) -> None:
    (tmp_path / "a.xml").write_bytes(content.encode(encoding))
    refused(tmp_path / "a.xml", "declares entities of its own")


def test_entities_of_html_are_known(tmp_path: Path) -> None:
    head = '<!DOCTYPE TEI SYSTEM "http://nowhere.invalid/tei.dtd">'
    assert tei(tmp_path, "<p>caf&eacute;&mdash;noir</p>", head) == [("", "café—noir")]
    with pytest.raises(TranscriptError, match="&nothing;, which is unknown"):
        tei(tmp_path, "<p>&nothing;</p>", head)


def test_only_tei_is_tei(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<rss><p>no</p></rss>")
    refused(tmp_path / "a.xml", "no TEI")


@pytest.mark.slow
def test_books_that_are_bombs(tmp_path: Path) -> None:
    refused(book(tmp_path / "bz2.epub", zipfile.ZIP_BZIP2, a=b" " * 2**28), "packed as no EPUB")
    refused(book(tmp_path / "zip.epub", a=b" " * 2**26), "too large")
    with zipfile.ZipFile(tmp_path / "many.epub", "w") as file:
        for number in range(20_000):
            file.writestr(str(number), b"")
    refused(tmp_path / "many.epub", "10,000 files")


def test_books_that_are_broken(tmp_path: Path) -> None:
    whole = book(tmp_path / "a.epub").read_bytes()
    (tmp_path / "half.epub").write_bytes(whole[: len(whole) // 2])
    refused(tmp_path / "half.epub", "no EPUB")
    with zipfile.ZipFile(tmp_path / "gone.epub", "w") as file:
        file.writestr("META-INF/container.xml", CONTAINER)
        file.writestr("OPS/p.opf", PACKAGE)
    refused(tmp_path / "gone.epub", "OPS/b b.xhtml")
    locked = b'<encryption><CipherReference URI="OPS/text/a.xhtml"/></encryption>'
    refused(book(tmp_path / "locked.epub", encryption=locked), "encrypted")


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("name", ["a.xml", "a.html"])
def test_long_pages_take_linear_time(tmp_path: Path, name: str) -> None:
    def reading(length: int) -> Callable[[], Pages]:
        path = tmp_path / f"{length}{name}"
        path.write_text(f"<TEI><text>{'<p>some <b>words</b> here</p>' * length}</text></TEI>")
        return partial(read_transcript, path, Reading())

    assert_linear(reading)


def refused(path: Path, message: str) -> None:
    """Before much is done, and before much is in memory."""
    tracemalloc.start()
    with pytest.raises(TranscriptError) as error, counted() as called:
        read_transcript(path, Reading())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert str(error.value).startswith(f"{path.name}: ")
    assert message in str(error.value)
    assert called.total() < FEW_CALLS
    assert peak < 128 * 2**20
