"""Hostile text in every place that authors and files can put it: payloads × places.

``PAYLOADS`` are what attackers write; :func:`edition` puts each into each place, a document for
each payload.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

LINES: Final[Mapping[str, str]] = {
    "forged": "a\n::error file=x::forged\rback\u2028/x.rst:1: WARNING: forged\x85next\x0c",
    "return": "shown\rhidden",
}
"""Payloads of more lines than one; a document of reST takes each end of one for its own."""
TERMINAL: Final[Mapping[str, str]] = {
    "colour": "\x1b[31mred\x1b[0m",
    "title": "\x1b]0;title\x07 \x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;cHduZWQ=\x07",
    "c1": "\x9b31mred\x9d0;title\x9c \x90q\x9c",
    "backspace": "abc\x08\x08\x08xyz\x7f\x07",
    "bidi": "\u202etxet\u202c \u2066\u2067iso\u2069\u200f",
    "zero-width": "a\u200bb\u200cc\u200dd\ufeffe\u2060f\u00adg",
}
"""What a terminal obeys, and what a reader cannot see."""
MARKUP: Final[Mapping[str, str]] = {
    "script": "<script>alert(1)</script>",
    "image": '"><img src=x onerror=alert(1)>',
    "quote": "'><svg/onload=alert(1)>",
    "attribute": '" onmouseover="alert(1)" x="',
    "javascript": "javascript:alert(1)",
    "obfuscated": "JaVaScRiPt&colon;alert(1)",
    "data": "data:text/html,<script>alert(1)</script>",
    "file": "file:///etc/passwd",
    "cdata": "]]>",
    "comment": "--> <!-- x",
    "jinja": "{{ 7*191 }}{% raise %}{# x #}",
    "entity": "&lt;script&gt; &#60;b&#62; &x;",
    "style": "</style><style>*{background:url(http://evil.example/x)}",
    "css": "red;} *{x:expression(alert(1));background:url(http://evil.example/y)",
    "title": "</title></textarea></template><script>alert(2)</script>",
    "dot": '", URL="javascript:alert(1)", label=<<b>bold</b>>, x="\\N\\l',
    "doctype": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
    "inclusion": "<xi:include href='file:///etc/passwd' xmlns:xi='http://www.w3.org/2001/XInclude'/>",
    "instruction": "<?xml-stylesheet href='http://evil.example/x.xsl'?>",
    "input": "\\input{/etc/hostname}\\include{/etc/hostname}",
    "write18": "\\immediate\\write18{touch pwned}\\write18{touch pwned}",
    "lua": "\\directlua{os.execute('touch pwned')}\\openout1=pwned",
    "catcode": "\\catcode`\\@=0 @immediate@write18{touch pwned}",
    "carets": "^^5cwrite18{touch pwned}^^M^^00",
    "specials": "% # ~ $ & _ ^ $$ @",
    "braces": "}}}{{{",
    "opened": "{{{ [[[ (((",
    "closed": "}\\end{document}",
    "verbatim": "\\end{sphinxVerbatim}\\end{critiquenote}",
    "macro": "\\def\\x{\\x}\\x \\csname input\\endcsname",
    "long": "w" * 1000,
    "up": "../../../etc/passwd",
    "shell": "$(touch pwned) `touch pwned` ; touch pwned | touch pwned",
    "python": "%s %d %(x)s {0} {x.__class__} {}",
    "rst": ".. raw:: html |x| `y`_ *z* :sup:`a` http://evil.example <http://evil.example>",
    "glob": "[a-z]* ?? **",
    "none": "\ufffe and \uffff",
}
"""What some form of output would take for markup."""
PAYLOADS: Final[Mapping[str, str]] = {**MARKUP, **TERMINAL, **LINES}
GATHERED: Final[Mapping[str, str]] = {
    "javascript": MARKUP["javascript"],
    "markup": " ".join(each for name, each in {**MARKUP, **TERMINAL}.items() if name != "long"),
    "forged": LINES["forged"],
}
"""The same in few, which are soon built."""
_BREAKS: Final = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def one_line(text: str) -> str:
    """A payload as a line of a document can hold it."""
    return _BREAKS.sub(" ", text)


def in_rst(text: str) -> str:
    """The same as words of reST, where nothing in it is markup."""
    return re.sub(r"[^\w\s]", r"\\\g<0>", one_line(text))


def in_role(text: str) -> str:
    return re.sub(r"[\\`<>*]", r"\\\g<0>", one_line(text))


def in_markdown(text: str) -> str:
    """The same as words of MyST."""
    return re.sub(r"[!-/:-@\[-`{-~]", r"\\\g<0>", one_line(text))


def in_markdown_role(text: str) -> str:
    """A role of MyST ends with as many backticks as it begins with (two, in :func:`in_myst`)."""
    return re.sub(r"[\\<>*]", r"\\\g<0>", one_line(text)).replace("`", "'")


def in_myst(document: str) -> str:
    """A document of reST whose directives are made fences, and its roles those of MyST.

    Fences of tildes: what comes behind those of backticks may hold none.
    """
    roles = re.sub(r":([a-z:]+):`(.*?)`(?=[ ,.\n])", r"{\1}``\2``", document)
    return "\n".join(_fenced(roles.splitlines()))


def _fenced(lines: list[str]) -> list[str]:
    out: list[str] = []
    while lines:
        line, *lines = lines
        if not line.startswith(".. "):
            out.append(line)
            continue
        end = next((n for n, each in enumerate(lines) if each and each[0] != " "), len(lines))
        held, lines = _fenced([each[3:] for each in lines[:end]]), lines[end:]
        name, _, argument = line[3:].partition("::")
        longest = max((len(each) - len(each.lstrip("~")) for each in held), default=0)
        fence = "~" * max(3, longest + 1)
        out += [f"{fence}{{{name}}}{argument}", *held, fence, ""]
    return out


def in_bib(text: str) -> str:
    """A field in braces must balance them; all else stands."""
    text = one_line(text)
    depth, fits = 0, True
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        fits = fits and depth >= 0
    return text if fits and not depth else text.translate({ord("{"): "(", ord("}"): ")"})


_DOCUMENT = """\
T{n}title {title}
{line}

