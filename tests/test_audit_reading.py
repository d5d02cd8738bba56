"""Quotations as a reader takes them: what is read in a work, and what each comes to in sources."""

import random

import pytest

from sphinx_critique.texts.collation import Index
from sphinx_critique.texts.quoting import Finder, Made, Source, read_quotations
from sphinx_critique.texts.quoting.citing import Names
from sphinx_critique.texts.transcripts.plain import read_plain

LONG = "To be, my friends, is to do whatever one may; to do is to be. Nobody was ever asked at all."
OTHER = "The councils were closed by the spring, and nobody said a word of it to anybody."


def told(work: str, *sources: str, least: int = 5) -> tuple[list[tuple[str, str]], list[Made]]:
    """What each quotation comes to, with its words as they were looked for; and those too short."""
    texts = [Source(f"s{n}", Index.of(read_plain(text))) for n, text in enumerate(sources)]
    finder = Finder(read_quotations(Index.of(read_plain(work))), Names({}, {}), least)
    for source in texts:
        finder.look_in(source)
    for source in texts:
        finder.look_closer(source)
    findings = finder.findings()
    rows = [
        (str(each.best.result.status), each.best.words) if each.best else ("", each.made.words)
        for each in findings
    ]
    return rows, finder.short(findings)


@pytest.mark.parametrize(
    ("work", "status", "words"),
    [
        ("“To be, my friends,” he said, “is to do”", "verbatim", "To be, my friends, is to do"),
        ("‘to do whatever one may’, he said, ‘to do’", "verbatim", "to do whatever one may; to do"),
        ("“to do,” he said, “is to be.”", "verbatim", "to do is to be."),
        ("“whatever,” he said, “one may; to do is,” he said, “to be”", "verbatim",
         "whatever one may; to do is to be"),
        ("“to [undo],” he said, “is to be.”", "marked", "to [undo] is to be."),
        ("“to do,” he said, “is now to be.”", "misquoted", "to do is now to be."),
        ("« to do, dit-il, is to be »", "verbatim", "to do is to be"),
        ("« to do, écrit Serge en exil, is to be »", "verbatim", "to do is to be"),
        ("«whatever one may, — писал он, — to do is»", "verbatim", "whatever one may; to do is"),
        ("«to do —escribe Serge— is to be»", "verbatim", "to do is to be"),
    ],
)  # fmt: skip
def test_words_of_saying_part_one_quotation(work: str, status: str, words: str) -> None:
    assert told(f"Then: {work}.", LONG) == ([(status, words)], [])


@pytest.mark.parametrize(
    "work",
    [
        # Words are left out between the halves, or stand the other way round, or elsewhere.
        "“To be,” he said, “is to do whatever one may”",
        "“Nobody was ever asked,” he said, “is to do whatever”",
        "“is to do whatever one,” he said, “asked at all”",
        "“Nobody was ever asked at all,” he said, “to be”",
    ],
)
def test_halves_with_something_between_are_no_whole(work: str) -> None:
    rows, _ = told(f"Then {work}.", LONG)
    whole = " ".join(work.replace(" he said,", "").split())
    assert all(len(words) < len(whole) - 8 for status, words in rows if status == "verbatim"), rows
    assert rows, work


def test_halves_from_two_sources_are_two() -> None:
    work = "“The councils were closed by the spring,” he said, “to do is to be.”"
    rows, short = told(work, LONG, OTHER)
    assert [status for status, _ in rows] == ["verbatim", "verbatim"]
    assert not short


def test_what_is_altered_in_a_longer_half_is_told_there() -> None:
    work = "“The councils were opened by the spring,” he said, “and nobody said a word of it.”"
    rows, _ = told(work, OTHER)
    assert [status for status, _ in rows] == ["misquoted", "verbatim"]


def test_nothing_interrupted_is_dropped() -> None:
    rows, short = told("“I never saw,” he said, “such a thing.” “No,” she said, “no.”", LONG)
    assert rows == [("", "I never saw, such a thing.")]
    assert [each.words for each in short] == ["No,", "no."]


def test_other_words_within_are_no_words_of_saying() -> None:
    rows, _ = told("«whatever one may — all of them — to do is», « to do, hélas, is to be »", LONG)
    assert {status for status, _ in rows} <= {"misquoted", "not found"}


def test_no_false_tick_for_halves_that_chance_picks() -> None:
    draw = random.Random("interrupted")
    words = [f"w{draw.randrange(60)}" for _ in range(400)]
    source = " ".join(words)
    for _ in range(60):
        first, size, other = draw.randrange(380), draw.randint(2, 8), draw.randint(2, 8)
        gap = draw.choice((0, 0, 1, 2, -3))
        last = max(0, first + size + gap)
        halves = words[first : first + size], words[last : last + other]
        if not all(halves):
            continue
        work = f"He: “{' '.join(halves[0])},” he said, “{' '.join(halves[1])}” there."
        rows, short = told(work, source)
        stands = f" {' '.join([*halves[0], *halves[1]])} " in f" {source} "
        whole = [status for status, each in rows if len(each.split()) == sum(map(len, halves))]
        if sum(map(len, halves)) >= 5:
            assert (whole in (["verbatim"], ["misplaced"])) is stands, (work, rows)
        assert rows or short
