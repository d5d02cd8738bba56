"""``sphinx-critique drift``: of long words that have changed, what differs is printed."""

from pathlib import Path

import pytest

from sphinx_critique.sources.checked import shortened_apart

from .drifting.differences import drift
from .drifting.review import PART, change, lines, write_review

LONG = "They asked for the end of rationing, freedom for small traders and nothing else"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("a b", "a c", ("“a b”", "“a c”")),
        (LONG, LONG.replace("small", "all"), ("small", "all")),
        (LONG, f"{LONG} but bread", ("nothing else”", "nothing else but bread”")),
        (LONG, LONG.removeprefix("They "), ("“They asked", "“asked")),
        (" ".join("abcdefgh" * 4), " ".join("abcdefgh" * 3), ("a b c", "f g h")),
    ],
)
def test_what_differs_is_seen(before: str, after: str, told: tuple[str, str]) -> None:
    was, now = shortened_apart(before, after)
    assert was != now
    assert told[0] in was
    assert told[1] in now
    assert max(len(each.split()) for each in (was, now)) <= 14


def test_a_rewording_in_the_middle_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_review(tmp_path, monkeypatch)
    change("part.txt", PART.split("\n")[2].strip(), LONG)
    drift("-p", "docs", "--keep")
    change("part.txt", "freedom for small traders", "freedom of small traders")
    told = " ".join(lines(drift("-p", "docs")))
    was = "“[…] of rationing, freedom for small traders and […]”"
    now = "“[…] of rationing, freedom of small traders and […]”"
    assert f"words: {was} → {now}" in told
    change("part.txt", "gloss:: asked for", "gloss:: asked for the end of rationing, freedom")
    drift("-p", "docs", "--keep")
    change("part.txt", "gloss:: asked for the", "gloss:: asked for an")
    told = " ".join(lines(drift("-p", "docs")))
    was, now = (f"“asked for {each} end of rationing, freedom”" for each in ("the", "an"))
    assert f"words: {was} → {now}" in told
