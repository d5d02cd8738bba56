"""The tags of the PDF: what WeasyPrint leaves out of them, or puts there that is none."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from ...locale import _

_SET_AS_NOTE = "/Art"
"""What WeasyPrint makes of an ``article`` (:mod:`.paper`)."""
_PRINTED = 4
_EMPTY = {"/Span", "/NonStruct", "/P", "/Div", "/Link", "/Caption"}


def mend_tags(document: Any, pdf: Any) -> None:
    """Mend the tree of tags, and what links say of themselves."""
    Tags(pdf).mend()


class Tags:
    """The tree of tags of a PDF."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = self._at(pdf.catalog["StructTreeRoot"])
        self._reached: set[bytes] = set()
        self._doubled: set[bytes] = set()
        self._notes = 0

    def mend(self) -> None:
        for child in list(self.root["K"]):
            self._mend(child, within=())
        self._tell_links()
        self._drop_running_heads()

    def _at(self, reference: Any) -> Any:
        return self.pdf.objects[int(reference.split()[0])]

    def _is_element(self, kid: Any) -> bool:
        return isinstance(kid, bytes) and "S" in self._at(kid)

    def _mend(self, reference: bytes, within: tuple[str, ...]) -> None:
        element = self._at(reference)
        self._reached.add(reference)
        if element["S"] == _SET_AS_NOTE and within[-1:] == ("/Note",):
            # The box of the number that WeasyPrint would give a note at the foot.
            element["S"] = "/NonStruct"
        elif element["S"] == _SET_AS_NOTE:
            self._notes += 1
            element["S"] = "/Note"
            element["ID"] = _text(f"note-{self._notes}")
        elif element["S"] == "/TH":
            scope = "/Column" if "/THead" in within else "/Row"
            element["A"] = type(element)({"O": "/Table", **element.get("A", {}), "Scope": scope})
        if "/Link" in within:
            self._join_link(element)
        for kid in [each for each in element["K"] if self._is_element(each)]:
            self._mend(kid, (*within, element["S"]))
            if self._is_empty(self._at(kid)):
                element["K"].remove(kid)
        if element["S"] == "/LI":
            self._set_body(element)

    def _join_link(self, element: Any) -> None:
        """Within a link, make no link of each part of its words."""
        if element["S"] == "/Link":
            element["S"] = "/Span"
        for kid in list(element["K"]):
            if isinstance(kid, bytes) and self._at(kid).get("Type") == "/OBJR":
                element["K"].remove(kid)
                self._doubled.add(self._at(kid)["Obj"])

    def _is_empty(self, element: Any) -> bool:
        return element["S"] in _EMPTY and not element["K"]

    def _set_body(self, item: Any) -> None:
        """Put all that is in an item of a list, but its bullet, into its body."""
        kids = list(item["K"])
        loose = [each for each in kids if self._at(each)["S"] not in ("/Lbl", "/LBody")]
        if not loose:
            return
        first = self._at(loose[0])
        body = type(item)({"Type": "/StructElem", "S": "/LBody", "Pg": first["Pg"]})
        body["P"], body["K"] = item.reference, type(item["K"])(loose)
        self.pdf.add_object(body)
        for each in loose:
            self._at(each)["P"] = body.reference
        item["K"][:] = [each for each in kids if each not in loose]
        item["K"].append(body.reference)

    def _pages(self) -> Iterator[Any]:
        return map(self._at, self.pdf.page_references)

    def _tell_links(self) -> None:
        """Describe links by the page that they lead to; drop those that are there twice."""
        numbers = {page: n for n, page in enumerate(self.pdf.page_references, 1)}
        names = self.pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
        places = {name.string: at[0] for name, at in zip(names[::2], names[1::2], strict=True)}
        for page in self._pages():
            links = page.get("Annots", [])
            links[:] = [each for each in links if each not in self._doubled]
            for link in map(self._at, links):
                link["F"] = _PRINTED
                target = link.get("Dest")
                number = numbers.get(places.get(getattr(target, "string", None), b""))
                if number is not None:
                    link["Contents"] = _text(str(_("page {page}")).format(page=number))

    def _drop_running_heads(self) -> None:
        """Mark what is in the margins of pages, and in no tree, as no part of the text."""
        places = self._at(self.root["ParentTree"])["Nums"]
        elements = dict(zip(places[::2], places[1::2], strict=True))
        for page in self._pages():
            found = elements[page["StructParents"]]
            margins = {n for n, each in enumerate(found) if each not in self._reached}
            operations = self._at(page["Contents"]).stream
            for place, operation in enumerate(operations):
                if operation == b"BDC" and operations[place - 1].get("MCID") in margins:
                    operations[place - 2] = "/Artifact"
                    operations[place - 1] = type(page)({"Type": "/Pagination"})
            for number in margins:
                found[number] = "null"


def _text(words: str) -> Any:
    return import_module("pydyf").String(words)
