"""How work grows with what texts can have many of: ``python -m tests.bench.growth``.

Seconds at each size, and the power of the size as which they grow between the last two. A size is
about the number of letters; nothing is asserted.
"""

import argparse
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from math import log
from time import thread_time
from types import FrameType, ModuleType

from sphinx_critique.texts.anchoring import LemmaError, layers, locate, nearest_words
from sphinx_critique.texts.bibtex import Scanner, inherit, read_names
from sphinx_critique.texts.collation import Index, Page, Pages, Scope, check
from sphinx_critique.texts.collation.drawn import draw
from sphinx_critique.texts.collation.twice import quoted_differently
from sphinx_critique.texts.folding import fold
from sphinx_critique.texts.loci import read_citations, read_locator
from sphinx_critique.texts.transcripts import (
    Reading,
    TranscriptError,
    alto,
    html,
    plain,
    read_errata,
    tei,
)
from sphinx_critique.texts.transcripts.errata import Mending

SIZES = (1_000, 10_000, 100_000)
LIMIT = 5
SHORT = 0.001
"""Seconds below which nothing is told of how they grow."""

Work = Callable[[], object]


class TooLong(BaseException):
    """The time is up."""


def index_of(text: str, pages: int = 1) -> Index:
    """A transcript of some pages, all alike."""
    return Index.of(Pages.of(Page(str(number), text) for number in range(1, pages + 1)))


