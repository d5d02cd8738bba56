"""``sphinx-critique audit``: what a work quotes, held against the sources it may be from."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sphinx_critique.cli import main
from sphinx_critique.sources.shelf import Shelf
from sphinx_critique.texts.collation import Index
from sphinx_critique.texts.incoming.forms import parted
from sphinx_critique.texts.incoming.records import paragraph
from sphinx_critique.texts.incoming.rest import Rest

from . import hostile
from .auditing import audited, quoting, score
from .checkers import nu_checker
from .conftest import Project, module
from .test_catalogue import book

SERGE = """\
[p. 107]
They were demanding the re-election of the Soviets, the end of ration-
ing unless workers asked for it, and freedom for small traders. Le café
[p. 108]
était fermé. The pact was not loyally observed, for the two sides detested each other.
A sentence that anybody may borrow without a word of thanks.
"""
TROTSKY = """\
[p. 12]
The councils were never the organs of a single party, but of the whole class.
The two sides detested each other.
"""
WORK = """\
[p. 5]
As Serge has it, “the end of rationing … and freedom for small traders” was all (107).
He adds that “The pact was loyally observed, for the two sides detested each other” (p. 108).
“Well, I never heard of such a thing,” she *said* of `his` “so called” friends_.
[p. 6]
Trotsky holds that “the councils were the organs of a single party” (1961, 12). And “the pact was
not loyally observed” (Serge 2016, 107). A sentence that anybody may borrow is no theft. He said:

    The councils were never the organs of a single party,
    but of the whole class

