"""The parts of a reference: persons, volumes, where and when, links."""

import re
from collections.abc import Iterator
from enum import Enum

from ...locale import _
from ...texts.addresses import bare_doi, of_doi
from .names import filled, in_lists, natural
from .rich import Chunk, Rich, italic, joined, link, mapped, text, within
from .source import Source
from .words import Role

_RANGE = re.compile(r"\b(\d+|[ivxlcdm]+)\s?-\s?(?=(?:\d+|[ivxlcdm]+)\b)")
"""A hyphen between two page numbers."""


class Form(Enum):
    """Sentences, as a list of references has them, or one sentence, as a note has it."""

    LIST = "list"
    NOTE = "note"


class Parts:
    """Makes the parts of the reference to one source."""

    def __init__(self, source: Source, form: Form) -> None:
        self.source = source
        self.words = source.words
        self.form = form
        self._told: set[str] = {source.lead[0], source.body}
        self._has_persons = False

    def said(self, pattern: str, **given: Rich) -> Chunk:
        """Words of ours; nothing where what they speak of is not there."""
        found = {name: value for name, value in given.items() if value}
        return Chunk(filled(pattern, **found) if len(found) == len(given) else text(), words=True)

    def tell(self, *names: str) -> Chunk:
        """The first of these fields that there is, if it has not been told."""
        name = next(filter(self.source.has, names), "")
        if not name or name in self._told:
            return Chunk(text())
        self._told.add(name)
        return Chunk(mapped(self.source.field(name), _dashed), words=True)

    def lead(self) -> Chunk:
        """Who stands at the head, with what they did where that is not writing."""
        role, persons = self.source.lead
        if not persons:
            body = self.source.field(self.source.body) if self.source.body else text()
            return Chunk(italic(body) if body and self.source.is_of_newspaper else body)
        particle_first = "useprefix=true" in self.source.raw("options").replace(" ", "")
        names = in_lists(persons, self.form is Form.LIST, particle_first)
        kind = self.source.raw("editortype").lower() if role == "editor" else ""
        did = self.words.roles().get(kind or role)
        if did is None or not did.one:
            return Chunk(names)
        return Chunk(text(names, ", ", did.one if len(persons) == 1 else did.many))

    def title(self) -> Chunk:
        """The title, set as its kind is."""
        return self.set_title(self.source.title)

    def set_title(self, title: Rich, sets: str = "") -> Chunk:
        """A title; a stop behind it stands within its marks in some languages."""
        sets = sets or self.source.sets_title
        if sets == "italic" and title:
            return Chunk(italic(title))
        if sets == "roman" or not title:
            return Chunk(title)
        marks = self.words.marks
        inner = text(marks.open, within(title, marks))
        if self.words.stops_inside:
            ends = len(inner) - 1 if str(inner).endswith(marks.inner_close) else len(inner)
            return Chunk(inner[:ends], str(inner)[ends:] + marks.close)
        return Chunk(text(inner, marks.close))

    def persons(self, *without: str) -> Iterator[Chunk]:
        """Who helped to make it."""
        self._has_persons = True
        done = {self.source.lead[0], *without}
        roles = self.words.roles()
        editors, translators = map(self.source.persons, ("editor", "translator"))
        if editors and editors == translators and not done & {"editor", "translator"}:
            done |= {"editor", "translator"}
            yield self._did(self.words.editing_and_translating, "editor")
        for role, did in roles.items():
            if role not in done and self.source.persons(role):
                kind = self.source.raw("editortype").lower() if role == "editor" else ""
                yield self._did(roles.get(kind, did), role)
        for role in ("editora", "editorb", "editorc"):
            if self.source.persons(role):
                kind = self.source.raw(f"{role}type").lower()
                yield self._did(roles.get(kind, roles["editor"]), role)

    def _did(self, role: Role, field: str) -> Chunk:
        names = in_lists(self.source.persons(field), inverts=False)
        return self.said(role.done if self.form is Form.LIST else role.short, names=names)

    def edition(self) -> Chunk:
        """The edition, by its number or as it calls itself."""
        typed = self.source.raw("edition")
        self.source.printed.add("edition")
        if typed.isdigit():
            return self.said(_("{number} ed."), number=text(self.words.ordinal(int(typed))))
        named = self.source.field("edition")
        is_bare = typed.isalpha() and self.words.is_english and "ed" not in typed.lower()[-7:]
        return self.said(_("{name} ed."), name=named) if is_bare else Chunk(named, words=True)

    def volumes(self) -> Iterator[Chunk]:
        """Which volume, or of how many."""
        if self.source.has("volume"):
            yield self.said(_("vol. {number}"), number=mapped(self.source.field("volume"), _dashed))
        elif self.source.has("volumes"):
            yield self.said(_("{number} vols."), number=self.source.field("volumes"))
        if self.source.has("part"):
            yield self.said(_("pt. {number}"), number=self.source.field("part"))

    def series(self) -> Chunk:
        """The series, with the number in it."""
        names = [self.source.field("series"), self.source.field("number")]
        return Chunk(joined(names, " ") if names[0] else text())

    def kind(self, *otherwise: str) -> Chunk:
        """What kind of thing it is: a thesis, a report, a recording, with its number."""
        typed = self.source.raw("type")
        self.source.printed.add("type")
        named = text(self.words.kinds().get(typed.lower(), "")) or self.source.field("type")
        named = named or text(*otherwise)
        if self.source.has("series"):
            return Chunk(named, words=True)
        number = self.source.field("number")
        if named and number:
            return self.said("{kind} {number}", kind=named, number=number)
        return self.said(_("no. {number}"), number=number) if number else Chunk(named, words=True)

    def imprint(self, *names: str) -> Rich:
        """Place and publisher."""
        fields = [name for name in names or ("publisher",) if name not in self._told]
        found = list(filter(self.source.has, fields))[:1]
        self._told |= set(found)
        return joined([self.place(), *map(self.source.field, found)], ": ")

    def place(self) -> Rich:
        """The places, as typed."""
        return mapped(self.source.field("location"), lambda words: words.replace(" and ", "; "))

    def pages(self) -> Rich:
        """The pages of a part, as typed, with dashes."""
        pages = mapped(self.source.field("pages"), lambda words: _RANGE.sub(r"\1–", words))
        return mapped(pages or self.source.field("eid"), _dashed)

    def event(self) -> Iterator[Chunk]:
        """Where something was said or shown, and when."""
        parts = [self.source.whole("eventtitle", "eventtitleaddon"), self.source.field("venue")]
        when = self.source.date("eventdate")
        shown = self.source.has("date") or self.source.has("year") or when.is_exact
        parts += [text(when.printed(self.words.language))] if when and shown else []
        yield Chunk(joined(parts, ", "), words=True)

    def rest(self) -> Iterator[Chunk]:
        """What else there is that a reader must have."""
        yield self.tell("titleaddon")
        if self.form is Form.LIST:
            yield from self._left_over()
        yield self.version()
        for name in ("howpublished", "library", *self._notes()):
            yield self.tell(name)
        state = self.source.raw("pubstate").lower()
        if self.source.when or state not in self.words.states():
            words = self.words.states().get(state)
            yield Chunk(text(words) if words else self.source.field("pubstate"), words=True)

    def _left_over(self) -> Iterator[Chunk]:
        """What is not usual in a source of this kind, and is there."""
        printed = self.source.printed
        if not self._has_persons:
            yield from self.persons()
        if "edition" not in printed:
            yield self.edition()
        for name, pattern in (
            ("volume", _("vol. {number}")),
            ("volumes", _("{number} vols.")),
            ("part", _("pt. {number}")),
            ("number", _("no. {number}")),
            ("chapter", _("chap. {number}")),
        ):
            if name not in printed:
                yield self.said(pattern, number=mapped(self.source.field(name), _dashed))
        for name in ("type", "series", "eventtitle", "venue", "pages", *_BODIES):
            if name not in printed:
                yield Chunk(mapped(self.source.field(name), _dashed), words=True)

    def version(self) -> Chunk:
        """Which version of software or data, once."""
        told = self.tell("version")
        return self.said(_("version {number}"), number=told.body) if told.body else told

    def title_names_author(self) -> bool:
        """Whether a letter is called by who wrote it: “Victor Serge to Leon Trotsky”."""
        persons = self.source.lead[1]
        if self.source.type != "letter" or not persons:
            return False
        return str(self.source.title).startswith(str(natural(persons[0])))

    def _notes(self) -> tuple[str, ...]:
        """What an editor adds to an entry; a note has it where it says where a thing is."""
        kept = self.form is Form.LIST or self.source.type in ("unpublished", "letter")
        return ("note", "addendum") if kept else ()

    def links(self) -> Iterator[Chunk]:
        """Where it can be read, and when it was read there."""
        doi = _address(self.source.raw("doi"))
        eprint = self._eprint()
        uri = _address(self.source.raw("url"))
        if doi:
            yield Chunk(link(of_doi(doi), f"https://doi.org/{bare_doi(doi)}"))
        if eprint:
            yield Chunk(eprint)
        if uri and not doi:
            visited = self.source.date("urldate").printed(self.words.language)
            if visited:
                yield self.said(_("accessed {date}"), date=text(visited))
            yield Chunk(link(uri, uri))

    def _eprint(self) -> Rich:
        typed = _address(self.source.raw("eprint"))
        kind = self.source.raw("eprinttype").lower()
        base = _ARCHIVES.get(kind)
        if not typed:
            return text()
        if base is None:
            named = self.source.field("eprinttype")
            return joined([named, text(typed)], ": ")
        if kind == "arxiv":
            return link(base + typed, f"arXiv:{typed}")
        return link(base + typed, base + typed)


_BODIES = ("publisher", "institution", "organization")
_ARCHIVES = {
    "arxiv": "https://arxiv.org/abs/",
    "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
    "hdl": "https://hdl.handle.net/",
    "googlebooks": "https://books.google.com/books?id=",
}


def _dashed(words: str) -> str:
    return words.replace("---", "—").replace("--", "–")


def _address(typed: str) -> str:
    """An address without what LaTeX writes before some of its signs."""
    for sign in "_%&#~$":
        typed = typed.replace(f"\\{sign}", sign)
    return typed.replace("{", "").replace("}", "").strip()
