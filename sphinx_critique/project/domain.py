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
from ..edition.elsewhere import OBJECT_TYPES, Elsewhere
from ..edition.indexes import INDEXES
from ..edition.labels import Labels
from ..edition.links import is_anothers, is_in_sight, link, link_elsewhere
from ..edition.lists import Lists
from ..edition.quoting import Quoting
from ..edition.reading import Reader
from ..model.config import Settings, settings
from ..model.identifiers import normal_name
from ..model.kinds import Kind
from ..model.problems import Problem
from ..model.records import Document, Excerpt, Quotation
from ..model.steps import Step
from ..sources.absence import Claims
from ..sources.bibliography import Bibliography
from ..sources.checked import Checked
from ..sources.languages import Languages
from ..sources.library import Library
from ..sources.verification import Verification, sources_of
from ..texts.loci import keys_of
from .build import Build, derive
from .kept import Kept

_WORK = "critique_work"
"""Where Sphinx keeps what is true of the document that it is reading."""


class CritiqueDomain(Domain):
    """Excerpts, quotations and annotations; what each document holds is frozen when read."""

    name = "critique"
    label = "Critique"
    object_types: ClassVar[dict[str, ObjType]] = {
        name: ObjType(name, "ref") for name in OBJECT_TYPES
    }
    indices: ClassVar[list[type[Index]]] = [*INDEXES]
    initial_data: ClassVar[dict[str, Any]] = {
        "documents": Kept(),
        "problems": {},
        "digests": {},
        "checks": {},
        "unread": {},
        "known": {},
    }
    data_version = 10
    build: Build
    """What this build has derived; there once every document has been read."""
    is_printed: bool = True
    """Whether pages are written; where they never are, none is told to be out of date."""

    def __init__(self, env: BuildEnvironment) -> None:
        for index in INDEXES:
            index.name_it()
        super().__init__(env)
        self.bibliography = Bibliography(env)

    @classmethod
    def of(cls, env: BuildEnvironment) -> "CritiqueDomain":
        """The domain of an environment."""
        return cast(CritiqueDomain, env.get_domain(cls.name))

    @cached_property
    def settings(self) -> Settings:
        """The project's configuration."""
        return settings(self.env.config)

    @property
    def work(self) -> str:
        """The work under review at the place that the reading of a document has come to."""
        return str(self.env.temp_data.get(_WORK, self.settings.work))

    @work.setter
    def work(self, key: str) -> None:
        self.env.temp_data[_WORK] = key

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """The project's kinds of annotation, by name."""
        return self.settings.vocabulary

    @property
    def documents(self) -> Kept:
        """What each document holds, whatever a build leaves out of it, by its name."""
        documents: Kept = self.data["documents"]
        return documents

    @property
    def problems(self) -> dict[str, tuple[Problem, ...]]:
        """What was found wrong in each document while reading it."""
        problems: dict[str, tuple[Problem, ...]] = self.data["problems"]
        return problems

    @property
    def holds_ours(self) -> bool:
        """Whether any document has something of ours, in whatever builds."""
        return not all(each.is_of_others for each in self.documents.values())

    @property
    def is_used(self) -> bool:
        """Whether anything of ours is in the project; all that is ours is left out of others."""
        return "build" in vars(self) and self.build.is_used

    @property
    def digests(self) -> dict[str, dict[str, str]]:
        """For each builder's output, what its documents showed of the rest when last written."""
        digests: dict[str, dict[str, str]] = self.data["digests"]
        return digests

    @cached_property
    def library(self) -> Library:
        """The transcripts of the project."""
        unread, known = self.data["unread"], self.data["known"]
        return Library(self.env, self.bibliography, self.settings, unread, known)

    @property
    def language(self) -> str:
        """The language of the edition, a tag."""
        return self.env.config.language or "en"

    @cached_property
    def verification(self) -> Verification:
        """The checks of quotations against the transcripts."""
        return Verification(self.library, self.languages, self.settings, self.data["checks"])

    @cached_property
    def claims(self) -> Claims:
        """The terms that notes say are not in a source."""
        return Claims(self.library, self.languages, self.settings)

    @cached_property
    def languages(self) -> Languages:
        """What language words are quoted in."""
        return Languages(self.bibliography, self.language)

    def checked(self, node: nodes.Element) -> tuple[Quotation, Checked] | None:
        """What a node quotes, and what its check came to; ``None`` where nothing is checked."""
        docname, number = node.get("quotation", ("", 0))
        kept = self.verification.kept.get(docname)
        if kept is None or not self.settings.check or self.library.is_empty:
            return None
        return self.build.documents[docname].quotations[number], kept.checks[number]

    def derive(self, app: Sphinx) -> Edition:
        """See all documents as one text, in this build."""
        self.bibliography.forget_lists()
        parts = self.documents, self.settings, self.bibliography, self.verification
        self.build = derive(app, self._read_again, *parts)
        return self.edition

    def _read(self, docname: str, document: nodes.document) -> Reader:
        return Reader(document, docname, self.quoting, self.settings.work)

    def _read_again(self, docname: str, document: nodes.document) -> Document:
        return self._read(docname, document).document

    @property
    def edition(self) -> Edition:
        """All documents seen as one text."""
        return self.build.edition

    @property
    def labels(self) -> Labels:
        """What running text calls the items of the edition."""
        return self.build.labels

    @property
    def lists(self) -> Lists:
        """What the lists of the edition hold."""
        return self.build.lists

    def clear_doc(self, docname: str) -> None:
        self.documents.pop(docname, None)
        self.problems.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        self.documents.take(docnames, otherdata["documents"])
        others: dict[str, tuple[Problem, ...]] = otherdata["problems"]
        self.problems.update((name, some) for name, some in others.items() if name in docnames)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        reader = self._read(docname, document)
        if reader.document != Document():
            self.documents[docname] = reader.document
        for problem in reader.problems:
            self.note_problem(docname, problem)
        for mistake in reader.mistakes:
            mistake.parent.remove(mistake)
        self._depend_on_transcripts(reader.document.quotations)
        noted: set[str] = set()
        for number, node in enumerate(reader.cites, 1):
            keys = keys_of(node["citations"])
            fresh = [key for key in keys if key not in noted and self.bibliography.entry(key)]
            anchor = reader.anchor(number)
            if fresh or not node["within_item"]:
                node["ids"].append(anchor)
            for key in fresh:
                self.bibliography.note(key, docname, anchor)
            noted.update(fresh)

    @cached_property
    def quoting(self) -> Quoting:
        """Makes records of what the project quotes."""
        return Quoting(self.bibliography.keys, self.languages.document)

    def _depend_on_transcripts(self, quotations: Iterable[Quotation]) -> None:
        for key in set(sources_of(quotations)):
            owner = self.library.owner(key)
            shelved = self.library.find(owner) if owner else None
            if shelved is not None:
                self.env.note_dependency(str(shelved.path))

    def stale(self) -> list[str]:
        """Documents that hold words of transcripts or inventories which are not there any more."""
        digest, elsewhere = self.library.digest, Elsewhere(self.env)
        return [
            docname
            for docname, document in self.documents.items()
            if any(digest(each.key) != each.digest for each in document.drawn)
            or any(
                each.inventory is not None and elsewhere.find_in(each.inventory, each.name) is None
                for each in document.mentions
            )
        ]

    def note_problem(self, docname: str, problem: Problem) -> None:
        """Keep a warning, to be given in this build and in every later one."""
        self.problems[docname] = (*self.problems.get(docname, ()), problem)

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
        inventory = (node["inventory"] or "") if "intersphinx" in node else None
        item = self.edition.find(target) if inventory is None else None
        if item is None:
            return self._resolve_elsewhere(builder, fromdocname, target, inventory, node, contnode)
        if not node.get("refexplicit"):
            contnode = nodes.inline("", self.labels.of(item), classes=["critique-ref"])
        reference = link(builder, fromdocname, item, contnode)
        if builder.format == "html" and not is_in_sight(builder, reference):
            reference["reftitle"] = self.labels.preview(item)
        # Words alone where the builder leaves the target out; Sphinx takes either.
        return cast(nodes.reference, reference)

    def _resolve_elsewhere(
        self,
        builder: Builder,
        docname: str,
        target: str,
        inventory: str | None,
        node: pending_xref,
        words: nodes.Element,
    ) -> nodes.reference | None:
        other = self.edition.meant_elsewhere(target, inventory)
        if other is None:
            return None
        if not node.get("refexplicit"):
            words = nodes.inline("", self.labels.elsewhere(other), classes=["critique-ref"])
        return cast(nodes.reference, link_elsewhere(builder, docname, other, words))

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        item = self.edition.find(target)
        if item is None and self.edition.meant_elsewhere(target, None) is None:
            return []
        if item is None and is_anothers(self, builder, fromdocname, target, node):
            return []  # What is here, of whatever sort, comes before what is elsewhere.
        labels = env.domaindata["std"]["anonlabels"]
        by_label = item is not None and item.name != normal_name(target)
        if by_label and node.get("refexplicit") and target.lower() in labels:
            return []  # Sphinx finds the label by itself: two answers would be one too many.
        found = self.resolve_xref(env, fromdocname, builder, "ref", target, node, contnode)
        return [(f"{self.name}:ref", found)] if found is not None else []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        labels = self.labels
        for name, item in self.edition.named():
            kind = "annotation"
            if isinstance(item, Excerpt):
                kind = "excerpt" if item.answerable else "quotation"
            # Labels are for other projects, and are not searched for.
            yield name, labels.of(item), kind, item.docname, item.id, 1 if name == item.name else -1


def _say_where_conf_is(app: Sphinx) -> None:
    """Transcripts lie beside ``conf.py``, which need not be where the documents are."""
    CritiqueDomain.of(app.env).library.confdir = Path(app.confdir)


def setup(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(CritiqueDomain)
    Step.FIND_FOLDER.connect(app, _say_where_conf_is)
    Step.READ_AGAIN.connect(app, lambda app, env, *_: CritiqueDomain.of(env).stale())
