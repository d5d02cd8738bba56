"""Pages of the example edition in our theme and five others: what axe and Nu find is not ours."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from .browsing import EXAMPLE, WIDE, build, changes, when_still
from .checkers import nu_checker
from .conftest import THOROUGH, module

pytestmark = pytest.mark.slow

OTHERS = ("alabaster", "furo", "sphinx_rtd_theme", "pydata_sphinx_theme", "sphinx_book_theme")
THEMES = ("critique", *OTHERS)
LAYOUTS = ("below", "beside")
# A scheme changes colours only, and a layout changes none: each is asked what it can change.
LOOKS = (("below", "light", "all"), ("below", "dark", "colour"), ("beside", "light", "structure"))
COLOURS = ["color-contrast", "link-in-text-block"]
OPTIONS = {
    "all": {},
    "colour": {"runOnly": COLOURS},
    "structure": {"rules": {rule: {"enabled": False} for rule in COLOURS}},
}
PAGES = {"below": ("kronstadt", "overview", "apparatus"), "beside": ("kronstadt",)}
OURS = "body [class*='critique-'], body [class*='critique-'] *"
BARE = """
Bare
====

A paragraph with a `link <https://example.org/>`_ and a :ref:`reference <bare>`.

.. _bare:

Section
-------

* An item.

> A quotation.

====  ====
A     Table
====  ====
1     2
====  ====
"""
RUN = """async ([ours, options]) => {
  const found = await axe.run(document, {resultTypes: ["violations"], ...options});
  const isOurs = node => document.querySelector(node.target.at(-1))?.matches(ours) ?? false;
  return found.violations.map(each => [
    each.id, each.nodes.map(node => [node.target.join(" "), isOurs(node)])]);
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """The edition in a theme and a layout, or (``bare``) a page of the theme's without us."""

    def built(theme: str, layout: str) -> Path:
        if theme in OTHERS:
            module(theme)
        folder = tmp_path_factory.mktemp(f"{theme}-{layout}")
        if layout != "bare":
            return build(EXAMPLE, folder, html_theme=theme, critique_layout=layout)
        (folder / "source").mkdir()
        ours = "" if theme in OTHERS else 'extensions = ["sphinx_critique"]\n'
        (folder / "source" / "conf.py").write_text(ours)
        (folder / "source" / "index.rst").write_text(BARE)
        return build(folder / "source", folder / "out", html_theme=theme)

    return cache(built)


@cache
def violations(
    browser: Any, page: Path, scheme: str, rules: str = "all"
) -> dict[str, list[tuple[str, bool]]]:
    """What axe finds, by rule: where, and whether within anything of ours."""
    axe = Path(module("axe_playwright_python").__file__).parent / "axe.min.js"
    context = browser.new_context(viewport=WIDE, color_scheme=scheme, reduced_motion="reduce")
    opened = context.new_page()
    opened.goto(page.as_uri())
    when_still(opened)  # Themes fade from light to dark.
    opened.add_script_tag(path=str(axe))
    found = opened.evaluate(RUN, [OURS, OPTIONS[rules]])
    context.close()
    return {rule: [(target, ours) for target, ours in nodes] for rule, nodes in found}


# Each in each, if there are minutes.
IN_THEMES = [
    (theme, *look)
    for theme in THEMES
    for look in (LOOKS if THOROUGH or theme in ("critique", "furo") else LOOKS[:1])
]


@pytest.mark.parametrize(("theme", "layout", "scheme", "rules"), IN_THEMES)
def test_axe_finds_nothing_of_ours(
    browser: Any,
    site: Callable[[str, str], Path],
    theme: str,
    layout: str,
    scheme: str,
    rules: str,
) -> None:
    bare = violations(browser, site(theme, "bare") / "index.html", scheme, rules)
    assert not any(ours for nodes in bare.values() for _, ours in nodes)
    for name in PAGES[layout]:
        found = violations(browser, site(theme, layout) / f"{name}.html", scheme, rules)
        ours = {
            rule: [target for target, is_ours in nodes if is_ours or rule not in bare]
            for rule, nodes in found.items()
        }
        assert {rule: nodes for rule, nodes in ours.items() if nodes} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_the_layout_comes_to_rest(
    browser: Any, site: Callable[[str, str], Path], theme: str
) -> None:
    page = browser.new_context(viewport={"width": 1300, "height": 700}).new_page()
    page.goto((site(theme, "beside") / "kronstadt.html").as_uri())
    when_still(page)
    assert changes(page, ":has(> section .critique-columns)") == 0


def test_the_nu_checker_finds_nothing_of_ours(site: Callable[[str, str], Path]) -> None:
    bare, *ours = (site("alabaster", layout) for layout in ("bare", *LAYOUTS))
    own = [site("critique", layout) for layout in ("bare", "beside")]
    said = nu_checker((bare, *ours, *own))
    for folder in ours:
        assert said[folder] <= said[bare], folder
    for folder in own:
        assert not said[folder], folder
