"""What each label of a locator is for, with a locator that has it, for manuals."""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Told(NamedTuple):
    """What a label is a place in, and how it is written in English."""

    meaning: str
    example: str


LABELS: Final[Mapping[str, Told]] = {
    "act": Told("an act of a play; with scene and line, without a label", "III.ii.3"),
    "appendix": Told("an appendix", "app. B"),
    "article": Told("an article of a law or a treaty", "art. 12"),
    "book": Told("a book of a longer work", "bk. 2"),
    "canon": Told("a canon of church law", "can. 5"),
    "canto": Told("a canto of a poem", "canto 3"),
    "chapter": Told("a chapter", "chap. 2"),
    "column": Told("a column of a page", "col. 4"),
    "elocation": Told("a place in an electronic book", "loc. 1204"),
    "equation": Told("an equation", "eq. 7"),
    "figure": Told("a figure", "fig. 3"),
    "folio": Told("a leaf of a manuscript, with its side", "fol. 12v"),
    "issue": Told("an issue of a journal", "no. 3"),
    "item": Told("an item of a list", "item 9"),
    "letter": Told("a letter of a correspondence", "letter 14"),
    "line": Told("a line", "l. 40"),
    "note": Told("a note", "n. 4"),
    "opus": Told("a work of a composer", "op. 27"),
    "page": Told("a page, arabic or roman; a number without a label is one", "107"),
    "paragraph": Told("a paragraph", "para. 6"),
    "part": Told("a part", "pt. 2"),
    "plate": Told("a plate", "pl. 8"),
    "rule": Told("a rule", "rule 11"),
    "scene": Told("a scene of a play", "scene 2"),
    "section": Told("a section", "§ 3"),
    "signature": Told("a leaf of an early book, by its signature", "sig. A3v"),
    "stanza": Told("a stanza", "st. 5"),
    "sub-verbo": Told("an entry of a dictionary", "s.v. soviet"),
    "supplement": Told("a supplement", "suppl. 2"),
    "surah": Told("a surah of the Quran, with its verse", "surah 2:255"),
    "table": Told("a table", "table 1"),
    "timestamp": Told("a time in a recording", "time 1:02:30"),
    "title": Told("a title of a code of law", "title 4"),
    "verse": Told("a verse", "v. 12"),
    "version": Told("a version", "version 2"),
    "volume": Told("a volume; before a page, without a label", "25: 430"),
}
"""By the names of CSL."""
