"""The guide on coming from elsewhere: what it shows of its files is what commands make of them."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner

from sphinx_critique.cli import main

from .conftest import Project, module

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
BROUGHT_OVER = {
    r"\textcquote[12]{key}{the state is \textelp{} a device \textins{so} of argument}.": (
        ":quote:`the state is […] a device [so] of argument <key, 12>`."
    ),
    r"\textcquote[see][12]{key}{a \emph{device}}, \enquote{a \textelp{} b}.": (
        ":quote:`a *device* <see key, 12>`, “a […] b”."
    ),
    r"""\beginnumbering
\pstart One.\label{one}\pend
\pstart Two.\pend
\endnumbering
\beginnumbering
\pstart Three.\pend
\endnumbering
As \edlineref{one} says.""": """
        .. excerpt::
           :name: one

           One.

        .. excerpt::

           Two.

        .. excerpt::

           Three.

        As :critique:ref:`one` says.
        """,
    r"""\pstart
\foreignlanguage{latin}{\edtext{Gallia}{\Afootnote{Galia} \Bfootnote{France}} omnis}
\pend""": """
        .. excerpt::
           :lang: la

           Gallia omnis

        .. gloss:: Gallia

           Galia

        .. context:: Gallia

           France
        """,
    r"""The cat and \edtext{the cat}{\Afootnote{\textsc{Eg.}\footnote{Deep.}}}.

\edtext{first, then the last}{\lemma{first \dots\ last}\Afootnote{All.}}\footnote{Other.}""": """
        .. role:: sc

        .. excerpt::

           The cat and the cat.

        .. gloss:: the cat

           :sc:`Eg.`\\ [#n1]_

        .. excerpt::

           first, then the last

        .. gloss:: first … last

           All.

        .. gloss::

           Other.

        .. [#n1]
           Deep.
        """,
    r"The cat, the cat \emph{and \edtext{the cat}{\Afootnote{A third}}}.": """
        .. excerpt::

           The cat, the cat *and* *the* *cat*.

        .. gloss:: the cat [2]

           A third
        """,
    r"""\stanza
\edtext{one&
two}{\Afootnote{1, 2}}&
three\&

\begin{displayquote}[{\cite[3]{key}}]
Words set in.
\end{displayquote}""": """
        .. excerpt::

           | one
           | two
           | three

        .. gloss:: one two

           1, 2

        ..

           Words set in.

           -- key, 3
        """,
}
LEFT_OUT = {
    r"\unheardof[wordone]{wordtwo}{wordthree}": (
        r"unknown, its words are kept: \unheardof[wordone]{wordtwo}{wordthree}"
    ),
    r"\begin{unheardof}[wordone]wordtwo\end{unheardof}": "left out: [wordone]",
    r"\title{wordone}\begin{document}wordtwo\end{document}": "left out, title: wordone",
    r"wordone\index{wordtwo}": r"left out: \index{wordtwo}",
    r"\section{\edtext{wordone}{\Afootnote{wordtwo}}}": (
        r"its note is a footnote here: \edtext{wordone}"
    ),
    r"\edtext{wordone}{\lemma{wordtwo}\Afootnote{wordthree}}": (
        r"not the words of its passage, which are kept: \lemma{wordtwo}"
    ),
    r"See \edlineref{wordone}.": r"what it refers to was not found: \edlineref{wordone}",
    r"\pstart[wordone]wordtwo\pend": "left out: [wordone]",
    r"\textcquote[12]{key}[.]{wordone}": r"unknown, its words are kept: \textcquote[12]{key}",
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


def from_latex(*files: Path, options: Sequence[str] = ()) -> tuple[str, list[str]]:
    """What pandoc writes with the filter of the guide, and what the filter says of it."""
    pandoc = module("pypandoc").get_pandoc_path()
    form = ["-f", "latex+raw_tex", "-t", "rst", "--lua-filter", str(FILES / "from-latex.lua")]
    command = [pandoc, *form, *options, *map(str, files)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return run.stdout, run.stderr.splitlines()


def test_latex() -> None:
    made, remarks = from_latex(FILES / "revolt.tex")
    assert said(made) == said(next(shown("from-latex")))
    assert remarks == []


@pytest.mark.parametrize(("latex", "rst"), BROUGHT_OVER.items(), ids=range(len(BROUGHT_OVER)))
def test_latex_is_brought_over(tmp_path: Path, latex: str, rst: str) -> None:
    (tmp_path / "old.tex").write_text(latex, "utf-8")
    made, remarks = from_latex(tmp_path / "old.tex", options=["-M", "Bfootnote=context"])
    assert made.strip() == dedent(rst).strip()
    assert remarks == []


@pytest.mark.parametrize(("latex", "remark"), LEFT_OUT.items(), ids=range(len(LEFT_OUT)))
def test_what_is_left_out_of_latex_is_named(tmp_path: Path, latex: str, remark: str) -> None:
    (tmp_path / "old.tex").write_text(latex, "utf-8")
    made, remarks = from_latex(tmp_path / "old.tex")
    assert f"from-latex: {remark}" in remarks
    shown_or_named = " ".join([made, *remarks])
    assert all(word in shown_or_named for word in re.findall(r"word\w+", latex))


def test_what_is_brought_over_builds(tmp_path: Path) -> None:
    whole = "\n\n".join(each for each in BROUGHT_OVER if "Other" not in each)
    (tmp_path / "old.tex").write_text(whole, "utf-8")
    made, _ = from_latex(tmp_path / "old.tex")
    project = Project(tmp_path / "project").write({"index.rst": f"Old\n===\n\n{made}"})
    project.write({"sources.bib": "@book{key, title={A Title}, author={Author, A}, year=1893}"})
    project.config["bibtex_bibfiles"] = ["sources.bib"]
    built = project.build("html", warningiserror=False)
    assert [each for each in built.warnings if "citation" not in each] == []
