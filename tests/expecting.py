"""What case files expect: how it differs from what came, and how it is written anew."""

import re
from collections.abc import Sequence
from difflib import unified_diff

from rapidfuzz.fuzz import partial_ratio_alignment

_HUNK = re.compile(r"^@@ .* @@$")


def difference(expected: Sequence[str], found: Sequence[str], what: str) -> str:
    """A unified diff about the first difference, and how many others follow."""
    lines = list(unified_diff(expected, found, f"{what}, expected", f"{what}, found", lineterm=""))
    hunks = [place for place, line in enumerate(lines) if _HUNK.match(line)]
    more = len(hunks) - 1
    shown = lines[: hunks[1]] if more > 0 else lines
    return "\n".join([*shown, f"… and {more} more places" * (more > 0)]).rstrip()


def nearest(fragment: str, page: str, what: str) -> str:
    """How a fragment that a page lacks differs from what is most like it there."""
    best = partial_ratio_alignment(fragment, page)
    there = page[best.dest_start : best.dest_end] if best and len(fragment) < len(page) else page
    return difference(_by_tags(fragment), _by_tags(there), what)


def _by_tags(markup: str) -> list[str]:
    return re.sub(r"(?<!^)(?=<)", "\n", markup).split("\n")


def with_section(text: str, name: str, body: Sequence[str]) -> str:
    """A case file with one of its sections as given: in its place, or at the end, or none."""
    heading = re.compile(rf"^=== {re.escape(name)} *\n(?:(?!=== ).*\n?)*", re.MULTILINE)
    section = "\n".join([f"=== {name}", *body, ""]) if any(body) else ""
    if heading.search(text):
        return heading.sub(lambda _: section, text, count=1)
    return text.rstrip("\n") + "\n" + section
