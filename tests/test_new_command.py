"""``sphinx-critique new``: a project that builds at once, whatever is answered."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import html
from sphinx.util.docutils import patch_docutils

from sphinx_critique.cli import main
from sphinx_critique.cli.beginning import placing
from sphinx_critique.cli.beginning.passage import first_passage
from sphinx_critique.cli.beginning.settings import literal
from sphinx_critique.texts.collation import Index
from sphinx_critique.texts.incoming.records import tidy
from sphinx_critique.texts.transcripts import Reading, read_transcript

from .conftest import BIBLIOGRAPHY, THOROUGH, Built, Project, module, program
from .damage.books import Book, Line
from .damage.forms import FORMS
from .hostile import PAYLOADS

ALWAYS = {
    ".gitignore",
    "Makefile",
    "README.md",
    "conf.py",
    "requirements.txt",
    "sources.bib",
    "transcripts/README.md",
}
SENTENCE = "The bread that came in winter was shared out by lot among all the houses of the street."
FRONT = """\
THE BREAD OF THE STREET
By A. Writer
All rights reserved.
Contents
The Street and the House 3
The Winter and the Bread 9
"""
BODY = f"""\
It began with a letter. {SENTENCE} Nobody had asked for it, and
nobody could say later who had first thought of it. In spring there was
none left, and they went back to the bakers as they had done before.
"""
TRANSCRIPT = f"[p. iii]\n{FRONT}\n[p. 12]\n{BODY}"
BUILDERS = """
    html dirhtml singlehtml htmlhelp qthelp devhelp epub json pickle latex text man texinfo xml
    pseudoxml gettext changes dummy quotecheck webpdf tei webannotation docx
