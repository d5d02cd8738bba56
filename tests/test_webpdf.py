"""The one page that webpdf sets."""

from importlib.util import find_spec

import pytest
from lxml import html

from .conftest import Project, require
from .test_cases import body_of

PIXEL = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
SECTION = """
Notes
=====

.. figure:: pixel.svg
   :name: fig-{0}

   A figure.

.. table:: A table.

   == ==
   a  b
   == ==

.. math:: a
   :label: eq-{0}

Notes
-----

See :numref:`fig-{0}` and :eq:`eq-{0}`.
"""
NUMBERED = {
    "index.rst": """
The edition
===========

Before all
----------

.. toctree::
   :numbered:

   one
   part/two

.. toctree::

   plain
""",
    "one.rst": SECTION.format("one"),
    "part/two.rst": SECTION.format("two").replace("pixel", "/pixel")
    + "\n.. toctree::\n\n   three\n",
    "part/three.rst": "Three\n=====\n\nUnder it\n--------\n",
    "plain.rst": "Plain\n=====\n\nNotes\n-----\n",
    "pixel.svg": PIXEL,
}


ORDER = ("index", "one", "part/two", "part/three", "plain")
NUMBERED_THINGS = (
    "//h1 | //h2 | //h3 | //h4 | //h5 | //h6",
    "//figcaption//p | //caption",
    "//*[contains(@class, 'std-numref')]",
    "//*[contains(@class, 'eqno')] | //p/a[contains(@href, 'eq')]",
)


def texts(page: str, path: str) -> list[str]:
    found: list[html.HtmlElement] = html.fromstring(page).xpath(path)
    return [" ".join(each.text_content().split()).rstrip("¶") for each in found]


@pytest.mark.parametrize("depth", [0, 1])
def test_numbers_are_those_of_html(project: Project, depth: int) -> None:
    require(find_spec("weasyprint"), "WeasyPrint")
    project.config |= {"numfig": True, "numfig_secnum_depth": depth, "html_theme": "basic"}
    built = project.write(NUMBERED).build("webpdf")
    assert built.warnings == []
    page = built.read("index.html")
    html_pages = project.build("html", fresh=True)
    bodies = [body_of(html_pages.read(f"{name}.html")) for name in ORDER]
    for path in NUMBERED_THINGS:
        wanted = [each for body in bodies for each in texts(body, path)]
        assert texts(page, path) == wanted
        assert wanted
    titles = texts(page, "//main//h1 | //main//h2 | //main//h3")
    assert texts(page, "//nav//li/p/a | //nav//li/a") == titles[1:]
