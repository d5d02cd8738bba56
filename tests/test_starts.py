"""Places that are passed by before they are read are those at which nothing stands."""

import random

import pytest

from sphinx_critique.texts.collation import Index, Page, Pages, Scope, check
from sphinx_critique.texts.collation.starting import Starts

WORDS = "a the old l'or bread-bin 12,500 winter windows “so” Odo, river. (it) council".split()
MARKS = ("[x]", "[so it is]", "/", "[sic]", "…", "[…]")


def text(draw: random.Random, size: int) -> str:
    """Short lines of few words, many of them broken, so that words are far apart in tokens."""
    lines = []
    for _ in range(size):
        line = " ".join(draw.choices(WORDS, k=draw.randint(1, 3)))
        lines.append(f"{line} win-\ndows" if draw.random() < 0.3 else line)
    return "\n".join(lines)


def quoted(draw: random.Random, words: list[str]) -> str:
    start = draw.randrange(len(words) - 14)
    chosen = words[start : start + draw.randint(3, 14)]
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(chosen))
        chosen[at : at + draw.choice((0, 0, 1, 3, 5))] = [draw.choice(MARKS)]
    if draw.random() < 0.5:
        at = draw.randrange(len(chosen))
        chosen[at] = f"{chosen[at][:1]}[{chosen[at][1:2]}]{chosen[at][2:]}"
    return " ".join(chosen)


@pytest.mark.parametrize("seed", range(12))
def test_no_place_is_passed_by_at_which_words_stand(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(seed)
    pages = [Page(str(number), text(draw, 20)) for number in range(1, 4)]
    index = Index.of(Pages.of(pages))
    words = " ".join(page.text for page in pages).replace("-\n", "").split()
    tried = [quoted(draw, words) for _ in range(40)]
    fast = [check(index, each, Scope()).status for each in tried]
    monkeypatch.setattr(Starts, "_has_neighbours", lambda *_: True)
    assert fast == [check(index, each, Scope()).status for each in tried]
    assert len(set(fast)) > 1