""".split()
New = Callable[..., Result]


def run(*args: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["new", *args], input=typed)


@pytest.fixture
def new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> New:
    """The command, in a folder of its own with a bibliography and a transcript."""
    (tmp_path / "library.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    (tmp_path / "text.txt").write_text(TRANSCRIPT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return run


def files_in(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def read(name: str) -> str:
    return Path(name).read_text(encoding="utf-8")


def values(conf: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    exec(compile(conf, "conf.py", "exec"), found)
    return found


def build_at(folder: Path, project: Path, builder: str = "html", **config: Any) -> Built:
    """Build a project where it lies, as `-n` has it; the test then says that nothing is warned."""
    made = Project(folder / "around")
    made.source = project
    made.config = {"show_warning_types": True, "nitpicky": True, **config}
    with patch_docutils(project):  # As `sphinx-build` does.
        return made.build(builder)


# What is made.


def test_a_project_of_what_is_usual(new: New) -> None:
    result = new("review", "--yes")
    assert result.exit_code == 0, result.output
    pages = {"index.rst", "chapter.rst", "bibliography.rst", ".pre-commit-config.yaml"}
    assert files_in(Path("review")) == ALWAYS | pages
    assert result.stdout.startswith("review has a new project:\n  .gitignore\n")
    assert result.stdout.endswith("Next:\n  cd review\n  make html\n")
    assert values(read("review/conf.py"))["critique_work"] == "work"
    assert read("review/sources.bib") == "@book{work,\n  title = {The work under review},\n}\n"


def test_each_question_may_be_answered(new: New) -> None:
    answers = [
        "library.bib",
        "serge2016",
        "text.txt",
        "A title",
        "Anne Smith; B. Jones",
        "de",
        "myst",
        "furo",
        "gitlab",
        "n",
    ]
    result = new("review", typed="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    assert "  trotsky1961: Trotsky, 1961, Terrorism and Communism\n" in result.stderr
    pages = {"index.md", "chapter.md", "bibliography.md", "transcripts/serge2016.txt"}
    assert files_in(Path("review")) == ALWAYS | pages | {".gitlab-ci.yml", ".readthedocs.yaml"}
    conf = values(read("review/conf.py"))
    said = [conf[name] for name in ("project", "author", "language", "html_theme", "critique_work")]
    assert said == ["A title", "Anne Smith, B. Jones", "de", "furo", "serge2016"]
    assert conf["critique_edition"] == {"editors": ["Anne Smith", "B. Jones"]}
    assert conf["extensions"] == ["myst_parser", "sphinx_critique"]
    assert "\nmyst-parser\nfuro\n" in read("review/requirements.txt")
    assert read("review/chapter.md").startswith("# Kapitel 1\n")


def test_questions_and_flags_say_the_same(new: New) -> None:
    asked = new("asked", typed="\nThe Book\nA. Writer; Jones, B.\n1984\n\nT\nE\n\n\n\ngithub\n\n")
    assert asked.exit_code == 0, asked.output
    flags = ["--work-title=The Book", "--work-author=A. Writer; Jones, B.", "--work-year=1984"]
    told = new("told", "--title=T", "--editor=E", *flags, "--ci=github", "--yes")
    assert told.exit_code == 0, told.output
    assert files_in(Path("asked")) == files_in(Path("told"))
    for name in files_in(Path("told")):
        assert Path("asked", name).read_bytes() == Path("told", name).read_bytes(), name
    assert read("told/sources.bib") == (
        "@book{work,\n  author = {A. Writer and Jones, B.},\n  title = {The Book},\n"
        "  year = {1984},\n}\n"
    )


def test_a_wrong_answer_is_asked_for_again(new: New) -> None:
    typed = "no.bib\nlibrary.bib\nserge\nserge2016\n\nT\nE\nxx yy\nen\nword\nrst\n\n\n\n"
    result = new("review", typed=typed)
    assert result.exit_code == 0, result.output
    for said in ("no.bib", "there is serge2016", "is no language", "is none of: rst, myst"):
        assert said in result.output


def test_the_only_entry_is_the_work(new: New) -> None:
    Path("one.bib").write_text("@book{only, title = {The {Only} Book}}", encoding="utf-8")
    assert new("review", "--bib=one.bib", "--yes").exit_code == 0
    conf = values(read("review/conf.py"))
    assert (conf["critique_work"], conf["project"]) == ("only", "Notes on The Only Book")


def test_a_transcript_with_the_name_of_a_key_is_that_of_the_work(new: New) -> None:
    shutil.copy("text.txt", "trotsky1961.TXT")
    assert new("r", "--bib=library.bib", "--transcript=trotsky1961.TXT", "-y").exit_code == 0
    assert values(read("r/conf.py"))["critique_work"] == "trotsky1961"
    assert Path("r/transcripts/trotsky1961.txt").exists()


@pytest.mark.parametrize("key", ["DBLP:books/x", "a.b.c", "README", "..", "-x"])
def test_a_key_that_is_no_name_of_a_file(new: New, tmp_path: Path, key: str) -> None:
    Path("odd.bib").write_text(f"@book{{{key}, title = {{T}}}}", encoding="utf-8")
    result = new("review", "--bib=odd.bib", "--transcript=text.txt", "--yes")
    assert result.exit_code == 0, result.output
    (name,) = (each.name for each in Path("review/transcripts").glob("*.txt"))
    assert values(read("review/conf.py"))["critique_transcripts"] == {key: f"transcripts/{name}"}
    built = build_at(tmp_path, tmp_path / "review", "quotecheck")
    assert (built.warnings, [*statuses(built)]) == ([], ["verbatim"])


def test_what_lies_there_is_used_where_it_lies(new: New) -> None:
    Path("review/transcripts").mkdir(parents=True)
    shutil.copy("library.bib", "review/sources.bib")
    shutil.copy("text.txt", "review/transcripts/serge2016.txt")
    flags = ["--bib=review/sources.bib", "--transcript=review/transcripts/serge2016.txt"]
    result = new("review", *flags, "--work=serge2016", "--yes")
    assert result.exit_code == 0, result.output
    assert "sources.bib" not in result.stdout
    assert SENTENCE in read("review/chapter.rst")


def test_documents_that_were_there_are_left_out(new: New, tmp_path: Path) -> None:
    for name in ("notes.rst", "old [1]/deep/a.md", "pictures/a.png", ".github/x.md", "COPYING.md"):
        (tmp_path / "review" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "review" / name).write_text("Words.\n")
    assert new("review", "--yes", "--markup=myst").exit_code == 0
    conf = values(read("review/conf.py"))
    assert conf["exclude_patterns"][4:] == [".github", "COPYING.md", "notes.rst", "old ?1?"]
    built = build_at(tmp_path, tmp_path / "review", "dummy")
    assert built.warnings == []
    assert built.app.env.found_docs == {"index", "chapter", "bibliography"}


def test_the_same_answers_give_the_same_bytes(new: New) -> None:
    flags = ["--bib=library.bib", "--work=serge2016", "--transcript=text.txt", "--yes"]
    for folder in ("a", "b"):
        assert new(folder, *flags).exit_code == 0
    assert files_in(Path("a")) == files_in(Path("b"))
    for name in files_in(Path("a")):
        assert Path("a", name).read_bytes() == Path("b", name).read_bytes()


def test_files_for_other_programs_can_be_read(new: New) -> None:
    assert new("review", "--yes", "--ci=github").exit_code == 0
    assert new("other", "--yes", "--ci=gitlab").exit_code == 0
    workflow = yaml.safe_load(read("review/.github/workflows/edition.yml"))
    commands = [each.get("run") for each in workflow["jobs"]["edition"]["steps"]]
    assert [each for each in commands if each] == ["make html", "make check"]
    assert yaml.safe_load(read("other/.gitlab-ci.yml"))["edition"]["script"] == commands[2:4]
    assert yaml.safe_load(read("review/.readthedocs.yaml"))["sphinx"]["fail_on_warning"]
    (hook,) = yaml.safe_load(read("review/.pre-commit-config.yaml"))["repos"][0]["hooks"]
    assert hook["entry"].endswith("sphinx_critique check --skip-others")


@pytest.mark.parametrize("name", ["review", "a b's “review” é"])
def test_the_makefile_builds_and_checks(new: New, name: str) -> None:
    """With an environment that is there already: nothing is fetched here."""
    assert new(name, "--yes", "--transcript=text.txt").exit_code == 0
    Path(name, ".venv").mkdir()
    python = Path(name, "python")
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    Path(name, ".venv/.installed").touch()
    make = [program("make"), "-C", name, "BIN=.", "VENV=.venv"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}

    def made(*targets: str) -> subprocess.CompletedProcess[str]:
        command = [*make, *targets]
        return subprocess.run(command, capture_output=True, text=True, env=environment)

    done = made("html", "check")
    assert done.returncode == 0, done.stderr
    assert "The web page: _build/html/index.html" in done.stdout
    assert Path(name, "_build/quotecheck/report.html").exists()
    chapter = Path(name, "chapter.rst")
    chapter.write_text(chapter.read_text("utf-8").replace("winter", "summer"), "utf-8")
    failed = made("check")
    assert failed.returncode != 0
    assert "report.html" in failed.stdout


# What is refused.


def everything(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files_in(folder)}


@pytest.mark.parametrize("name", sorted(ALWAYS | {"chapter.rst", ".github/workflows/edition.yml"}))
def test_nothing_is_written_over(new: New, name: str) -> None:
    Path("review", name).parent.mkdir(parents=True)
    Path("review", name).write_text("mine")
    result = new("review", "--yes", "--ci=github")
    assert result.exit_code == 2
    assert f"nothing has been written: review has {name} already" in result.stderr
    assert everything(Path("review")) == {name: b"mine"}


@pytest.mark.parametrize("name", ["transcripts", ".github", ".github/workflows"])
def test_a_file_in_the_place_of_a_folder(new: New, name: str) -> None:
    Path("review", name).parent.mkdir(parents=True)
    Path("review", name).write_text("mine")
    result = new("review", "--yes", "--ci=github")
    assert (result.exit_code, f"review has {name} already" in result.stderr) == (2, True)
    assert everything(Path("review")) == {name: b"mine"}


def test_a_link_that_leads_nowhere_is_there(new: New) -> None:
    Path("review").mkdir()
    Path("review/conf.py").symlink_to("../nowhere.py")
    assert new("review", "--yes").exit_code == 2
    assert not Path("nowhere.py").exists()


def test_all_that_is_in_the_way_is_named_and_nothing_asked(new: New) -> None:
    assert new("review", "--yes").exit_code == 0
    before = everything(Path("review"))
    result = new("review")
    assert result.exit_code == 2
    assert "review has .gitignore, Makefile, README.md, conf.py" in result.stderr
    assert "Title" not in result.output
    assert everything(Path("review")) == before


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--bib=none.bib"], "none.bib cannot be read: No such file"),
        (["--bib=."], "cannot be read: Is a directory"),
        (["--bib=text.txt"], "text.txt has no entry"),
        (["--bib=library.bib"], "name the work under review by its key"),
        (["--bib=library.bib", "--work=serge"], "no entry “serge”; there is serge2016"),
        (["--bib=library.bib", "--work=serge2016", "--work-year=1"], "“1” is not needed"),
        (["--work=a b"], "“a b” can be no key"),
        (["--work=x}"], "can be no key"),
        (["--transcript=none.txt"], "none.txt: there is no such file"),
        (["--transcript=library.bib"], "a transcript cannot be of this form"),
        (["--transcript=bad.epub"], "bad.epub: it is no EPUB"),
        (["--title= "], "at least one letter"),
        (["--title", "w" * 201], "at most 200 letters"),
        (["--language=../x"], "is no language"),
        (["--theme=--index-url=x"], "is no theme"),
        (["--ci=jenkins"], "'jenkins' is not one of"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_made(new: New, flags: list[str], said: str) -> None:
    Path("bad.epub").write_text("no book")
    result = new("review", "--yes", *flags)
    assert (result.exit_code, said in result.stderr) == (2, True), result.output
    assert not Path("review").exists()


def test_a_folder_that_is_none(new: New) -> None:
    for name in ("text.txt", "text.txt/review"):
        result = new(name, "--yes")
        assert result.exit_code == 2
        assert "text.txt" in result.stderr
    assert read("text.txt") == TRANSCRIPT


def test_what_cannot_be_written(new: New, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise PermissionError(13, "Permission denied", "review")

    monkeypatch.setattr(placing, "mkdtemp", refuse)
    result = new("some/where/review", "--yes")
    assert result.exit_code == 2
    assert "nothing has been written: review: Permission denied" in result.stderr
    assert not Path("some").exists()


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError])
@pytest.mark.parametrize("is_there", [True, False])
def test_an_interrupted_run_leaves_nothing(
    new: New, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException], is_there: bool
) -> None:
    def interrupted(*args: Any) -> None:
        moved.append(args)
        if len(moved) == 5 or not is_there:
            raise stop
        link(*args)

    moved: list[Any] = []
    link = os.link
    monkeypatch.setattr(*((os, "link") if is_there else (Path, "rename")), interrupted)
    monkeypatch.setattr(Path, "open", interrupted)
    if is_there:
        Path("review").mkdir()
        Path("review/mine.txt").touch()
    assert new("review", "--yes").exit_code != 0
    assert [*map(str, Path().glob("review/**/*"))] == (["review/mine.txt"] if is_there else [])
    assert Path("review").exists() == is_there
    assert not [*Path().glob(".sphinx*")]


def test_a_file_that_comes_meanwhile_is_kept(new: New, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("review").mkdir()
    link = os.link

    def late(written: Path, target: Path) -> None:
        if target.name == "conf.py":
            target.write_text("mine")
        link(written, target)

    monkeypatch.setattr(os, "link", late)
    result = new("review", "--yes")
    assert (result.exit_code, "File exists" in result.stderr) == (2, True)
    assert everything(Path("review")) == {"conf.py": b"mine"}


def test_disks_without_links(new: New, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*args: Any) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)
    Path("review").mkdir()
    assert new("review", "--yes").exit_code == 0
    assert files_in(Path("review")) >= ALWAYS


@pytest.mark.parametrize("typed", ["", "library.bib\n", "\nThe Book\n"])
def test_an_answer_that_does_not_come(new: New, typed: str) -> None:
    result = new("review", typed=typed)
    assert result.exit_code == 2
    assert "nothing has been written: a question was not answered (--yes" in result.stderr
    assert not Path("review").exists()


def test_it_does_not_wait_for_a_terminal_that_is_none(new: New, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx_critique", "new", "review"]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert "a question was not answered" in done.stderr


def test_slips_in_a_bibliography_are_told(new: New) -> None:
    Path("slips.bib").write_text("@book{a, title = {T}}\n@book{b, title = nothing}\n")
    result = new("review", "--bib=slips.bib", "--work=a", "--yes")
    assert result.exit_code == 0
    assert "slips.bib:2: “b”: " in result.stderr


# Names.


@pytest.mark.parametrize(
    "name", ["-dash", "a b", "it's", 'a"b', "a#b%c", "{a}", "שלום", "日本", "😀", "a/b/c", "$(x)"]
)
def test_odd_names_of_folders(new: New, tmp_path: Path, name: str) -> None:
    result = new("--yes", "--", name)
    assert result.exit_code == 0, result.output
    assert files_in(tmp_path / name) >= ALWAYS
    change = result.stdout.splitlines()[-2].strip()
    where = subprocess.run(["sh", "-c", f"{change} && pwd -P"], capture_output=True, text=True)
    assert Path(where.stdout.strip()) == (tmp_path / name).resolve()
    assert build_at(tmp_path, tmp_path / name, "dummy").warnings == []


def test_here(new: New) -> None:
    Path("review").mkdir()
    os.chdir("review")
    assert new(".", "--yes").exit_code == 0
    assert files_in(Path()) > ALWAYS


@given(st.text())
@example("it's")
@example("\"'\\\u202e\ud800")
def test_texts_are_what_python_reads(text: str) -> None:
    assert eval(literal(text)) == text


# The first passage.


def lines_of(text: str) -> list[Line]:
    return [Line(tuple(line.split())) for line in text.splitlines()]


def written_in(form: str, folder: Path) -> Path:
    body = BODY.replace("\n", f"\n{BODY}", 1)
    pages = [lines_of(FRONT), lines_of("Nobody bakes."), lines_of(BODY), lines_of(body)]
    made = FORMS[form](Book(0, "en", [], pages))
    path = folder / f"text.{form}"
    path.write_bytes(made.encode() if isinstance(made, str) else made)
    return path


@pytest.mark.parametrize("markup", ["rst", "myst"])
@pytest.mark.parametrize("form", FORMS)
def test_the_first_passage_is_a_sentence_of_the_transcript(
    new: New, tmp_path: Path, form: str, markup: str
) -> None:
    path = written_in(form, tmp_path)
    flags = ["--bib=library.bib", "--work=serge2016", f"--markup={markup}", "--yes"]
    result = new("review", *flags, f"--transcript={path}")
    assert result.exit_code == 0, result.output
    built = build_at(tmp_path, tmp_path / "review", "quotecheck")
    assert built.warnings == []
    (row,) = map(json.loads, built.read("output.json").splitlines())
    assert (row["status"], row["emphasis"] in ("", "same")) == ("verbatim", True)
    assert 8 <= len(row["quotation"].split()) <= 40
    assert row["quotation"] in " ".join(BODY.split())
    if form != "pdf":
        assert (row["locator"], row["place"]) == ("3", "checked")
        assert "Its first passage is from the text of the work: p. 3." in result.stdout


def statuses(built: Built) -> Iterator[str]:
    for line in built.read("output.json").splitlines():
        yield json.loads(line)["status"]


def passage_of(text: str, folder: Path) -> tuple[str, str, str] | None:
    path = folder / "text.txt"
    path.write_text(text, encoding="utf-8")
    return first_passage(Index.of(read_transcript(path, Reading())), "key")


@pytest.mark.parametrize(
    ("text", "words", "citation"),
    [
        (TRANSCRIPT, SENTENCE, "12"),
        (SENTENCE, SENTENCE, "key"),
        (f"[p. plate]\n{SENTENCE}", SENTENCE, '"plate"'),
        (f"[vol. 2]\n[p. 16]\n{SENTENCE}", SENTENCE, "2: 16"),
        # No sentence will do: words in a row.
        ("[p. 1]\n“All [the] bread … that came in *winter* was", "that came in", "1"),
        ("[p. 1]\n" + "so on and " * 40, " ".join(("so on and " * 40).split()[:25]), "1"),
        (
            "[p. 5]\n今年冬天的麵包是抽籤分給街上所有的人家的，沒有人要求這樣做。後來沒有人知道。",
            "今年冬天的麵包是抽籤分給街上所有的人家的，沒有人要求這樣做。",
            "5",
        ),
        (
            "[p. 5]\nהלחם שבא בחורף חולק בגורל בין כל בתי הרחוב הזה. ואיש לא ביקש זאת.",
            "הלחם שבא בחורף חולק בגורל בין כל בתי הרחוב הזה.",
            "5",
        ),
    ],
)
def test_which_words_come_first(tmp_path: Path, text: str, words: str, citation: str) -> None:
    found = passage_of(text, tmp_path)
    assert found is not None
    assert found[:2] == (words, citation)
    assert found[2] in words
    assert found[2] or words.count("so on")


@pytest.mark.parametrize("text", ["[p. 1]\n***\n", "* | \\ [ ] {", "[p. 1]\n[illegible]\n1"])
def test_no_words_at_all(new: New, tmp_path: Path, text: str) -> None:
    Path("bare.txt").write_text(text)
    result = new("review", "--yes", "--transcript=bare.txt")
    if result.exit_code == 0:
        built = build_at(tmp_path, tmp_path / "review", "quotecheck")
        assert (built.warnings, {*statuses(built)} <= {"verbatim", "unchecked"}) == ([], True)


def test_of_a_long_text_the_front_is_passed_over(tmp_path: Path) -> None:
    front = "This is what the publisher says of the book that you hold in your hands today. " * 30
    body = "Nobody in the street had seen so much bread as there was in that winter. " * 150
    found = passage_of(f"[p. 1]\n{front}\n[p. 2]\n{body}", tmp_path)
    assert found is not None
    assert (found[0][:6], found[1]) == ("Nobody", "2")


# Every builder.

TITLES = {
    "hebrew": "הערות על “ספר הלחם”",
    "arabic": "ملاحظات على الكتاب",
    "chinese": "《麵包之書》札記",
    "emoji": "😀 Bread 👩‍👩‍👧 & 🍞",
    "quotes": """It's "quoted" 'twice' \\ and \\\\ more""",
    "latex": r"100 % of $x_1$ & #2 ~ ^ {braces} \textbf{x}",
    "markup": "*Title* `of` |all| _markup_ [x](y) <b> {{ 1 }}",
}
IN_BOTH = [(name, markup) for name in TITLES for markup in ("rst", "myst")]
TRIED = IN_BOTH if THOROUGH else IN_BOTH[::3]


