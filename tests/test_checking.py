"""Quotations checked in builds: what is said of them, where, and how often."""

import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sphinx_critique.cli import main

from .conftest import Built, Project, require

TRANSCRIPT = """\
[p. 107]
They were demanding the re-election of the Soviets, the end of ration-
ing unless workers asked for it, and freedom for small traders. Nobody knew why.
[p. 108]
The pact was not loyally observed, for the two sides detested each other.
"""
GOOD = """\
Good
====

.. excerpt:: 107
   :name: demands

   demanding the re-election … and freedom for small traders.

.. counterquote:: freedom
   :name: pact

   The pact was not loyally observed

   -- serge2016, 108

   As :quote:`the two sides detested each other <108>` says.

.. bibliography::
"""
BAD = """\
Bad
===

Words before.

.. excerpt:: 107

   demanding the re-election of the parties, the end of rationing

.. quotation:: 107

   The pact was not loyally observed

.. gloss:: parties

   See what follows:
   :quote:`quite another thing that stands nowhere
   <108>`.

.. bibliography::
"""
BAD_MARKDOWN = """\
# Bad

```{excerpt} 107
demanding the re-election of the parties, the end of rationing
```

```{gloss} parties
Here {quote}`quite another thing that stands nowhere <108>`.
```

```{bibliography}
```
"""


@pytest.fixture
def checked(project: Project) -> Project:
    return project.cite().write({"transcripts/serge2016.txt": TRANSCRIPT})


def rows(built: Built) -> list[dict[str, Any]]:
    return [json.loads(line) for line in built.read("output.json").splitlines()]


def log(built: Built) -> str:
    return next(line for line in built.app.status.getvalue().splitlines() if "checked" in line)


def test_good_quotations_say_so(checked: Project) -> None:
    built = checked.write({"index.rst": GOOD}).build("html")
    assert built.warnings == []
    page = built.read("index.html")
    assert 'class="critique-excerpt" data-critique-status="marked"' in page
    assert page.count('data-critique-status="verbatim"') == 2
    opened = "of the Soviets, the end of rationing unless workers asked for it,"
    assert f'<span class="critique-cut-words"> [{opened}]</span></details>' in page
    assert "checked; left out: “unless”" in page
    assert "<p><details" not in page


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "xml", "man"])
def test_a_cut_is_plain_elsewhere(checked: Project, builder: str) -> None:
    checked.config |= {"epub_copyright": "nobody's", "version": "1"}
    built = checked.write({"index.rst": GOOD}).build(builder)
    assert built.warnings == []
    text = " ".join(
        path.read_text(encoding="utf-8")
        for path in built.out.glob("*")
        if path.suffix in (".txt", ".tex", ".xhtml", ".xml", ".1")
    )
    # In bold: what ends that stands between the words.
    assert re.search(r"unless\S* workers asked for it", " ".join(text.split()))
    assert "checked; left out" not in text
    assert "<details" not in text


def test_wrong_quotations_warn_at_their_line(checked: Project) -> None:
    expected = ["index.rst:6", "index.rst:10", "index.rst:17"]
    checked.write({"index.rst": BAD})
    for _ in range(2):
        built = checked.build("html")
        assert [line.split(": ")[0] for line in built.warnings] == expected
        misquoted, misplaced, nowhere = built.warnings
        assert "“Soviets” has become “parties”" in misquoted
        assert "should read: demanding the re-election of the Soviets, the end" in misquoted
        assert misquoted.endswith("[critique.misquoted]")
        assert "the words stand on page 108" in misplaced
        assert misplaced.endswith("[critique.misplaced]")
        assert nowhere.endswith("[critique.not-found]")


def test_wrong_quotations_warn_in_markdown(checked: Project) -> None:
    require(find_spec("myst_parser"), "myst-parser")
    checked.config["extensions"] = ["sphinx_critique", "myst_parser"]
    built = checked.write({"index.md": BAD_MARKDOWN}).build("html")
    assert [line.split(": ")[0] for line in built.warnings] == ["index.md:3", "index.md:8"]


def test_what_may_fail_does_not(checked: Project) -> None:
    checked.config["critique_check_ignore"] = ["^demanding", "loyally", "quite another"]
    built = checked.write({"index.rst": BAD}).build("quotecheck")
    assert built.warnings == []
    assert built.app.statuscode == 0
    assert [row["status"] for row in rows(built)] == ["misquoted", "misplaced", "not found"]


