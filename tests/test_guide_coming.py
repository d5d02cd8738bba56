"""The guide on coming from elsewhere: what it shows of its files is what commands make of them."""

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner

from sphinx_critique.cli import main

from .conftest import module

GUIDE = Path(__file__).parents[1] / "example_docs" / "guide"
PAGES = GUIDE / "howto"
FILES = PAGES / "files"
EXAMPLE = re.compile(r"^\.\. example::\n((?: +.*\n|\n)+)", re.MULTILINE)
CONF = f"""
extensions = ["sphinx_critique"]
bibtex_bibfiles = [{str(GUIDE / "sources.bib")!r}]
"""
TRANSCRIPTS = {
    "serge2016": """[p. 107]
demanding the re-election of the Soviets, the legalisation of all Soviet
parties, the end of rationing, freedom for small traders.
""",
    "milton1644": """[p. 4]
And yet on the other hand unlesse warinesse be us'd, as good almost kill a Man as kill a good
Book; who kills a Man kills a reasonable creature, Gods Image; but hee who destroyes a good
Booke, kills reason it selfe, kills the Image of God, as it were in the eye.
""",
}
# A paragraph with two comments, as pandoc has them.
COMMENTED = """<p>Milton says that it is <span class="comment-start" id="0" data-author="Reader"
data-date="2026-03-01T10:00:00Z">What is not printed is not killed: it was never born.</span>as good
almost kill a Man as kill a good Book<span class="comment-end" id="0"></span>, and that who destroys
one kills <span class="comment-start" id="1" data-author="Reader"
data-date="2026-03-01T10:05:00Z">Correction 1: he writes <em>it selfe</em>.</span>reason
itself<span class="comment-end" id="1"></span>.</p>
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "transcripts").mkdir()
    (tmp_path / "conf.py").write_text(CONF, "utf-8")
    (tmp_path / "index.rst").write_text("An edition\n==========\n", "utf-8")
    for key, text in TRANSCRIPTS.items():
        (tmp_path / "transcripts" / f"{key}.txt").write_text(text, "utf-8")
    return tmp_path


def shown(page: str) -> Iterator[str]:
    """The examples of a page, without their options."""
    text = (PAGES / f"{page}.rst").read_text("utf-8")
    for found in EXAMPLE.finditer(text):
        body = dedent(found[1]).strip()
        yield re.sub(r"\A(:\w+:.*\n)+\n", "", body)


def said(text: str) -> str:
    """However its lines are broken."""
    return " ".join(text.split())


def imported(*arguments: str) -> tuple[str, str]:
    """What the command writes, without the heading, and what it says of it."""
    run = CliRunner().invoke(main, ["import", *arguments])
    assert run.exit_code == 0, run.output
    _, _, body = run.stdout.partition("=\n\n")
    return body, said(run.stderr)


def test_tei(project: Path) -> None:
    given = str(FILES / "areopagitica.xml")
    body, _ = imported(given)
    assert said(body) == said(next(shown("from-tei")))
    body, _ = imported(given, "--against", "milton1644", "--project", str(project))
    assert body.startswith(".. excerpt:: milton1644, 4\n")


def test_hypothesis(project: Path) -> None:
    given = str(FILES / "notes.json")
    body, remarks = imported(given, "--against", "serge2016", "--project", str(project))
    _, _, body = body.partition("\n\n")  # Under the address of the page.
    assert said(body) == said(next(shown("from-hypothesis")))
    page = said((PAGES / "from-hypothesis.rst").read_text("utf-8"))
    assert all(part in page for part in re.split(r" (?=Hypothesis:)", remarks))


def test_word(project: Path, tmp_path: Path) -> None:
    pypandoc = module("pypandoc")
    given = tmp_path / "chapter.docx"
    pypandoc.convert_text(COMMENTED, "docx", "html", outputfile=str(given))
    body, _ = imported(str(given))
    assert said(body) == said(next(shown("from-word")))
    body, remarks = imported(str(given), "--against", "milton1644", "--project", str(project))
    assert body.startswith(".. excerpt:: milton1644, 4\n")
    page = said((PAGES / "from-word.rst").read_text("utf-8"))
    assert remarks.partition(" comments of")[0] in page


def test_latex() -> None:
    pypandoc = module("pypandoc")
    text = "".join((FILES / name).read_text("utf-8") for name in ("reledmac.tex", "revolt.tex"))
    made = pypandoc.convert_text(
        text, "rst", "latex", extra_args=["--lua-filter", str(FILES / "from-latex.lua")]
    )
    assert said(made) == said(next(shown("from-latex")))
