"""The project's bibliography, kept and set by sphinxcontrib-bibtex."""

from collections.abc import Container, Iterator
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from pybtex.backends.plaintext import Backend as PlainText
from pybtex.database import Entry, Person
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.citation_target import CitationTarget
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.domain import Citation as Listed
from sphinxcontrib.bibtex.roles import CitationRef
from sphinxcontrib.bibtex.style.referencing import format_references
from sphinxcontrib.bibtex.style.template import SphinxReferenceInfo

from ..locale import _
from ..locale.punctuation import comma, with_commas
from ..model.config import settings
from ..model.problems import Problem
from ..model.steps import Step
from ..texts.bibtex.markup import plain
from ..texts.bibtex.names import PARTS
from ..texts.folding import without_accents
from ..texts.languages import tag_of
from ..texts.names import Name
from . import bibliographies, style
from .bibliographies import told
from .own_citations import OwnCitations, named_in, tell_apart

if TYPE_CHECKING:
    from sphinxcontrib.bibtex.bibfile import BibData

FOOTNOTES = "foot"
_AFTER = "\ue000"
"""Stands for a locator: a citation is set once, and printed with this and that one."""


class Bibliography:
    """The entries of a project, by key, and where its pages list them."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self._listed: dict[str, dict[str, Listed]] | None = None
        self._set: dict[object, nodes.Element] = {}
        self._set_on = ""
        self._cited_on: dict[str, set[str]] | None = None
        self._keys_of: BibData | None = None
        self._keys: frozenset[str] = frozenset()

    @cached_property
    def domain(self) -> BibtexDomain:
        """The domain of sphinxcontrib-bibtex."""
        return cast(BibtexDomain, self._env.get_domain("cite"))

    @property
    def footnotes(self) -> bool:
        """Whether the project sets its citations as footnotes."""
        return bool(self._env.config.bibtex_reference_style == FOOTNOTES)

    @property
    def in_our_style(self) -> bool:
        """Whether the project cites or lists sources in our style."""
        lists = self.domain.bibliographies.values()
        cites = self._env.config.bibtex_reference_style == style.NAME
        return cites or any(each.style == style.NAME for each in lists)

    @property
    def keys(self) -> frozenset[str]:
        """Every key, as the files spell it."""
        data = self.domain.bibdata
        if data is not self._keys_of:  # It is made anew when a file changes.
            self._keys_of = data
            self._keys = frozenset(key for file in data.bibfiles.values() for key in file.keys)
        return self._keys

    @property
    def problems(self) -> list[Problem]:
        """What is wrong in the files, to be said in every build."""
        return bibliographies.problems(self._env)

    @property
    def files(self) -> list[str]:
        """The paths of the bibliography files, on which whatever cites depends."""
        return [str(path) for path in self.domain.bibdata.bibfiles]

    def entry(self, key: str | None) -> Entry | None:
        """The entry of a key, ``None`` where there is none."""
        return self.domain.bibdata.data.entries[key] if key in self.keys else None

    def nearest(self, key: str) -> str:
        """The known key most like a mistyped one, or an empty string."""
        return next(iter(get_close_matches(key, sorted(self.keys), n=1, cutoff=0.75)), "")

    @cached_property
    def own(self) -> OwnCitations | None:
        """Citations in our own style, where the project has chosen it."""
        config = self._env.config
        if config.bibtex_reference_style != style.NAME:
            return None
        return OwnCitations(settings(config).citation_style == "notes")

    def unknown(self, key: str) -> str:
        """What is said of a key that no file has, and the one that may be meant."""
        nearest = self.nearest(key)
        hint = f"; did you mean “{nearest}”?" if nearest else ""
        return f"the bibliography has no source “{key}”{hint}"

    def forget_lists(self) -> None:
        """Look anew which pages list which entries (they change with every reading)."""
        tell_apart(self.domain)
        self._listed = self._cited_on = None
        self._set.clear()

    def listed(self, key: str | None, docname: str) -> Listed | None:
        """How a bibliography lists an entry: one in the same document before all others."""
        places = self._lists_now().get(key or "", {})
        return places.get(docname) or next(iter(places.values()), None)

    def _lists_now(self) -> dict[str, dict[str, Listed]]:
        if self._listed is None:
            self._listed = self._lists()
        return self._listed

    def _lists(self) -> dict[str, dict[str, Listed]]:
        lists: dict[str, dict[str, Listed]] = {}
        for each in self.domain.citations:
            if self.domain.bibliographies[each.bibliography_key].list_ == "citation":
                places = lists.setdefault(each.key, {})
                places.setdefault(each.bibliography_key.docname, each)
        return lists

    def shown_on(self, docname: str) -> Iterator[str]:
        """What the bibliographies of a document list, label by label."""
        for each in self.domain.citations:
            if each.bibliography_key.docname == docname:
                yield repr((each.key, each.formatted_entry.label, str(each.formatted_entry.text)))

    def named_on(self, docname: str) -> Iterator[str]:
        """What a document calls sources where our style, whose names depend on all, lists them."""
        if docname in self._citing():
            for key in sorted(self._citing()[docname]):
                listed = self.listed(key, docname)
                yield repr((key, listed and listed.formatted_entry.label))

    def naming(self) -> set[str]:
        """The documents that :meth:`named_on` is about."""
        return set(self._citing())

    def _citing(self) -> dict[str, set[str]]:
        lists = self.domain.bibliographies.values()
        if self._cited_on is None:
            self._cited_on = {}
            if any(each.style == style.NAME for each in lists):
                for ref in self.domain.citation_refs:
                    keys = {target.key for target in ref.targets}
                    self._cited_on.setdefault(ref.docname, set()).update(keys)
        return self._cited_on

    def note(self, key: str, docname: str, place: str) -> None:
        """Tell the bibliography that a document cites an entry; ``place`` is an id there."""
        targets = [CitationTarget(key=key, pre="", post="")]
        self.domain.citation_refs.append(CitationRef(place, docname, 0, targets))

    def works_of(self, key: str | None) -> str | None:
        """The key of the publication that an entry is a part of, else the key itself."""
        entry = self.entry(key)
        parent = _raw_field(entry, "crossref") if entry else None
        return parent if parent in self.keys else key

    def indexed_under(self, key: str, reviewed: Container[str]) -> str:
        """The source that an index has an entry under: what it is a part of, if that is under
        review or of the same hand."""
        work = self.works_of(key) or key
        if work in reviewed or self.authorship(work) == self.authorship(key):
            return work
        return key

    def voice(self, key: str | None) -> str:
        """Who speaks in a source: its authors, else its editors, else its title."""
        entry = self.entry(key)
        if entry is None:
            return ""
        return _joined([_name(person) for person in _persons(entry)]) or _field(entry, "title")

    def persons(self, key: str | None) -> list[Name]:
        """Who wrote or edited a source, or the publication that it is a part of."""
        entries = filter(None, map(self.entry, dict.fromkeys((key, self.works_of(key)))))
        fields: list[Any] = [entry.persons for entry in entries]
        people = [
            each
            for field in fields
            for role in ("author", "editor")
            for each in field.get(role, ())
        ]
        return [Name(_name(each), _last_name(each)) for each in people]

    def language(self, key: str | None) -> str:
        """The language of a source as a tag (``de``), empty where its entry does not tell."""
        entries = filter(None, map(self.entry, (key, self.works_of(key))))
        fields = (_raw_field(each, name) for each in entries for name in ("langid", "language"))
        return next(filter(None, map(tag_of, fields)), "")

    def plain(self, key: str | None) -> str:
        """A source that no bibliography lists: author and year, or its key."""
        entry = self.entry(key)
        if entry is None:
            return key or ""
        names = [_last_name(person) for person in _persons(entry)]
        name = _joined(names) or _field(entry, "title")
        return with_commas((name, _field(entry, "year"))) or (key or "")

    def named(self, key: str) -> tuple[str, str, str]:
        """Who wrote or edited a source, its title and its year; its key where it has no entry."""
        entry = self.entry(key)
        if entry is None:
            return "", key, ""
        names = _joined([_name(person) for person in _persons(entry)])
        return names, _field(entry, "title") or key, _field(entry, "year")

    def authorship(self, key: str) -> tuple[str, list[str]]:
        """Whether a source has an ``author`` or an ``editor``, and the names of all of them."""
        entry = self.entry(key)
        names = list(map(_name, _persons(entry))) if entry is not None else []
        roles: Any = entry.persons if entry is not None else {}
        return "author" if roles.get("author") else "editor", names

    def names(self, key: str, role: str) -> list[str]:
        """The names of those who have a part in a source: ``author``, ``translator`` …"""
        entry = self.entry(key)
        persons: Any = entry.persons if entry is not None else {}
        return list(map(_name, persons.get(role, ())))

    def field(self, key: str, name: str) -> str:
        """The words of a field of a source, empty where there is none."""
        entry = self.entry(key)
        return _field(entry, name) if entry is not None else ""

    def short(self, key: str) -> str:
        """The shorthand or short title of a source, if it has one."""
        entry = self.entry(key)
        if entry is None:
            return ""
        return _field(entry, "shorthand") or _field(entry, "shorttitle")

    def sort_key(self, key: str) -> tuple[str, str, str, str]:
        """What sorts sources in alphabetical order: names, year and title, without accents."""
        entry = self.entry(key)
        if entry is None:
            return _unaccented(key), "", "", key
        names = [f"{_last_name(each)} {_name(each)}" for each in _persons(entry)]
        title = _field(entry, "title")
        name = " ".join(names) or title
        # Of a span or an estimate the first year sorts, not what is said of it.
        year = plain(_raw_field(entry, "year"))
        return _unaccented(name), year, _unaccented(title), key

    def tells_author(self, key: str, builder: Builder) -> bool:
        """Whether citations in the project's style name the author of a source."""
        listed = next(iter(self._lists_now().get(key, {}).values()), None)
        if self.footnotes or listed is None or self.own is not None:
            return not self.footnotes
        names = [_last_name(person) for person in _persons(listed.entry)]
        name = names[0] if names else _field(listed.entry, "title")
        return name in self.set(listed, builder, "", "", "").astext()

    def set(
        self, listed: Listed, builder: Builder, docname: str, before: str, after: str
    ) -> nodes.Element:
        """A citation in the project's reference style, linked to its entry."""
        if docname != self._set_on:
            # Links differ from page to page: what one page cites again is kept, and no more.
            self._set_on, self._set = docname, {}
        place = (listed.bibliography_key.docname, listed.citation_id)
        key = (builder.name, *place, before, bool(after))
        if key not in self._set:
            self._set[key] = self._made(listed, builder, docname, before, _AFTER if after else "")
        result = self._set[key].deepcopy()
        for leaf in list(result.findall(nodes.Text)) if after else ():
            if _AFTER in leaf:
                leaf.parent.replace(leaf, nodes.Text(leaf.replace(_AFTER, after)))
        return result

    def _made(
        self, listed: Listed, builder: Builder, docname: str, before: str, after: str
    ) -> nodes.Element:
        info = SphinxReferenceInfo(
            builder=builder,
            fromdocname=docname,
            todocname=named_in(builder, listed.bibliography_key.docname),
            citation_id=listed.citation_id,
            title=tooltip(listed),
            pre_text=before,
            post_text=after,
        )
        style = self.domain.reference_style
        rich: Any = format_references(style, "p", [(listed.entry, listed.formatted_entry, info)])
        result = nodes.inline("", "", classes=["critique-cite"])
        result += rich.render(self.domain.backend)
        # Styles of a project's own may know nothing of what stands after a key.
        if after not in result.astext():
            result += nodes.Text(f", {after}")
        if before not in result.astext():
            result.insert(0, nodes.Text(f"{before} "))
        return result


