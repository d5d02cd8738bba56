"""``.. KIND::``: an annotation of one of the kinds."""

from docutils import nodes
from sphinx import addnodes

from ..edition.works import told
from ..model.kinds import Kind
from ..model.nodes import annotation
from ..model.problems import Warn
from ..model.values import Value
from ..texts.loci import read_term
from .base import CritiqueDirective
from .citing import index_entry
from .options import CLASS, LANG, NAME, Options, Taken, listed, persons, text
from .verse import quote_verse

_WHOLE_WORK = "work"


class AnnotationDirective(CritiqueDirective):
    """Words about a lemma, a whole excerpt, a locus, the work, or another annotation."""

    kind: Kind
    takes = "[lemma]"
    holds = "what is to be said, with quotations of sources"
    option_spec = Options(
        {
            "on": Taken(
                text,
                Value.NAME,
                "The passage or note that it answers; without it, the passage that it stands in or"
                " after.",
            ),
            "at": Taken(
                text,
                Value.CITATIONS,
                "A place that is answered without being quoted; ``work`` is all of the work.",
            ),
            "cite": Taken(text, Value.CITATIONS, "What is brought for what it says."),
            "with": Taken(
                listed, Value.NAMES, "Other passages that it is set beside; their words are shown."
            ),
            "voice": Taken(
                persons,
                Value.PERSONS,
                "Who speaks, where not the passage's speaker; of a reply, who replies.",
            ),
            "charged": Taken(
                persons,
                Value.PERSONS,
                "Who is faulted, where not the speaker: a name, ``editor``, ``translator``.",
            ),
            "right": Taken(text, Value.WORDS, "What the lemma should read, in a ``correction``."),
            "absent": Taken(
                listed,
                Value.TERMS,
                "What the work does not say: words that its transcript, or some pages of it, must"
                " not hold.",
            ),
            "lang": LANG,
            "unchecked": Taken(text, Value.WORDS, "Why its quotations are not to be checked."),
            "tags": Taken(listed, Value.LIST, "Tags, by which lists and readers filter."),
            "name": NAME,
            "class": CLASS,
        }
    )

    def run(self) -> list[nodes.Node]:
        self.check_options()
        node = annotation("", kind=self.kind.name)
        node["answers_annotations"] = self.kind.answers_annotations
        self.identify(node, self.kind.name)
        node["lemma"] = text(self.argument)
        node["glued"] = "\n" in self.argument
        for option in ("on", "voice", "charged", "right", "unchecked"):
            node[option] = self.option(option)
        for option in ("with", "tags", "absent"):
            node[option] = self.option(option, ())
        node["language"] = self.told_language()
        self._set_place(node)
        self._check_right(node)
        self._check_absent(node)
        node += self._index(node)
        node += quote_verse(self.parse_body())
        for role in ("at", "cite"):
            if self.option(role) and not (role == "at" and node["whole_work"]):
                node += self.sources(role, self.citations(self.option(role)))
        return [node]

    def _set_place(self, node: annotation) -> None:
        at = self.option("at")
        node["whole_work"] = at.lower() == _WHOLE_WORK
        if at and node["on"]:
            self.warn(
                Warn.OPTION, f":at: and :on: exclude each other; :on: {node['on']} is ignored"
            )
            node["on"] = ""
        if at and node["lemma"]:
            self.warn(Warn.OPTION, "an annotation :at: a locus has no lemma; it is printed in full")

    def _check_right(self, node: annotation) -> None:
        if node["right"] and node["kind"] != "correction":
            self.warn(Warn.OPTION, ":right: is an option of “correction” only; it is printed")

    def _check_absent(self, node: annotation) -> None:
        for term in node["absent"]:
            if read_term(term, self.domain.language) is None:
                message = f":absent: takes words, or words <PAGES>; cannot read “{term}”"
                self.warn(Warn.OPTION, message)

    def _index(self, node: annotation) -> addnodes.index:
        words = node["lemma"] or self._at(node) or node["typed_name"]
        entry = index_entry(self.kind.title, words)
        return addnodes.index("", entries=[("single", entry, node["ids"][0], "", None)])

    def _at(self, node: annotation) -> str:
        """The locus that is answered, as an index has it."""
        work, default, bibliography = self.domain.work, self.settings.work, self.domain.bibliography
        if node["whole_work"] and work != default:
            return bibliography.plain(work)
        return told(self.citations(self.option("at")), bibliography, default)


def directive_of(kind: Kind) -> type[AnnotationDirective]:
    """The directive that writes annotations of a kind."""
    name = "".join(part.capitalize() for part in kind.name.split("-"))
    says = f"Says that the passage {kind.says}."
    meaning = says if kind.says else f"A note of the kind “{kind.title}”."
    members = {"kind": kind, "meaning": meaning}
    return type(f"{name}Directive", (AnnotationDirective,), members)
