"""``.. translation::``: a passage in another language, in the excerpt that it translates."""

from collections.abc import Iterator
from typing import cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from ..model.nodes import annotation, around, elements, excerpt, translation
from ..model.problems import Problem, Warn
from ..model.steps import Step
from ..model.values import Value
from ..project.domain import CritiqueDomain
from .base import CritiqueDirective
from .options import CLASS, Options, Taken, text
from .verse import as_verse

_BETWEEN = (annotation, nodes.Invisible, addnodes.index, nodes.system_message)
_CONDITIONAL = ("only", "ifconfig")


class TranslationDirective(CritiqueDirective):
    """The words of an excerpt or a quotation in the language of the edition, or in another."""

    meaning = "A passage in another language, set beside the one that it stands in or after."
    takes = "[citation]"
    holds = "the words of the translation"
    option_spec = Options(
        {
            "lang": Taken(text, Value.LANGUAGE, "Its language; without it, that of the edition."),
            "class": CLASS,
        }
    )

    def run(self) -> list[nodes.Node]:
        self.check_options()
        node = translation("", docname=self.env.docname, location=self.location)
        self.set_source_info(node)
        document = (self.config.language or "en").replace("_", "-")
        node["language"] = self.told_language() or document
        node["classes"] += self.option("class", [])
        content = self.parse_body()
        notes = [each for each in content if isinstance(each, annotation)]
        node += as_verse(each for each in content if not isinstance(each, annotation))
        if not node.children:
            self.warn(Warn.EMPTY, "this translation holds no words: write them below it")
        if self.argument:
            node += self.sources("argument", self.citations(text(self.argument)))
        return [node, *notes]


class PlaceTranslations(SphinxTransform):
    """Puts each translation into the excerpt that it stands after."""

    default_priority = Step.PLACE_TRANSLATIONS.priority

    def apply(self, **kwargs: object) -> None:
        for node in elements(self.document, translation):
            if around(node, excerpt) is not None:
                continue
            part = _whole(node)
            before = _excerpt_before(part)
            if before is not None:
                part.parent.remove(part)
                before.insert(_end_of_words(before), part)
            else:
                message = (
                    "this translation translates nothing: it stands neither in an excerpt or a"
                    " quotation nor after one"
                )
                problem = Problem(Warn.TARGET, message, node["location"])
                CritiqueDomain.of(self.env).note_problem(self.env.docname, problem)


def holds_translations(node: nodes.Node) -> bool:
    """Whether a node is a translation, or a condition for nothing else."""
    if type(node).__name__ in _CONDITIONAL:
        return bool(node.children) and all(map(holds_translations, node.children))
    return isinstance(node, translation)


def _whole(node: nodes.Element) -> nodes.Element:
    """The conditions that a translation stands under, with it."""
    while node.parent is not None and holds_translations(node.parent):
        node = cast(nodes.Element, node.parent)
    return node


def _excerpt_before(node: nodes.Element) -> excerpt | None:
    for each in _before(node):
        if isinstance(each, excerpt):
            return each
        if not isinstance(each, _BETWEEN):
            return None
    return None


def _before(node: nodes.Element) -> Iterator[nodes.Node]:
    siblings = cast(nodes.Element, node.parent).children
    return reversed(siblings[: siblings.index(node)])


def _end_of_words(node: excerpt) -> int:
    """Behind its words and other translations, before the line that says where they are from."""
    places = [n for n, each in enumerate(node.children, 1) if holds_translations(each)]
    return places[-1] if places else len(node.children)


def setup(app: Sphinx) -> None:
    """Place translations while documents are read."""
    app.add_transform(PlaceTranslations)