def tooltip(listed: Listed) -> str | None:
    """What a link to an entry says to who points at it."""
    if listed.tooltip_entry is None:
        return None
    tooltip: Any = listed.tooltip_entry.text
    backend: Any = PlainText
    text: str = tooltip.render(backend())
    return text.replace("\\url ", "")


def _persons(entry: Entry) -> list[Person]:
    persons: Any = entry.persons
    return list(persons.get("author") or persons.get("editor") or [])


def _raw_field(entry: Entry, name: str) -> str:
    fields: Any = entry.fields
    return str(fields.get(name) or "")


def _field(entry: Entry, name: str) -> str:
    return plain(told(entry, name))


def _name(person: Any) -> str:
    return " ".join(str(name) for part in PARTS for name in getattr(person, f"rich_{part}_names"))


def _last_name(person: Person) -> str:
    return " ".join(str(n) for n in (*person.rich_prelast_names, *person.rich_last_names))


def _unaccented(text: str) -> str:
    return without_accents(text).casefold()


def _joined(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=comma().join(names[:-1]), last=names[-1])


def without_files(app: Sphinx, config: Config) -> None:
    """Let a project that has no bibliography be one: sphinxcontrib-bibtex demands a value."""
    values: Any = config
    if values.bibtex_bibfiles is None:
        values.bibtex_bibfiles = []


def setup(app: Sphinx) -> None:
    """Load sphinxcontrib-bibtex."""
    app.setup_extension("sphinxcontrib.bibtex")
    bibliographies.setup(app)
    style.setup(app)
    Step.ALLOW_NO_BIBLIOGRAPHY.connect(app, without_files)