.. excerpt:: bib{n}, {raw}
   :name: n{n} {raw}
   :voice: V{n}voice {raw}; W{n}voice {raw}
   :date: {raw}
   :class: {raw}
   :unchecked: U{n}unchecked {raw}

   One B{n}body {prose} two lemma words.

   -- A{n}attribution {prose}

.. correction:: B{n}body {raw}
   :charged: C{n}charged {raw}
   :right: R{n}right {raw}
   :tags: tag{n} {raw}
   :cite: see bib{n}, {raw}; {raw}
   :with: {raw}
   :class: {raw}
   :name: m{n} {raw}

   Q{n}note {prose}, and :quote:`S{n}quote {role} <bib{n}, {role}>`,
   and :locus:`bib{n}, {role}`, :critique:ref:`X{n}ref {role} <n{n} {role}>`.

   > {prose}

.. kind-{n}:: L{n}lemma {raw}
   :at: bib{n}, {raw}
   :{raw}: {raw}

   K{n}kind {prose}

.. omission:: lemma
   :on: {raw}
   :absent: {raw} <{raw}>; {raw}
   :lang: {raw}

   O{n}omission {prose}

.. excerpt:: bib{n}, 1
   :lang: {raw}
   :layout: {raw}

   The transcript says E{n}misquoted {prose} or more or less so.

.. gloss:: or more
   :voice: {raw}

   G{n}gloss {prose}

   .. reply::
      :voice: {raw}

      Y{n}reply {prose}

.. excerpt:: bib{n}, 1
   :from: {raw}
   :to: {raw}

.. quotation:: bib{n}, {raw}
   :lang: {raw}

   D{n}quotation {prose}

   .. translation:: {raw}
      :lang: {raw}

      Z{n}translation {prose}

.. quotation:: xml{n}, 1

   The transcript says {prose} or so much for that.

.. quotation:: html{n}, 1

   The transcript says {prose} or so much for that.

.. quotation:: epub{n}, 1

   The transcript says {prose} or so much for that.

.. quotation:: bib{n}, 1

   The transcript says […] so much for that.

.. quotation:: {raw}

   F{n}unknown {prose}

.. recall:: {raw}
   :on: {raw}
   :lemma: {raw}

.. recall:: m{n} {raw}
   :lemma: {raw}

.. argument-map::
   :source: bib{n}

.. critique-list::
   :kind: {raw}
   :voice: {raw}
   :charged: {raw}
   :source: {raw}
   :tag: {raw}
   :doc: {raw}
   :columns: {raw}
   :sort: {raw}

.. apparatus::
   :scope: {raw}

.. critique-summary::
   :by: {raw}

.. work:: {raw}
   :heading:
"""
_INDEX = """\
Hostile
=======

.. toctree::
   :glob:

   d*

.. edition::

.. score::

.. argument-map::

.. critique-list::
   :columns: number; lemma; kind; voice; charged; source; tags

.. apparatus::
   :scope: edition

.. critique-summary::

.. index-locorum::

.. cut-list::

.. sigla::

.. bibliography::
   :all:
