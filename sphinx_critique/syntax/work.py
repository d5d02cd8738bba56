"""``.. work::``: from here to the end of the document another work is under review."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from ..model.nodes import cite, elements, quote, review
from ..model.problems import Warn
from ..model.steps import Step
from ..model.values import Value
from ..project.domain import CritiqueDomain
from .base import WithoutWords, nothing
from .citing import depend_on_bibliography
from .options import CLASS, Options, Taken, flag, text


class WorkDirective(WithoutWords):
    """Names the work under review; with ``:heading:`` its reference is printed here."""

    meaning = "Names the work under review from here to the end of the document."
    takes = "key"
    option_spec = Options(
        {
            "heading": Taken(flag, Value.SWITCH, "Prints the reference of the work.", default="no"),
            "class": CLASS,
        }
    )

    def run(self) -> list[nodes.Node]:
        self.check_options()
        first, _, rest = self.argument.partition("\n")
        words, key = self.words_of_no_use(rest), text(first)
        if not key:
            self.warn(Warn.OPTION, "name the work under review: .. work:: KEY")
            return words or [nothing()]
        depend_on_bibliography(self.domain)
        if key not in self.domain.bibliography.keys:
            self.warn(Warn.CITATION, self.domain.bibliography.unknown(key))
        self.domain.work = key
        node = review("", key=key, docname=self.env.docname, heading=self.option("heading", False))
        node["classes"] += self.option("class", [])
        self.set_source_info(node)
        return [*words, node]


class SettleWorks(SphinxTransform):
    """Citations that name no source are of the work under review where they stand in the tree.

    What is translated or substituted was read when the whole document had been.
    """

    default_priority = Step.SETTLE_WORKS.priority

    def apply(self, **kwargs: object) -> None:
        domain = CritiqueDomain.of(self.env)
        if not elements(self.document, review):
            return
        work, keys = domain.settings.work, domain.bibliography.keys
        for node in elements(self.document, review, cite, quote):
            if isinstance(node, review):
                work = node["key"]
            else:
                settled = (each.of_work(work or None, keys) for each in node["citations"])
                node["citations"] = tuple(settled)


def setup(app: Sphinx) -> None:
    """Settle what is of which work, once a document has been read."""
    app.add_transform(SettleWorks)
