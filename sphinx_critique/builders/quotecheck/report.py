"""``report.html``: every quotation beside its source, on one page that needs nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape as escaped
from pathlib import Path
from typing import Final, NamedTuple

from ...sources.checked import emphasis, shortened, told
from ...texts.collation import FAILED, Result, Status
from ...texts.collation.signs import QUOTES
from ...texts.collation.tokens import tokens
from ...texts.collation.whereabouts import on_page
from ...texts.printed import harmless
from .differences import PASSED, Piece, sides, with_passed
from .rows import Line, Row, place_of

_STYLE: Final = Path(__file__).with_name("report.css")
_RIGHT: Final = (Status.VERBATIM, Status.MARKED)


class About(NamedTuple):
    """The project, and what it knows of its sources by their keys."""

    title: str
    base: Path
    name: Callable[[str], str]
    language: Callable[[str], str]


class Section(NamedTuple):
    """A part of the page."""

    id: str
    title: str
    intro: str
    rows: list[Row]


def report(about: About, rows: Sequence[Row], others: Sequence[Line]) -> str:
    """The page; ``others`` are lines of what is wrong besides."""
    parts = [part for part in _sections(rows) if part.rows]
    body = [
        f"<h1>{escape(about.title)}</h1>",
        f"<p>{escape(_summary(rows))}</p>",
        *_contents(parts, others),
        *_counts(about, rows),
        *_others(others),
        *(line for part in parts for line in _section(about, part)),
    ]
    return document(about.title, body)


def document(title: str, body: Iterable[str]) -> str:
    """A page that needs nothing else; its title is a text, its body HTML."""
    head = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{_STYLE.read_text(encoding='utf-8')}</style>",
        "</head>",
        "<body>",
        "<main>",
    ]
    return "\n".join([*head, *body, "</main>", "</body>", "</html>", ""])


def escape(text: str) -> str:
    """A text as HTML."""
    return escaped(harmless(text))


def _sections(rows: Sequence[Row]) -> Iterator[Section]:
    def of(*statuses: Status) -> list[Row]:
        return [row for row in rows if row.checked.result.status in statuses]

    yield Section("failing", "To be mended", "", [row for row in of(*FAILED) if row.failed])
    passed = [row for row in of(*FAILED) if not row.failed]
    yield Section("passed-over", "Passed over", "critique_check_ignore lets these fail.", passed)
    yield Section("unchecked", "Not checked", "", of(Status.UNCHECKED))
    yield Section("right", "Right", "", of(*_RIGHT))


def _summary(rows: Sequence[Row]) -> str:
    counts = Counter(row.checked.result.status for row in rows)
    parts = [f"{counts[status]} {status}" for status in Status if counts[status]]
    noun = "quotation" if len(rows) == 1 else "quotations"
    return f"{len(rows)} {noun}{': ' if parts else ''}{', '.join(parts)}."


def _contents(parts: Sequence[Section], others: Sequence[Line]) -> Iterator[str]:
    links = [("besides", f"Besides ({len(others)})")] if others else []
    links += [(part.id, f"{part.title} ({len(part.rows)})") for part in parts]
    if links:
        yield '<nav aria-label="Parts of this page"><ul>'
        yield from (f'<li><a href="#{id_}">{escape(title)}</a></li>' for id_, title in links)
        yield "</ul></nav>"


def _counts(about: About, rows: Sequence[Row]) -> Iterator[str]:
    """A table: how many of each status, by source."""
    counts = Counter((row.checked.source, row.checked.result.status) for row in rows)
    columns = [status for status in Status if any(key[1] is status for key in counts)]
    if not columns:
        return
    heads = "".join(f'<th scope="col">{status}</th>' for status in (*columns, "all"))
    yield '<div class="wide" role="region" aria-label="Counts" tabindex="0"><table>'
    yield "<caption>Quotations by source and status</caption>"
    yield f'<thead><tr><th scope="col">source</th>{heads}</tr></thead><tbody>'
    for source in sorted({key[0] for key in counts}):
        name = escape(_name(about, source)) or "no source cited"
        yield _count_row(name, [counts[source, status] for status in columns])
    totals = [sum(n for key, n in counts.items() if key[1] is status) for status in columns]
    yield f"</tbody><tfoot>{_count_row('all', totals)}</tfoot></table></div>"


def _name(about: About, source: str) -> str:
    name = about.name(source)
    return source if name in ("", source) else f"{source} ({name})"


def _count_row(name: str, numbers: Sequence[int]) -> str:
    cells = "".join(f"<td>{number}</td>" for number in (*numbers, sum(numbers)))
    return f'<tr><th scope="row">{name}</th>{cells}</tr>'


def _others(lines: Sequence[Line]) -> Iterator[str]:
    if lines:
        yield '<section aria-labelledby="besides"><h2 id="besides">Besides</h2><ul>'
        for line in lines:
            place, rest = escape(line.place), escape(line.rest)
            yield f"<li><code>{place}</code>: {escape(line.status)}: {rest}</li>"
        yield "</ul></section>"


def _section(about: About, part: Section) -> Iterator[str]:
    intro = [f"<p>{escape(part.intro)}</p>"] if part.intro else []
    articles = (line for row in part.rows for line in _article(about, row))
    yield from section(part.id, part.title, [*intro, *articles])


def section(id_: str, title: str, body: Iterable[str]) -> Iterator[str]:
    """A part of the page; its title is a text, its body HTML."""
    yield f'<section aria-labelledby="{id_}"><h2 id="{id_}">{escape(title)}</h2>'
    yield from body
    yield "</section>"


def _article(about: About, row: Row) -> Iterator[str]:
    quotation, (source, locator, result) = row.quotation, row.checked
    cited = ", ".join(filter(None, (source, locator)))
    place = place_of(quotation.location, about.base)
    yield f'<article class="{_colour(row)}">'
    yield f'<h3><span class="status">{result.status}</span>'
    if cited:
        yield f'<span class="cited">{escape(cited)}</span>'
    yield f'<code class="place">{escape(place)}</code></h3>'
    yield from both(row, about.language(source))
    said = list(remarks(result))
    if said:
        yield '<ul class="remarks">'
        yield from (f"<li>{remark}</li>" for remark in said)
        yield "</ul>"
    yield "</article>"


def _colour(row: Row) -> str:
    if row.checked.result.status is Status.UNCHECKED:
        return "open"
    return "bad" if row.checked.result.status in FAILED else "good"


class Around(NamedTuple):
    """What stands before and behind a quotation where it is made, and the language of that."""

    before: str = ""
    after: str = ""
    language: str = ""


def both(row: Row, language: str, around: Around | None = None) -> Iterator[str]:
    """The quotation, and beside it what stands in the source, if anything does."""
    result, words = row.checked.result, row.quotation.words
    lang = f' lang="{escape(language)}"' if language else ""
    if result.found is None:
        yield '<div class="sides"><div><h4>As quoted</h4>'
        yield f'<blockquote dir="auto"{lang}>{escape(words)}</blockquote></div></div>'
        return
    ours, theirs = sides(
        words, result.found.text, result.cuts, free_marks=not _turns_on_quote_marks(result)
    )
    passed = list(zip(result.passed_at, result.passed, strict=False))
    before, after = (*result.context, "", "")[:2]
    head = "Nearest to it" if result.status is Status.NOT_FOUND else "In the source"
    page = ", ".join(filter(None, (head, on_page(result.found.page))))
    yield '<div class="sides two"><div><h4>As quoted</h4>'
    words = _within(_marked(ours), around or Around())
    yield f'<blockquote dir="auto"{lang}>{words}</blockquote></div>'
    yield f"<div><h4>{escape(page)}</h4>"
    words = _around(f"{before} ") + _marked(with_passed(theirs, passed))
    words += _around(f" {after}" if after[:1].isalnum() else after)
    yield f'<blockquote dir="auto"{lang}>{words}</blockquote></div></div>'


def _within(words: str, around: Around) -> str:
    """Words as HTML among those of another text, whose direction is its own."""
    lang = f' lang="{escape(around.language)}"' if around.language else ""
    opened = f'<span class="around" dir="auto"{lang}>'
    sides = (each and f"{opened}{escape(each)}</span>" for each in around[:2])
    return words.join(sides)


def _around(text: str) -> str:
    return f'<span class="around">{escape(text)}</span>' if text.strip() else ""


def _turns_on_quote_marks(result: Result) -> bool:
    """Whether quote marks are among what differs: those of a quotation that stands are free."""
    sides = (side for change in result.changes for side in (change.transcript, change.quotation))
    return any(token.form in QUOTES for side in sides for token in tokens(side))


def _marked(pieces: Iterable[Piece]) -> str:
    return "".join(_piece(piece) for piece in pieces)


def _piece(piece: Piece) -> str:
    text = escape(piece.text)
    if piece.kind == PASSED:
        return f'<small class="{PASSED}">⟨{text}⟩</small>'
    return f'<mark class="{piece.kind}">{text}</mark>' if piece.kind and text else text


def remarks(result: Result) -> Iterator[str]:
    """What is to be said of a row, as HTML."""
    yield from (escape(told(change)) for change in result.changes)
    if result.listed:
        yield "As may be: " + escape(", ".join(told(change) for change in result.listed))
    for cut in result.cuts:
        yield f"Left out: “{escape(cut)}”" if cut else "An empty cut"
    if result.passed:
        yield f"Passes over: {escape(', '.join(map(shortened, result.passed)))}"
    if result.hides:
        yield f"That hides: <strong>{escape(', '.join(result.hides))}</strong>"
    if result.emphasis == "differs":
        yield escape(emphasis(result))
    if result.suggestion:
        yield f"It should read: “{escape(result.suggestion)}”"
    if result.reason:
        yield escape(result.reason)
    if result.why:
        yield f"Place unchecked: {escape(result.why)}"
