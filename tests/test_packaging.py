"""What is said of the package, in each place where it is said, and how it is run and fails."""

import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from runpy import run_path

import pytest
from jinja2 import Environment
from sphinx.errors import SphinxError
from yaml import safe_load

from .conftest import Project

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LIBRARY_MISSING = """
print("\\n-----\\n\\nMany lines.\\n\\n-----\\n")
raise OSError("cannot load library 'libpango'.  Additionally,\\nmore lines")
"""


def spaced(requirement: str) -> str:
    """As recipes write it."""
    return re.sub(r"(?=[<>=])", " ", requirement, count=1)


def test_the_recipe_asks_for_what_the_package_asks_for() -> None:
    text = (ROOT / "conda/meta.yaml").read_text("utf-8")
    recipe = safe_load(Environment().from_string(text).render(PYTHON="python"))
    (python, *run) = recipe["requirements"]["run"]
    assert python == spaced(f"python{PROJECT['requires-python']}")
    assert run == [spaced(each) for each in PROJECT["dependencies"]]
    (pdf,) = PROJECT["optional-dependencies"]["pdf"]
    assert recipe["requirements"]["run_constrained"] == [spaced(pdf)]
    assert recipe["package"] == {"name": PROJECT["name"], "version": PROJECT["version"]}
    (entry,) = recipe["build"]["entry_points"]
    assert dict([entry.split(" = ")]) == PROJECT["scripts"]
    about = recipe["about"]
    assert (about["summary"], about["license"]) == (PROJECT["description"], PROJECT["license"])
    assert (ROOT / about["license_file"]).exists()


def test_the_readme_leads_nowhere_that_is_not_where_it_is_shown() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    places = [each for each in re.findall(r"\]\(([^)]*)\)", text) if "://" not in each]
    assert [each for each in places if not (ROOT / each).exists()] == []
    made = run_path(str(ROOT / "hatch_build.py"))["shown_elsewhere"](text)
    assert [each for each in re.findall(r"\]\(([^)]*)\)", made) if "://" not in each] == []
    assert "The guide: a tutorial" in made


def test_no_template_is_left_out_of_the_wheel() -> None:
    """Hatch leaves out what git does; each template is read by a name in the code."""
    folder = ROOT / "sphinx_critique/cli/beginning"
    code = (folder / "files.py").read_text("utf-8")
    ignored = [each.strip("/") for each in (ROOT / ".gitignore").read_text("utf-8").split()]
    names = [path.name for path in (folder / "templates").iterdir()]
    assert [name for name in names if any(fnmatch(name, each) for each in ignored)] == []
    assert [name for name in names if Path(name).stem not in code] == []
    assert {"Makefile", "gitignore"} < {*names}


def test_it_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "sphinx_critique", "--help"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.startswith("Usage: python -m sphinx_critique ")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("raise ImportError", "webpdf needs WeasyPrint: pip install 'sphinx-critique[pdf]'"),
        (LIBRARY_MISSING, "webpdf needs libraries that WeasyPrint does not bring; on Debian"),
    ],
)
def test_what_webpdf_needs_is_said_in_one_line_before_anything_is_read(
    project: Project,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    code: str,
    said: str,
) -> None:
    (tmp_path / "weasyprint.py").write_text(code)
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(SphinxError) as error:
        project.write({"index.rst": ".. nothing-like-this::\n"}).build("webpdf")
    assert str(error.value).startswith(said)
    assert "\n" not in str(error.value)
    assert capfd.readouterr().out == ""