@pytest.mark.slow
@pytest.mark.parametrize("markup", ["rst", "myst"])
@pytest.mark.parametrize("sources", [True, False])
def test_every_builder(new: New, tmp_path: Path, markup: str, sources: bool) -> None:
    for name in ("weasyprint", "pypandoc"):
        module(name)
    given = ["--bib=library.bib", "--work=serge2016", "--transcript=text.txt"] if sources else []
    assert new("review", "--yes", f"--markup={markup}", *given).exit_code == 0
    for number, builder in enumerate(BUILDERS):
        built = build_at(tmp_path / str(number), tmp_path / "review", builder)
        assert (builder, built.warnings) == (builder, [])


@pytest.mark.slow
@pytest.mark.parametrize(("name", "markup"), TRIED)
def test_every_builder_with_titles_in_all_scripts(
    new: New, tmp_path: Path, name: str, markup: str
) -> None:
    title = TITLES[name]
    language = {"hebrew": "he", "arabic": "ar", "chinese": "zh_TW"}.get(name, "fr")
    flags = [f"--title={title}", f"--editor={title}", f"--work-title={title}"]
    flags += [f"--work-author={title}", f"--language={language}", f"--markup={markup}"]
    result = new("review", "--yes", *flags)
    assert result.exit_code == 0, result.output
    for number, builder in enumerate(BUILDERS):
        built = build_at(tmp_path / str(number), tmp_path / "review", builder)
        assert (builder, built.warnings) == (builder, [])


