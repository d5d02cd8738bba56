"""What a book's package says of it: what the edition says of itself.

What the project says of its book in settings of Sphinx's goes before that; what Sphinx says where
nobody has said anything does not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from docutils import nodes
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from ...edition.facts import Facts
from ...edition.lists.edition import LIST
from ...model.nodes import elements, listing
from ...model.records import Document
from ...project.domain import CritiqueDomain
from ...texts.dates import read_date
from ...texts.printed import readable

_UNKNOWN = ("", "unknown", "Author name not set")
_FRONT = LIST.name
_EDITOR = "edt"
"""Of the relators of the Library of Congress."""


def said(config: Config, name: str) -> str:
    """What the project says in a setting; nothing where that is what Sphinx has for all."""
    default = config.values[name].default
    usual = default(config) if callable(default) else default
    value = str(config[name])
    return "" if value == usual or value in _UNKNOWN else value


class Described(NamedTuple):
    """An edition as a book; ``abstract`` is that of its front page."""

    config: Config
    facts: Facts
    abstract: str

    def values(self) -> dict[str, str]:
        """What the package has one of, by the names of Sphinx's template."""
        facts, config = self.facts, self.config
        rights = ". ".join(filter(None, (config.epub_copyright, facts.licence)))
        return {
            "title": said(config, "epub_title") or facts.title,
            "publisher": said(config, "epub_publisher") or facts.publisher,
            "copyright": said(config, "epub_copyright") or rights,
            "description": said(config, "epub_description") or self.abstract,
            "id": self.identifier,
        }

    @property
    def identifier(self) -> str:
        """By which the book is known, in its package and in its table of contents."""
        found = said(self.config, "epub_identifier") or self._doi or self.facts.url
        return found or str(self.config.epub_identifier)

    @property
    def _doi(self) -> str:
        return f"urn:doi:{self.facts.doi}" if self.facts.doi else ""

    def written_in(self, package: str) -> str:
        """The package with what Sphinx's template has no place for, and without what is empty."""
        for name, lines in (
            ("creator", list(self._creators())),
            ("contributor", list(self._contributors())),
            ("date", [_element("date", self._date)] if self._date else None),
        ):
            if lines is not None:
                package = _put(package, name, lines)
        for name in ("description", "publisher", "rights"):
            package = package.replace(f"    <dc:{name}></dc:{name}>\n", "")
        more = "".join([*self._titles(), *self._identifiers(), *self._series()])
        return package.replace("</dc:title>\n", f"</dc:title>\n{more}", 1)

    def _creators(self) -> Iterator[str]:
        """Who the project says wrote the book, else its editors."""
        author = said(self.config, "epub_author")
        if author:
            yield _element("creator", author)
        else:
            yield from _persons("creator", self.facts.editors)

    def _contributors(self) -> Iterator[str]:
        """The editors, where another is the author; and whom the project names."""
        author = said(self.config, "epub_author")
        contributor = said(self.config, "epub_contributor")
        if contributor:
            yield _element("contributor", contributor)
        if author:
            others = [each for each in self.facts.editors if each not in (author, contributor)]
            yield from _persons("contributor", others)

    @property
    def _date(self) -> str:
        """When it was published, as exactly as can be read."""
        return self.facts.date if read_date(self.facts.date) else self.facts.year

    def _titles(self) -> Iterator[str]:
        if self.facts.subtitle and not said(self.config, "epub_title"):
            yield _element("title", self.facts.subtitle, "critique-subtitle")
            yield _refined("critique-subtitle", "title-type", "subtitle")

    def _identifiers(self) -> Iterator[str]:
        if self._doi and self.identifier != self._doi:
            yield _element("identifier", self._doi)

    def _series(self) -> Iterator[str]:
        if self.facts.series:
            named = 'property="belongs-to-collection" id="critique-series"'
            yield f"    <meta {named}>{escape(self.facts.series)}</meta>\n"
            yield _refined("critique-series", "collection-type", "series")


def _persons(role: str, names: Sequence[str]) -> Iterator[str]:
    for number, name in enumerate(names, 1):
        known = f"critique-{role}-{number}"
        yield _element(role, name, known)
        yield _refined(known, "role", _EDITOR, "marc:relators")


def _element(name: str, words: str, known: str = "") -> str:
    attribute = f' id="{known}"' if known else ""
    return f"    <dc:{name}{attribute}>{escape(words)}</dc:{name}>\n"


def _refined(known: str, name: str, value: str, scheme: str = "") -> str:
    of = f' scheme="{scheme}"' if scheme else ""
    return f'    <meta refines="#{known}" property="{name}"{of}>{escape(value)}</meta>\n'


def _put(package: str, name: str, lines: Sequence[str]) -> str:
    """Other elements in the place of Sphinx's."""
    pattern = re.compile(rf"^ *<dc:{name}>.*?</dc:{name}>\n", re.MULTILINE | re.DOTALL)
    return pattern.sub(lambda _found: "".join(lines), package, count=1)


def abstract(env: BuildEnvironment, docnames: Iterable[str]) -> str | None:
    """What the first front page among documents says of the edition; ``None`` without such."""
    domain = CritiqueDomain.of(env)
    for docname in docnames:
        forms = (each.form for each in domain.documents.get(docname, Document()).listings)
        if _FRONT in forms:
            pages = elements(env.get_doctree(docname), listing)
            (front, *_others) = (each for each in pages if each["form"] == _FRONT)
            words = (each.astext() for each in front.findall(nodes.paragraph))
            return readable(" ".join(" ".join(words).split()))
    return None
