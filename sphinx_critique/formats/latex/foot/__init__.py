"""The apparatus at the foot of the page: in LaTeX, by reledmac (``critique_latex_apparatus``)."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.latex.nodes import footnotemark, footnotetext
from sphinx.config import Config

from ....edition.links import link
from ....layout.base import LayoutTransform
from ....layout.medium import ENGINES
from ....layout.styled import styled
from ....model.config import place, settings
from ....model.nodes import (
    annotation,
    around,
    elements,
    excerpt,
    group,
    lemma,
    locus,
    remark,
    sources,
    translation,
)
from ....model.problems import Warn, give
from ....model.records import Annotation, Excerpt
from ....model.steps import Step
from .. import colours, packages
from ..dress import set_place
from ..nodes import latex_block, latex_inline, latex_line
from . import passage
from .entries import About, Entries, EntriesInBook, RunningInBook
from .fitting import can_be_counted, can_be_entry
from .writing import VISITORS, foot_entry, foot_verse

PACKAGE = "critiquefoot"
_RUNS = 12
_RENDERED = "critiquerendered"
STYLE = Path(__file__).parent.parent / f"{PACKAGE}.sty"


def is_wanted(config: Config) -> bool:
    """Whether notes are to be at the foot, and LaTeX can set them there."""
    options = (
        config.latex_elements.get(each, "") for each in ("classoptions", "extraclassoptions")
    )
    in_columns = any("twocolumn" in each for each in options)
    said = settings(config)
    # What engine cannot set a book has nothing of one.
    where = said.latex_notes if config.latex_engine in ENGINES else said.latex_apparatus
    return where == "foot" and not in_columns


class MoveToFoot(LayoutTransform):
    """Once notes are complete and citations set, before either is dressed.

    Where a passage, or a note, is more than lines of words it stays where it is, and the
    apparatus says where.
    """

    default_priority = Step.MOVE_TO_FOOT.priority
    formats = ("latex",)

    def run(self, **kwargs: object) -> None:
        if is_wanted(self.config) and not self.is_copy:
            for node in elements(self.document, group):
                about = cast(excerpt, node.children[0])
                if about["answerable"] and can_be_counted(about):
                    self._move(node, about)
        if self.medium.is_book:
            self._run_in()

    def _run_in(self) -> None:
        """Run the notes of a book together that stay in the text, too."""
        for node in elements(self.document, annotation):
            if around(node, annotation) is None:
                node[:] = RunningInBook(self._colour).by_itself(node)
                next(node.findall(latex_inline))["ids"] = []

    def _move(self, around: group, node: excerpt) -> None:
        translations = [child for child in node.children if isinstance(child, translation)]
        words = [child for child in node.children if not _is_under(child)]
        words = [child for child in words if not isinstance(child, translation)]
        if not passage.has_words(words):
            return
        under = [child for child in node.children if _is_under(child)]
        apart = _answered_in(translations) - _answered_in(words)
        about = self._entries(around, node, apart)
        if self._tells_all(node, around, about):
            under = [child for child in under if not _is_elsewhere(child)]
        set_place(node.get("place", ""), words)
        own = {name: each for name, each in about.items() if name not in apart}
        others = {name: each for name, each in about.items() if name in apart}
        result = passage.counted(node, words, own, calls=self.medium.is_book)
        rest = around.children[1:]
        around.children = []
        below = latex_block("", *map(_attributed, under), name="critiqueunder")
        around += [result, *self._translated(translations, others), below, *rest]

    def _translated(
        self, parts: list[translation], about: Mapping[str, foot_entry]
    ) -> list[nodes.Node]:
        """Translations, in which no lines are counted, with the entries about their words."""
        if not parts:
            return []
        result = latex_block("", *parts, name=_RENDERED)
        passage.set_entries(result, about, calls=self.medium.is_book)
        return [result]

    def _entries(self, around: group, node: excerpt, uncounted: set[str]) -> dict[str, foot_entry]:
        """The entries about a passage by the ids of their notes, which leave the group.

        No lines are counted of what those in ``uncounted`` are about.
        """
        record = self.edition.get(node["ids"][0])
        assert isinstance(record, Excerpt)
        label = self.build.labels.of(record)
        kind = EntriesInBook if self.medium.is_book else Entries
        label = label[:1].upper() + label[1:]
        here = {each["ids"][0]: each for each in around.children if isinstance(each, annotation)}
        found: dict[str, foot_entry] = {}
        for mark in self.edition.answers_to(record.id):
            about = About.note(self.edition, mark, mark.lemma)
            counted = not node["numbered"] and mark.id not in uncounted
            make = kind(label, counted, self._colour)
            note = here.get(mark.id)
            if note is not None and can_be_entry(note):
                found[mark.id] = make.of(note, about)
                around.remove(note)
            elif mark.id in self.edition.spans:
                found[mark.id] = make.elsewhere(about, self._reference(node, mark))
        return found

    def _reference(self, node: excerpt, record: Annotation) -> list[nodes.Node]:
        label = styled(self.build.labels.of(record), "ref")
        return [link(self.builder, node["docname"], record, label)]

    def _colour(self, node: nodes.Element) -> str:
        return colours.in_latex(self.build.kinds[node["kind"]])

    def _tells_all(self, node: excerpt, around: group, about: dict[str, foot_entry]) -> bool:
        """Whether the apparatus has all answers that do not stand around a passage."""
        around_it = {each["ids"][0] for each in elements(around, annotation)}
        answers = self.edition.answers_to(node["ids"][0])
        return all(each.id in about or each.id in around_it for each in answers)


class PutFootnotesUnder(LayoutTransform):
    """After Sphinx has set footnotes: reledmac would lose their text, but not their marks."""

    default_priority = Step.PUT_FOOTNOTES_UNDER.priority
    formats = ("latex",)

    def run(self, **kwargs: object) -> None:
        for node in elements(self.document, foot_verse, latex_block):
            # Behind its own paragraph, so that it comes to the page that this is on.
            if isinstance(node, foot_verse) or node["name"] == _RENDERED:
                after = list(_texts_taken_from(node))
                parent = cast(nodes.Element, node.parent)
                behind = parent.index(node) + 1
                parent[behind:behind] = after


def _texts_taken_from(node: nodes.Element) -> Iterator[footnotetext]:
    """The text of each footnote, which leaves its mark behind."""
    for each in list(node.findall(nodes.footnote)):
        number = each.children[0].astext()
        each.replace_self(footnotemark("", number, refid=each["ids"][0]))
        yield footnotetext("", *each.children, ids=each["ids"])


def _answered_in(parts: Iterable[nodes.Node]) -> set[str]:
    """The notes that words in parts of a passage are marked for."""
    return {mark["annotation"] for each in parts for mark in each.findall(lemma)}


def _is_elsewhere(node: nodes.Node) -> bool:
    return isinstance(node, remark) and bool(node["role"] == "elsewhere")


def _attributed(node: nodes.Node) -> nodes.Node:
    if isinstance(node, nodes.attribution):
        return latex_line("", "", *node.children, name="critiqueattribution")
    return node


def _is_under(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.attribution, locus, remark, sources))


def add_package(app: Sphinx, builder: Builder) -> None:
    """Load reledmac, and what we add to it, only where it is asked for."""
    if is_wanted(app.config) and packages.is_needed(app):
        packages.load(app, STYLE)


def check(app: Sphinx, config: Config) -> None:
    """Warn where it is asked for in vain."""
    if settings(config).latex_apparatus == "foot" and not is_wanted(config):
        message = (
            "critique_latex_apparatus: reledmac cannot count lines in two columns;"
            ' notes are set as by "below"'
        )
        give(Warn.CONFIG, message, place(app.confdir, "latex_elements"))


def allow_runs(app: Sphinx, exception: Exception | None) -> None:
    """Let latexmk run LaTeX until lines, pages and notes have settled; five times may not do."""
    rules = Path(app.outdir) / "latexmkrc"
    ours = is_wanted(app.config) and packages.is_needed(app)
    if ours and exception is None and rules.exists():
        with rules.open("a", encoding="utf-8") as file:
            file.write(f"\n$max_repeat = {_RUNS};\n")


def setup(app: Sphinx) -> None:
    """Move notes to the foot, and tell LaTeX how."""
    for node, visitors in VISITORS.items():
        app.add_node(node, latex=visitors)
    app.add_post_transform(MoveToFoot)
    app.add_post_transform(PutFootnotesUnder)
    Step.CHECK_LATEX_FOOT.connect(app, check)
    Step.ADD_LATEX_FOOT.connect(app, add_package)
    Step.ALLOW_RUNS.connect(app, allow_runs)
