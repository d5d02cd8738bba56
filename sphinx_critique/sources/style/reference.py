"""References to sources after the Chicago Manual of Style (17th ed., chapters 14 and 15)."""

from collections.abc import Callable, Iterator

from ...locale import _
from .names import in_lists
from .parts import Form, Parts
from .rich import Chunk, Rich, italic, joined, running, sentences, text
from .source import Source

_THESES = {"phdthesis": "phdthesis", "mastersthesis": "mathesis", "thesis": ""}
_CONTAINED = frozenset(
    """inbook bookinbook suppbook incollection suppcollection inproceedings conference inreference
    """.split()
)


def listed(source: Source, year: Rich) -> Rich:
    """A source as a list of references has it: ``year`` may bear a letter."""
    parts = Parts(source, Form.LIST)
    lead, title, *others = _parts(parts)
    published = source.date("origdate").years
    year = text(f"({published}) ", year) if published and year else year
    if not lead.body:
        lead, title = title if source.is_named else Chunk(text(source.key)), Chunk(text())
    is_state = not source.when and bool(source.years)
    return sentences([lead, Chunk(year, words=is_state), title, *others])


def noted(source: Source) -> Rich:
    """A source as a note has it in full; no stop stands at its end."""
    called = [] if source.is_named else [Chunk(text(source.key))]
    return running([*called, *_parts(Parts(source, Form.NOTE))])


def _parts(parts: Parts) -> Iterator[Chunk]:
    """Names and title, then what is told of a source of this kind."""
    source, kind = parts.source, parts.source.type
    if parts.form is Form.LIST or not parts.title_names_author():
        yield parts.lead()
    if source.is_of_newspaper:
        yield from _in_newspaper(parts)
    elif kind in _CONTAINED:
        yield from _contained(parts)
    elif kind in ("article", "suppperiodical", "review") or source.has("journaltitle"):
        yield from _in_journal(parts)
    else:
        yield from _FORMS.get(kind, _book)(parts)
    yield from parts.rest()
    yield from parts.links()


def _titles(parts: Parts) -> Iterator[Chunk]:
    """The title, or those of a whole and one of its volumes."""
    source = parts.source
    main = source.whole("maintitle", "mainsubtitle")
    if not main or str(main) == str(source.title):
        yield parts.title()
        return
    yield parts.set_title(main, "italic")
    yield Chunk(running([*parts.volumes(), parts.set_title(source.title, "italic")]), words=True)


def _book(parts: Parts) -> Iterator[Chunk]:
    source = parts.source
    yield from _titles(parts)
    yield from parts.persons()
    yield parts.edition()
    if not source.has("maintitle"):
        yield from parts.volumes()
    yield parts.series()
    if not source.has("series"):
        yield parts.kind()
    yield from parts.event()
    yield from _published(parts, "publisher", "organization", "institution")


def _published(parts: Parts, *names: str, dated: bool = False) -> Iterator[Chunk]:
    """Place and publisher; in a note in brackets, with the year unless a day has told it."""
    imprint = parts.imprint(*names)
    if parts.form is Form.LIST:
        yield Chunk(imprint)
        return
    first, years = parts.source.date("origdate").years, parts.source.years
    if first:
        imprint = joined([text(first), imprint], "; ")
    inside = joined([imprint, text("" if dated else years or _("n.d."))], ", ")
    yield Chunk(text("(", inside, ")") if inside else inside, apart=False)


