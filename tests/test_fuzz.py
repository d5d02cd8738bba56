"""A few made-up documents, bibliographies and transcripts; ``make fuzz`` has thousands."""

from importlib.util import find_spec

import pytest
from sphinx.application import Sphinx

from .conftest import Project, require
from .fuzz.ours import DIRECTIVES, VALUES
from .fuzz.targets import TARGETS, faults
from .fuzz.trials import Batch


def test_every_directive_and_option_of_ours_is_made(project: Project) -> None:
    app: Sphinx = project.write({"index.rst": "Index\n=====\n"}).build("dummy").app
    names = set(app.registry.domain_directives["critique"])
    assert names - set(DIRECTIVES) == set()
    options = {name for each in DIRECTIVES.values() for name in each.option_spec}
    assert options - set(VALUES) == set()


@pytest.mark.parametrize("seed", [2, 3, 57])
def test_documents(seed: int) -> None:
    require(find_spec("myst_parser"), "myst-parser")
    report = Batch(seed, 12, (), shrink=False).run(("html", "text", "latex"))
    assert report.builds == 3
    assert [each for each in report.found if not each.theirs] == []


def test_what_reads_texts() -> None:
    assert [fault for name in TARGETS if "pdf" not in name for fault in faults(name, 15)] == []
