"""``sphinx-critique show``: what was read of a transcript."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sphinx_critique.cli import main

from .conftest import Project

TRANSCRIPT = """\
[p. xii]
Words before all.
[p. 107]
The end of ration-
ing, freedom for\x1b[31m small traders.
[p. 109]
The last ones.
"""
HEADS = "\f".join(
    f"{head}\n{words}\n{number}"
    for head, words, number in (
        ("CHAPTER ONE", "It was cold and the\nnext day", 12),
        ("THE TITLE", "it rained. All of\nthem went", 13),
        ("CHAPTER ONE", "home again and\nslept", 14),
        ("THE TITLE", "until noon of the\nday", 15),
    )
)
GAP = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<pb n="8"/><p>Of a l<gap/> debt.</p><pb/><p>A leaf.</p><pb n="9"/><p>The end.</p>
</body></text></TEI>
"""
PLAY = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<pb n="8"/><div type="act" n="1"><div type="scene" n="1"><l n="1">The fog came</l><l>and went.</l>
</div><div type="scene" n="2"><p>Enter <pb n="9"/>all.</p></div></div></body></text></TEI>
"""


@pytest.fixture
def show(project: Project, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    project.cite().write(
        {
            "transcripts/serge2016.txt": TRANSCRIPT,
            "transcripts/plain.txt": "No page has a label.",
            "transcripts/broken.pdf": "no PDF",
            "transcripts/heads.txt": HEADS,
            "transcripts/gap.xml": GAP,
            "transcripts/play.xml": PLAY,
            "transcripts/lines.txt": "Chapter One\n\n[l. 39] It was cold\nand it rained.\n",
        }
    )
    settings = "\n".join(f"{name} = {value!r}" for name, value in project.config.items())
    project.write({"conf.py": settings, "index.rst": "I\n=\n"})
    monkeypatch.chdir(project.source)
    return lambda *args: CliRunner().invoke(main, ["show", *args])


def test_a_transcript_is_shown_page_by_page(show: Callable[..., Result]) -> None:
    result = show("serge2016")
    assert result.exit_code == 0
    assert result.stdout == (
        "[p. xii]\nWords before all.\n\n"
        "[p. 107]\nThe end of ration-\ning, freedom for\N{REPLACEMENT CHARACTER}[31m small"
        " traders.\n\n"
        "[p. 109]\nThe last ones.\n"
    )
    assert show("plain").stdout == "[a page without a label]\nNo page has a label.\n"


def test_what_may_be_passed_over_and_what_is_not_there_are_told(
    show: Callable[..., Result],
) -> None:
    first = show("heads").stdout.partition("\n\n")[0]
    assert "⟨CHAPTER ONE⟩" in first
    assert "\nIt was cold and the\nnext day\n" in first
    assert first.endswith("⟨12⟩")
    assert show("gap").stdout == (
        "[p. 8]\nOf a l[gap] debt.\n\n"
        "[a page without a label, between 8 and 9]\nA leaf.\n\n"
        "[p. 9]\nThe end.\n"
    )


def test_where_lines_and_chapters_begin_is_told(show: Callable[..., Result]) -> None:
    assert show("play").stdout == (
        "[p. 8]\n[act 1]\n[scene 1]\n[l. 1] The fog came\n[l. 2] and went.\n\n"
        "[scene 2]\nEnter\n\n[p. 9]\nall.\n"
    )
    assert show("lines").stdout == (
        "[a page without a label]\n[chap. 1]\nChapter One\n\n"
        "[l. 39] It was cold\n[l. 40] and it rained.\n"
    )


@pytest.mark.parametrize(
    ("page", "heads"),
    [("107", ["107"]), ("p. 107", ["107"]), ("107-109", ["107", "109"]), ("xii", ["xii"])],
)
def test_pages_are_shown(show: Callable[..., Result], page: str, heads: list[str]) -> None:
    result = show("serge2016", page)
    shown = [line[4:-1] for line in result.stdout.splitlines() if line.startswith("[p. ")]
    assert (shown, result.exit_code) == (heads, 0)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (["serge2061"], "there is no transcript of “serge2061”; there is one of “serge2016”"),
        (["xyz"], "there is one of “broken”, “gap”, “heads”, “lines”, “plain”, “play”"),
        (["serge2016", "1o7"], "no page “1o7”; it has xii to 109 (3 pages); nearest: “107”"),
        (["serge2016", "500"], "has no page “500”; it has xii to 109 (3 pages)"),
        (["plain", "3"], "no page has a label in the transcript of “plain”; leave out the page"),
        (["broken"], "the transcript of “broken”: broken.pdf: it cannot be read"),
    ],
)
def test_what_is_not_there_is_an_error_that_helps(
    show: Callable[..., Result], asked: list[str], message: str
) -> None:
    result = show(*asked)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_a_project_without_transcripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "conf.py").write_text("extensions = ['sphinx_critique']\n")
    result = CliRunner().invoke(main, ["show", "serge2016"])
    assert result.exit_code == 2
    assert "this project has no transcripts" in result.stderr


def test_a_project_without_the_extension(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "conf.py").write_text("")
    (tmp_path / "index.rst").write_text("I\n=\n")
    for command in (["show", "serge2016"], ["find", "words"], ["check", "index.rst"]):
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 2
        assert 'add "sphinx_critique" to extensions' in result.stderr
