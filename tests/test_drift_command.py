"""``sphinx-critique drift``: what it says, of which state, and what it exits with."""

import json
import os
import shutil
from pathlib import Path

import pytest
from click.testing import Result

from sphinx_critique.model.cache import VARIABLE
from sphinx_critique.model.files import digest

from .conftest import Project
from .drifting.differences import drift
from .drifting.review import PART, change, lines, sphinx_build, write_review
from .rebuilt import assert_same, contents

STATE = "output.state"


@pytest.fixture
def review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A small review."""
    return write_review(tmp_path, monkeypatch)


def test_without_a_full_check_it_says_what_to_do(review: Project) -> None:
    result = drift("-p", "docs")
    assert result.exit_code == 2
    assert "run sphinx-build -b quotecheck, or sphinx-critique drift --keep" in result.stderr
    result = drift("-p", "docs", "--keep")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith("; this check is kept\n")
    result = drift("-p", "docs")
    assert (result.exit_code, lines(result)) == (
        0,
        ["nothing has drifted since the last full check."],
    )


@pytest.mark.slow
def test_a_check_is_kept_and_only_a_full_one(review: Project) -> None:
    sphinx_build("quotecheck")
    change("transcripts/serge2016.txt", "small traders", "small traitors")
    said = "1 quotation has drifted since the last full check, 1 for the worse"
    for _ in range(2):  # The second says what the first has found.
        assert f"{said}: sphinx-critique drift\n" in sphinx_build("html")
    result = drift("-p", "docs")
    words = "“the end of rationing, freedom for small traders”"
    assert lines(result) == [
        f"docs/index.rst:4: [verbatim → misquoted] serge2016, 107: {words}; because of: transcript",
        f"{said}.",
    ]
    assert result.exit_code == 1
    assert drift("-p", "docs", "--fail-on", "never").exit_code == 0
    told = sphinx_build("quotecheck")
    assert "drifted index.rst:4: [verbatim → misquoted]" in told
    assert said in told
    assert "drifted" not in sphinx_build("html")
    change("transcripts/serge2016.txt", "small traitors", "small traders")
    assert drift("-p", "docs").exit_code == 0
    assert drift("-p", "docs", "--fail-on", "any").exit_code == 1


@pytest.mark.slow
def test_pages_and_reports_are_the_same_whatever_has_drifted(review: Project) -> None:
    sphinx_build("html")
    before = contents(Path("build/html"))
    drift("-p", "docs", "--keep")
    change("part.txt", "asked for\n", "nowhere\n")
    drift("-p", "docs", "--keep")
    change("part.txt", "nowhere\n", "asked for\n")
    assert "1 lemma has drifted" in sphinx_build("html")
    assert_same(contents(Path("build/html")), before)
    sphinx_build("quotecheck")
    report = contents(Path("build/quotecheck"))
    shutil.rmtree("build/quotecheck")
    sphinx_build("quotecheck", "-j", "2")
    assert_same(contents(Path("build/quotecheck")), report)


def test_what_moves_or_is_numbered_anew_has_not_drifted(review: Project) -> None:
    drift("-p", "docs", "--keep")
    change("index.rst", ".. excerpt", ".. gloss::\n   :at: 12\n\n   First.\n\n.. excerpt")
    change("marked.md", "{quote}", "Words, words.\n\nWords. {quote}")
    Path("docs/marked.md").rename("docs/renamed.md")
    result = drift("-p", "docs", "--all", "--fail-on", "any")
    assert result.exit_code == 0
    assert lines(result) == ["nothing has drifted since the last full check."]


def test_lemmata_are_followed_by_their_words(review: Project) -> None:
    drift("-p", "docs", "--keep")
    change("index.rst", "   the end of rationing", "   at last the end of rationing")
    change("part.txt", "   They asked for", "   They had begged for")
    result = drift("-p", "docs", "--all")
    assert [line for line in lines(result) if "lemma " in line] == [
        "docs/index.rst:9: [moved] lemma “end of rationing” (omission);"
        " it stands elsewhere: word 2 → word 4",
        "docs/part.txt:5: [stands → missing] lemma “asked for” (gloss);"
        " the nearest words there are “begged for the”; because of: document",
        "2 quotations and 1 lemma have drifted since the last full check, 3 for the worse;"
        " 1 lemma moved.",
    ]


def test_a_lemma_that_has_become_ambiguous_or_lost_its_excerpt(review: Project) -> None:
    change("index.rst", ".. omission:: end of rationing", ".. omission:: end\n   :on: demands")
    drift("-p", "docs", "--keep")
    change("index.rst", "rationing, freedom", "rationing, the end, freedom")
    assert (
        "[stands → ambiguous] lemma “end” (omission); because of: document"
        in drift("-p", "docs").stdout
    )
    change("index.rst", "   :name: demands\n", "")
    told = (
        "[stands → astray] lemma “end” (omission); what it answered is not there: excerpt demands"
    )
    assert told in drift("-p", "docs").stdout


def test_new_and_removed_ones_are_told_apart(review: Project) -> None:
    drift("-p", "docs", "--keep")
    change("part.txt", PART, "")
    change("marked.md", "{quote}", "{quote}`Nobody would <108>` {quote}")
    result = drift("-p", "docs", "--fail-on", "any")
    assert result.exit_code == 0
    told = "nothing has drifted since the last full check; 1 quotation new;"
    assert lines(result) == [f"{told} 1 quotation and 1 lemma gone."]
    events = [json.loads(line)["event"] for line in lines(drift("-p", "docs", "--all", "--json"))]
    assert sorted(events) == ["gone", "gone", "new"]


@pytest.mark.slow
def test_a_broken_state_is_as_none_and_is_told(review: Project) -> None:
    sphinx_build("quotecheck")
    [path] = Path(os.environ[VARIABLE]).glob("*.state")
    whole = path.read_bytes()
    other = b'{"form": 0}'
    for broken in (b"", whole[:-1], whole + b" ", digest(other).encode() + b"\n" + other):
        path.write_bytes(broken)
        result = drift("-p", "docs")
        assert result.exit_code == 2
        assert "run sphinx-build -b quotecheck again" in result.stderr
        assert "sphinx-build -b quotecheck writes it anew" in sphinx_build("html")
    assert "what has drifted since cannot be told" in sphinx_build("quotecheck")
    assert path.read_bytes() == whole


@pytest.mark.slow
def test_against_what_another_check_has_left(review: Project, tmp_path: Path) -> None:
    sphinx_build("quotecheck")
    change("marked.md", "twice", "thrice")
    sphinx_build("quotecheck", "-q")
    assert drift("-p", "docs").exit_code == 0
    change("marked.md", "thrice", "twice")
    for named in ("build/quotecheck", "build", f"build/quotecheck/{STATE}"):
        result = drift("-p", "docs", "--against", named)
        assert "docs/marked.md:7: [misquoted → verbatim]" in result.stdout
        assert result.exit_code == 0
    assert f"there is no {STATE} in" in drift("-p", "docs", "--against", "docs").stderr
    assert drift("-p", "docs", "--against", "docs/conf.py").exit_code == 2
    assert drift("HEAD", "-p", "docs", "--against", "build").exit_code == 2


@pytest.mark.slow
def test_nothing_is_said_or_kept_without_anything_of_ours(review: Project) -> None:
    for name in ("index.rst", "marked.md"):
        Path("docs", name).write_text("T\n=\n", encoding="utf-8")
    sphinx_build("quotecheck")
    sphinx_build("html")
    assert not list(Path(os.environ[VARIABLE]).glob("*.state"))
    assert not list(Path().rglob("critique.drift"))


@pytest.mark.slow
def test_what_not_all_builders_have_drifts_in_no_build(review: Project) -> None:
    only = ".. only:: html\n\n   .. excerpt:: 107\n\n      nothing else\n\n"
    change("index.rst", ".. omission", f"{only}.. omission")
    sphinx_build("quotecheck")
    assert "drifted" not in sphinx_build("html")


def test_hostile_words_are_obeyed_nowhere(review: Project) -> None:
    words = "a \x1b[31m\N{RIGHT-TO-LEFT OVERRIDE}red\N{LINE SEPARATOR}line <b>&"
    change("index.rst", "   the end of", f"   {words} the end of")
    change("index.rst", ":: end of rationing", f":: {words.split(chr(0x2028))[0]}")
    drift("-p", "docs", "--keep")
    change("index.rst", "small traders", "traders")
    change("index.rst", "the end of", "that end of")
    for options in ([], ["--json"]):
        result = drift("-p", "docs", "--all", *options)
        assert result.exit_code in (0, 1)
        assert not {"\x1b", "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{LINE SEPARATOR}"} & set(result.output)


def test_terms_that_should_not_be_there(review: Project) -> None:
    change("index.rst", ":: end of rationing\n", ":: end of rationing\n   :absent: queues <107>\n")
    drift("-p", "docs", "--keep")
    change("transcripts/serge2016.txt", "[p. 108]", "No queues.\n[p. 108]")
    head = "docs/index.rst:9: [{}] :absent: “queues” (omission); {}because of: {}"
    result = drift("-p", "docs", "--keep")
    assert lines(result) == [
        head.format("absent → stands", "found: nowhere → page 107; ", "transcript"),
        "1 absence has drifted since the last full check, 1 for the worse.",
    ]
    assert result.exit_code == 1
    change("index.rst", "queues <107>", "queues <108>")
    result = drift("-p", "docs", "--keep")
    assert "[stands → absent]" in result.stdout
    assert "it was “queues <107>”, it is “queues <108>”" in result.stdout
    assert result.exit_code == 0
    # A transcript without that page says nothing of it.
    change("transcripts/serge2016.txt", "[p. 108]", "[p. 109]")
    result = drift("-p", "docs", "--keep")
    assert head.format("absent → unchecked", "", "transcript") in lines(result)
    change("conf.py", 'critique_work = "serge2016"', 'critique_work = "trotsky1961"')
    change("index.rst", "queues <108>", "queues; rations")
    events = [json.loads(line) for line in lines(drift("-p", "docs", "--all", "--json"))]
    assert [each["event"] for each in events if each["kind"] == "absence"] == ["reworded", "new"]


def test_only_what_made_the_difference_is_a_cause(review: Project) -> None:
    drift("-p", "docs", "--keep")
    change("transcripts/serge2016.txt", "nothing else", "nothing more")
    change("index.rst", "end of rationing, freedom", "end of rations, freedom")
    change("marked.md", "Marked", "Remarked")
    errata = Path("docs/transcripts/serge2016.errata")
    errata.write_text("it twice => it thrice\n", encoding="utf-8")
    why = {each["lineno"]: each["why"] for each in map(json.loads, lines(_told()))}
    assert why == {4: ["document"], 7: ["errata"], 9: ["document"]}
    for path in Path(os.environ[VARIABLE]).glob("*.index"):
        path.unlink()  # What the transcript was is not known any more.
    why = {each["lineno"]: each["why"] for each in map(json.loads, lines(_told()))}
    assert why == {
        4: ["transcript", "errata", "document"],
        7: ["transcript", "errata"],
        9: ["document"],
    }


def _told() -> Result:
    return drift("-p", "docs", "--json")


def test_what_can_be_checked_no_longer_is_not_mended(review: Project) -> None:
    change("marked.md", "twice", "thrice")
    drift("-p", "docs", "--keep")
    Path("docs/transcripts/serge2016.txt").unlink()
    result = drift("-p", "docs")
    assert "docs/marked.md:7: [misquoted → unchecked]" in result.stdout
    assert all(json.loads(line)["worse"] for line in lines(_told()))


def test_what_is_moved_and_changed_at_once_is_followed(review: Project) -> None:
    drift("-p", "docs", "--keep")
    change("index.rst", "freedom for small traders", "freedom for small traitors")
    change("part.txt", "asked for the end", "asked for that end")
    change("index.rst", ".. include:: part.txt", "")
    Path("docs/other.rst").write_text(
        ":orphan:\n\nT\n=\n\n.. include:: part.txt\n", encoding="utf-8"
    )
    told = lines(drift("-p", "docs"))
    assert [line.partition("]")[0] for line in told[:-1]] == [
        "docs/index.rst:4: [verbatim → misquoted",
        "docs/part.txt:1: [verbatim → misquoted",
    ]


def test_of_many_without_a_name_each_is_followed(review: Project) -> None:
    words = [f"word{n} {n * n} says {n * 7919 % 1000} times what nobody has" for n in range(120)]

    def written(page: str) -> None:
        quoted = "".join(f".. excerpt:: 107\n\n   {each} {page}\n\n" for each in words)
        Path("docs/index.rst").write_text(f"T\n=\n\n{quoted}", encoding="utf-8")

    written("said")
    drift("-p", "docs", "--keep")
    written("written")
    words.reverse()
    result = drift("-p", "docs", "--all")
    assert "120 quotations reworded" in lines(result)[-1]
    assert "new" not in lines(result)[-1]


def test_where_nothing_can_be_kept_it_says_what_to_do(
    review: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file"))
    for options in ((), ("--keep",)):
        result = drift("-p", "docs", *options)
        assert result.exit_code == 2
        assert "SPHINX_CRITIQUE_CACHE" in result.stderr
        assert "is kept" not in result.stderr


@pytest.mark.slow
def test_a_translation_is_another_text(review: Project) -> None:
    sphinx_build("quotecheck")
    folder = Path("docs/locale/de/LC_MESSAGES")
    folder.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    entry = 'msgid "the end of rationing, freedom for small traders"\nmsgstr "das Ende"\n'
    (folder / "index.po").write_text(header + entry, encoding="utf-8")
    options = ("-D", "language=de", "-D", "locale_dirs=locale")
    assert "drifted" not in sphinx_build("html", *options)
    assert "drifted" not in sphinx_build("quotecheck", *options)
    assert "drifted" not in sphinx_build("quotecheck", *options)
    assert drift("-p", "docs").exit_code == 0