def words(letters: int, kinds: int = 97) -> list[str]:
    """Words of about so many letters, that come again and again."""
    return [f"w{number % kinds}" for number in range(letters // 4)]


def quoting(text: str, quotation: str, locator: str = "") -> Work:
    """A quotation held against a text."""
    scope = Scope(read_locator(locator))
    index = index_of(text)
    return lambda: check(index, quotation, scope)


def locating(text: str, lemma: str) -> Work:
    def work() -> None:
        try:
            locate(text, lemma)
        except LemmaError:
            nearest_words(text, lemma)

    return work


LEMMATA: Mapping[str, Callable[[int], Work]] = {
    "words": lambda n: locating(" ".join(words(n)), " ".join(words(n))),
    "words, one wrong": lambda n: locating(" ".join(words(n)), " ".join([*words(n), "x"])),
    "words, most wrong": lambda n: locating(" ".join(words(n)), "y ".join(words(n))),
    "a … a … a": lambda n: locating("a " * (n // 2), " … ".join("a" * (n // 4))),
    "a … b … a … b": lambda n: locating("a b " * (n // 4), " … ".join("ab" * (n // 8))),
    "a … a … x": lambda n: locating("a " * (n // 2), " … ".join("a" * (n // 4)) + " … x"),
    "a a a": lambda n: locating("a " * (n // 2), "a " * (n // 4)),
    "a a a [9]": lambda n: locating("a " * (n // 2), "a " * (n // 4) + "[9]"),
    "a'a'a": lambda n: locating("a'" * (n // 2), "a'" * (n // 4) + "a"),
    "[a] [a]": lambda n: locating("[a] " * (n // 4), "[a] " * (n // 8)),
    "[[[a]]]": lambda n: locating("[" * (n // 2) + "a" + "]" * (n // 2), "a"),
    "((( )))": lambda n: locating("(" * (n // 2) + "a" + ")" * (n // 2), "(a)"),
    "dots": lambda n: locating("a" + "." * n + "b", "a" + "." * (n // 2) + "b"),
    "spaces": lambda n: locating("a" + " " * n + "b", "a" + " " * (n // 2) + "c"),
    "marks": lambda n: locating("a" + "\u0301" * n, "a" + "\u0301" * n),
    "hyphens": lambda n: locating("a-" * (n // 2) + "a", "a-" * (n // 4) + "a"),
}

FOLDING: Mapping[str, Callable[[int], Work]] = {
    "fold words": lambda n: lambda: fold(" ".join(words(n))),
    "fold dots": lambda n: lambda: fold(". " * (n // 2)),
    "fold spaces": lambda n: lambda: fold("a" + " " * n + "»"),
    "fold hyphens": lambda n: lambda: fold("-" * n),
    "fold brackets": lambda n: lambda: fold("[" * n),
    "fold guillemets": lambda n: lambda: fold("« " * (n // 2)),
    "layers": lambda n: lambda: layers(0, n, [(at, at + 5) for at in range(0, n, 10)]),
    "layers nested": lambda n: lambda: layers(0, n, [(at, n - at) for at in range(0, n // 2, 10)]),
}


def unlike(letters: int) -> str:
    """Words none of which comes again."""
    return " ".join(f"x{number}" for number in range(letters // 6))


QUOTATIONS: Mapping[str, Callable[[int], Work]] = {
    "words": lambda n: quoting(" ".join(words(n)), " ".join(words(n))),
    "different words": lambda n: quoting(unlike(n), unlike(n)),
    "one wrong": lambda n: quoting(unlike(n), unlike(n) + " y"),
    "one wrong in the middle": lambda n: quoting(
        unlike(n), unlike(n // 2) + " y " + unlike(n)[len(unlike(n // 2)) :]
    ),
    "words, one wrong": lambda n: quoting(" ".join(words(n)), " ".join([*words(n), "y"])),
    "all wrong": lambda n: quoting(unlike(n), "y" + unlike(n).replace(" ", " y")),
    "every second wrong": lambda n: quoting(
        unlike(n), " ".join(w if i % 2 else "y" for i, w in enumerate(unlike(n).split()))
    ),
    "every tenth wrong": lambda n: quoting(
        unlike(n), " ".join(w if i % 10 else "y" for i, w in enumerate(unlike(n).split()))
    ),
    "every second left out": lambda n: quoting(unlike(n), " ".join(unlike(n).split()[::2])),
    "every tenth left out": lambda n: quoting(
        unlike(n), " ".join(w for i, w in enumerate(unlike(n).split()) if i % 10)
    ),
    "reversed": lambda n: quoting(unlike(n), " ".join(unlike(n).split()[::-1])),
    "no spaces": lambda n: quoting(unlike(n), unlike(n).replace(" ", "")),
    "a a a": lambda n: quoting("a " * (n // 2), "a " * (n // 4)),
    "a a a b": lambda n: quoting("a " * (n // 2), "a " * (n // 4) + "b"),
    "a a a b, b elsewhere": lambda n: quoting("b " + "a " * (n // 2), "a " * (n // 4) + "b"),
    "b a a a": lambda n: quoting("a " * (n // 2) + "b", "b " + "a " * (n // 4)),
    "a a b a a, a a c a a": lambda n: quoting(
        "a " * (n // 4) + "b " + "a " * (n // 4), "a " * (n // 8) + "c " + "a " * (n // 8)
    ),
    "a b a b, b a": lambda n: quoting("a b " * (n // 4), "b b a a " * (n // 16)),
    "strokes": lambda n: quoting("\n".join(words(n)), " / ".join(words(n))),
    "strokes, one wrong": lambda n: quoting("\n".join(words(n)), " / ".join([*words(n), "y"])),
    "strokes, unlike": lambda n: quoting(
        unlike(n).replace(" ", "\n"), unlike(n).replace(" ", " / ")
    ),
    "strokes, a / a": lambda n: quoting("a\n" * (n // 2), "a / " * (n // 8) + "a"),
    "strokes, a / a, wrong": lambda n: quoting("a\n" * (n // 2), "a / " * (n // 8) + "b"),
    "strokes alone": lambda n: quoting("a b", "a" + " /" * (n // 2) + " b"),
    "brackets": lambda n: quoting(unlike(n), unlike(n).replace(" ", " [y] ")),
    "brackets, words": lambda n: quoting(" ".join(words(n)), " [y] ".join(words(n))),
    "brackets, a [b] a": lambda n: quoting("a " * (n // 2), "a [b] " * (n // 8) + "a"),
    "brackets, a [b] a, wrong": lambda n: quoting("a " * (n // 2), "a [b] " * (n // 8) + "c"),
    "brackets alone": lambda n: quoting("a b", "a " + "[b] " * (n // 4) + "b"),
    "brackets for words": lambda n: quoting(
        unlike(n), " ".join(w if i % 4 else "[y]" for i, w in enumerate(unlike(n).split()))
    ),
    "long bracket": lambda n: quoting(unlike(n), "x1 [" + "y " * (n // 2) + "] x2"),
    "brackets nested": lambda n: quoting("a b", "a " + "[" * n + " b"),
    "brackets nested, closed": lambda n: quoting("a b", "a " + "[" * n + "]" * n + " b"),
    "altered": lambda n: quoting(unlike(n), unlike(n).replace("x", "[y]")),
    "altered, a": lambda n: quoting("a " * (n // 2), "[b]a " * (n // 6)),
    "altered, one word": lambda n: quoting("a" * n, "[b]a" * (n // 4)),
    "altered, one word again": lambda n: quoting("a" * n, "a[]" * (n // 3)),
    "sic": lambda n: quoting(unlike(n), unlike(n).replace(" ", " [sic] ")),
    "cuts": lambda n: quoting(unlike(n), " … ".join(unlike(n).split()[::2])),
    "cuts, wrong": lambda n: quoting(unlike(n), " … ".join([*unlike(n).split()[::2], "y"])),
    "cuts, words": lambda n: quoting(" ".join(words(n)), " … ".join(words(n)[::2])),
    "cuts, words wrong": lambda n: quoting(
        " ".join(words(n)), " … ".join([*words(n)[::2], "w3 w2 w1"])
    ),
    "cuts around common words": lambda n: quoting(
        "the a of " * (n // 9), "the … " * (n // 12) + "of"
    ),
    "cuts around common words, wrong": lambda n: quoting(
        "the a of " * (n // 9), "the … " * (n // 12) + "of a the"
    ),
    "cuts, too many": lambda n: quoting("the a of " * (n // 36), "the … " * (n // 6) + "of"),
    "cuts, a few, wrong": lambda n: quoting("the a of " * (n // 9), "the … of … a … the of a"),
    "cuts alone": lambda n: quoting("a b", "a" + " …" * n + " b"),
    "cuts and strokes": lambda n: quoting("a b " * (n // 4), "a … b / " * (n // 16) + "a"),
    "cuts and brackets": lambda n: quoting("a b " * (n // 4), "a … [c] b " * (n // 20) + "a"),
    "dots alone": lambda n: quoting("a b " * (n // 4), ". " * (n // 2)),
    "full stops": lambda n: quoting("a. " * (n // 3), "a. " * (n // 6)),
    "full stops, wrong": lambda n: quoting("a. " * (n // 3), "a. " * (n // 6) + "b."),
    "commas alone": lambda n: quoting("a, " * (n // 3), ", " * (n // 4) + "a"),
    "commas at the end": lambda n: quoting("a, b", "a" + "," * n),
    "a'a'a": lambda n: quoting("a'" * (n // 2), "a'" * (n // 4)),
    "a'a'a of a a a": lambda n: quoting("a " * (n // 2), "a'" * (n // 4)),
    "a a a of a'a'a": lambda n: quoting("a'" * (n // 2), "a " * (n // 4)),
    "l'a l'a": lambda n: quoting("l'a " * (n // 4), "l'" * (n // 4)),
    "aaaa of a a a": lambda n: quoting("a " * (n // 2), "a" * (n // 4)),
    "a a a of aaaa": lambda n: quoting("a" * n, "a " * (n // 4)),
    "a a a of words of a": lambda n: quoting(
        " ".join("a" * (i % 30 + 1) for i in range(n // 16)), "a " * (n // 4)
    ),
    "hyphens": lambda n: quoting("a-" * (n // 2), "a-" * (n // 4) + "a"),
    "hyphens, wrong": lambda n: quoting("a-" * (n // 2), "a-" * (n // 4) + "b"),
    "hyphens at line ends": lambda n: quoting("a-\n" * (n // 3), "a" * (n // 4)),
    "hyphens at line ends, wrong": lambda n: quoting("a-\n" * (n // 3), "a " * (n // 4)),
    "soft hyphens": lambda n: quoting("a\u00ad\n" * (n // 3), "a" * (n // 4)),
    "quote marks": lambda n: quoting('"a" ' * (n // 4), '"a" ' * (n // 8)),
    "quote marks, others": lambda n: quoting("“a” " * (n // 4), "„a“ " * (n // 8)),
    "quote marks alone": lambda n: quoting('"a" ' * (n // 4), '"' * n),
    "quotes nested": lambda n: quoting('"a" ' * (n // 4), "“" * (n // 4) + "a" + "”" * (n // 4)),
    "parentheses": lambda n: quoting("(a) " * (n // 4), "(" * (n // 4) + "a" + ")" * (n // 4)),
    "numbers": lambda n: quoting("1,2" * (n // 3), "1,2" * (n // 6)),
    "numbers apart": lambda n: quoting("1 2 " * (n // 4), "1 " * (n // 4)),
    "dashes": lambda n: quoting("a — " * (n // 4), "a -- " * (n // 8)),
    "marks": lambda n: quoting("a" + "\u0301" * n, "a" + "\u0301" * n),
    "Han": lambda n: quoting("漢字" * (n // 2), "漢字" * (n // 4)),
    "Han, wrong": lambda n: quoting("漢字" * (n // 2), "漢字" * (n // 4) + "仮"),
    "Thai": lambda n: quoting("กขค" * (n // 3), "กขค" * (n // 6)),
    "one long word": lambda n: quoting("a" * n, "a" * n),
    "one long word, wrong": lambda n: quoting("a" * n, "a" * (n - 1) + "b"),
    "one long number": lambda n: quoting("1" * n, "1" * (n - 1) + "2"),
    "control characters": lambda n: quoting("a\0" * (n // 2), "a\0" * (n // 4)),
    "of a long text": lambda n: quoting(" ".join(words(n)), "w3 w4 w5"),
    "of a long text, wrong": lambda n: quoting(" ".join(words(n)), "w3 w5 w4"),
    "of the same words": lambda n: quoting("the " * (n // 4), "the the the"),
    "of the same words, wrong": lambda n: quoting("the " * (n // 4), "the the a the the"),
}


def paged(count: int) -> Index:
    return index_of("alpha beta gamma", count)


def numbers(count: int, join: str = ", ") -> str:
    return join.join(map(str, range(1, count + 1)))


PLACES: Mapping[str, Callable[[int], Work]] = {
    "locator list": lambda n: lambda: read_locator(numbers(n // 6)),
    "locator ranges": lambda n: (
        lambda: read_locator(", ".join(f"{i}–{i + 1}" for i in range(n // 10)))
    ),
    "locator labels": lambda n: lambda: read_locator("p. " * (n // 3)),
    "locator label list": lambda n: (
        lambda: read_locator(", ".join(f"p. {i}" for i in range(n // 8)))
    ),
    "locator parentheses": lambda n: lambda: read_locator("(" * (n // 2) + ")" * (n // 2)),
    "locator spaces": lambda n: lambda: read_locator("1" + " " * n + "x"),
    "locator words": lambda n: lambda: read_locator("word " * (n // 5)),
    "locator digits": lambda n: lambda: read_locator("1" * n),
    "locator Roman": lambda n: lambda: read_locator("x" * n),
    "locator dashes": lambda n: lambda: read_locator("–" * n),
    "locator quotes": lambda n: lambda: read_locator('"' * n),
    "locator braces": lambda n: lambda: read_locator("{" * n),
    "pages cited": lambda n: partial_check(paged(n // 6), numbers(n // 6)),
    "pages cited backwards": lambda n: partial_check(
        paged(n // 6), ", ".join(map(str, range(n // 6, 0, -1)))
    ),
    "pages cited, missing": lambda n: partial_check(paged(100), numbers(n // 6)),
    "page ranges": lambda n: partial_check(
        paged(n // 10), ", ".join(f"1–{i}" for i in range(1, n // 10))
    ),
    "pages": lambda n: lambda: index_of("alpha beta", n // 10),
    "pages, quoted": lambda n: (
        lambda index: lambda: check(index, "gamma alpha beta gamma alpha", Scope(read_locator("")))
    )(paged(n // 16)),
    "pages, all quoted": lambda n: (
        lambda index: lambda: check(index, "alpha beta gamma " * (n // 16), Scope(read_locator("")))
    )(paged(n // 16)),
    "pages of one name": lambda n: (
        lambda index: lambda: check(index, "beta alpha", Scope(read_locator("1")))
    )(Index.of(Pages.of(Page("1", "alpha beta gamma") for _ in range(n // 16)))),
    "citations": lambda n: lambda: list(read_citations("; ".join(["doe, 1"] * (n // 8)))),
    "citation brackets": lambda n: lambda: list(read_citations("[" * n)),
    "citation words": lambda n: lambda: list(read_citations("see " * (n // 4) + "doe, 1")),
    "citation quoted in": lambda n: (
        lambda: list(read_citations(" quoted in ".join(["doe, 1"] * (n // 18))))
    ),
    "citation commas": lambda n: lambda: list(read_citations("doe" + "," * n)),
    "citation spaces": lambda n: lambda: list(read_citations("doe" + " " * n + "x")),
    "drawn": lambda n: (lambda index: lambda: draw(index, "w1 w2", "w95 w96", None))(
        index_of(" ".join(words(n)))
    ),
    "drawn, unlike": lambda n: (lambda index: lambda: draw(index, "x0 x1", f"x{n // 6 - 1}", None))(
        index_of(unlike(n))
    ),
    "twice": lambda n: lambda: list(quoted_differently([unlike(100)] * (n // 100))),
    "twice, long": lambda n: (
        lambda: list(quoted_differently([unlike(n // 2), unlike(n // 2).replace("x7 ", "y ")]))
    ),
}


def partial_check(index: Index, locator: str) -> Work:
    return lambda: check(index, "beta gamma", Scope(read_locator(locator)))


def bib(*entries: str) -> Work:
    def work() -> None:
        raws, _ = Scanner().read("\n".join(entries))
        list(inherit(raws))

    return work


BIBLIOGRAPHIES: Mapping[str, Callable[[int], Work]] = {
    "entries": lambda n: bib(*(f"@book{{k{i}, title={{T}}, year=2000}}" for i in range(n // 40))),
    "one key": lambda n: bib(*(f"@book{{k, title={{T{i}}}}}" for i in range(n // 40))),
    "crossref chain": lambda n: bib(
        *(f"@book{{k{i}, crossref={{k{i + 1}}}, f{i}={{x}}}}" for i in range(n // 40))
    ),
    "xdata chain": lambda n: bib(*(f"@xdata{{k{i}, xdata={{k{i + 1}}}}}" for i in range(n // 40))),
    "xdata chain, fields": lambda n: bib(
        *(f"@xdata{{k{i}, xdata={{k{i + 1}}}, f{i}={{x}}}}" for i in range(n // 40))
    ),
    "xdata list": lambda n: bib(
        f"@book{{b, xdata={{{', '.join(f'k{i}' for i in range(n // 20))}}}}}",
        *(f"@xdata{{k{i}, title={{x}}}}" for i in range(n // 20)),
    ),
    "xdata list of nothing": lambda n: bib(f"@book{{b, xdata={{{',' * n}}}}}"),
    "fields": lambda n: bib("@book{k, " + ", ".join(f"f{i}={{x}}" for i in range(n // 8)) + "}"),
    "parts": lambda n: bib("@book{k, title = " + " # ".join(["{x}"] * (n // 6)) + "}"),
    "braces": lambda n: bib("@book{k, title = " + "{" * n + "x" + "}" * n + "}"),
    "open braces": lambda n: bib(*["@book{k, title = {"] * (n // 18)),
    "open braces in a row": lambda n: bib("@book{" * (n // 6)),
    "open comments": lambda n: bib("@comment{" * (n // 9)),
    "open parentheses": lambda n: bib("@book(" * (n // 6)),
    "open quotes": lambda n: bib(*['@book{k, title = "'] * (n // 18)),
    "commas": lambda n: bib("@book{k" + "," * n + "}"),
    "spaces": lambda n: bib("@book{k," + " " * n + "="),
    "signs": lambda n: bib("@" * n),
    "commented": lambda n: bib("%" + "@book{k} " * (n // 9)),
    "slips": lambda n: bib(*["@book{k, title = }"] * (n // 18)),
    "slips in a row": lambda n: bib("@book{k, title = } " * (n // 18)),
    "lines in a value": lambda n: bib("@book{k, title = {" + "x\n" * (n // 2) + "}}"),
    "authors": lambda n: lambda: read_names(" and ".join(["Anne Doe"] * (n // 13))),
    "authors with commas": lambda n: lambda: read_names(", ".join(["Doe"] * (n // 5))),
    "names": lambda n: lambda: read_names("Anne " * (n // 5)),
    "braced names": lambda n: lambda: read_names("{" * n + "x" + "}" * n),
    "extended names": lambda n: (
        lambda: read_names(" and ".join(["family=Doe, given=Anne"] * (n // 27)))
    ),
}


def reading(module: ModuleType, data: str | bytes) -> Work:
    given = data.encode() if isinstance(data, str) else data

    def work() -> None:
        try:
            module.read(given, Reading())
        except (TranscriptError, SyntaxError) as error:
            if len(str(error)) > 1000:
                raise

    return work


def in_tei(body: str) -> str:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{body}</body></text></TEI>'


def nested(opening: str, closing: str, depth: int) -> str:
    return opening * depth + "x" + closing * depth


TRANSCRIPTS: Mapping[str, Callable[[int], Work]] = {
    "plain pages": lambda n: reading(plain, "[p. 1]\nalpha beta\n" * (n // 18)),
    "plain lines": lambda n: reading(plain, "alpha\n" * (n // 6)),
    "plain hyphens": lambda n: reading(plain, "al-\n" * (n // 4)),
    "plain notes": lambda n: reading(plain, "".join(f"a{i} b\n{i} c\n\f" for i in range(n // 12))),
    "plain brackets": lambda n: reading(plain, "[p. " * (n // 4)),
    "plain spaces": lambda n: reading(plain, " " * n),
    "plain form feeds": lambda n: reading(plain, "a\f" * (n // 2)),
    "plain spaces before": lambda n: reading(plain, (" " * 100 + "x\n") * (n // 100)),
    "TEI nested": lambda n: reading(tei, in_tei(nested("<p>", "</p>", n // 7))),
    "TEI nested 200": lambda n: reading(
        tei, in_tei(nested("<hi>", "</hi>", 200) * (n // 2000 + 1))
    ),
    "TEI choices": lambda n: reading(
        tei, in_tei(nested("<choice><sic>a</sic><corr>", "</corr></choice>", min(n // 40, 100)))
    ),
    "TEI pages": lambda n: reading(tei, in_tei('<pb n="1"/>alpha ' * (n // 18))),
    "TEI lines": lambda n: reading(tei, in_tei('<l n="1">alpha</l> ' * (n // 18))),
    "TEI divs": lambda n: reading(tei, in_tei('<div n="1"><head>a</head>b</div>' * (n // 30))),
    "TEI notes": lambda n: reading(tei, in_tei('<p>a<note n="1">b</note></p>' * (n // 30))),
    "TEI words": lambda n: reading(tei, in_tei("<w>a</w> " * (n // 9))),
    "TEI gaps": lambda n: reading(tei, in_tei("a<gap/>" * (n // 7))),
    "TEI quotes": lambda n: reading(tei, in_tei("<q>a</q> " * (n // 9))),
    "TEI substitutions": lambda n: reading(
        tei, in_tei("<subst><del>a</del><add>b</add></subst> " * (n // 40))
    ),
    "TEI text": lambda n: reading(tei, in_tei("alpha " * (n // 6))),
    "HTML nested": lambda n: reading(html, nested("<div>", "</div>", n // 11)),
    "HTML nested spans": lambda n: reading(html, nested("<span>", "</span>", n // 13)),
    "HTML open": lambda n: reading(html, "<p><i>" * (n // 6) + "x"),
    "HTML blockquotes": lambda n: reading(html, nested("<blockquote>", "</blockquote>", n // 25)),
    "HTML pages": lambda n: reading(html, '<span id="p1">[1]</span> alpha ' * (n // 30)),
    "HTML notes": lambda n: reading(
        html, "".join(f'a<a href="#n{i}"><sup>{i}</sup></a> ' for i in range(n // 35))
    ),
    "HTML notes and texts": lambda n: reading(
        html,
        "".join(f'a<a href="#n{i}" id="c{i}"><sup>{i}</sup></a> ' for i in range(n // 60))
        + "".join(f'<p id="n{i}"><a href="#c{i}">{i}</a> b</p>' for i in range(n // 60)),
    ),
    "HTML table": lambda n: reading(
        html, "<table>" + "<tr><td>a<td>b</tr>" * (n // 19) + "</table>"
    ),
    "HTML tables nested": lambda n: reading(html, nested("<table><tr><td>", "</table>", n // 25)),
    "HTML breaks": lambda n: reading(html, "a-<br>" * (n // 6)),
    "HTML attributes": lambda n: reading(html, f'<p class="{"a " * (n // 2)}">x</p>'),
    "ALTO": lambda n: reading(
        alto,
        '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout><Page>'
        + "<TextLine>"
        + '<String CONTENT="alpha"/><SP/>' * (n // 30)
        + "</TextLine></Page></Layout></alto>",
    ),
    "errata": lambda n: mending(n // 12, "a b c"),
    "errata of all": lambda n: mending(n // 12, " ".join(f"x{i}" for i in range(n // 12))),
    "errata of long lines": lambda n: lambda: read_errata("x" * n + " => y"),
    "errata of pages": lambda n: mending(n // 24, *["alpha beta"] * (n // 24)),
    "errata with one beginning": lambda n: (
        lambda errata: lambda: Mending(errata).mended(Page("1", "the " * (n // 4)))
    )(read_errata("\n".join(f"the x{i} => the y{i}" for i in range(n // 16)))[0]),
    "index": lambda n: lambda: index_of(unlike(n)),
    "index of words": lambda n: lambda: index_of(" ".join(words(n))),
    "index of letters": lambda n: lambda: index_of("a " * (n // 2)),
    "index of hyphens": lambda n: lambda: index_of("a-\n" * (n // 3)),
    "index of soft hyphens": lambda n: lambda: index_of("a\u00ad" * (n // 2)),
    "index of apostrophes": lambda n: lambda: index_of("a'" * (n // 2)),
    "index of signs": lambda n: lambda: index_of("." * n),
    "index of quotes": lambda n: lambda: index_of('"' * n),
    "index of spaces": lambda n: lambda: index_of("a" + " " * n + "b"),
    "index of empty lines": lambda n: lambda: index_of("a-" + "\n" * n + "B"),
    "index of equal signs": lambda n: lambda: index_of("aa=" + " " * n + "b"),
    "index of numbers": lambda n: lambda: index_of("1,2" * (n // 3)),
    "index of marks": lambda n: lambda: index_of("a" + "\u0301" * n),
}


def mending(count: int, *texts: str) -> Work:
    written = "\n".join(f"x{number} => y{number}" for number in range(count))

    def work() -> None:
        mend = Mending(read_errata(written)[0])
        for text in texts:
            mend.mended(Page("1", text))

    return work


GROUPS = {
    "lemmata": LEMMATA,
    "folding": FOLDING,
    "quotations": QUOTATIONS,
    "places": PLACES,
    "bibliographies": BIBLIOGRAPHIES,
    "transcripts": TRANSCRIPTS,
}


def cost(make: Callable[[int], Work], size: int) -> tuple[float, str]:
    """The seconds of one run, without what prepares it, and how it ended if not well."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooLong

    work = make(size)
    signal.signal(signal.SIGPROF, stop)
    before = thread_time()
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        work()
        wrong = ""
    except TooLong:
        wrong = "too long"
    except (Exception, RecursionError) as error:
        wrong = f"{type(error).__name__}: {str(error)[:60]}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return thread_time() - before, wrong


def row(name: str, make: Callable[[int], Work], most: int) -> Iterator[str]:
    yield f"{name:<36}"
    spent: list[float] = []
    for size in SIZES:
        if size > most:
            break
        seconds, wrong = cost(make, size)
        spent.append(seconds)
        yield f"{seconds:9.4f}"
        if wrong:
            yield f"  {wrong}"
            return
    if spent[-2] > SHORT:
        yield f"  {log(spent[-1] / spent[-2], 10):5.2f}"
    if spent[-1] > 1:
        yield "  over a second"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.growth", description=__doc__)
    parser.add_argument("group", nargs="*", choices=[[], *GROUPS], help="all, if none is named")
    parser.add_argument("--named", default="", help="only what has this in its name")
    parser.add_argument("--most", type=int, default=SIZES[-1], help="the largest size")
    options = parser.parse_args()
    print(f"{'seconds at':<36}" + "".join(f"{size:9,}" for size in SIZES) + "  power")
    for group in options.group or GROUPS:
        print(f"{group}:")
        for name, make in GROUPS[group].items():
            if options.named in name:
                for cell in row(name, make, options.most):
                    print(cell, end="")
                    sys.stdout.flush()
                print()


if __name__ == "__main__":
    main()
