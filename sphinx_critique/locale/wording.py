"""Words that an author writes in citations, said in the language of the edition.

In a language that has no catalogue, and in English, they stay as they were typed.
"""

import re
from collections.abc import Mapping
from functools import cache

from ..texts import late
from . import _


def said_before(words: str) -> str:
    """Words before a key: “see”, “but see”, “see also esp.”."""
    known = _words_before()
    result: list[str] = []
    rest = words.split(" ")
    while rest:
        lengths = range(len(rest), 0, -1)
        found = (n for n in lengths if " ".join(rest[:n]).strip(",").lower() in known)
        length = next(found, 1)
        result.append(_translated(" ".join(rest[:length]), known))
        rest = rest[length:]
    return " ".join(result)


def said_behind(tail: str) -> str:
    """What is said of the words quoted: “emphasis added, my translation”."""
    known = _tails()
    return ", ".join(_translated(part, known) for part in tail.split(", "))


def said_locator(locator: str) -> str:
    """A locator, its labels in the language of the edition; what stands in quote marks stays."""
    if locator[:1] in "\"“‘'«„":
        return locator
    known = _labels()
    return _LABEL.sub(lambda found: _translated(found[0], known), locator)


def said_lines(lines: str) -> str:
    """The numbers of lines (``3``, ``3–4``), said to be such."""
    return said_locator(f"{'ll.' if '–' in lines else 'l.'} {lines}")


def words_before() -> list[str]:
    """What may stand before a source, of which there are words in other languages."""
    return list(_words_before())


def tails() -> dict[str, list[str]]:
    """What may be said of the words quoted, behind a locator, each with other ways to say it."""
    said: dict[str, list[str]] = {}
    for form, meant in _tails().items():
        said.setdefault(meant, []).extend([form] if form != meant else [])
    return said


def _translated(typed: str, known: Mapping[str, str]) -> str:
    """Words in the edition's language, with a capital where they have one."""
    bare = typed.strip(",").lower()
    english = known.get(bare) or known.get(bare.rstrip("."), "")
    said = str(_(english)) if english else ""
    if not said or said == english:
        return typed
    comma = "," * typed.endswith(",")
    return (said[0].upper() + said[1:] if typed[:1].isupper() else said) + comma


def term(words: str) -> str:
    """Mark words for the catalogues; they are translated where printed."""
    return words


@cache
def _words_before() -> dict[str, str]:
    see, cf = term("see"), term("cf.")
    return {
        see: see,
        "see also": term("see also"),
        "but see": term("but see"),
        "cf.": cf,
        "cf": cf,
        "cp.": cf,
        "compare": term("compare"),
        "contrast": term("contrast"),
        "against": term("against"),
        "esp.": term("esp."),
        "esp": "esp.",
        "especially": term("especially"),
        "e.g.": term("e.g."),
        "i.e.": term("i.e."),
        "for example": term("for example"),
        "for instance": "for example",
        "again": term("again"),
        "further": term("further"),
        "generally": term("generally"),
        "similarly": term("similarly"),
        "likewise": term("likewise"),
        "also": term("also"),
        "but": term("but"),
        "and": term("and"),
        "or": term("or"),
        "quoted in": term("quoted in"),
        "cited in": term("cited in"),
    }


@cache
def _tails() -> dict[str, str]:
    added, original = term("emphasis added"), term("emphasis in the original")
    removed, translated = term("emphasis removed"), term("my translation")
    forms = dict.fromkeys((translated, "own translation", "translation mine"), translated)
    forms["our translation"] = term("our translation")
    for noun in ("emphasis", "emphases", "italics"):
        forms |= dict.fromkeys((f"{noun} added", f"{noun} mine", f"my {noun}"), added)
        forms |= dict.fromkeys((f"{noun} removed", f"{noun} omitted"), removed)
        theirs = (f"{noun} original", f"original {noun}", f"{noun} in original")
        forms |= dict.fromkeys((*theirs, f"{noun} in the original"), original)
    return forms


@cache
def _labels() -> dict[str, str]:
    forms: dict[str, str] = {}
    for one, many, ones, manys in (
        (term("act"), term("acts"), "act", "acts"),
        (term("app."), term("apps."), "app appendix", "apps appendices"),
        (term("art."), term("arts."), "art article", "arts articles"),
        (term("bk."), term("bks."), "bk book", "bks books"),
        (term("chap."), term("chaps."), "ch chap chapter", "chs chaps chapters"),
        (term("col."), term("cols."), "col column", "cols columns"),
        (term("fig."), term("figs."), "fig figure", "figs figures"),
        (term("fol."), term("fols."), "fol folio", "fols folios"),
        (term("item"), term("items"), "item", "items"),
        (term("l."), term("ll."), "l. line", "ll lines"),
        (term("n."), term("nn."), "n. note footnote", "nn notes footnotes"),
        (term("no."), term("nos."), "no number issue", "nos numbers issues"),
        (term("p."), term("pp."), "p. page", "pp pages"),
        (term("para."), term("paras."), "par para paragraph", "paras paragraphs"),
        (term("pl."), term("pls."), "pl plate", "pls plates"),
        (term("pt."), term("pts."), "pt part", "pts parts"),
        (term("scene"), term("scenes"), "sc scene", "scenes"),
        (term("sec."), term("secs."), "sec sect section", "secs sections"),
        (term("table"), term("tables"), "tbl table", "tables"),
        (term("v."), term("vv."), "v. verse", "vv verses"),
        (term("vol."), term("vols."), "vol volume", "vols volumes"),
    ):
        forms |= dict.fromkeys(ones.split(), one) | dict.fromkeys(manys.split(), many)
    return forms


_LABEL = late.pattern(
    r"(?<![\w.])(?:"
    + "|".join(sorted((form.rstrip(".") for form in _labels()), key=len, reverse=True))
    + r")\b(?:\.(?=\s?\w)|(?=\s\w))",
    re.IGNORECASE,
)
