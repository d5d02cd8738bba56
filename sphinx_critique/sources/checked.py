"""What the check of a quotation came to, in words."""

from typing import NamedTuple

from ..model.records import Quotation
from ..texts.collation import Change, Result, Status
from ..texts.collation.whereabouts import on_page


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
        return f"not found in {where}: {words}{nearest}"
    changes = "; ".join(told(change) for change in result.changes)
    page = on_page(result.found.page) if result.found else ""
    page = f" ({page})" if page else ""
    reading = f"; it should read: {result.suggestion}" if result.suggestion else ""
    return f"misquoted from {where}{page}: {words}: {changes}{reading}"


def _at(result: Result) -> str:
    page = on_page(result.found.page) if result.found else ""
    return f", {page}" if page else ""


def told(change: Change) -> str:
    """A change in words."""
    if change.op == "delete":
        return f"“{change.transcript}” is left out"
    if change.op == "insert":
        return f"“{change.quotation}” is added"
    return f"“{change.transcript}” has become “{change.quotation}”"


def shortened(text: str, words: int = 12) -> str:
    """A text in quote marks, its middle left out where it is long."""
    parts = text.split()
    if len(parts) > words:
        parts = [*parts[: words // 2], "[…]", *parts[-words // 2 :]]
    return f"“{' '.join(parts)}”"
