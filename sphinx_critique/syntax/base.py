"""What excerpts and annotations have in common: a name, a place, options that cannot fail."""

from functools import cached_property
from typing import Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..model.config import LAYOUTS, Settings
from ..model.identifiers import identifier, normal_name
from ..model.nodes import cites, sources
from ..model.problems import Location, Problem, Warn
from ..project.domain import CritiqueDomain
from ..texts.languages import read_tag
from ..texts.loci import Citation
from .citing import citations_in
from .controls import clean
from .options import Options, Unknown


class CritiqueDirective(SphinxDirective):
    """A directive of this extension; its problems are kept and told in every build."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = Options()

    @cached_property
    def domain(self) -> CritiqueDomain:
        return CritiqueDomain.of(self.env)

    @property
    def settings(self) -> Settings:
        return self.domain.settings

    @cached_property
    def location(self) -> Location:
        source, line = self.get_source_info()
        return Location(source, line)

    @property
    def argument(self) -> str:
        return self.arguments[0] if self.arguments else ""

    def warn(self, warn: Warn, message: str) -> None:
        self.domain.note_problem(self.env.docname, Problem(warn, message, self.location))

    def option(self, name: str, default: Any = "") -> Any:
        return self.options.get(name, default)

    def check_options(self) -> None:
        known = ", ".join(f":{name}:" for name in sorted(self.option_spec or {}))
        for name, value in list(self.options.items()):
            if isinstance(value, Unknown):
                message = f"“{self.name}” has no option :{name}: (it has {known})"
                self.warn(Warn.OPTION, message)
        if self.option("layout") and self.option("layout") not in LAYOUTS:
            allowed = " or ".join(LAYOUTS)
            self.warn(Warn.OPTION, f":layout: is {allowed}, not “{self.option('layout')}”")

    def told_language(self) -> str:
        """The language that the words are said to be in, as a tag; empty where none is told."""
        typed = self.option("lang")
        tag = read_tag(typed) if typed else ""
        if tag is None:
            message = f":lang: is a language tag (de, grc, zh-Hant), not “{typed}”"
            self.warn(Warn.OPTION, message)
        return tag or ""

    def identify(self, node: nodes.Element, series: str) -> None:
        """Give a node its name, its id, its place and its classes."""
        self.set_source_info(node)
        node["docname"] = self.env.docname
        node["location"] = self.location
        node["typed_name"] = self.option("name")
        node["name"] = normal_name(node["typed_name"])
        node["classes"] += self.option("class", [])
        document = self.state.document
        serial = self.env.new_serialno("critique")
        node_id = identifier(node["name"]) if node["name"] else ""
        if not node_id or node_id in document.ids:
            node_id = identifier(self.env.docname, f"{series}{serial + 1}")
        node["ids"] = [node_id]
        document.set_id(node)

    def parse_body(self) -> list[nodes.Node]:
        content = self.parse_content_to_nodes()
        clean(content, list(self.content))
        return content

    def citations(self, text: str) -> tuple[Citation, ...]:
        return citations_in(text, self.domain)

    def sources(self, role: str, citations: tuple[Citation, ...]) -> sources:
        """The node that keeps the citations a directive was given."""
        node = sources("", "", role=role, translatable=False)
        self.set_source_info(node)
        node += list(cites(citations, self.env.docname, self.location))
        return node


class WithoutWords(CritiqueDirective):
    """A directive that has no use for words, but loses none."""

    def words_of_no_use(self, argument: str) -> list[nodes.Node]:
        """What was written in the directive, which is printed before it."""
        words: list[nodes.Node] = [nodes.paragraph(argument, argument)] if argument else []
        content = [*words, *self.parse_body()] if self.content else words
        for each in words:
            self.set_source_info(each)
        if content:
            message = f"“{self.name}” takes no words; they are printed before it"
            self.warn(Warn.OPTION, message)
        return content
