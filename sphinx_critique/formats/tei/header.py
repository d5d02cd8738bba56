"""What the file says of the edition before its text: who made it, of what, and in which terms."""

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import Final
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from ...edition.facts import Facts
from ...locale import _
from ...model.kinds import Kind, Stance
from ...texts.collation import Status
from .bibliography import sources, witnesses
from .notes import kind_id, tag_id
from .passages import status_id
from .tree import ID, add, made, when
from .writing import Writer

CITO: Final = "http://purl.org/spar/cito/"


def header(writer: Writer) -> Element:
    """The header; what stands in the text has been written."""
    result = made("teiHeader")
    result.append(_file(writer))
    result.append(_encoding(writer))
    profile = SubElement(result, "profileDesc")
    languages = SubElement(profile, "langUsage")
    for each in sorted(filter(None, writer.languages)):
        add(languages, "language", each, ident=each)
    profile.extend(writer.persons.description())
    return result


def _file(writer: Writer) -> Element:
    facts = writer.build.lists.survey.facts
    result = made("fileDesc")
    title = add(result, "titleStmt")
    add(title, "title", facts.title, type="main")
    if facts.subtitle:
        add(title, "title", facts.subtitle, type="sub")
    for name in _authors(writer):
        add(title, "author", name)
    for number, name in enumerate(facts.editors, 1):
        statement = add(title, "respStmt")
        statement.set(ID, f"editor-{number}")
        add(statement, "resp", _("Edited by"))
        add(statement, "name", name)
    if facts.version:
        add(add(result, "editionStmt"), "edition", facts.version)
    result.append(_publication(facts))
    if facts.series:
        add(add(result, "seriesStmt"), "title", facts.series)
    result.append(_sources(writer))
    return result


def _authors(writer: Writer) -> Iterator[str]:
    """Who wrote what is under review."""
    works = sorted(writer.build.lists.survey.works)
    names = (name for work in works for name in writer.bibliography.names(work, "author"))
    yield from dict.fromkeys(names)


def _publication(facts: Facts) -> Element:
    result = made("publicationStmt")
    if facts.publisher:
        add(result, "publisher", facts.publisher)
    else:
        add(result, "authority", facts.editors[0] if facts.editors else facts.title)
    if facts.place:
        add(result, "pubPlace", facts.place)
    if facts.date:
        add(result, "date", facts.date, when=when(facts.date))
    for kind, said in (("DOI", facts.doi), ("URI", facts.url)):
        if said:
            add(result, "idno", said, type=kind)
    rights = [facts.licence, *(each for each in facts.copyright if each)]
    if any(rights):
        holder = add(result, "availability")
        if facts.licence:
            add(holder, "licence", facts.licence)
        for each in rights[1:]:
            add(holder, "p", f"\N{COPYRIGHT SIGN} {each}")
    return result


def _sources(writer: Writer) -> Element:
    result = made("sourceDesc")
    listed = sources(writer)
    if listed is None:
        add(result, "p")
        return result
    result.append(listed)
    found = witnesses(writer)
    if found is not None:
        result.append(found)
    return result


def _encoding(writer: Writer) -> Element:
    result = made("encodingDesc")
    information = add(result, "appInfo")
    release = ".".join(each for each in version("sphinx-critique").split(".") if each.isdigit())
    application = add(information, "application", ident="sphinx-critique", version=release or "0")
    add(application, "label", "sphinx-critique")
    declaration = add(result, "classDecl")
    declaration.append(_kinds(writer.build.kinds.values()))
    declaration.append(_statuses())
    if writer.tags:
        holder = add(declaration, "taxonomy")
        holder.set(ID, "tags")
        for tag in sorted(writer.tags):
            category(holder, tag_id(tag), tag)
    add(result, "variantEncoding", method="double-end-point", location="external")
    return result


def category(parent: Element, name: str, said: str) -> Element:
    """A category of a taxonomy."""
    result = add(parent, "category")
    result.set(ID, name)
    add(result, "catDesc", said)
    return result


def _kinds(kinds: Iterable[Kind]) -> Element:
    """The kinds of annotation by stance, each with its property of CiTO."""
    result = made("taxonomy")
    result.set(ID, "kinds")
    known = list(kinds)
    for stance in Stance:
        own = [each for each in known if each.stance is stance]
        around = category(result, f"stance-{stance}", str(stance)) if own else result
        for kind in own:
            each = category(around, kind_id(kind.name), _(kind.title))
            each.set("valueDatcat", CITO + quote(kind.cito, safe=""))
    return result


def _statuses() -> Element:
    """What the check of a quotation can come to."""
    result = made("taxonomy")
    result.set(ID, "statuses")
    for status in Status:
        category(result, status_id(status), str(status))
    return result