"""


def _document(number: int, payload: str, suffix: str) -> str:
    prose, role = (in_markdown, in_markdown_role) if suffix == ".md" else (in_rst, in_role)
    # What is put in is put in last, so that nothing in it is taken for markup of the document.
    document = in_myst(_DOCUMENT) if suffix == ".md" else _DOCUMENT
    given = {
        "n": str(number),
        "raw": one_line(payload),
        "prose": prose(payload),
        "role": role(payload),
        "title": prose(in_xml(payload)),
        "line": "=" * 3200,
    }
    return re.sub(rf"{{({'|'.join(given)})}}", lambda found: given[found[1]], document)


def _entry(number: int, payload: str) -> str:
    text = in_bib(payload)
    fields = "title author publisher address url doi eprint note year howpublished shorttitle"
    said = "".join(f"  {name} = {{M{number}{name} {text}}},\n" for name in fields.split())
    links = "".join(
        f"@misc{{{name}{number}, title = {{N{number}link}}, {name} = {{{text}}}}}\n"
        f"@misc{{h{name}{number}, title = {{N{number}link}}, note = {{\\{name}{{{text}}}{{x}}}}}}\n"
        for name in ("url", "doi", "href")
    )
    others = "".join(
        f"@book{{{form}{number}, title = {{P{number}{form} {text}}}, year = {{1900}}}}\n"
        for form in ("xml", "html", "epub")
    )
    return f"@book{{bib{number},\n{said}  langid = {{{text}}}}}\n{links}{others}"


def _transcripts(number: int, payload: str) -> Iterator[tuple[str, bytes]]:
    said = f"The transcript says {payload} or so much for that."
    plain = f"[p. 1]\n{said}\n[p. {one_line(payload)}]\n{said}\n[l. {one_line(payload)}] more\n"
    yield f"bib{number}.txt", plain.encode("utf-8")
    yield f"bib{number}.errata", f"{payload} => x\n{payload}\n".encode()
    text, label = escape(in_xml(said)), escape(in_xml(payload))
    tei = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><pb n="1"/><p>{text}</p>'
    tei += f'<pb n="{label}"/><p rend="{label}">{text}</p></body></text></TEI>'
    yield f"xml{number}.xml", tei.encode()
    page = f'<p><a id="page_1" role="doc-pagebreak" title="1"></a>{text}</p>'
    page += f'<p><span role="doc-pagebreak" title="{label}"></span><em>{text}</em></p>'
    yield f"html{number}.html", f"<html><body>{page}</body></html>".encode()
    yield f"epub{number}.epub", _epub(page, label)


_CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="../../content.opf"/></rootfiles></container>"""
_PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a"
href="../../../etc/passwd" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="a"/></spine></package>"""


def _epub(page: str, label: str) -> bytes:
    """A book whose paths lead out of it."""
    packed = BytesIO()
    html = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{page}</body></html>'
    with ZipFile(packed, "w") as book:
        book.writestr("META-INF/container.xml", _CONTAINER)
        book.writestr("../../content.opf", _PACKAGE)
        book.writestr("../../../../../etc/passwd", html)
        book.writestr("/tmp/pwned", label)
    return packed.getvalue()


def in_xml(text: str) -> str:
    """What a file of XML can hold; Sphinx puts the names of documents there as they are."""
    return re.sub("[\0-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "", text)


def file_name(text: str) -> str:
    """A payload as the name of a file, as far as it can be one."""
    return re.sub(r"[/\0]", "", one_line(text))[:60]


def edition(
    payloads: Mapping[str, str] = PAYLOADS,
    suffix: str = ".rst",
    name: Callable[[str], str] = file_name,
) -> dict[str, bytes]:
    """The files of an edition in which every place is hostile, a document for each payload.

    ``suffix``: of documents of reST, or of MyST (``.md``); ``name``: makes names of files.
    """
    files = {f"index{suffix}": (in_myst(_INDEX) if suffix == ".md" else _INDEX).encode()}
    bibliography = []
    for number, payload in enumerate(payloads.values()):
        document = _document(number, payload, suffix)
        files[f"d{number}{in_xml(name(payload))}{suffix}"] = document.encode()
        files[f"transcripts/{name(payload)}x{number}.txt"] = payload.encode()
        bibliography.append(_entry(number, payload))
        for transcript, content in _transcripts(number, payload):
            files[f"transcripts/{transcript}"] = content
    files["sources.bib"] = "\n".join(bibliography).encode()
    return files


def config(payloads: Mapping[str, str] = PAYLOADS) -> dict[str, Any]:
    """Its settings, hostile too."""
    every = in_xml(GATHERED["markup"])
    kinds: dict[str, dict[str, str]] = {}
    for number, payload in enumerate(payloads.values()):
        kinds[f"kind-{number}"] = {"title": f"I{number}kind {payload}", "stance": "against"}
        kinds[f"bad-{number}"] = {"colour": payload, "cito": payload, "stance": payload}
        kinds[payload] = {"title": payload}
    return {
        "project": every,
        "author": every,
        "copyright": every,
        "version": "1",
        "release": "1",
        "html_baseurl": "https://example.org/",
        "critique_kinds": kinds,
        "critique_work": "bib0",
        "critique_edition": {
            **dict.fromkeys(("title", "subtitle", "series", "version", "licence", "doi"), every),
            "editors": list(payloads.values()),
            "formats": {payload: payload for payload in payloads.values()},
        },
        "critique_transcripts": {p: {"path": p} for p in payloads.values()},
        "bibtex_bibfiles": ["sources.bib"],
        "bibtex_default_style": "critique",
        "bibtex_reference_style": "critique",
        "epub_copyright": "nobody",
        "epub_basename": "hostile",
        "latex_documents": [("index", "hostileset.tex", "Hostile", "Nobody", "howto")],
        "latex_use_xindy": False,
        "show_warning_types": True,
    }
