"""``.. example::``: what an author writes, in reST and MyST, beside what comes of it."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from in_myst import in_myst
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

_LANGUAGES: Final = (("reST", "rst"), ("MyST", "markdown"))


def _switch(value: str | None) -> bool:
    return directives.choice(value or "yes", ("yes", "no")) == "yes"


class Example(SphinxDirective):
    """Its body is reST. ``:result: no``: its source alone; ``:myst: no``: reST alone.

    ``:open: myst``: MyST is what a reader sees who has not chosen. ``:file:`` is where it is
    written, without its suffix: a tutorial's chapter. ``:warns:``: the type of warning that it
    gives, being wrong on purpose; it has no result then.
    """

    has_content = True
    option_spec: ClassVar[Any] = {
        "result": _switch,
        "myst": _switch,
        "open": directives.unchanged,
        "file": directives.unchanged,
        "warns": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """A set of tabs, and the result."""
        text = "\n".join(self.content)
        example = nodes.container(classes=["guide-example"])
        example += self._sources(text)
        if self.options.get("result", True) and "warns" not in self.options:
            result = nodes.container(classes=["guide-result"])
            self.state.nested_parse(self.content, self.content_offset, result)
            example += result
        else:
            example["classes"].append("guide-source-alone")
        return [example]

    def _sources(self, text: str) -> list[nodes.Node]:
        sources = [text, in_myst(text)]
        shown = len(sources) if self.options.get("myst", True) else 1
        lines = [".. tab-set::", "   :sync-group: markup", ""]
        for (title, language), source in list(zip(_LANGUAGES, sources, strict=True))[:shown]:
            lines += [f"   .. tab-item:: {title}", f"      :sync: {language}"]
            lines += ["      :selected:"] if title.lower() == self.options.get("open") else []
            lines += ["", f"      .. code-block:: {language}", *self._caption(language), ""]
            lines += [f"         {line}".rstrip() for line in source.split("\n")] + [""]
        file, _ = self.get_source_info()
        held = nodes.container(classes=["guide-source"])
        self.state.nested_parse(StringList(lines, file), 0, held)
        return [held]

    def _caption(self, language: str) -> list[str]:
        suffix = "md" if language == "markdown" else "rst"
        file = self.options.get("file")
        return [f"         :caption: {file}.{suffix}"] if file else []


class NoTabs(SphinxPostTransform):
    """In an EPUB, of which no reader need open tabs, what is in each stands under its name."""

    default_priority = 150  # Before sphinx-design makes buttons of them, in no XML.
    builders = ("epub",)

    def run(self, **_: Any) -> None:
        """Tabs are boxes, and no more."""
        for node in self.document.findall(nodes.Element):
            if str(node.get("design_component", "")).startswith("tab-"):
                del node["design_component"]


def setup(app: Sphinx) -> dict[str, bool]:
    """Make the directive known."""
    app.add_directive("example", Example)
    app.add_post_transform(NoTabs)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