And so on.
"""
Audit = Callable[..., Result]


@pytest.fixture
def audit(project: Project, monkeypatch: pytest.MonkeyPatch) -> Audit:
    project.cite().write(
        {
            "transcripts/serge2016.txt": SERGE,
            "transcripts/trotsky1961.txt": TROTSKY,
            "transcripts/anweiler1974.txt": WORK,
        }
    )
    settings = "\n".join(f"{name} = {value!r}" for name, value in project.config.items())
    project.write({"conf.py": settings, "index.rst": "I\n=\n"})
    monkeypatch.chdir(project.source)
    return lambda *args: CliRunner().invoke(main, ["audit", "anweiler1974", *args])


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_gravest_come_first(audit: Audit) -> None:
    result = audit("--json")
    assert result.exit_code == 1, result.output
    told = [
        (row["page"], row["status"], row["source"], row["found"] and row["found"]["page"])
        for row in rows(result)
    ]
    assert told == [
        ("5", "misquoted", "serge2016", "108"),
        ("6", "misquoted", "trotsky1961", "12"),
        ("5", "marked", "serge2016", "107"),
        ("6", "misplaced", "serge2016", "108"),
        ("6", "verbatim", "trotsky1961", "12"),
        ("5", "not found", "", None),
    ]
    assert [row["hides"] for row in rows(result)][:3] == [["not"], ["never"], ["unless"]]
    assert result.stderr.strip() == (
        "7 quotations in anweiler1974: 1 verbatim, 1 marked, 1 misplaced, 2 misquoted, 1 found"
        " nowhere, 1 shorter than 5 words"
    )


def test_a_table_to_read(audit: Audit) -> None:
    lines = audit().stdout.splitlines()
    assert lines[:4] == [
        "p. 5  misquoted  serge2016, 108   “The pact was loyally observed, for the two sides"
        " detested each other”",
        "      “not” is left out without a mark",
        "      hides: not",
        "      should read: “The pact was […] loyally observed, for the two sides detested each"
        " other”",
    ]
    assert "nowhere" not in audit().stdout
    everything = audit("--all").stdout
    assert "p. 5  nowhere  “Well, I never heard of such a thing,”" in everything
    assert "p. 5  short  “so called”" in everything


def test_what_is_in_no_quote_marks(audit: Audit) -> None:
    (row,) = [row for row in rows(audit("--json", "--unmarked")) if row["status"] == "unmarked"]
    assert (row["page"], row["source"]) == ("6", "serge2016")
    assert row["quotation"] == row["found"]["text"] == "A sentence that anybody may borrow"


def test_shorter_ones_where_they_are_asked_for(audit: Audit) -> None:
    assert "1 found nowhere, 1 shorter than 8 words" not in audit("--min-words", "2").stderr
    assert "shorter than 2 words" in audit("--min-words", "2").stderr


def test_against_some_sources(audit: Audit) -> None:
    found = rows(audit("--json", "--against", "trotsky1961"))
    assert {row["source"] for row in found} == {"trotsky1961", ""}
    nothing = audit("--against", "trotsky1962")
    assert (nothing.exit_code, "trotsky1961" in nothing.stderr) == (2, True)


def test_all_is_right(audit: Audit, project: Project) -> None:
    project.write({"transcripts/anweiler1974.txt": "“the end of rationing unless workers asked”"})
    assert audit().exit_code == 0


def test_a_work_without_transcript(project: Project, audit: Audit) -> None:
    (project.source / "transcripts/anweiler1974.txt").unlink()
    assert audit().exit_code == 2


def test_the_files_of_a_folder(audit: Audit, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    (folder / "in").mkdir(parents=True)
    (folder / "in" / "serge.txt").write_text(SERGE, encoding="utf-8")
    (folder / "broken.xml").write_text("<TEI>", encoding="utf-8")
    result = audit("--json", "--folder", str(folder))
    assert {row["source"] for row in rows(result)} == {"in/serge", ""}
    assert "passed over: broken.xml" in result.stderr


def test_files_of_one_name_in_a_folder(audit: Audit, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.txt").write_text(SERGE, encoding="utf-8")
    (folder / "a.html").write_text(f"<p>{TROTSKY}</p>", encoding="utf-8")
    result = audit("--json", "--folder", str(folder))
    assert {row["source"] for row in rows(result)} == {"a.txt", "a.html", ""}


@pytest.mark.parametrize("in_folder", [False, True])
def test_of_many_sources_few_are_opened(
    audit: Audit, project: Project, monkeypatch: pytest.MonkeyPatch, in_folder: bool
) -> None:
    others = {f"transcripts/other{n:02}.txt": f"{book(n)}\n" for n in range(20)}
    options = ["--folder", str(project.source / "transcripts")] if in_folder else []
    before = audit("--json", "--all", *options)
    project.write(others)
    opened: list[str] = []
    read = Shelf.get

    def noted(self: Shelf, digest: str) -> Index | None:
        opened.append(digest)
        return read(self, digest)

    monkeypatch.setattr(Shelf, "get", noted)
    after = audit("--json", "--all", *options)
    assert rows(after) == rows(before)
    assert len({*opened}) <= 5


@pytest.mark.parametrize("form", ["rst", "myst"])
@pytest.mark.parametrize("hostile", ["", " *a* `b`_ |c| <d> [e]{f} \\ $g$ ~~h~~ #i"])
def test_an_edition_to_argue(project: Project, audit: Audit, form: str, hostile: str) -> None:
    work = WORK.replace("He adds", f"He{hostile} adds")
    project.write({"transcripts/anweiler1974.txt": work})
    suffix = "md" if form == "myst" else "rst"
    name = project.source / f"argued.{suffix}"
    assert audit(f"--{form}", "-o", str(name)).exit_code == 1
    text = name.read_text(encoding="utf-8")
    assert (text.count("counterquote"), text.count("omission")) == (2, 1)
    (project.source / "conf.py").unlink()
    project.config["extensions"] = ["sphinx_critique", "myst_parser"]
    index = "I\n=\n\n.. toctree::\n\n   argued\n\n.. bibliography::\n"
    built = project.write({"index.rst": index}).build("quotecheck")
    assert built.warnings == []
    statuses = [json.loads(line)["status"] for line in built.read("output.json").splitlines()]
    assert statuses == ["verbatim"] * 5
    for builder in ("html", "latex"):
        assert project.build(builder).warnings == []


def test_a_page(audit: Audit, project: Project, tmp_path: Path) -> None:
    project.write({"transcripts/anweiler1974.txt": WORK.replace("was all", "<script>x</script>")})
    audit("--html", str(tmp_path / "audit.html"))
    page = (tmp_path / "audit.html").read_text(encoding="utf-8")
    assert page.count("<article") == 5
    assert "<script" not in page
    assert "https://" not in page
    assert '<mark class="differs">not</mark>' in page


MORE = """\
[p. 7]
הוא כתב “המועצות נפתחו כולן באביב של אותה שנה, ואיש לא אמר על כך דבר”. It is
“The {long} was there at all in that long year of ours, and nobody said so” (5). And “The two
sides,” he writes, “detested each other.”
"""


@pytest.fixture
def report(audit: Audit, project: Project, tmp_path: Path) -> Path:
    long = "w" * 300
    hebrew = "[p. 3]\nהמועצות נסגרו כולן באביב של אותה שנה, ואיש לא אמר על כך דבר לשום אדם.\n"
    said = (
        f"[p. 5]\nThe {long} was not there at all in that long year of ours, and nobody said so.\n"
    )
    project.write(
        {
            "transcripts/anweiler1974.txt": WORK + MORE.format(long=long),
            "transcripts/petropavlovsk1921.txt": hebrew,
            "transcripts/lenincw.txt": said,
        }
    )
    folder = tmp_path / "report"
    folder.mkdir()
    audit("--html", str(folder / "audit.html"))
    return folder


def test_a_page_in_several_directions(report: Path) -> None:
    page = (report / "audit.html").read_text(encoding="utf-8")
    # What is around a quotation does not turn it: its direction is told by its own words.
    assert page.count('<blockquote dir="auto" lang="en"><span class="around" dir="auto"') == 8
    assert "Words of saying part it" in page


@pytest.mark.slow
def test_checkers_find_nothing_in_a_page(report: Path, browser: Any) -> None:
    assert not [said for said in nu_checker([report])[report] if not said.startswith("CSS:")]
    axe = Path(module("axe_playwright_python").__file__).parent / "axe.min.js"
    for width, scheme in ((1400, "light"), (390, "light"), (390, "dark")):
        size = {"width": width, "height": 900}
        opened = browser.new_context(viewport=size, color_scheme=scheme).new_page()
        asked: list[str] = []
        opened.on("request", lambda request, asked=asked: asked.append(request.url))
        opened.goto((report / "audit.html").as_uri())
        assert len(asked) == 1
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
        opened.add_script_tag(path=str(axe))
        assert [each["id"] for each in opened.evaluate("axe.run()")["violations"]] == []


def test_no_two_answers_at_once(audit: Audit) -> None:
    assert audit("--rst", "--json").exit_code == 2


def _told(seed: int, number: int) -> None:
    given = quoting(seed, number, of=4, size=6_000)
    made, findings = audited(given)
    told = score(given, findings)
    counts = told.counts
    assert counts["found"] >= 0.99 * counts["all"], told.wrong
    for status in ("verbatim", "marked", "misplaced"):
        assert counts[f"status {status}"] == counts[f"all {status}"], told.wrong
    # Of five common words in another order it cannot be told whether they are any source's.
    assert counts["status misquoted"] >= 0.99 * counts["all misquoted"], told.wrong
    right = counts["all"] - counts["all not found"]
    assert min(counts["source"], counts["page"]) >= 0.99 * right, told.wrong
    assert sum(each.size < 5 for each in made) >= given.short


def test_a_made_up_book() -> None:
    _told(3, 120)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [4, 5])
def test_more_made_up_books(seed: int) -> None:
    _told(seed, 600)


def test_a_check_of_the_same_words_comes_to_the_same(project: Project, tmp_path: Path) -> None:
    given = quoting(9, 60, of=4, size=4_000)
    texts = {f"transcripts/{key}.txt": text for key, text in given.sources.items()}
    entry = "@book{%s, author={%s, A.}, title={Of %s}, publisher={P}, year={1921}}\n"
    bibliography = "".join(entry % (key, key.capitalize(), key) for key in (*given.sources, "work"))
    project.cite(bibliography).write({**texts, "transcripts/work.txt": given.text})
    settings = "\n".join(f"{name} = {value!r}" for name, value in project.config.items())
    project.write({"conf.py": settings, "index.rst": "I\n=\n"})
    result = CliRunner().invoke(main, ["audit", "work", "--json", "-p", str(project.source)])
    told = [row for row in rows(result) if row["source"]]
    assert len(told) > 40, result.output
    pieces = [["I", "="]]
    for row in told:
        citation = ", ".join(filter(None, (row["source"], row["locator"])))
        words = Rest().blocks([paragraph(row["quotation"])])
        pieces.append(Rest().directive("quotation", citation, [], words))
    (project.source / "conf.py").unlink()
    project.write({"index.rst": "\n".join(parted(pieces)) + "\n\n.. bibliography::\n   :all:\n"})
    built = project.build("quotecheck")
    checked = [json.loads(line) for line in built.read("output.json").splitlines()]
    fields = ("status", "source", "digest", "found", "changes", "cuts", "hides", "suggestion")
    assert [[row[name] for name in fields] for row in checked] == [
        [row[name] for name in fields] for row in told
    ]


def test_what_is_given_to_a_file_has_no_colours(audit: Audit, tmp_path: Path) -> None:
    audit("-o", str(tmp_path / "audit.txt"))
    text = (tmp_path / "audit.txt").read_text(encoding="utf-8")
    assert text == audit().stdout
    assert "\x1b" not in text


@pytest.mark.parametrize("option", ["--output", "--html"])
def test_a_file_that_cannot_be_written(audit: Audit, option: str, tmp_path: Path) -> None:
    result = audit(option, str(tmp_path / "none" / "audit"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "none/audit cannot be written" in result.stderr


def test_rows_say_at_which_line_of_the_file(audit: Audit) -> None:
    found = rows(audit("--json", "--all"))
    assert all(row["filename"] for row in found)
    # The fields are those of output.json: a file that is text has lines.
    lines = WORK.splitlines()
    for row in found:
        assert row["quotation"].split()[0] in lines[row["lineno"] - 1]


def test_a_work_without_pages(project: Project, audit: Audit) -> None:
    text = WORK.replace("[p. 5]\n", "").replace("[p. 6]\n", "")
    project.write({"transcripts/anweiler1974.txt": text})
    lines = audit().stdout.splitlines()
    assert lines[0].startswith("misquoted  serge2016, 108   “The pact")
    assert lines[1].startswith("  “not”")
    assert audit("--rst").stdout.count(".. excerpt:: anweiler1974\n") == 3


@pytest.mark.parametrize("text", ["", "\n\n\x0c\n", "[p. 1]\n", "No quotation at all."])
def test_a_work_with_nothing_in_it(project: Project, audit: Audit, text: str) -> None:
    project.write({"transcripts/anweiler1974.txt": text})
    result = audit("--json")
    assert (result.exit_code, result.stdout) == (0 if "No" in text else 2, "")
    assert result.stderr.strip()


def test_the_same_words_in_five_sources(audit: Audit, tmp_path: Path) -> None:
    for name in "abcde":
        (tmp_path / f"{name}.txt").write_text(SERGE, encoding="utf-8")
    lines = audit("--folder", str(tmp_path)).stdout
    assert "also in b, 108; c, 108; d, 108; e, 108" in lines


def test_a_source_of_a_folder_that_nobody_can_cite(
    project: Project, audit: Audit, tmp_path: Path
) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "Serge, Year One; 1930.txt").write_text(SERGE, encoding="utf-8")
    audit("--folder", str(folder), "--rst", "-o", str(project.source / "argued.rst"))
    (project.source / "conf.py").unlink()
    index = "I\n=\n\n.. toctree::\n\n   argued\n\n.. bibliography::\n"
    built = project.write({"index.rst": index}).build("quotecheck")
    assert built.warnings == []
    assert [json.loads(line)["status"] for line in built.read("output.json").splitlines()] == [
        *("verbatim", "verbatim", "unchecked")
    ]


def test_hostile_words_stay_words(project: Project, audit: Audit) -> None:
    source, work = "", ""
    for n, payload in enumerate(map(hostile.one_line, hostile.PAYLOADS.values())):
        source += (
            f"[p. {n + 1}]\nS{n} {payload} and the pact was not observed in year{n}, as he said."
        )
        source += f" said. More unless {payload} it is said{n} here{n} and there{n} again{n}.\n"
        work += f"[p. {n + 1}]\nAs {payload} says, “S{n} {payload} and the pact was observed in"
        work += f" year{n}, as he said” ({n + 1}). “More […] it is said{n} here{n} and there{n}"
        work += f" again{n}” {payload}.\n"
    project.write({"transcripts/serge2016.txt": source, "transcripts/anweiler1974.txt": work})
    for suffix, form in ((".rst", "--rst"), (".md", "--myst")):
        audit(form, "-o", str(project.source / f"argued{suffix[1:]}{suffix}"))
    page = project.source / "audit.html"
    audit("--html", str(page))
    written = page.read_text(encoding="utf-8")
    assert not re.search(r"<(script|img|svg|style>\*|xi:)|[\x00-\x08\x0e-\x1f\x7f-\x9f]", written)
    (project.source / "conf.py").unlink()
    project.config["extensions"] = ["sphinx_critique", "myst_parser"]
    index = "I\n=\n\n.. toctree::\n\n   argued\n   arguedmd\n\n.. bibliography::\n"
    index = index.replace("argued\n", "arguedrst\n", 1)
    built = project.write({"index.rst": index}).build("quotecheck")
    assert built.warnings == []
    statuses = [json.loads(line)["status"] for line in built.read("output.json").splitlines()]
    assert set(statuses) == {"verbatim"}
    assert len(statuses) > 3 * len(hostile.PAYLOADS)
    for builder in ("html", "latex"):
        assert project.build(builder).warnings == []
