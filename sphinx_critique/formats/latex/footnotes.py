"""Footnotes of what other extensions print of a document once more."""

from docutils import nodes
from sphinx.application import Sphinx

from ...layout.base import LayoutTransform
from ...model.steps import Step


class BringFootnotes(LayoutTransform):
    """A list of todos has their footnote marks, and LaTeX sets each footnote at its mark."""

    default_priority = Step.BRING_FOOTNOTES.priority
    formats = ("latex",)

    def is_supported(self) -> bool:
        return super().is_supported() and self.is_copy

    def run(self, **kwargs: object) -> None:
        here = {_key(each) for each in self.document.findall(nodes.footnote)}
        marks = {
            (mark.get("docname", ""), mark.get("refid", "")): mark
            for mark in self.document.findall(nodes.footnote_reference)
        }
        for (docname, anchor), mark in marks.items():
            if (docname, anchor) in here:
                continue
            found = self._footnote(docname, anchor)
            if found is not None:
                self.document += found
            else:
                mark.replace_self(nodes.superscript("", mark.astext()))

    def _footnote(self, docname: str, anchor: str) -> nodes.footnote | None:
        if docname not in self.env.all_docs:
            return None
        tree = self.env.get_doctree(docname)
        notes = tree.findall(nodes.footnote)
        return next((each.deepcopy() for each in notes if anchor in each["ids"]), None)


def _key(footnote: nodes.footnote) -> tuple[str, str]:
    return footnote.get("docname", ""), footnote["ids"][0] if footnote["ids"] else ""


def setup(app: Sphinx) -> None:
    """Bring them before Sphinx looks for them."""
    app.add_post_transform(BringFootnotes)
