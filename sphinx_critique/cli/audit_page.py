"""The page of an audit: each quotation beside its source, on one page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ..builders.quotecheck.report import Around, both, document, escape, remarks, section
from ..project.domain import CritiqueDomain
from ..sources.checked import Checked
from ..texts.collation import Status
from ..texts.collation.whereabouts import on_page
from .audit_rows import JOINED, Found, apart, cited, row_of, summary, unmarked_rows
from .auditing import Audit

_AROUND: Final = 120


class _Part(NamedTuple):
    id: str
    title: str
    found: list[Found]


def page(audit: Audit, found: Sequence[Found], domain: CritiqueDomain, least: int) -> str:
    """The page, the gravest first."""
    parts = [part for part in _parts(found) if part.found]
    title = f"Quotations in {domain.bibliography.plain(audit.key)}"
    apart_from_these = [*unmarked_rows(audit.runs), *apart(audit)]
    links = [(part.id, f"{part.title} ({len(part.found)})") for part in parts]
    links += [("apart", f"Apart ({len(apart_from_these)})")] if apart_from_these else []
    body = [
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(summary(audit, found, least))}.</p>",
        '<nav aria-label="Parts of this page"><ul>',
        *(f'<li><a href="#{id_}">{escape(name)}</a></li>' for id_, name in links),
        "</ul></nav>",
    ]
    for part in parts:
        articles = (line for each in part.found for line in _article(audit, each, domain))
        body += section(part.id, part.title, articles)
    if apart_from_these:
        rows = (f"<li>{escape(row)}</li>" for row in apart_from_these)
        body += section("apart", "Apart", ["<ul>", *rows, "</ul>"])
    return document(title, body)


def _parts(found: Sequence[Found]) -> Iterator[_Part]:
    def of(*statuses: Status, hides: bool | None = None) -> list[Found]:
        return [
            each
            for each in found
            if each.result.status in statuses
            and (hides is None or bool(each.result.hides) is hides)
        ]

    altered = (Status.MISQUOTED,)
    right = (Status.MARKED, Status.VERBATIM)
    yield _Part("turned", "Altered, and the sentence turned", of(*altered, hides=True))
    yield _Part("hiding", "Cut where the sentence turns", of(*right, hides=True))
    yield _Part("altered", "Altered", of(*altered, hides=False))
    yield _Part("misplaced", "On another page than it says", of(Status.MISPLACED))
    yield _Part("right", "Right", of(*right, hides=False))


def _around(each: Found, language: str) -> Around:
    """Some whole words of the work before its quotation and behind it, with marks between."""
    opening, closing = ("", "") if each.made.is_block else ("“", "”")
    before, after = each.made.before, each.made.after
    if len(before) > _AROUND:
        before = f"… {before[-_AROUND:].partition(' ')[2]}"
    if len(after) > _AROUND:
        after = f"{after[:_AROUND].rpartition(' ')[0]} …"
    return Around(f"{before} {opening}".lstrip(), f"{closing} {after}".rstrip(), language)


def _article(audit: Audit, each: Found, domain: CritiqueDomain) -> Iterator[str]:
    result = each.result
    row = row_of(audit, Checked(each.best.source, each.best.locator, result), each.best.words)
    colour = "bad" if result.status in (Status.MISQUOTED, Status.MISPLACED) else "good"
    yield f'<article class="{colour}">'
    yield f'<h3><span class="status">{result.status}</span>'
    yield f'<span class="cited">{escape(cited(each.best))}</span>'
    place = ", ".join(filter(None, (audit.key, on_page(each.made.page))))
    yield f'<code class="place">{escape(place)}</code></h3>'
    language, own = (
        domain.bibliography.language(key) or domain.languages.document
        for key in (each.best.source, audit.key)
    )
    yield from both(row, language, _around(each, own))
    said = list(remarks(result))
    if each.is_joined:
        said.append(escape(JOINED.capitalize()))
    if each.made.open:
        said.append("Nothing closes the quotation")
    if each.others:
        said.append(escape(f"Also in {'; '.join(map(cited, each.others))}"))
    if said:
        yield '<ul class="remarks">'
        yield from (f"<li>{remark}</li>" for remark in said)
        yield "</ul>"
    yield "</article>"
