"""What a full check says of an edition, read from what a clean build has written.

Quotations are read from ``output.json``, terms that should not be there from ``output.txt``;
lemmata are looked for here, in the passages that the build has. Nothing of drift is asked.
"""

import json
import re
from os.path import relpath
from pathlib import Path
from typing import Any

from sphinx_critique.model.records import Annotation, Excerpt

from ..conftest import Built
from .editions import TOKEN, Edition

Who = tuple[str, ...]
"""``quotation``, ``lemma`` or ``absence``, and what tells one from all others of its kind."""
Seen = dict[Who, tuple[Any, ...]]
"""What each says, and what it has come to."""
_STANDS = re.compile(
    r"(?P<place>.+:\d+): \[absent\] .* stands in [^,]+(?:, (?:p\. )?(?P<page>.+))?"
)
_WORD = re.compile(r"\w+")


def full_check(edition: Edition) -> Seen:
    """All that a clean full check says."""
    built = edition.project.build("quotecheck", fresh=True)
    return {**_quotations(built, edition), **_lemmata(built), **_absences(built, edition)}


def _quotations(built: Built, edition: Edition) -> Seen:
    """By the word of its own that each has: its words, and the outcome."""
    names = {_place(each, edition): each.name for each in _items(built)}
    patterns = edition.settings.get("critique_check_ignore") or []
    assert isinstance(patterns, list)
    return {
        ("quotation", _token(row, names)): (
            row["quotation"],
            row["status"],
            row["place"],
            row["found"]["page"] if row["found"] else "",
            row["emphasis"],
            sorted(row["hides"]),
            any(each in row["quotation"] for each in patterns),
        )
        for row in map(json.loads, built.read("output.json").splitlines())
    }


def _token(row: dict[str, Any], names: dict[str, str]) -> str:
    """The word by which a quotation is known; where none could be drawn, that of its name."""
    name = names.get(f"{row['filename']}:{row['lineno']}", "")
    return (TOKEN.findall(row["quotation"]) or TOKEN.findall(name))[0]


def _items(built: Built) -> Any:
    return built.app.env.get_domain("critique").edition.items


def _place(item: Annotation | Excerpt, edition: Edition) -> str:
    path = Path(relpath(item.location.source, edition.folder))
    return f"{path.as_posix()}:{item.location.line}"


def _lemmata(built: Built) -> Seen:
    """By the names of notes: each lemma, how and in what it stands, and where."""
    targets = built.app.env.get_domain("critique").edition.targets
    return {
        ("lemma", item.name): (item.lemma, *_standing(targets.get(item.id), item.lemma))
        for item in _items(built)
        if isinstance(item, Annotation)
    }


def _standing(target: Any, lemma: str) -> tuple[Any, ...]:
    """How a lemma stands in a passage, as which words, and at which of them."""
    if target is None:
        return "astray", "", "", None
    spans = _spans(_WORD.findall(target.text), [_WORD.findall(part) for part in lemma.split("…")])
    if len(spans) != 1:
        return "ambiguous" if spans else "missing", target.name, "", None
    start, end = spans[0]
    words = target.text.split()
    bare = [place for place, word in enumerate(words) if _WORD.search(word)]
    first, last = bare[start], bare[end - 1]
    return "stands", target.name, " ".join(words[first : last + 1]).strip(".,*"), first + 1


def _spans(words: list[str], parts: list[list[str]]) -> list[tuple[int, int]]:
    """The shortest runs of words that begin with the first part and end with the last."""
    places = [[n for n in range(len(words)) if words[n : n + len(part)] == part] for part in parts]
    if len(parts) == 1:
        return [(start, start + len(parts[0])) for start in places[0]]
    runs = [
        (start, end + len(parts[1]))
        for start in places[0]
        for end in places[1]
        if end >= start + len(parts[0])
    ]
    shortest = min((end - start for start, end in runs), default=0)
    return [run for run in runs if run[1] - run[0] == shortest]


def _absences(built: Built, edition: Edition) -> Seen:
    """By the names of notes, and the words of terms: the term, and whether it stands, and where."""
    found = filter(None, map(_STANDS.fullmatch, built.read("output.txt").splitlines()))
    standing = {each["place"]: each["page"] or "" for each in found}
    seen: Seen = {}
    targets = built.app.env.get_domain("critique").edition.targets
    for item in _items(built):
        for term in item.absent if isinstance(item, Annotation) else ():
            page = standing.get(_place(item, edition))
            target = targets.get(item.id)
            words, _, pages = term.rstrip(">").partition(" <")
            searched = _is_searched(edition, _claimed(edition, item, target), pages)
            status = "absent" if searched else "unchecked"
            outcome = (status, "") if page is None else ("stands", page)
            seen["absence", item.name, words] = (term, *outcome)
    return seen


def _claimed(edition: Edition, note: Annotation, target: Any) -> str:
    """The source in which a note says that something is not."""
    if target is None:
        return _under_review(edition, note.docname)
    _, excerpt = next(each for each in edition.all() if each[1].name == target.name)
    if excerpt.by == "work":
        return _under_review(edition, target.docname)
    return edition.part_of if excerpt.by == "part" else excerpt.source


def _under_review(edition: Edition, docname: str) -> str:
    return edition.works.get(docname) or str(edition.settings.get("critique_work", "alpha"))


def _is_searched(edition: Edition, source: str, page: str) -> bool:
    """Whether all of the text of a source, or the page named, is there to be looked through."""
    if edition.settings.get("critique_check") is False:
        return False
    entries = edition.settings.get("critique_transcripts") or {}
    assert isinstance(entries, dict)
    entry = entries.get(source)
    text = "beta" if entry else source
    is_there = text not in edition.lost and not isinstance(entry, dict)
    return is_there and (not page or page in edition.labels[text])
