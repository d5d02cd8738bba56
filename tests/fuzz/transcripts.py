"""Transcripts of a seed in every form, with bytes changed and marks out of order."""

import io
import zipfile
from collections.abc import Callable
from functools import cache
from html import escape
from random import Random
from typing import Final

from ..conftest import module
from .bibliographies import mutated
from .oddities import filler

_LABELS: Final = (
    *("1", "2", "3", "4", "ii", "iii", "2: 16", "", "99999999999", "x", "-1", "Ⅷ", "1r", "a\n"),
    *("12v–13r", "²", "９", "9" * 5000),
)


def _words(random: Random) -> str:
    return " ".join(filler(random, 0.2) for _ in range(random.randint(0, 12)))


def plain(random: Random) -> str:
    """Pages with marks of every sort, errors in them."""
    marks = (
        "\f",
        "\n[p. {}]\n",
        "\n[l. {}]\n",
        "[ch. {}]",
        "[p. ",
        "[illegible]",
        "\n{}\n",
        "-\n",
        "¹",
    )
    return "".join(
        random.choice((*marks, " ", "\n\n")).replace("{}", random.choice(_LABELS)) + _words(random)
        for _ in range(random.randint(0, 30))
    )


_TEI: Final = tuple(
    """p div lg l choice sic corr subst del add app lem rdg note hi q head fw table row cell list
    item w seg surplus supplied orig reg abbr expan unclear damage foreign figure zone ab
    space""".split()
)
_EMPTY: Final = ("pb", "lb", "cb", "gap", "milestone", "anchor", "ptr", "delSpan", "addSpan", "gb")
_HTML: Final = tuple(
    """p div span em i del ins sup sub ol ul li table tr td h1 h2 q blockquote pre ruby rt a
    aside section script svg""".split()
)


def _tree(random: Random, names: tuple[str, ...], empty: tuple[str, ...], depth: int = 0) -> str:
    if depth > 6 or random.random() < 0.3:
        return escape(_words(random), quote=random.random() < 0.5)
    if random.random() < 0.3:
        return f"<{random.choice(empty)}{_attributes(random)}/>"
    name = random.choice(names)
    inner = "".join(_tree(random, names, empty, depth + 1) for _ in range(random.randint(0, 4)))
    return f"<{name}{_attributes(random)}>{inner}</{name}>"


def _attributes(random: Random) -> str:
    names = (
        "n", "type", "rend", "break", "unit", "xml:id", "id", "class", "role", "aria-label",
        "start", "value", "reason", "quantity", "extent", "spanTo", "title", "epub:type", "hidden",
        "href",
    )  # fmt: skip
    values = (
        *_LABELS,
        "no",
        "volume",
        "chapter",
        "page",
        "line",
        "doc-pagebreak",
        "pagebreak",
        "ocr_page",
    )
    values += (
        "doc-noteref",
        "italic",
        "#a",
        "reversed",
        "1000000000",
        "note",
        "ocrx_word",
        "ocr_line",
    )
    chosen = random.sample(names, random.choice((0, 0, 1, 2, 3)))
    return "".join(f' {name}="{escape(random.choice(values))}"' for name in chosen)


def tei(random: Random) -> str:
    """Elements in each other, whether or not they may be."""
    body = "".join(_tree(random, _TEI, _EMPTY) for _ in range(random.randint(0, 8)))
    head = random.choice(("", '<?xml version="1.0"?>', '<?xml version="1.0" encoding="no-such"?>'))
    head += random.choice(
        ("", "", '<!DOCTYPE TEI [<!ENTITY x "y"><!ENTITY z SYSTEM "/etc/passwd">]>')
    )
    space = random.choice(("", ' xmlns="http://www.tei-c.org/ns/1.0"', ' xmlns:epub="u"'))
    return (
        f"{head}<TEI{space}><text><body>{body}{random.choice(('', '&x;&z;'))}</body></text></TEI>"
    )


def html(random: Random) -> str:
    """The same in HTML, which takes anything."""
    empty = ("br", "hr", "img", "wbr", "span", "a")
    body = "".join(_tree(random, _HTML, empty) for _ in range(random.randint(0, 8)))
    return f"<html><head><title>T</title></head><body>{body}</body></html>"


def alto(random: Random) -> str:
    """Strings in lines in blocks, some of them missing."""
    names = ("Layout", "Page", "PrintSpace", "TextBlock", "TextLine", "ComposedBlock", "TopMargin")
    empty = ("String CONTENT='a'", "SP", "HYP CONTENT='-'", "String SUBS_TYPE='HypPart1'", "String")
    body = "".join(_tree(random, names, empty) for _ in range(random.randint(0, 6)))
    space = random.choice(("", ' xmlns="http://www.loc.gov/standards/alto/ns-v3#"'))
    return f"<alto{space}><Layout><Page>{body}</Page></Layout></alto>"


def epub(random: Random) -> bytes:
    """A package whose parts may be missing, or lead out of it."""
    paths = ("a.xhtml", "b.xhtml", "../../x", "/etc/passwd", "", "é.xhtml", "a.xhtml#x", "%zz")
    items = "".join(
        f'<item id="i{n}" href="{random.choice(paths)}" media-type="application/xhtml+xml"/>'
        for n in range(3)
    )
    spine = "".join(f'<itemref idref="i{random.randrange(5)}"/>' for _ in range(4))
    package = f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>{spine}</spine></package>'
    container = '<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>'
    parts = {
        "META-INF/container.xml": container,
        "p.opf": package,
        "a.xhtml": html(random),
        "b.xhtml": html(random),
        "é.xhtml": tei(random),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(
        file, "w", random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    ) as made:
        for name, text in parts.items():
            if random.random() < 0.95:
                made.writestr(name, mutated(text.encode(errors="replace"), random))
    return file.getvalue()


@cache
def _pdf(number: int) -> bytes:
    text = "".join(f"<p style='break-after: page'>Page {n} of {number}.</p>" for n in range(number))
    written: bytes = module("weasyprint").HTML(string=text).write_pdf(uncompressed_pdf=True)
    return written


def pdf(random: Random) -> bytes:
    """Pages whose objects may be anything."""
    return _pdf(random.randint(1, 4))


FORMS: Final[dict[str, Callable[[Random], str | bytes]]] = {
    "txt": plain,
    "xml": tei,
    "html": html,
    "hocr": html,
    "alto": alto,
    "epub": epub,
    "pdf": pdf,
}


def transcript(form: str, seed: int) -> bytes:
    """A file of that form."""
    random = Random(f"transcript {form} {seed}")
    made = FORMS[form](random)
    if isinstance(made, str):
        made = made.encode(random.choice(("utf-8", "utf-8", "utf-16", "latin-1")), errors="replace")
    return mutated(made, random)
