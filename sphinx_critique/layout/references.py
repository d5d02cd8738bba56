"""Lists of references in our own style: no labels, each entry where links lead to."""

from typing import Any

from docutils import nodes
from sphinxcontrib.bibtex.directives import BibliographyKey
from sphinxcontrib.bibtex.domain import Citation as Listed
from sphinxcontrib.bibtex.nodes import bibliography, raw_latex

from ..model.nodes import elements
from ..model.steps import Step
from ..sources.own_citations import named_in
from ..sources.style import NAME
from .base import LayoutTransform
from .foreign import set_apart

_BEGIN = (
    "\n\n\\begin{list}{}{\\setlength{\\leftmargin}{1.5em}\\setlength{\\itemindent}{-1.5em}"
    "\\setlength{\\labelwidth}{0pt}\\setlength{\\labelsep}{0pt}\\setlength{\\parsep}{0pt}"
    "\\setlength{\\itemsep}{0.4\\baselineskip}}\n"
)
_END = "\n\\end{list}\n\n"


REFERENCES = "critique-references"
"""The class of a list."""


class SetReferences(LayoutTransform):
    """Prints the lists of our style; those of others are left to sphinxcontrib-bibtex."""

    default_priority = Step.SET_REFERENCES.priority

    def run(self, **kwargs: object) -> None:
        cited = self.domain.bibliography.domain
        for node in elements(self.document, bibliography):
            key = BibliographyKey(docname=node["docname"], id_=node["ids"][0])
            made = cited.bibliographies[key]
            if made.style == NAME and made.list_ == "citation":
                found = [each for each in cited.citations if each.bibliography_key == key]
                node.replace_self(self._list(found) if found else [nodes.target()])

    def _list(self, found: list[Listed]) -> list[nodes.Node]:
        if self.medium.is_latex:
            items = (node for each in found for node in self._in_latex(each))
            return [raw_latex(_BEGIN), *items, raw_latex(_END)]
        result = nodes.container("", classes=[REFERENCES])
        for each in found:
            paragraph = self._paragraph(each)
            if self.medium.is_html:
                paragraph["ids"] = [each.citation_id]
            else:
                result += nodes.target("", "", ids=[each.citation_id])
            result += paragraph
        return [result]

    def _in_latex(self, listed: Listed) -> list[nodes.Node]:
        # The command with which Sphinx begins a paragraph may stand before no item.
        docname = named_in(self.builder, listed.bibliography_key.docname)
        place = f"cite.{docname}:{listed.citation_id}"
        item = raw_latex(f"\n\\item\\hypertarget{{{place}}}{{}}%")
        return [item, self._paragraph(listed)]

    def _paragraph(self, listed: Listed) -> nodes.paragraph:
        backend: Any = self.domain.bibliography.domain.backend
        made: nodes.paragraph = backend.paragraph(listed.formatted_entry)
        if self.medium.is_html:
            told = self.domain.bibliography.language(listed.key)
            set_apart(made, self.domain.languages.document, told)
        return made
