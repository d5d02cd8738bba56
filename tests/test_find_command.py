"""``sphinx-critique find``: words looked up in transcripts, and what is pasted of them."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sphinx_critique.cli import main

from .conftest import Project

TRANSCRIPT = """\
[p. 107]
They were demanding the re-election of the Soviets, the end of ration-
ing unless workers asked for it, and freedom for small traders. Le café
[p. 108]
était fermé. The pact was not loyally observed, for the two sides detested each other.
[p. plate]
A woodcut of the fortress.
"""
POEM = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><l n="40">all things through men</l>
<l>are done by women</l></body></text></TEI>
"""
VOLUMES = "[vol. 2]\n[p. 16]\nThe house was left to the\n[p. 17]\nyounger son.\n"
Find = Callable[..., Result]


@pytest.fixture
def find(project: Project, monkeypatch: pytest.MonkeyPatch) -> Find:
    project.cite().write(
        {
            "transcripts/serge2016.txt": TRANSCRIPT,
            "transcripts/poem.xml": POEM,
            "transcripts/volumes.txt": VOLUMES,
        }
    )
    settings = "\n".join(f"{name} = {value!r}" for name, value in project.config.items())
    project.write({"conf.py": settings, "index.rst": "I\n=\n"})
    monkeypatch.chdir(project.source)
    return lambda *args: CliRunner().invoke(main, ["find", *args])


def hits(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_an_excerpt_to_paste(find: Find) -> None:
    result = find("the two sides detested")
    assert result.exit_code == 0, result.output
    assert result.stdout == (
        "serge2016, 108: verbatim\n"
        "  … The pact was not loyally observed, for [the two sides detested] each other.\n\n"
        ".. excerpt:: serge2016, 108\n\n   the two sides detested\n\n"
    )


@pytest.mark.parametrize(
    ("options", "pasted"),
    [
        (["--quote"], ":quote:`the two sides <serge2016, 108>`"),
        (["--myst"], "```{excerpt} serge2016, 108\n\nthe two sides\n```"),
        (["--myst", "--quote"], "{quote}`the two sides <serge2016, 108>`"),
    ],
)
def test_other_forms_on_request(find: Find, options: list[str], pasted: str) -> None:
    assert find(*options, "the two sides").stdout.endswith(f"\n\n{pasted}\n\n")


def test_every_place(find: Find) -> None:
    result = find("--json", "for")
    assert (result.exit_code, [hit["page"] for hit in hits(result)]) == (0, ["107", "107", "108"])


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        ("small traders", "serge2016, 107"),
        ("Le café était fermé", "serge2016, 107–108"),
        ("A woodcut of the fortress", 'serge2016, "plate"'),
        ("each other. A woodcut", 'serge2016, 108, "plate"'),
        ("through men", "poem, l. 40"),
        ("through men are done", "poem, ll. 40–41"),
        ("the younger son", "volumes, 2: 16–17"),
    ],
)
def test_it_is_cited_where_it_stands(find: Find, words: str, cited: str) -> None:
    assert f".. excerpt:: {cited}\n" in find(words).stdout


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("le cafe etait ferme", "Le café était fermé"),
        ("FREEDOM FOR SMALL", "freedom for small"),
        ("the end of rationing unless wörkers", "the end of rationing unless workers"),
    ],
)
def test_accents_and_case_count_for_nothing_where_else_nothing_is_found(
    find: Find, words: str, text: str
) -> None:
    result = find("--json", words)
    assert result.exit_code == 0, result.output
    (hit,) = hits(result)
    assert (hit["text"], hit["status"]) == (text, "misquoted")
    assert hit["changes"]


@pytest.mark.parametrize(
    ("words", "text", "changes"),
    [
        (
            "the two sides hated each other",
            "the two sides detested each other",
            ["“detested” has become “hated”"],
        ),
        ("woodcat", "woodcut", ["“woodcut” has become “woodcat”"]),
        ("loyaly obsirved", "loyally observed", None),
    ],
)
def test_what_is_remembered_wrongly(
    find: Find, words: str, text: str, changes: list[str] | None
) -> None:
    result = find("--json", words)
    assert result.exit_code == 1
    found = hits(result)
    assert [hit["text"] for hit in found] == [text]
    if changes is not None:
        assert found[0]["changes"] == changes


def test_what_stands_is_preferred_in_all_transcripts(find: Find) -> None:
    assert {hit["source"] for hit in hits(find("--json", "of"))} == {"serge2016"}
    assert [hit["source"] for hit in hits(find("--json", "done by women"))] == ["poem"]


def test_nothing(find: Find) -> None:
    result = find("xyzzy", "plugh")
    assert result.exit_code == 1
    assert "stand in no transcript" in result.output


@pytest.mark.parametrize("myst", [False, True])
def test_no_role_pasted_is_torn(project: Project, find: Find, myst: bool) -> None:
    words = "a `tick` and a \\ back < than"
    project.write({"transcripts/serge2016.txt": f"[p. 7]\n{words}\n"})
    pasted = find("--quote", *(["--myst"] if myst else []), words).stdout.splitlines()[3]
    expected = (
        f"{{quote}}``{words} <serge2016, 7>``"
        if myst
        else ":quote:`a \\`tick\\` and a \\\\ back < than <serge2016, 7>`"
    )
    assert pasted == expected
    if not myst:
        (project.source / "conf.py").unlink()
        project.write({"index.rst": f"I\n=\n\n{pasted}\n\n.. bibliography::\n"})
        assert "[verbatim]" in project.build("quotecheck").read("output.txt")
