"""``critique_exports``: what is written beside the web pages, and how these lead to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, Final, cast

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.display import progress_message

from ..formats.html.nodes import holds_ours
from ..model.exports import EXPORTS
from ..model.steps import Step
from ..project.domain import CritiqueDomain
from ..texts.addresses import as_link, is_whole
from . import citing, webannotation
from .beside import beside
from .docx import DocxBuilder
from .tei import TeiBuilder
from .written_pages import markup

Write = Callable[[Sphinx, Path], None]


def _annotations(app: Sphinx, folder: Path) -> None:
    builder = _pages(app)
    webannotation.write(builder, folder, partial(markup, builder))


def _tei(app: Sphinx, folder: Path) -> None:
    with beside(app, TeiBuilder, folder) as builder:
        builder.write_edition()


def _word(app: Sphinx, folder: Path) -> None:
    with beside(app, DocxBuilder, folder) as builder:
        builder.file = folder / EXPORTS["docx"].file
        # Sphinx 7 has one method for all that writes.
        write: Callable[..., None] = getattr(builder, "write_documents", builder.write)
        write(set(app.env.found_docs))
        builder.finish()


def _bibtex(app: Sphinx, folder: Path) -> None:
    citing.write_bibtex(_pages(app), folder)


def _csl(app: Sphinx, folder: Path) -> None:
    citing.write_csl(_pages(app), folder)


WRITERS: Final[Mapping[str, Write]] = {
    "webannotation": _annotations,
    "tei": _tei,
    "docx": _word,
    "bibtex": _bibtex,
    "csl": _csl,
}


def _pages(app: Sphinx) -> StandaloneHTMLBuilder:
    """The builder of the pages."""
    return cast(StandaloneHTMLBuilder, app.builder)


def _write(app: Sphinx, exception: Exception | None) -> None:
    """Write them all, when the pages are there."""
    names = _chosen(app) if exception is None else []
    for name in names:
        with progress_message(f"writing {EXPORTS[name].file}"):
            WRITERS[name](app, Path(app.outdir))


def _chosen(app: Sphinx) -> list[str]:
    """The names of what is to be written; nothing where pages are not for browsers."""
    domain = CritiqueDomain.of(app.env)
    if not domain.is_used:
        return []
    return list(domain.lists.survey.facts.exports)


def _link(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Have a page of the edition name what else it can be had as, and where it is for good."""
    if not holds_ours(doctree):
        return
    facts = CritiqueDomain.of(app.env).lists.survey.facts
    links = []
    for export in map(EXPORTS.__getitem__, _chosen(app)):
        address = context["pathto"](export.file, resource=True)
        links.append(_element("alternate", address, export.media_type, export.title))
    if links and facts.doi:
        links.append(_element("cite-as", facts.address))
    if links and is_whole(facts.licence):
        links.append(_element("license", facts.licence))
    if links:
        context["metatags"] = "\n".join([context.get("metatags", ""), *links])


def _element(relation: str, address: str, media_type: str = "", title: str = "") -> str:
    attributes = {"rel": relation, "type": media_type, "title": title, "href": as_link(address)}
    written = (f'{name}="{escape(each)}"' for name, each in attributes.items() if each)
    return f"<link {' '.join(written)}>"


def setup(app: Sphinx) -> None:
    """Link them from pages, and write them when these are there."""
    Step.LINK_EXPORTS.connect(app, _link)
    Step.WRITE_EXPORTS.connect(app, _write)
