"""The ``critique`` domain: records of every document, and references to them."""

from collections.abc import Iterable, Set
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, Index, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import RoleFunction

from ..edition.edition import Edition
from ..edition.indexes import INDEXES
from ..edition.links import link
from ..edition.lists import Lists, Survey
from ..edition.persons import Persons
from ..edition.quoting import Quoting
from ..edition.reading import Reader
from ..locale import _
from ..model.citing import citation_keys
from ..model.config import Settings, settings
from ..model.identifiers import normal_name
from ..model.kinds import Kind
from ..model.problems import Problem
from ..model.records import Annotation, Document, Excerpt, Item, Piece, Quotation
from ..sources.bibliography import Bibliography
from ..sources.library import Drawn, Library
from ..sources.verification import Checked, Verification, sources_of
from ..texts.loci import Citation, read_citations

_PREVIEWED = 40
OBJECT_TYPES = ("excerpt", "quotation", "annotation")


class CritiqueDomain(Domain):
    """Excerpts, quotations and annotations; what each document holds is frozen when read."""

    name = "critique"
    label = "Critique"
    object_types: ClassVar[dict[str, ObjType]] = {
        name: ObjType(name, "ref") for name in OBJECT_TYPES
    }
    indices: ClassVar[list[type[Index]]] = [*INDEXES]
    initial_data: ClassVar[dict[str, Any]] = {
        "documents": {},
        "problems": {},
        "digests": {},
        "checks": {},
        "unread": {},
    }
    data_version = 4

    def __init__(self, env: BuildEnvironment) -> None:
        for index in INDEXES:
            index.name_it()
        super().__init__(env)
        self.bibliography = Bibliography(env)
        self._edition: Edition | None = None
        self._lists: Lists | None = None
        self._builder: Builder | None = None

    @classmethod
    def of(cls, env: BuildEnvironment) -> "CritiqueDomain":
        """The domain of an environment."""
        return cast(CritiqueDomain, env.get_domain(cls.name))

    @cached_property
    def settings(self) -> Settings:
        """The project's configuration."""
        return settings(self.env.config)

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """The project's kinds of annotation, by name."""
        return self.settings.vocabulary

    @property
    def documents(self) -> dict[str, Document]:
        """What each document holds, by its name."""
        documents: dict[str, Document] = self.data["documents"]
        return documents

    @property
    def problems(self) -> dict[str, tuple[Problem, ...]]:
        """What was found wrong in each document while reading it."""
        problems: dict[str, tuple[Problem, ...]] = self.data["problems"]
        return problems

    @property
    def digests(self) -> dict[str, dict[str, str]]:
        """For each builder's output, what its documents showed of the rest when last written."""
        digests: dict[str, dict[str, str]] = self.data["digests"]
        return digests

    @cached_property
    def library(self) -> Library:
        """The transcripts of the project."""
        return Library(self.env, self.bibliography, self.settings, self.data["unread"])

    @cached_property
    def verification(self) -> Verification:
        """The checks of quotations against the transcripts."""
        language = self.env.config.language or "en"
        kept = self.data["checks"]
        return Verification(self.library, self.bibliography, self.settings, language, kept)

    def checked(self, node: nodes.Element) -> tuple[Quotation, Checked] | None:
        """What a node quotes, and what its check came to; ``None`` where nothing is checked."""
        docname, number = node.get("quotation", ("", 0))
        kept = self.verification.kept.get(docname)
        if kept is None or not self.settings.check or not self.library.keys:
            return None
        return self.documents[docname].quotations[number], kept.checks[number]

    @property
    def edition(self) -> Edition:
        """All documents seen as one text; there once every document has been read."""
        assert self._edition is not None, "the edition is derived at env-updated"
        return self._edition

    @property
    def builder(self) -> Builder:
        """The builder of this build; there once every document has been read."""
        assert self._builder is not None, "the builder is known at env-updated"
        return self._builder

    def derive(self, app: Sphinx) -> Edition:
        """See all documents as one text, in this build: what ``only`` leaves out is not there."""
        self.bibliography.forget_lists()
        self._builder = app.builder
        root = self.env.config.root_doc
        self._edition = Edition(self.documents, root, app.tags, self.kinds)
        self._lists = Lists(self._survey(self._edition))
        return self._edition

    def _survey(self, edition: Edition) -> Survey:
        titles = {name: title.astext() for name, title in self.env.titles.items()}
        words = {name: _(kind.label) for name, kind in self.kinds.items()}
        words |= {"excerpt": _("excerpt"), "quotation": _("quotation")}
        persons = Persons(edition, self.bibliography, self.kinds, self.settings.work)
        return Survey(
            edition,
            persons,
            self.bibliography,
            self.kinds,
            self.documents,
            self.verification,
            titles,
            words,
        )

    @property
    def lists(self) -> Lists:
        """What the lists of the edition hold; there once every document has been read."""
        assert self._lists is not None, "lists are made of the edition, derived at env-updated"
        return self._lists

    def clear_doc(self, docname: str) -> None:
        self.documents.pop(docname, None)
        self.problems.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for part in ("documents", "problems"):
            self.data[part].update(
                (docname, data) for docname, data in otherdata[part].items() if docname in docnames
            )

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        reader = Reader(document, docname, self._quoting)
        if reader.document != Document():
            self.documents[docname] = reader.document
        for problem in reader.problems:
            self.note_problem(docname, problem)
        for mistake in reader.mistakes:
            mistake.parent.remove(mistake)
        self._depend_on_transcripts(reader.document.quotations)
        noted: set[str] = set()
        for number, node in enumerate(reader.cites, 1):
            keys = dict.fromkeys(key for each in node["citations"] for key in citation_keys(each))
            fresh = [key for key in keys if key not in noted and self.bibliography.entry(key)]
            if fresh or not node["within_item"]:
                node["ids"].append(reader.anchor(number))
            for key in fresh:
                self.bibliography.note(key, docname, reader.anchor(number))
            noted.update(fresh)

    @cached_property
    def _quoting(self) -> Quoting:
        work = self.settings.work
        citations = read_citations(work, keys=self.bibliography.keys) if work else ()
        return Quoting(next(iter(citations), None))

    def _depend_on_transcripts(self, quotations: Iterable[Quotation]) -> None:
        for key in set(sources_of(quotations)):
            owner = self.library.owner(key)
            shelved = self.library.find(owner) if owner else None
            if shelved is not None:
                self.env.note_dependency(str(shelved.path))

    def draw(self, citations: tuple[Citation, ...], first: str, last: str) -> Drawn:
        """The words of a transcript from the first to the last ones."""
        return self.library.draw(next(iter(citations), None), first, last)

    def stale(self) -> list[str]:
        """Documents that hold words of transcripts which are no longer as they were."""
        digest = self.library.digest
        return [
            docname
            for docname, document in self.documents.items()
            if any(digest(key) != before for key, before in document.drawn)
        ]

    def note_problem(self, docname: str, problem: Problem) -> None:
        """Keep a warning, to be given in this build and in every later one."""
        self.problems[docname] = (*self.problems.get(docname, ()), problem)

    def read_citations(self, text: str) -> tuple[Citation, ...]:
        """The citations in a text of the document being read."""
        self.depend_on_bibliography()
        return read_citations(text, keys=self.bibliography.keys, work=self.settings.work or None)

    def depend_on_bibliography(self) -> None:
        """Have the document being read read again when a bibliography file changes."""
        for path in self.bibliography.files:
            self.env.note_dependency(path)

    def index_label(self, citations: tuple[Citation, ...], voice: str) -> str:
        """What the general index has of a passage: its source and locator."""
        first = citations[0] if citations else None
        source = self.bibliography.plain(first.key) if first else voice
        parts = [source or voice, first.locator.text if first else ""]
        return "; ".join(part.replace(";", ",") for part in parts if part)

    def role(self, name: str) -> RoleFunction | None:
        """A role of ours; ``:ref:`` without our prefix stays Sphinx's in our primary domain."""
        ours = super().role(name)
        standard = self.env.get_domain("std").role(name) if name == "ref" else None
        if ours is None or standard is None:
            return ours

        def either(typ: str, rawtext: str, *args: Any, **options: Any) -> Any:
            role = standard if rawtext.lower().startswith(f":{name}:") else ours
            return role(typ, rawtext, *args, **options)

        return either

    def find(self, target: str) -> Item | None:
        """What bears a name, or a label set before it."""
        return self.edition.find(target)

    def label_of(self, item: Item) -> str:
        """How running text names an item: kind and number (“omission 12”)."""
        number = self.edition.numbers.get(item.id)
        if isinstance(item, Excerpt):
            word = _("excerpt") if item.answerable else _("quotation")
        else:
            word = _(self.kinds[item.kind].label)
        return f"{word} {number}" if number else word

    def preview_of(self, item: Item) -> str:
        """What a reader who points at a reference is told of an item."""
        words = self._plain(item).split()
        said = " ".join(words[:_PREVIEWED]) + (" …" if len(words) > _PREVIEWED else "")
        lemma = f"{item.lemma}] " if isinstance(item, Annotation) and item.lemma else ""
        return f"{self.label_of(item)}: {lemma}{said}"

    def _plain(self, item: Item) -> str:
        """The words of an item, with the names of what it refers to."""
        if isinstance(item, Excerpt):
            return item.text
        return "".join(map(self._piece, item.note))

    def _piece(self, piece: Piece) -> str:
        link = piece.link
        if (
            link is not None
            and link.domain == self.name
            and not dict(link.attributes)["refexplicit"]
        ):
            target = self.find(link.target)
            return self.label_of(target) if target is not None else piece.words
        return piece.words

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        item = self.find(target)
        if item is None:
            return None
        if not node.get("refexplicit"):
            contnode = nodes.inline("", self.label_of(item), classes=["critique-ref"])
        reference = link(builder, fromdocname, item, contnode)
        if builder.format == "html":
            reference["reftitle"] = self.preview_of(item)
        # Words alone where the builder leaves the target out; Sphinx takes either.
        return cast(nodes.reference, reference)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        item = self.find(target)
        labels = env.domaindata["std"]["anonlabels"]
        by_label = item is not None and item.name != normal_name(target)
        if by_label and node.get("refexplicit") and target.lower() in labels:
            return []  # Sphinx finds the label by itself: two answers would be one too many.
        found = self.resolve_xref(env, fromdocname, builder, "ref", target, node, contnode)
        return [(f"{self.name}:ref", found)] if found is not None else []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        for item in self.edition.named():
            kind = "annotation"
            if isinstance(item, Excerpt):
                kind = "excerpt" if item.answerable else "quotation"
            yield item.name, self.label_of(item), kind, item.docname, item.id, 1


def _say_where_conf_is(app: Sphinx) -> None:
    """Transcripts lie beside ``conf.py``, which need not be where the documents are."""
    CritiqueDomain.of(app.env).library.confdir = Path(app.confdir)


def setup(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(CritiqueDomain)
    app.connect("builder-inited", _say_where_conf_is)
    app.connect("env-get-outdated", lambda app, env, *_: CritiqueDomain.of(env).stale())
