"""``sphinx-build -b webannotation``: every annotation, for programs that know the W3C's model."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from ...project.domain import CritiqueDomain
from ...texts.printed import json_of
from ..written_pages import is_written, place
from .addresses import Addresses
from .built_pages import BuiltPage
from .collection import Collection
from .vocabulary import FILE

_logger = logging.getLogger(__name__)


class WebAnnotationBuilder(StandaloneHTMLBuilder):
    """Builds the words of the HTML pages, and writes what is said of them to one file."""

    name = "webannotation"
    epilog = f"The annotations are in %(outdir)s/{FILE}."
    writes_pages = False
    search = False
    copysource = False
    allow_parallel = False
    """Pages are kept here until all are there."""

    def init(self) -> None:
        super().init()
        self._bodies: dict[str, str] = {}

    def get_outdated_docs(self) -> Any:
        """All documents: the file is about the whole edition."""
        return set(self.env.found_docs)

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        return {"body": body}

    def handle_page(self, pagename: str, addctx: dict[str, Any], *args: Any, **kw: Any) -> None:
        self._bodies[pagename] = addctx["body"]

    def write_doc_serialized(self, docname: str, doctree: nodes.document) -> None:
        """Pictures are where they are on the pages; no index for searches is made."""
        self.imgpath = relative_uri(self.get_target_uri(docname), self.imagedir)
        self.post_process_images(doctree)

    def finish(self) -> None:
        write(self, Path(self.outdir), lambda docname: self._bodies[docname])

    def copy_assets(self) -> None:
        """Nothing is beside the file, but themes look for this folder when a build has ended."""
        (Path(self.outdir) / "_static").mkdir(exist_ok=True)

    def cleanup(self) -> None:
        super().cleanup()
        self._bodies = {}


def write(builder: StandaloneHTMLBuilder, folder: Path, markup: Callable[[str], str]) -> None:
    """Write the annotations of the pages that a builder has built; ``markup`` is that of each."""
    domain, base = CritiqueDomain.of(builder.env), builder.config.html_baseurl
    if not base:
        _logger.info("html_baseurl is not set: addresses in %s are relative to it", FILE)
    docnames = [each for each in domain.edition.docnames if is_written(builder, each)]
    addresses = Addresses(base, partial(place, builder), domain.bibliography, docnames)

    def page(docname: str) -> BuiltPage:
        return BuiltPage(markup(docname), addresses.of_page(docname))

    collection = Collection(domain, addresses, page).whole()
    (folder / FILE).write_text(_lines_of(collection), encoding="utf-8")


def _lines_of(collection: dict[str, Any]) -> str:
    """The collection as JSON, each annotation on a line."""
    first = collection["first"]
    items = ",\n".join(map(json_of, first["items"]))
    around = json_of(collection | {"first": first | {"items": []}}, indent=1)
    return around.replace('"items": []', f'"items": [\n{items}\n]', 1) + "\n"


def setup(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(WebAnnotationBuilder)
