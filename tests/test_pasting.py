"""What `find` prints to be pasted, pasted: in each form it stands as the transcript has it."""

import json
from importlib.util import find_spec

import pytest
from click.testing import CliRunner

from sphinx_critique.cli import main

from .conftest import Project, require

ODD = {
    "stars and strokes": "a *starred* and |barred| word_ of `ticks` and back\\slashes",
    "angles": "if a < b and c > d then <em>nothing</em> &amp; no more",
    "at the start": "- and then a dash begins what they said",
    "numbered": "2. And then a number begins what they said",
    "underlined": "the word_ and the word__ and _both_ of snake_case_names __ here",
    "slash": "/V of the switches that they spoke of",
    "stroke": "~~~~ was what the printer set in place of it",
    "brackets": "see [^1] and [here](there) and {name}`x` and $1 + 2$ in it",
    "dots": ".. and then two dots begin what they said",
    "a letter": "(iv) And then a letter in brackets begins it",
    "a field": ":field: and then a list of them",
    "a long dash": "— and then a long dash begins it",
    "two hyphens": "-- and then two hyphens begin it",
    "a title": "# And then a title begins it",
    "a quote": "> and then a quotation begins it",
    "an entity": "& then an entity &amp; <b>bold</b> ${x}$ ~~gone~~",
    "a doctest": ">>> and then a doctest begins it",
    "a literal": "and what follows is the end of it::",
    "a line": "| a line of verse | and __twice__ [1]_ underlined",
    "a fence": "a ```fence``` in what they said",
    "a plus": "+ and then a plus begins it",
    "a comment": "% and then a comment begins it",
    "ticks first": "`ticks` first and a back\\slash",
    "accents": "L’été où l’évêque déçu réfléchit à sa répétition",
}
FORMS = {
    "excerpt": ([], "rst"),
    "role": (["--quote"], "rst"),
    "myst": (["--myst"], "md"),
    "myst-role": (["--myst", "--quote"], "md"),
}


@pytest.mark.parametrize("form", FORMS)
def test_it_stands_when_it_is_pasted(
    project: Project, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    options, suffix = FORMS[form]
    if suffix == "md":
        require(find_spec("myst_parser"), "myst-parser")
        project.config["extensions"] = ["sphinx_critique", "myst_parser"]
    text = "".join(
        f"[p. {n}]\nBefore it.\n{words}\nBehind it.\n" for n, words in enumerate(ODD.values(), 1)
    )
    project.cite().write({"transcripts/serge2016.txt": text})
    settings = "\n".join(f"{name} = {value!r}" for name, value in project.config.items())
    project.write({"conf.py": settings, "index.rst": "A\n=\n\n.. bibliography::\n"})
    monkeypatch.chdir(project.source)
    pasted = [_pasted(words, options) for words in ODD.values()]
    project.write(
        {f"pasted.{suffix}": ("# P\n\n" if suffix == "md" else "P\n=\n\n") + "\n\n".join(pasted)}
    )
    built = project.build("quotecheck")
    rows = [json.loads(line) for line in (built.out / "output.json").read_text().splitlines()]
    assert {row["status"] for row in rows} == {"verbatim"}, built.warnings
    assert [row["locator"] for row in rows] == [str(n) for n in range(1, len(ODD) + 1)]


def _pasted(words: str, options: list[str]) -> str:
    result = CliRunner().invoke(main, ["find", *options, "--", words])
    assert result.exit_code == 0, result.output
    return result.stdout.partition("\n\n")[2]


def test_accents_that_are_forgotten_are_found(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.cite().write({"transcripts/serge2016.txt": f"[p. 1]\n{ODD['accents']}.\n"})
    settings = "\n".join(f"{name} = {value!r}" for name, value in project.config.items())
    project.write({"conf.py": settings, "index.rst": "A\n=\n"})
    monkeypatch.chdir(project.source)
    result = CliRunner().invoke(main, ["find", "l'ete ou l'eveque decu reflechit a sa repetition"])
    assert ODD["accents"] in result.stdout
