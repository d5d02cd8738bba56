"""Transcripts of every format, their errata and indexes."""

from collections.abc import Mapping
from types import ModuleType

from sphinx_critique.texts.collation import Page
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

from .made import Make, Work, index_of, unlike, words


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


def mending(count: int, *texts: str) -> Work:
    written = "\n".join(f"x{number} => y{number}" for number in range(count))

    def work() -> None:
        mend = Mending(read_errata(written)[0])
        for text in texts:
            mend.mended(Page("1", text))

    return work


TRANSCRIPTS: Mapping[str, Make] = {
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