@pytest.mark.parametrize("theme", ["alabaster", "furo", "sphinx_rtd_theme", "classic"])
def test_other_themes(new: New, tmp_path: Path, theme: str) -> None:
    assert new("review", "--yes", f"--theme={theme}").exit_code == 0
    lines = read("review/requirements.txt").splitlines()
    own = [] if theme in ("alabaster", "classic") else [theme.replace("_", "-")]
    assert lines[1:] == own
    assert build_at(tmp_path, tmp_path / "review").warnings == []


@pytest.mark.parametrize("language", ["de", "pt-BR", "zh_CN", "la", "grc", "hy", "sr@latin"])
def test_languages(new: New, tmp_path: Path, language: str) -> None:
    result = new("review", "--yes", f"--language={language}")
    if "@" in language:
        assert result.exit_code == 2
        return
    assert build_at(tmp_path, tmp_path / "review").warnings == []


# Any words.


def as_shown(words: str) -> str:
    """Words but for what Sphinx makes of quote marks, dashes and dots, and for what is unseen."""
    plain = re.sub(r"[\"'“”‘’„«»‹›`]|[\u200b-\u200f\u2060\ufeff\u00ad]", "", words)
    return re.sub(r"[-–—]+|\.{3}|…|\s+", "", plain)


def made_and_built(folder: Path, title: str, person: str, markup: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    project = folder / "review"
    flags = [f"--title={title}", f"--editor={person}", f"--work-title={title}"]
    flags += [f"--work-author={person}", f"--work-year={person}", f"--markup={markup}"]
    result = run(str(project), "--yes", *flags)
    if result.exit_code == 2:
        assert "letter" in result.stderr, result.output
        return
    assert result.exit_code == 0, result.output
    conf = values((project / "conf.py").read_text(encoding="utf-8"))
    assert conf["project"] == tidy(title)
    built = build_at(folder, project)
    assert built.warnings == []
    page = html.fromstring((built.out / "index.html").read_text(encoding="utf-8"))
    (head,) = page.cssselect("h1")
    for link in head.cssselect(".headerlink"):
        link.drop_tree()
    assert as_shown(head.text_content()) == as_shown(conf["project"])


@pytest.mark.slow
@pytest.mark.parametrize("markup", ["rst", "myst"])
def test_hostile_titles_and_persons_are_text(tmp_path: Path, markup: str) -> None:
    for payload in PAYLOADS.values():
        made_and_built(tmp_path / "p", payload[:200], payload[:200], markup)


@pytest.mark.slow
@pytest.mark.parametrize("markup", ["rst", "myst"])
@settings(
    max_examples=40 if THOROUGH else 8, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    title=st.text(min_size=1, max_size=40) | st.text("\\*_`|[]{}<>#:.-=~^$&%\"' a1\n", max_size=20),
    person=st.text(max_size=30) | st.text("{}\\,;and% ", max_size=20),
)
@example(title="Title #", person="x")
@example(title="====", person="a and b, c, d, e")
@example(title="1. One", person="others")
@example(title="::", person="{")
def test_any_title_and_person_is_text(tmp_path: Path, title: str, person: str, markup: str) -> None:
    made_and_built(tmp_path / "p", title, person, markup)