def test_checking_can_be_turned_off(checked: Project) -> None:
    checked.config["critique_check"] = False
    built = checked.write({"index.rst": BAD}).build("html")
    assert built.warnings == []
    assert "data-critique-status" not in built.read("index.html")


def test_only_what_changed_is_checked_again(checked: Project) -> None:
    other = GOOD.replace("Good\n====", "Other\n=====").replace(":name: demands", "")
    other = other.replace(":name: pact", "").replace(".. bibliography::\n", "")
    toctree = "I\n=\n\n.. toctree::\n\n   good\n   other\n"
    checked.write({"index.rst": toctree, "good.rst": GOOD, "other.rst": other})
    assert "checked 6 quotations in 2 documents; 0" in log(checked.build("html"))
    assert "checked 0 quotations in 0 documents; 6 in 2" in log(checked.build("html"))
    checked.write({"other.rst": other.replace("As :quote:", "So :quote:")})
    assert "checked 0 quotations in 0 documents; 6 in 2" in log(checked.build("html"))
    checked.write({"other.rst": other.replace("detested each other", "detested")})
    assert "checked 3 quotations in 1 documents; 3 in 1" in log(checked.build("html"))
    checked.write({"transcripts/serge2016.txt": TRANSCRIPT.replace("was not", "was")})
    built = checked.build("html")
    assert "checked 6 quotations in 2 documents; 0" in log(built)
    assert [line.rpartition("[")[2] for line in built.warnings] == ["critique.misquoted]"] * 2


def test_a_transcript_that_comes_later_is_heeded(project: Project) -> None:
    project.cite().write({"index.rst": BAD})
    assert project.build("html").warnings == []
    project.write({"transcripts/serge2016.txt": TRANSCRIPT})
    built = project.build("html")
    assert len(built.warnings) == 3
    assert 'data-critique-status="misquoted"' in built.read("index.html")


DRAWN = """\
Drawn
=====

.. excerpt:: 107
   :from: the re-election
   :to: small traders

.. omission:: the end of rationing
   :absent: pact <107>; nobody <108>

   Words.

.. bibliography::
"""


def test_words_are_drawn_from_the_transcript(checked: Project) -> None:
    checked.write({"index.rst": DRAWN})
    built = checked.build("text")
    assert built.warnings == []
    drawn = "the re-election of the Soviets, the end of rationing unless workers asked for it, and"
    assert drawn in " ".join(built.read("index.txt").split())
    changed = TRANSCRIPT.replace("re-election of the Soviets", "re-election of all Soviets")
    checked.write({"transcripts/serge2016.txt": changed})
    assert "re-election of all Soviets" in " ".join(checked.build("text").read("index.txt").split())
    (checked.source / "transcripts/serge2016.txt").unlink()
    built = checked.build("text")
    assert [line.rpartition("[")[2] for line in built.warnings] == [
        "critique.transcript]",
        "critique.lemma]",
    ]
    checked.write({"transcripts/serge2016.txt": TRANSCRIPT})
    assert checked.build("text").warnings == []


def test_what_is_said_to_be_absent_is_looked_for(checked: Project) -> None:
    absent = DRAWN.replace("pact <107>", "RE-ELECTION OF; pact <107–108>")
    (first, second) = checked.write({"index.rst": absent}).build("html").warnings
    assert "index.rst:8" in first
    assert "“RE-ELECTION OF” stands in serge2016, p. 107 [critique.absent]" in first
    assert "“pact” stands in serge2016, p. 108" in second
    checked.config["critique_transcripts"] = {
        "serge2016": {"path": "transcripts/serge2016.txt", "partial": True}
    }
    assert checked.build("html").warnings == []


def test_errata_mend_a_transcript(checked: Project) -> None:
    checked.write(
        {"index.rst": GOOD, "transcripts/serge2016.txt": TRANSCRIPT.replace("two", "tvvo")}
    )
    assert len(checked.build("html").warnings) == 1
    checked.write({"transcripts/serge2016.errata": "# a slip\ntvvo => two\n"})
    assert checked.build("html").warnings == []


def test_second_hand_is_checked_in_the_carrier(checked: Project) -> None:
    text = GOOD.replace("-- serge2016, 108", "-- lenincw, 29: 535 in serge2016, 108")
    built = checked.write({"index.rst": text}).build("quotecheck")
    assert built.warnings == []
    assert [(r["source"], r["locator"]) for r in rows(built)][1] == ("serge2016", "108")


