"""Exports of annotations as other programs write them, made up: overlaps, replies, odd text.

``python -m tests.incoming N`` prints one of Hypothesis' with N notes.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from typing import Any

from .hostile import PAYLOADS

PAGES = ("https://example.org/one", "https://example.org/two")
_WORDS = (
    "the end of rationing freedom for small traders councils elected anew without delay by all who"
    " work and of every party that stands on the ground of the soviets so they said it was and not"
    " otherwise then as ever after in those days"
).split()
_ODD = ("שלום", "λόγος", "😀", "don't", "“so”", "(as", "said)", "*starred*", "under_", "a<b", "[x]")


def text_of(page: int, length: int = 3_000) -> str:
    """The text of a page: words of few kinds, so that most come again, and odd ones."""
    chance = random.Random(f"text {page}")
    words = chance.choices(_WORDS, k=length)
    for at in range(0, length, 17):
        words[at] = chance.choice(_ODD)
    for at in range(12, length, 12):
        words[at] = f"{words[at]}." + ("\n\n   " if at % 5 == 0 else "")
    return " ".join(words)


def hypothesis(count: int, seed: int = 1) -> dict[str, Any]:
    """An answer of Hypothesis' API: in ten notes five on words, two of which cross others."""
    rows = list(_rows(count, random.Random(seed)))
    return {"total": len(rows), "rows": rows}


def _rows(count: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    texts = [text_of(page) for page in range(len(PAGES))]
    answerable: list[tuple[str, list[str], int]] = []
    bodies = list(PAYLOADS.values())
    for number in range(count):
        page = chance.randrange(len(PAGES))
        row = _row(number, page)
        form = number % 10
        row["text"] = f"Note {number}. {chance.choice(bodies)}"
        if form in (5, 6) and answerable:
            parent, above, page = chance.choice(answerable)
            row |= {"uri": PAGES[page], "references": [*above, parent]}
        elif form == 8:
            row["target"][0]["selector"] = [_range(chance)]
        elif form != 7:
            row["target"][0]["selector"] = _selectors(texts[page], chance)
            row["text"] = "" if form == 9 else row["text"]
        if form == 6 and number % 40 == 6:
            row["references"] = [f"gone{number}"]
        if form == 1:
            row["tags"] = ["Double standard", f"tag; {number % 7}"]
        if form != 8:
            answerable.append((row["id"], row.get("references", []), page))
        yield row


def _row(number: int, page: int) -> dict[str, Any]:
    return {
        "id": f"Id{number}_x",
        "created": "2024-01-02T03:04:05.000000+00:00",
        "user": f"acct:user{number % 5}@hypothes.is",
        "user_info": {"display_name": "Ann Éx" if number % 5 == 0 else None},
        "uri": PAGES[page],
        "tags": [],
        "document": {"title": [f"Page {page}"]},
        "hidden": number % 50 == 3,
        "target": [{"source": PAGES[page]}],
    }


def _selectors(text: str, chance: random.Random) -> list[dict[str, Any]]:
    start = chance.randrange(len(text) - 200)
    end = start + chance.randrange(4, 160)
    while text[start].isspace():
        start += 1
    utf16 = [len(text[:at].encode("utf-16-le")) // 2 for at in (start, end)]
    return [
        _range(chance),
        {"type": "TextPositionSelector", "start": utf16[0], "end": utf16[1]},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(start - 32, 0) : start],
            "suffix": text[end : end + 32],
        },
    ]


def _range(chance: random.Random) -> dict[str, Any]:
    path = f"/div[{chance.randrange(9)}]/p[1]"
    return {
        "type": "RangeSelector",
        "startContainer": path,
        "startOffset": 1,
        "endContainer": path,
        "endOffset": 9,
    }


if __name__ == "__main__":
    json.dump(hypothesis(int(sys.argv[1])), sys.stdout, ensure_ascii=False, indent=1)
