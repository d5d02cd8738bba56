"""What excerpts and annotations have in common: a name, a place, options that cannot fail."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from ..model.config import LAYOUTS, Settings
from ..model.identifiers import identifier, normal_name
from ..model.nodes import cites, sources
from ..model.problems import Location, Problem, Warn
from ..project.domain import CritiqueDomain
from ..texts.languages import read_tag
from ..texts.loci import Citation
from .blocks import option_line, options_of_markdown, read_lines
from .citing import citations_in
from .controls import clean
from .options import Options, Unknown


class CritiqueDirective(SphinxDirective):
    """A directive of this extension; its problems are kept and told in every build."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Options] = Options()
    meaning: ClassVar[str] = ""
    """What it is for, in a sentence, for manuals and editors."""
    takes: ClassVar[str] = ""
    """What is written behind its name; in brackets, where that may be left out."""
    holds: ClassVar[str] = ""
    """What its body is; empty where it has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_glued = False
        is_markdown = not isinstance(self.state, RSTState)
        typed = list(options_of_markdown(self.block_text) if is_markdown else self._read_lines())
        names = Counter(name for name, _ in typed)
        self._twice = [name for name, times in names.items() if times > 1]
        if is_markdown:
            # Of options that are no YAML MyST has read none.
            again = self.options if self.options else set(self.option_spec)
            known = self._twice if self.options else names
            typed = [each for each in typed if each[0] in known and each[0] in again]
        self.options |= self.option_spec.read(typed)

    def _read_lines(self) -> Sequence[tuple[str, str]]:
        """The options in what docutils takes for the argument, which is parted from them."""
        block = self.argument
        lines = read_lines(block)
        self.arguments = [lines.argument] if lines.argument else []
        glued = block.split("\n")[lines.body :]
        if glued:
            self._is_glued = True
            self._put_before(glued, lines.body)
        return lines.options

    def _put_before(self, words: list[str], line: int) -> None:
        """Have the body begin with words that stand so many lines below the first."""
        place = self.lineno + line + self.begins_below
        places = [self.state_machine.get_source_and_line(place + n) for n in range(len(words))]
        items = [(source or "", (number or 1) - 1) for source, number in places]
        self.content = StringList([*words, ""], items=[*items, items[-1]]) + self.content
        self.content_offset = place - 1

    @property
    def begins_below(self) -> bool:
        """Whether nothing stands behind the directive's name in its own line (of reST)."""
        first = self.block_text.split("\n", 1)[0]
        return isinstance(self.state, RSTState) and not first.partition("::")[2].strip()

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
        known = ", ".join(f":{name}:" for name in sorted(self.option_spec))
        for name, value in list(self.options.items()):
            if isinstance(value, Unknown):
                message = f"“{self.name}” has no option :{name}: (it has {known})"
                self.warn(Warn.OPTION, message)
        self._check_lines()
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

    def _check_lines(self) -> None:
        """Warn of what is not written where, or as often as, it should be."""
        for name in self._twice:
            value = self.option(name)
            said = "; ".join(value) if isinstance(value, (tuple, list)) else value
            self.warn(Warn.OPTION, f"the option :{name}: comes more than once; it is “{said}”")
        if self._is_glued:
            message = "a blank line is missing between the options and the words below them"
            self.warn(Warn.OPTION, message)
        for line in self.content:
            name = option_line(line)
            if name not in self.option_spec:
                break
            message = (
                f":{name}: stands below a blank line and is no option: it is printed;"
                " write options directly below the first line"
            )
            self.warn(Warn.OPTION, message)

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


def nothing() -> nodes.Node:
    """What no reader sees: Sphinx cannot have a block quote with nothing in it."""
    return addnodes.index(entries=[])


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
