"""Half-title, title page, imprint and contents, before everything else of a book."""

from collections.abc import Iterator

from sphinx.application import Sphinx

from ...edition.lists.edition import LIST
from ...layout.base import LayoutTransform
from ...model.nodes import leaf, listed, listing
from ...model.problems import Location
from ...model.records import Listing
from ...model.steps import Step
from ..lists.edition import FrontPage
from ..lists.nodes import Nodes
from .outline import depth_of_contents

CLASS = "critique-title-pages"


class AddTitlePages(LayoutTransform):
    """Before what is neutral is dressed; a front page of the author's then says no more of it."""

    default_priority = Step.ADD_TITLE_PAGES.priority
    formats = ("html", "latex")

    def is_supported(self) -> bool:
        return super().is_supported() and self.medium.is_book and not self.is_copy

    def run(self, **kwargs: object) -> None:
        self.document.insert(0, listed("", *self._leaves(), classes=[CLASS]))

    def _leaves(self) -> Iterator[leaf]:
        printer = self._printer()
        rows = self.domain.lists.rows(self.config.root_doc, printer.listing)
        yield leaf("", *printer.half_title(rows), form="halftitle")
        yield leaf("", *printer.title_page(rows), form="titlepage")
        yield leaf("", *printer.imprint(rows), form="imprint")
        yield leaf("", form="contents", depth=depth_of_contents(self.document))

    def _printer(self) -> FrontPage:
        root = self.config.root_doc
        place = Location(str(self.env.doc2path(root)), 1)
        record = Listing(LIST.name, place, (), ())
        stand_in = listing("", docname=root, location=place, record=(root, 0))
        plain = Nodes(self.domain, self.builder, self.document, stand_in)
        return FrontPage(plain, plain, record)


def setup(app: Sphinx) -> None:
    """Add them."""
    app.add_post_transform(AddTitlePages)
