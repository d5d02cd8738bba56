"""What a page says to programs of the works that it reviews: ``Review`` of schema.org."""

import json
from typing import Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.config import Config

from ...model.nodes import ancestors, around
from ...project.domain import CritiqueDomain
from ...sources.bibliography import Bibliography
from ...texts.addresses import as_link, of_doi

_TYPES: Final = {
    **dict.fromkeys(("book", "mvbook", "collection", "mvcollection", "proceedings"), "Book"),
    **dict.fromkeys(("article", "inproceedings", "conference"), "ScholarlyArticle"),
    **dict.fromkeys(("inbook", "incollection"), "Chapter"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), "Thesis"),
    **dict.fromkeys(("techreport", "report"), "Report"),
}
# In a script nothing may end it, and in XML nothing may be markup.
_SAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_NOBODY = ("", "unknown", "Author name not set")
"""What Sphinx has for an author where a project names none."""


def review_data(node: nodes.Element, domain: CritiqueDomain, builder: Builder) -> nodes.raw:
    """A block of data about the review that begins at a node."""
    config, docname = builder.config, node["docname"]
    section = around(node, nodes.section)
    title = section.next_node(nodes.title) if section is not None else None
    whole = domain.env.titles.get(docname)
    data: dict[str, Any] = {"@context": "https://schema.org", "@type": "Review"}
    data["itemReviewed"] = _work(node["key"], domain.bibliography)
    data["name"] = (title or whole or nodes.Text("")).astext()
    data["author"] = _author(config)
    data["inLanguage"] = config.language
    if config.html_baseurl:
        within = f"#{section['ids'][0]}" if section is not None and _is_part(section) else ""
        base = config.html_baseurl.rstrip("/")
        data["url"] = f"{base}/{builder.get_target_uri(docname)}{within}"
    text = json.dumps({k: v for k, v in data.items() if v}, ensure_ascii=False).translate(_SAFE)
    return nodes.raw("", f'<script type="application/ld+json">{text}</script>\n', format="html")


def _is_part(section: nodes.Element) -> bool:
    """Whether a section is only a part of its document."""
    outer = next(ancestors(section), None)
    return not isinstance(outer, (nodes.document, addnodes.start_of_file))


def _author(config: Config) -> dict[str, str]:
    name = str(config.author)
    return {} if name in _NOBODY else {"@type": "Person", "name": name}


def _work(key: str, bibliography: Bibliography) -> dict[str, Any]:
    entry = bibliography.entry(key)
    if entry is None:
        return {"@type": "CreativeWork", "name": key}
    role, names = bibliography.authorship(key)
    publisher, doi = bibliography.field(key, "publisher"), bibliography.field(key, "doi")
    type_ = _TYPES.get(str(entry.type).lower(), "CreativeWork")
    work: dict[str, Any] = {
        "@type": type_,
        "name": bibliography.named(key)[1],
        role: [{"@type": "Person", "name": name} for name in names],
        "datePublished": bibliography.named(key)[2],
        "publisher": {"@type": "Organization", "name": publisher} if publisher else {},
        "isbn": bibliography.field(key, "isbn") if type_ == "Book" else "",
        "inLanguage": bibliography.language(key),
        "sameAs": as_link(of_doi(doi) if doi else bibliography.field(key, "url")),
    }
    return {name: value for name, value in work.items() if value}
