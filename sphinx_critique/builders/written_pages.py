"""The web pages that a builder writes: which documents have one, where it is, what is in it."""

from pathlib import Path

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder

from ..edition.links import documents_on_one_page


def is_written(builder: StandaloneHTMLBuilder, docname: str) -> bool:
    """Whether a document is on a page: one page of all has only what its toctrees lead to."""
    return not _on_one(builder) or docname in documents_on_one_page(builder)


def place(builder: StandaloneHTMLBuilder, docname: str) -> str:
    """The address of the page that a document is on, among the pages."""
    if _on_one(builder):
        return f"{builder.config.root_doc}{builder.link_suffix}"
    return builder.get_target_uri(docname)


def markup(builder: StandaloneHTMLBuilder, docname: str) -> str:
    """The page that a document is on, as it was written."""
    name = builder.config.root_doc if _on_one(builder) else docname
    return Path(builder.get_outfilename(name)).read_text(encoding="utf-8")


def _on_one(builder: StandaloneHTMLBuilder) -> bool:
    return isinstance(builder, SingleFileHTMLBuilder)