def _contained(parts: Parts) -> Iterator[Chunk]:
    source = parts.source
    book = source.whole("booktitle", "booksubtitle")
    main = source.whole("maintitle", "mainsubtitle")
    chunks = [parts.set_title(each, "italic") for each in (main, book) if each]
    if main and book:
        chunks[1:1] = parts.volumes()
    owners = source.persons("bookauthor")
    if owners and owners != source.lead[1]:
        chunks.append(parts.said(_("by {names}"), names=in_lists(owners, inverts=False)))
    chunks += parts.persons()
    if not main:
        chunks += parts.volumes()
    pages = [Chunk(parts.pages())] if parts.form is Form.LIST else []
    whole = running([*chunks, *pages]) if chunks else text()
    if source.is_generic:
        in_note = parts.form is Form.NOTE and parts.words.is_english
        title = source.title.lower() if in_note else source.title
        yield parts.said(_("{part} to {book}"), part=title, book=whole) if whole else parts.title()
    else:
        yield parts.title()
        yield parts.said(_("in {book}"), book=whole)
        yield from () if chunks else pages
    yield parts.edition()
    yield parts.series()
    yield from parts.event()
    yield from _published(parts, "publisher", "organization", "institution")


def _in_newspaper(parts: Parts) -> Iterator[Chunk]:
    source, language = parts.source, parts.words.language
    yield parts.title()
    yield parts.tell("titleaddon")
    yield from parts.persons()
    name = source.whole("journaltitle", "journalsubtitle")
    shown = italic(name) if name and source.body != "journaltitle" else text()
    day = text(source.when.printed(language)) if source.when.is_exact else text()
    if not day and parts.form is Form.NOTE:
        day = text(source.years or _("n.d."))
    yield Chunk(joined([shown, _issue(parts), day, *_pages(parts)], ", "), words=not shown)


def _pages(parts: Parts) -> list[Rich]:
    return [parts.pages()] if parts.form is Form.LIST else []


def _issue(parts: Parts) -> Rich:
    """Volume and number, where a newspaper has them."""
    source = parts.source
    found = [source.field("volume")]
    if source.has("number"):
        found.append(parts.said(_("no. {number}"), number=source.field("number")).body)
    return joined(found, ", ")


def _in_journal(parts: Parts) -> Iterator[Chunk]:
    source = parts.source
    yield parts.title()
    yield parts.tell("titleaddon")
    yield from parts.persons()
    issue = source.whole("issuetitle", "issuesubtitle")
    if issue:
        title = parts.set_title(issue, "quoted")
        yield parts.said(_("in {book}"), book=text(title.body, title.closing))
    yield Chunk(_journal(parts, source.whole("journaltitle", "journalsubtitle")))
    yield Chunk(parts.imprint())


def _journal(parts: Parts, name: Rich) -> Rich:
    """“*Journal* 12 (3): 101–20”; in a note “*Journal* 12, no. 3 (March 1985)”."""
    source = parts.source
    series = source.field("series")
    head = joined(
        [joined([italic(name) if name else name, series], ", "), source.field("volume")],
        ", " if series else " ",
    )
    number = source.field("number", "issue")
    numbered = parts.said(_("no. {number}"), number=number).body
    month = source.when.month(parts.words.language)
    if parts.form is Form.NOTE:
        when = source.when.printed(parts.words.language) or source.years or _("n.d.")
        return text(joined([head, numbered], ", "), f" ({when})" if when else "")
    if number and source.has("volume"):
        head = text(head, " (", number, ")")
    else:
        head = joined([head, numbered], ", ")
        head = text(head, f" ({month})" if month else "")
    return joined([head, parts.pages()], ": ")


def _periodical(parts: Parts) -> Iterator[Chunk]:
    """A whole issue."""
    source = parts.source
    issue = source.whole("issuetitle", "issuesubtitle")
    name = source.title
    if not issue:
        yield Chunk(_journal(parts, name))
    else:
        yield parts.set_title(issue, "quoted")
        yield Chunk(source.field("type") or text(_("special issue")), words=True)
        yield Chunk(_journal(parts, name))
    yield from parts.persons()
    yield Chunk(parts.imprint())


def _thesis(parts: Parts) -> Iterator[Chunk]:
    kind = parts.words.kinds().get(_THESES[parts.source.type], "")
    yield parts.set_title(parts.source.title, "quoted")
    if parts.form is Form.LIST:
        degree = parts.kind(kind)
        where = joined([parts.source.field("institution"), parts.place()], ", ")
        yield Chunk(joined([degree.body, where], ", "), words=True)
        return
    where = [parts.kind(kind).body, parts.source.field("institution"), parts.place()]
    inside = joined([*where, text(parts.source.years or _("n.d."))], ", ")
    yield Chunk(text("(", inside, ")"), apart=False)