def test_quotecheck_reports_every_quotation(checked: Project) -> None:
    built = checked.write({"index.rst": BAD}).build("quotecheck")
    assert built.app.statuscode == 1
    first, second, third = rows(built)
    assert list(first) == [
        "filename", "lineno", "status", "place", "source", "digest", "locator", "quotation",
        "found", "changes", "cuts", "context", "hides", "emphasis", "suggestion", "reason",
        "passed",
    ]  # fmt: skip
    assert (first["filename"], first["lineno"]) == ("index.rst", 6)
    assert first["changes"] == [{"op": "replace", "transcript": "Soviets", "quotation": "parties"}]
    assert first["digest"] == second["digest"] != ""
    assert first["found"]["page"] == "107"
    assert (second["status"], second["found"]["page"]) == ("misplaced", "108")
    assert (third["status"], third["lineno"]) == ("not found", 17)
    assert (
        built.read("output.txt").splitlines()[1].startswith("index.rst:10: [misplaced] serge2016")
    )


def test_the_same_words_quoted_differently(project: Project) -> None:
    text = GOOD + "\n.. quotation:: 108\n\n   the two sides detested one another; the two sides\n"
    text = text.replace("The pact was", "The pact was, so they said, firmly and")
    again = (
        "\n.. quotation:: 107\n\n   demanding the re-election … freedom for all small traders.\n"
    )
    project.cite().write({"index.rst": text + again.replace("… ", "… and ")})
    built = project.build("quotecheck")
    differing = [line for line in built.read("output.txt").splitlines() if "[differs]" in line]
    assert len(differing) == 1
    assert "index.rst:4" in differing[0]


BROKEN = {
    "missing": ({"path": "transcripts/none.txt"}, None, "there is no file transcripts/none.txt"),
    "encoding": ({"path": "a.txt"}, "caf\xe9".encode("latin-1"), "save it as UTF-8"),
    "epub": ({"path": "a.epub"}, b"PK no zip", "a.epub"),
    "entities": (
        {"path": "a.xml"},
        b'<!DOCTYPE TEI [<!ENTITY a "lol">]><TEI><text><p>&a;</p></text></TEI>',
        "entities",
    ),
    "large": ({"path": "a.txt"}, 200 * 2**20, "too large"),
    "form": ({"path": "a.doc"}, b"", "form"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_bad_transcript_is_a_warning(project: Project, name: str) -> None:
    entry, content, message = BROKEN[name]
    project.cite().write(
        {"index.rst": GOOD, "conf.py": f"\ncritique_transcripts = {{'serge2016': {entry!r}}}\n"}
    )
    path = project.source / entry["path"]
    if isinstance(content, int):
        with path.open("wb") as file:
            file.truncate(content)
    elif content is not None:
        path.write_bytes(content)
    for _ in range(2):
        (warning,) = project.build("html").warnings
        assert warning.startswith("conf.py:2: WARNING: the transcript of “serge2016”")
        assert message in warning
        assert warning.endswith("[critique.transcript]")


def test_parallel_builds_agree(checked: Project) -> None:
    pages = {
        f"page{n}.rst": GOOD.replace(":name:", ":class:").replace(".. bib", ".. no-bib")
        for n in range(6)
    }
    pages = {name: text.partition(".. no-bib")[0] for name, text in pages.items()}
    index = "I\n=\n\n.. toctree::\n   :glob:\n\n   page*\n\n.. bibliography::\n"
    checked.write({**pages, "index.rst": index})
    serial = {p.name: p.read_bytes() for p in checked.build("html", fresh=True).out.glob("*.html")}
    built = checked.build("html", fresh=True, parallel=4)
    assert {p.name: p.read_bytes() for p in built.out.glob("*.html")} == serial


@pytest.fixture
def folder(checked: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings = "\n".join(f"{name} = {value!r}" for name, value in checked.config.items())
    checked.write({"conf.py": settings, "index.rst": GOOD, "bad.rst": ":orphan:\n\n" + BAD})
    monkeypatch.chdir(checked.source)
    return checked.source


def test_check_reads_only_the_files_named(folder: Path) -> None:
    result = CliRunner().invoke(main, ["check", "--json", "index.rst"])
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0, result.output
    assert {row["filename"] for row in found} == {"index.rst"}
    result = CliRunner().invoke(main, ["check", str(folder / "bad.rst")])
    assert result.exit_code == 1
    assert "bad.rst:8: [misquoted]" in result.stdout


def test_the_command_wants_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["find", "words"])
    assert result.exit_code == 2
    assert "--project" in result.output
