"""Our own citation style in builders, after edits, and as footnotes."""

import re

from .conftest import Project

STYLE = {"bibtex_default_style": "critique", "bibtex_reference_style": "critique"}
ENTRY = "@book{{{key}, author = {{Doe, Jo}}, title = {{{title}}}, year = {{1900}}}}\n"
PAGES = {
    "index.rst": "I\n=\n\n.. toctree::\n\n   ours\n   theirs\n   list\n",
    "ours.rst": "Ours\n====\n\n.. excerpt:: two, 3\n\n   Words.\n\nSee :locus:`two, 4`.\n",
    "theirs.rst": "Theirs\n======\n\nSee :cite:p:`two`.\n",
    "list.rst": "List\n====\n\n.. bibliography::\n",
}


def prepared(project: Project, **config: str) -> None:
    project.cite(ENTRY.format(key="two", title="Second"))
    project.config |= {**STYLE, **config, "critique_work": "two"}
    project.write(PAGES)


def test_a_letter_that_an_edit_makes_needful_comes_on_every_page(project: Project) -> None:
    prepared(project)
    assert "Doe 1900<" in project.build("html").read("theirs.html")
    both = ENTRY.format(key="two", title="Second") + ENTRY.format(key="one", title="First")
    more = ":orphan:\n\nMore\n====\n\nAnd :cite:t:`one`.\n"
    project.write({"sources.bib": both, "more.rst": more})
    built = project.build("html")
    assert "Doe 1900b<" in built.read("theirs.html")
    assert "Doe 1900b<" in built.read("ours.html")
    assert "1900a. <em>First</em>." in built.read("list.html")


def test_latex_leads_to_the_entry(project: Project) -> None:
    prepared(project)
    tex = project.build("latex").read("projectnamenotset.tex")
    (place,) = set(re.findall(r"\\hyperlink{(cite\.list:\w+)}{Doe 1900}", tex))
    assert rf"\item\hypertarget{{{place}}}{{}}" in tex
    assert r"\bibitem" not in tex


def test_footnotes_are_notes_in_full_first(project: Project) -> None:
    prepared(project, bibtex_reference_style="foot")
    project.write({"theirs.rst": "Theirs\n======\n\nSee :locus:`two, 5`, :locus:`two, 6`.\n"})
    text = project.build("text").read("theirs.txt")
    assert "[1] Jo Doe, *Second* (1900), 5." in text
    assert "[2] Doe, *Second*, 6." in text


def test_footnotes_of_documents_set_as_one_are_told_apart(project: Project) -> None:
    prepared(project, bibtex_reference_style="foot")
    excerpt = "{0}\n=\n\n.. excerpt:: two, {1}\n\n   Words.\n"
    pages = {f"{name}.rst": excerpt.format(name, page) for page, name in enumerate("abc", 101)}
    project.write(pages | {"index.rst": "I\n=\n\n.. toctree::\n\n   a\n   b\n   c\n   list\n"})
    for extra in ("ours", "theirs"):
        (project.source / f"{extra}.rst").unlink()
    page = project.build("singlehtml").read("index.html")
    led = re.findall(r'href="#([^"]*footnote[^"]*)"', page)
    assert len(led) == len(set(led)) == 3
    for anchor, number in zip(led, ("101", "102", "103"), strict=True):
        assert number in page.partition(f'id="{anchor}"')[2].partition("</aside>")[0]