def _report(parts: Parts) -> Iterator[Chunk]:
    yield from _titles(parts)
    yield from parts.persons()
    yield parts.series()
    yield parts.kind()
    yield from _published(parts, "institution", "publisher", "organization")


def _online(parts: Parts) -> Iterator[Chunk]:
    source = parts.source
    yield parts.title()
    yield from parts.persons()
    yield parts.tell("organization")
    yield parts.tell("institution")
    yield parts.tell("publisher")
    yield parts.kind()
    yield _on_its_day(parts)
    if source.has("location"):
        yield Chunk(parts.place())


def _on_its_day(parts: Parts) -> Chunk:
    """The day, where the year before has not told it; in a note the year at least."""
    source = parts.source
    if source.when.is_exact:
        return Chunk(text(source.when.printed(parts.words.language)))
    return Chunk(text(source.years if parts.form is Form.NOTE else ""))


def _unpublished(parts: Parts) -> Iterator[Chunk]:
    """A manuscript, letter or paper, and the archive that has it."""
    yield parts.title()
    yield from parts.persons()
    yield parts.tell("titleaddon")
    yield parts.kind()
    yield _on_its_day(parts)
    yield from parts.event()
    yield parts.tell("howpublished")
    yield parts.tell("library")
    yield parts.tell("institution", "organization")
    yield parts.tell("publisher")
    yield Chunk(parts.place())


def _misc(parts: Parts) -> Iterator[Chunk]:
    source = parts.source
    is_book = source.sets_title == "italic" and not source.when.is_exact
    yield from (_book if is_book else _unpublished)(parts)


def _law(parts: Parts) -> Iterator[Chunk]:
    source = parts.source
    yield parts.title()
    yield Chunk(source.field("type"), words=True)
    yield Chunk(joined([source.field("series"), source.field("number")], " "))
    yield from parts.volumes()
    yield Chunk(parts.pages())
    yield parts.tell("institution", "organization")
    yield parts.tell("publisher")
    yield _on_its_day(parts)
    yield Chunk(parts.place())


def _patent(parts: Parts) -> Iterator[Chunk]:
    yield parts.title()
    yield parts.kind()
    yield from parts.persons()
    yield _on_its_day(parts)
    yield Chunk(parts.place())


def _made(kind: Callable[[], str] | None = None) -> Callable[[Parts], Iterator[Chunk]]:
    """Data, software, pictures, recordings and performances."""

    def parts_of(parts: Parts) -> Iterator[Chunk]:
        yield from _titles(parts)
        yield from parts.persons()
        yield parts.edition()
        yield from parts.volumes()
        yield parts.series()
        yield parts.kind(kind() if kind else "")
        yield parts.version()
        yield from parts.event()
        yield parts.tell("howpublished")
        is_dated = parts.source.when.is_exact
        if is_dated:
            yield _on_its_day(parts)
        is_dated = is_dated or parts.source.date("eventdate").is_exact
        yield from _published(parts, "publisher", "organization", "institution", dated=is_dated)

    return parts_of


_FORMS: dict[str, Callable[[Parts], Iterator[Chunk]]] = {
    **dict.fromkeys(_THESES, _thesis),
    **dict.fromkeys(("report", "techreport"), _report),
    **dict.fromkeys(("online", "electronic", "www"), _online),
    **dict.fromkeys(("unpublished", "letter"), _unpublished),
    **dict.fromkeys(("jurisdiction", "legislation", "legal"), _law),
    **dict.fromkeys(("artwork", "image", "audio", "music", "movie", "video"), _made()),
    "performance": _made(),
    "dataset": _made(lambda: _("data set")),
    "software": _made(),
    "patent": _patent,
    "periodical": _periodical,
    "misc": _misc,
}
