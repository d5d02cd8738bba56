"""The types of entries that BibLaTeX's manual has, and what each can be set as."""

from collections.abc import Mapping

NEAREST: Mapping[str, str] = {
    "article": "article",
    "book": "book",
    "mvbook": "book",
    "inbook": "inbook",
    "bookinbook": "incollection",
    "suppbook": "incollection",
    "booklet": "booklet",
    "collection": "book",
    "mvcollection": "book",
    "incollection": "incollection",
    "suppcollection": "incollection",
    "dataset": "misc",
    "manual": "manual",
    "misc": "misc",
    "online": "misc",
    "patent": "misc",
    "periodical": "book",
    "suppperiodical": "article",
    "proceedings": "proceedings",
    "mvproceedings": "proceedings",
    "inproceedings": "inproceedings",
    "reference": "book",
    "mvreference": "book",
    "inreference": "incollection",
    "report": "techreport",
    "set": "misc",
    "software": "misc",
    "thesis": "phdthesis",
    "unpublished": "unpublished",
    "conference": "inproceedings",
    "electronic": "misc",
    "mastersthesis": "mastersthesis",
    "phdthesis": "phdthesis",
    "techreport": "techreport",
    "www": "misc",
    "newspaper": "article",
    "review": "article",
    "commentary": "book",
}
"""For BibTeX's styles; a type that is not here is told by its fields (:func:`nearest`)."""

_UNSUPPORTED = """artwork audio bibnote image jurisdiction legislation legal letter movie music
    performance standard video customa customb customc customd custome customf xdata""".split()
TYPES = frozenset((*NEAREST, *_UNSUPPORTED))
"""Every type of BibLaTeX's manual, and those of BibTeX that it knows by other names."""

_MASTERS = frozenset({"mathesis", "mastersthesis", "master's thesis", "masters thesis"})
_IN = frozenset({"incollection", "inproceedings"})


def nearest(kind: str, fields: Mapping[str, str]) -> str:
    """The type of BibTeX's styles that sets most of an entry, from its type and its fields."""
    found = NEAREST.get(kind) or _by_fields(fields)
    has_whole = any(fields.get(name) for name in ("booktitle", "maintitle"))
    if found == "inbook" and has_whole:
        return "incollection"
    if found in _IN and not has_whole:
        return "inbook"
    if found == "article" and not (fields.get("journaltitle") or fields.get("journal")):
        return "article" if kind in ("article", "suppperiodical") else _by_fields(fields)
    if found == "phdthesis" and fields.get("type", "").lower() in _MASTERS:
        return "mastersthesis"
    return found


def _by_fields(fields: Mapping[str, str]) -> str:
    if fields.get("editortype", "editor").lower() != "editor":
        # A director is no editor, as whom the styles of books would name him.
        return "misc"
    for name, kind in (
        ("journaltitle", "article"),
        ("journal", "article"),
        ("booktitle", "incollection"),
        ("publisher", "book"),
    ):
        if fields.get(name):
            return kind
    return "misc"
