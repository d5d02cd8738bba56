"""What the check of a quotation came to, in words."""

from collections.abc import Sequence
from typing import Final, NamedTuple
from unicodedata import normalize

from ..model.records import Quotation
from ..texts.collation import Change, Result, Status
from ..texts.collation.whereabouts import on_page

_LONGEST: Final = 24
# Letters of other alphabets, and signs, that look as these do.
_SAME: Final = str.maketrans(
    dict(
        zip(
            "аеорсухіјѕԛԝАВЕЅІЈКМНОРСТУХαοιυνρκχϲΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
            "aeopcyxijsqwABESIJKMHOPCTYXaoiuvpkxcABEZHIKMNOPTYX",
            strict=True,
        )
    )
    | dict.fromkeys("’‘ʼ᾽´`ʹ", "'")
    | dict.fromkeys("‐‑–—−", "-")
)


class Checked(NamedTuple):
    """What the check of a quotation came to; ``source`` is the key, ``locator`` as printed."""

    source: str
    locator: str
    result: Result


def failure(quotation: Quotation, checked: Checked) -> str:
    """What is wrong with a quotation, in one sentence."""
    result = checked.result
    where = ", ".join(filter(None, (checked.source, checked.locator)))
    words = shortened(quotation.words)
    if result.status is Status.MISPLACED:
        return f"misplaced: {words} is not at {where}: {result.reason}"
    if result.status is Status.NOT_FOUND:
        nearest = f"; nearest{_at(result)}: {shortened(result.found.text)}" if result.found else ""
        if result.limit:
            nearest = f"; {result.limit}"
        return f"not found in {where}: {words}{nearest}"
    changes = "; ".join(told(change) for change in result.changes)
    page = on_page(result.found.page) if result.found else ""
    page = f" ({page})" if page else ""
    reading = f"; it should read: {result.suggestion}" if result.suggestion else ""
    reading += f" ({result.reason})" if result.reason else ""
    hides = f"; that hides {', '.join(map(_quoted, result.hides))}" if result.hides else ""
    return f"misquoted from {where}{page}: {words}: {changes}{hides}{reading}"


def emphasis(result: Result) -> str:
    """In what the emphasis is not the source's, and what to add; nothing where it may be."""
    if result.emphasis != "differs":
        return ""
    ours, theirs = (", ".join(map(_quoted, words)) for words in (result.added, result.removed))
    parts = []
    if ours:
        parts.append(f"{ours} is emphasised only here (if by you, say “emphasis added”)")
    if theirs:
        parts.append(
            f"{theirs} is emphasised only in the source (if you left that out, say"
            " “emphasis removed”)"
        )
    return "; ".join(parts)


def _at(result: Result) -> str:
    page = on_page(result.found.page) if result.found else ""
    return f", {page}" if page else ""


def told(change: Change) -> str:
    """A change in words."""
    theirs, ours = (_quoted(words) for words in (change.transcript, change.quotation))
    if change.op == "delete":
        silent = any(map(str.isalnum, change.transcript))
        return f"{theirs} is left out without a mark" if silent else f"{theirs} is left out"
    if change.op == "insert":
        return f"{ours} is added"
    if look_alike(change.transcript, change.quotation):
        theirs, ours = (f"{words} ({points})" for words, points in _told_apart(change))
    return f"{theirs} has become {ours}"


def _quoted(words: str) -> str:
    return shortened(words, _LONGEST)


def look_alike(one: str, other: str) -> bool:
    """Whether a reader would take two texts for the same."""
    return one != other and _seen(one) == _seen(other)


def _seen(text: str) -> str:
    return normalize("NFKC", text.translate(_SAME)).translate(_SAME)


def _told_apart(change: Change) -> list[tuple[str, str]]:
    """Both texts, each with the code points that are not in the other."""
    texts = change.transcript, change.quotation
    return [
        (
            _quoted(one),
            ", ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(one) if char not in other)
            or "without",
        )
        for one, other in (texts, texts[::-1])
    ]


def shortened(text: str, words: int = 12) -> str:
    """A text in quote marks, its middle left out where it is long."""
    parts = text.split()
    if len(parts) > words:
        parts = [*parts[: words // 2], "[…]", *parts[-words // 2 :]]
    return f"“{' '.join(parts)}”"


def shortened_apart(before: str, after: str, words: int = 12) -> tuple[str, str]:
    """Two texts in quote marks, shortened so that what differs is in what is left."""
    ours, theirs = before.split(), after.split()
    if ours == theirs or max(len(ours), len(theirs)) <= words:
        return shortened(before, words), shortened(after, words)
    first = _alike(ours, theirs)
    last = _alike(ours[first:][::-1], theirs[first:][::-1])
    return _around(ours, first, last, words), _around(theirs, first, last, words)


def _alike(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many words two texts begin with alike."""
    pairs = enumerate(zip(ours, theirs, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(ours), len(theirs)))


def _around(parts: Sequence[str], first: int, last: int, words: int) -> str:
    """What stands between so many words at either end, with a few of these."""
    few = words // 4
    start, end = max(first - few, 0), len(parts) - max(last - few, 0)
    left_out = "[…] " if start else "", " […]" if end < len(parts) else ""
    middle = shortened(" ".join(parts[start:end]), words)[1:-1]
    return f"“{left_out[0]}{middle}{left_out[1]}”"
