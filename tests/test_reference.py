"""The guide's reference: everything that is in the code is in it, and nothing else is."""

import json
import re
import shutil
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sphinx.util.inventory import InventoryFile

from sphinx_critique.cli import main
from sphinx_critique.cli.describing import described
from sphinx_critique.cli.fields import FORMS
from sphinx_critique.formats.html.looks import ATTRIBUTES, CLASSES, PROPERTIES
from sphinx_critique.model.kinds import KINDS

from .browsing import PROJECTS
from .conftest import Built, Project, module
from .drifting.review import change, write_review
from .guiding import GUIDE

REFERENCE = GUIDE / "reference"
PAGES = sorted(REFERENCE.glob("*.rst"))
SOURCE = Path(sys.modules["sphinx_critique"].__file__ or "").parent
EXAMPLE = re.compile(r"^\.\. example::\n((?:(?:   .*)?\n)+)", re.MULTILINE)
WRITTEN = re.compile(r"^( *)\.\. ([\w-]+)::.*\n((?:\1   :.*\n)*)", re.MULTILINE)


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    return described(main)


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The guide, built for the web."""
    project = Project(tmp_path_factory.mktemp("reference"))
    for path in ("guide", "review/transcripts", "pamphlet/transcripts"):
        place = project.source if path == "guide" else project.source.parent / path
        shutil.copytree(PROJECTS / path, place, dirs_exist_ok=True)
    project.config = {"nitpicky": True}
    return project.build("html")


@pytest.fixture(scope="module")
def inventory(reference: Built) -> dict[str, Any]:
    with (reference.out / "objects.inv").open("rb") as file:
        loaded = InventoryFile.load(file, "", lambda base, uri: uri)
    return {name: dict(each) for name, each in dict(loaded).items()}


def test_the_pages_build_with_no_warning(reference: Built) -> None:
    assert reference.warnings == []


def test_every_directive_and_option_is_there(
    inventory: dict[str, Any], told: dict[str, Any]
) -> None:
    shared = {"note": "KIND", "list": "LIST"}
    found = set(inventory["rst:directive"])
    assert found == {each["name"] for each in told["directives"]} | set(shared.values())
    options = set(inventory["rst:directive:option"])
    known = set()
    for each in told["directives"]:
        owners = (each["name"], shared.get(each["group"], each["name"]))
        for option in each["options"]:
            there = {f"{owner}:{option['name']}" for owner in owners} & options
            assert there, f"the option {option['name']} of {each['name']} is not in the reference"
            known |= there
    assert options == known


@pytest.mark.parametrize(
    ("type_", "section"),
    [
        ("rst:role", "roles"),
        ("std:confval", "settings"),
        ("std:theme-option", "theme"),
        ("std:envvar", "environment"),
        ("std:command", "commands"),
        ("std:builder", "builders"),
        ("std:status", "statuses"),
        ("std:critique", "warnings"),
    ],
)
def test_every_thing_is_there_and_no_other(
    type_: str, section: str, inventory: dict[str, Any], told: dict[str, Any]
) -> None:
    assert set(inventory[type_]) == {each["name"] for each in told[section]}


def test_every_option_of_a_command_is_there(
    inventory: dict[str, Any], told: dict[str, Any]
) -> None:
    known = {
        f"sphinx-critique-{each['name']}.{name}"
        for each in told["commands"]
        for option in each["options"]
        for name in option["names"]
    }
    assert set(inventory["std:cmdoption"]) == known


def test_editors_lead_to_each_warning(reference: Built, told: dict[str, Any]) -> None:
    module("pygls")
    from sphinx_critique.cli.lsp.publishing import PAGE

    page = reference.read(PAGE)
    for each in told["warnings"]:
        assert f'id="critique-{each["name"]}"' in page
        assert page.count(f'id="critique-{each["name"]}"') == 1


def codes(page: str) -> set[str]:
    """What stands as code on a page."""
    found = re.findall(r"<code[^>]*>(.*?)</code>", page, re.DOTALL)
    found += re.findall(r'<dt class="sig[^>]*>(.*?)<a class="headerlink', page, re.DOTALL)
    return {" ".join(unescape(re.sub("<[^>]*>", "", each)).split()) for each in found}


def test_names_in_tables_are_there(reference: Built, told: dict[str, Any]) -> None:
    pages = {each.stem: codes(reference.read(f"reference/{each.stem}.html")) for each in PAGES}

    def assert_there(page: str, names: Any) -> None:
        missing = set(names) - pages[page]
        assert not missing, f"{page} lacks {sorted(missing)}"

    for label in told["labels"]:
        assert_there("citations", [label["example"]])
        for forms in label["languages"].values():
            assert_there("citations", [*forms["forms"], *forms["plurals"]])
    assert_there("citations", [word for each in told["prefixes"] for word in each["words"]])
    assert_there("citations", [word for t in told["tails"] for word in (t["name"], *t["also"])])
    for section in ("classes", "properties", "attributes"):
        assert_there("html", [each["name"] for each in told[section]])
    for each in (*told["settings"], *told["theme"]):
        assert_there("settings", [each["name"], *(field["name"] for field in each["fields"])])
    assert_there("settings", [each["name"] for each in told["exports"]])
    assert_there("directives", [each["name"] for each in told["values"]])
    for each in told["objects"]:
        assert_there("data", [field["name"] for field in each["fields"]])


def test_each_directive_role_and_option_is_in_an_example(told: dict[str, Any]) -> None:
    text = "\n".join(each for page in PAGES for each in EXAMPLE.findall(page.read_text("utf-8")))
    used: dict[str, set[str]] = {}
    for _, name, options in WRITTEN.findall(text):
        used.setdefault(name, set()).update(re.findall(r":([\w-]+):", options))
    groups: dict[str, set[str]] = {}
    for each in told["directives"]:
        assert each["name"] in used, f"no example of {each['name']}"
        groups.setdefault(each["group"], set()).update(used[each["name"]])
    for each in told["directives"]:
        is_alike = each["group"] != "passage"
        there = groups[each["group"]] if is_alike else used[each["name"]]
        known = groups["passage"] if each["name"] == "quotation" else there
        options = {option["name"] for option in each["options"]}
        missing = options - known
        assert not missing, f"no example has {sorted(missing)} of {each['name']}"
    for each in told["roles"]:
        assert f":{each['name']}:`" in text, f"no example of {each['name']}"


def found_classes(text: str) -> set[str]:
    return {
        name
        for classes in re.findall(r'\bclass="([^"]*)"', text)
        for name in classes.split()
        if name.startswith("critique-")
    }


def style_sheets() -> str:
    files = [*(SOURCE / "formats/html").rglob("*.css*")]
    return "\n".join(re.sub(r"/\*.*?\*/", "", f.read_text("utf-8"), flags=re.DOTALL) for f in files)


def scripts() -> str:
    return "\n".join(f.read_text("utf-8") for f in (SOURCE / "formats/html").rglob("*.js"))


def test_every_class_is_told(reference: Built) -> None:
    pages = "\n".join(each.read_text("utf-8") for each in reference.out.rglob("*.html"))
    templates = (SOURCE / "formats/html/theme").glob("*.html")
    made = r'(?:make\("\w+", |button\(|classList\.\w+\()"(critique-[\w-]+)"'
    kinds = {f"critique-{each.name}" for each in KINDS} | {"critique-anachronism"}  # The guide's.
    found = found_classes(pages) - kinds
    found |= set(re.findall(r"\.(critique-[a-z0-9-]+)", style_sheets()))
    found |= set(re.findall(made, scripts()))
    for each in templates:
        found |= found_classes(re.sub(r"{%.*?%}", " ", each.read_text("utf-8")))
    assert found <= set(CLASSES), f"looks.py lacks {sorted(found - set(CLASSES))}"
    code = "\n".join(
        each.read_text("utf-8")
        for room in ("formats", "layout")
        for each in (SOURCE / room).rglob("*.py")
        if each.name != "looks.py"
    )
    for name in set(CLASSES) - found:
        bare = name.removeprefix("critique-")
        assert f'"{name}"' in code or f'"{bare}"' in code, f"nothing has the class {name}"


def test_every_property_and_attribute_is_told() -> None:
    code = style_sheets() + scripts()
    for each in (*(SOURCE / "formats").rglob("*.py"), *(SOURCE / "layout").rglob("*.py")):
        code += each.read_text("utf-8") if each.name != "looks.py" else ""
    there = re.findall(r"--critique-[a-z]+(?![\w-])", style_sheets() + scripts())
    assert set(there) == set(PROPERTIES)
    attributes = set(re.findall(r"data-critique-[a-z]+", code)) - {"data-critique-shown"}
    assert attributes == set(ATTRIBUTES)


def keys_of(value: Any, before: str = "") -> set[str]:
    """The names of all fields, those of objects within behind a stop."""
    if isinstance(value, list):
        return set().union(*(keys_of(each, before) for each in value))
    if not isinstance(value, dict):
        return set()
    names = {f"{before}{name}" for name in value}
    return names.union(*(keys_of(each, f"{before}{name}.") for name, each in value.items()))


FIELDS = {name: set(fields) for name, _, fields in FORMS}


def lines_of(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def run(*args: str) -> list[Any]:
    return lines_of(CliRunner().invoke(main, args).stdout)


def test_every_field_of_a_check_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    review = write_review(tmp_path, monkeypatch)
    change("index.rst", "freedom for small", "freedom of small")
    review.source /= "docs"
    review.config["extensions"] = ["sphinx_critique", "myst_parser"]
    built = review.build("quotecheck")
    assert keys_of(lines_of(built.read("output.json"))) == FIELDS["quotecheck"]
    assert keys_of(run("check", "docs/index.rst", "--json")) == FIELDS["quotecheck"]


def test_every_field_of_what_is_found_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_review(tmp_path, monkeypatch)
    assert keys_of(run("find", "-p", "docs", "--json", "small traders")) == FIELDS["find"]


def test_every_field_of_drift_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_review(tmp_path, monkeypatch)
    change("index.rst", ".. omission:: end of", ".. omission:: end of\n   :absent: bread\n")
    CliRunner().invoke(main, ["drift", "-p", "docs", "--keep"])
    change("transcripts/serge2016.txt", "small traders", "small bread")
    change("part.txt", "asked for\n\n   So.", "asked wages\n\n   So.")
    told = run("drift", "-p", "docs", "--json", "--all")
    for kind in ("quotation", "lemma", "absence"):
        of_kind = [each for each in told if each["kind"] == kind]
        sides = [side for each in of_kind for side in (each["was"], each["is"]) if side]
        assert keys_of(sides) == FIELDS[f"drift-{kind}"], kind
    assert {name for each in told for name in each} == FIELDS["drift"]


def test_every_field_of_an_audit_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_review(tmp_path, monkeypatch)
    texts = Path("docs/transcripts")
    (texts / "anweiler1974.txt").write_text(
        "[p. 5]\nHe wrote: “They asked for the end of rationing, freedom for big traders and"
        " nothing else.” Nobody would have refused them, unless they had asked for it twice.\n",
        encoding="utf-8",
    )
    text = (texts / "serge2016.txt").read_text("utf-8")
    (texts / "lenincw.txt").write_text(text, encoding="utf-8")
    told = run("audit", "anweiler1974", "-p", "docs", "--json", "--unmarked")
    unmarked = [each for each in told if each["status"] == "unmarked"]
    assert keys_of(unmarked) == FIELDS["audit-unmarked"]
    assert keys_of([each for each in told if each not in unmarked]) == FIELDS["audit"]
