"""What an entry of a bibliography says of a source, under whatever names its fields have."""

from functools import cached_property
from typing import Any

from pybtex.database import Entry, Person
from pybtex.database.input import bibtex

from .dates import When, from_parts, read_when
from .rich import Rich, from_latex, italic, text, within
from .words import Words

_BIBTEX_NAMES: dict[str, tuple[str, ...]] = {
    "journaltitle": ("journal",),
    "location": ("address",),
    "institution": ("school",),
    "organization": (),
    "annotation": (),
    "subtitle": (),
    "eprinttype": ("archiveprefix",),
    "eprintclass": ("primaryclass",),
}
_WHOLE = frozenset(
    """book mvbook collection mvcollection proceedings mvproceedings reference mvreference booklet
    manual report techreport standard commentary periodical dataset software artwork image audio
    music movie video performance""".split()
)
_ROMAN = frozenset("legislation legal patent letter".split())
_UNPUBLISHED = ("howpublished", "library", "entrysubtype")


class Source:
    """One entry: its fields with their markup, its persons and dates.

    ``type`` is BibLaTeX's, in lower case; ``printed`` are the fields that have been asked for.
    """

    def __init__(self, entry: Entry, words: Words) -> None:
        self._entry: Any = entry
        self.words = words
        self.key = str(entry.key)
        self.printed: set[str] = set()
        self.type = str(getattr(entry, "original_type", "") or self._entry.type).lower()

    def raw(self, *names: str) -> str:
        """The first of these fields that there is, as typed."""
        for name in names:
            for each in (name, *_BIBTEX_NAMES.get(name, ())):
                if each in self._entry.fields and str(self._entry.fields[each]).strip():
                    return " ".join(str(self._entry.fields[each]).split())
        return ""

    def field(self, *names: str) -> Rich:
        """The first of these fields that there is, with its markup; it is printed, then."""
        self.printed.update(filter(self.has, names[:1] if self.has(names[0]) else names))
        return from_latex(self.raw(*names))

    def has(self, name: str) -> bool:
        """Whether there is such a field."""
        return bool(self.raw(name))

    def persons(self, role: str) -> list[Person]:
        """Who did something: persons as they were read, else the names in a field."""
        if role in self._entry.persons:
            return list(self._entry.persons[role])
        reader: Any = bibtex
        names = reader.split_name_list(self.raw(role)) if self.has(role) else []
        return [_person(name) for name in names]

    @cached_property
    def lead(self) -> tuple[str, list[Person]]:
        """Who stands at the head of a reference, and as what; nobody for a title."""
        for role in ("author", "shortauthor", "editor", "director", "translator"):
            if persons := self.persons(role):
                return role, persons
        return "", []

    @cached_property
    def body(self) -> str:
        """The field with the body that stands for an author where nobody is named."""
        if self.lead[1]:
            return ""
        if self.is_of_newspaper:
            return "journaltitle"
        bodies = ("institution", "organization", "holder")
        given = {"report", "techreport", "manual", "standard", "online", "booklet", "www"}
        return next(filter(self.has, bodies), "") if self.type in given else ""

    @cached_property
    def when(self) -> When:
        """When it was published or written."""
        if self.has("date"):
            return read_when(self.raw("date"))
        if self.has("year"):
            return from_parts(*(self._plain(each) for each in ("year", "month", "day")))
        return read_when(self.raw("eventdate"))

    def _plain(self, name: str) -> str:
        return str(self.field(name)).strip()

    def date(self, name: str) -> When:
        """Another date."""
        return read_when(self.raw(name))

    @cached_property
    def years(self) -> str:
        """The year for a citation, in words where there is none yet."""
        state = self.raw("pubstate").lower()
        return self.when.years or self.words.states().get(state, "")

    @cached_property
    def is_of_newspaper(self) -> bool:
        """Whether it came out on a day: in a newspaper or magazine."""
        if self.type not in ("article", "review", "suppperiodical"):
            return False
        if self.raw("entrysubtype").lower() in ("newspaper", "magazine"):
            return True
        return self.when.is_exact and not (self.has("volume") or self.has("number"))

    @property
    def is_named(self) -> bool:
        """Whether it has an author or a title; else its key stands for it."""
        return bool(self.lead[1] or self.body or self.title or self.has("maintitle"))

    @property
    def title(self) -> Rich:
        """Title and subtitle."""
        return self.whole("title", "subtitle")

    def whole(self, name: str, below: str) -> Rich:
        """A title with its subtitle behind a colon."""
        title, subtitle = self.field(name), self.field(below)
        if not (title and subtitle):
            return title or subtitle
        return text(title, " " if str(title)[-1] in "?!" else ": ", subtitle)

    @cached_property
    def sets_title(self) -> str:
        """How a title is set: ``italic``, ``quoted`` or ``roman``."""
        if self.type in _ROMAN or self.is_generic:
            return "roman"
        if self.type in _WHOLE or self.type in ("bookinbook", "jurisdiction"):
            return "italic"
        stands_alone = self.type not in _PARTS and not any(map(self.has, _UNPUBLISHED))
        return "italic" if stands_alone else "quoted"

    @cached_property
    def is_generic(self) -> bool:
        """Whether it is a foreword or the like, named so by its title."""
        if self.type in ("suppbook", "suppcollection"):
            return True
        generic = ("foreword", "preface", "introduction", "afterword", "epilogue", "prologue")
        return self.type in ("inbook", "incollection") and str(self.title).lower() in generic

    def short_title(self) -> Rich:
        """What a citation has of a title: the short one, else that without its subtitle."""
        if self.has("shorttitle"):
            short = self.field("shorttitle")
        else:
            short = _before_colon(self.field("title"))
        return self.set_title(short)

    def set_title(self, title: Rich) -> Rich:
        """A title as its kind is set."""
        if not title or self.sets_title == "roman":
            return title
        if self.sets_title == "italic":
            return italic(title)
        return text(self.words.marks.open, within(title, self.words.marks), self.words.marks.close)


_PARTS = frozenset(
    """article inbook suppbook incollection suppcollection inproceedings conference inreference
    suppperiodical review thesis phdthesis mastersthesis online electronic www unpublished
    """.split()
)


def _before_colon(title: Rich) -> Rich:
    place = str(title).find(": ")
    return title[:place] if place > 0 else title


def _person(name: str) -> Person:
    made: Any = Person
    try:
        person: Person = made(name)
    except Exception:  # a name that pybtex cannot part
        person = made(last=name)
    return person
