"""Documents that other extensions make of pieces of an edition, and print where they like."""

import re

import pytest
from docutils import nodes

from .conftest import BIBLIOGRAPHY, Project, program

FILES = {
    "sources.bib": BIBLIOGRAPHY,
    "index.rst": """
Title
=====

.. toctree::

   all

.. todo::

   Look this up:

   .. excerpt:: 107
      :name: first

      the end of rationing

   .. gloss:: rationing

      A note; see :quote:`the end <3>`, :critique:ref:`first`.

   .. apparatus::

.. bibliography::
""",
    "all.rst": "All\n===\n\n.. todolist::\n",
}
CONFIG = {
    "extensions": ["sphinx.ext.todo", "sphinx_critique"],
    "todo_include_todos": True,
    "critique_work": "serge2016",
    "bibtex_bibfiles": ["sources.bib"],
    "epub_copyright": "x",
    "version": "1",
}
IDS = re.compile(r'\bid="([^"]+)"')
LINKS = re.compile(r'href="([^"#:]*)#([^"]+)"')
PREVIEW = """
from sphinx.util.docutils import new_document
from sphinx_critique.model.nodes import excerpt

def preview(app, pagename, template, context, doctree):
    if pagename == "all":
        document = new_document("")
        tree = app.env.get_doctree("index")
        document += [each.deepcopy() for each in tree.findall(excerpt)]
        app.env.resolve_references(document, pagename, app.builder)
        for each in document.children:
            context["body"] += app.builder.render_partial(each)["fragment"]

def setup(app):
    app.connect("html-page-context", preview)
    app.connect("env-updated", early, priority=1)

def early(app, env):
    document = new_document("")
    document += [each.deepcopy() for each in env.get_doctree("index").findall(excerpt)]
    env.resolve_references(document, "index", app.builder)
"""


@pytest.fixture
def todos(project: Project) -> Project:
    project.config |= CONFIG
    return project.write(FILES)


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_links_of_a_copy_lead_somewhere(todos: Project, builder: str) -> None:
    built = todos.build(builder)
    assert built.warnings == []
    pages = {
        str(path.relative_to(built.out)): path.read_text(encoding="utf-8")
        for path in built.out.rglob("*html")
    }
    ids = {name: IDS.findall(text) for name, text in pages.items()}
    assert all(len(set(each)) == len(each) for each in ids.values()), ids
    name = {"singlehtml": "index.html", "dirhtml": "all/index.html", "epub": "all.xhtml"}
    page = name.get(builder, "all.html")
    assert pages[page].count("<aside") == (2 if builder == "singlehtml" else 1)
    links = [(to, anchor) for to, anchor in LINKS.findall(pages[page]) if "critique" in anchor]
    assert links
    homes = {"": page, "../": "index.html"}
    assert [each for each in links if each[1] not in ids[homes.get(each[0], each[0])]] == []


@pytest.mark.parametrize("builder", ["html", "singlehtml"])
def test_pictures_on_one_page_have_names_of_their_own(todos: Project, builder: str) -> None:
    program("dot")
    mapped = FILES["index.rst"].replace("apparatus::", "argument-map::\n      :depth: 0")
    twice = ".. todolist::\n\n.. argument-map::\n   :depth: 0\n\n" * 2
    built = todos.write({"index.rst": mapped + "\n" + twice}).build(builder)
    assert built.warnings == []
    text = (built.out / "index.html").read_text(encoding="utf-8")
    ids = IDS.findall(text)
    assert len(set(ids)) == len(ids), ids
    maps = re.findall(r'<map id="([^"]+)"', text)
    assert len(maps) == {"html": 5, "singlehtml": 6}[builder]
    assert sorted(maps) == sorted(re.findall(r'usemap="#([^"]+)"', text))


@pytest.mark.parametrize("builder", ["latex", "text", "man", "texinfo", "xml", "pseudoxml"])
def test_a_copy_has_all_its_words(todos: Project, builder: str) -> None:
    built = todos.build(builder)
    assert built.warnings == []
    files = (each for each in built.out.rglob("*") if each.suffix in SUFFIXES)
    text = re.sub(r"\s+", " ", "".join(path.read_text(encoding="utf-8") for path in files))
    assert len(re.findall(r"A note; see", text)) == 4, "twice as a note, twice in an apparatus"
    assert text.count(r"index:critique-first}}\critiquekeep") == (builder == "latex")


SUFFIXES = {".tex", ".txt", ".1", ".texi", ".xml", ".pseudoxml"}


@pytest.mark.parametrize("builder", ["html", "latex", "text"])
def test_citations_in_footnotes(todos: Project, builder: str) -> None:
    todos.config["bibtex_reference_style"] = "foot"
    built = todos.build(builder)
    if builder == "latex":
        words = next(built.out.glob("*set.tex")).read_text(encoding="utf-8")
        assert words.count("\\begin{footnote}[1]") == 2
    if builder == "html":
        page = built.read("all.html")
        assert 'href="index.html#critique-index-footnote1"' in page
        assert not re.search(r'<sup[^>]* id="', page)


@pytest.mark.parametrize("condition", ["only:: nobody", "ifconfig:: False"])
def test_footnotes_that_are_left_out_where_they_stand(todos: Project, condition: str) -> None:
    todos.config["bibtex_reference_style"] = "foot"
    todos.config["extensions"] = [*todos.config["extensions"], "sphinx.ext.ifconfig"]
    todo = ".. todo::\n\n   Not so; see :locus:`serge2016, 3`.\n".replace("\n", "\n   ")
    page = f"Z\n=\n\n.. {condition}\n\n   {todo}"
    todos.write({"index.rst": FILES["index.rst"].replace("   all", "   all\n   z"), "z.rst": page})
    listed = todos.build("html").read("all.html")
    assert "Not so; see" in listed
    assert "#critique-z-footnote" not in listed


@pytest.mark.parametrize("condition", ["only:: nobody", "ifconfig:: False"])
@pytest.mark.parametrize("builder", ["html", "latex", "text"])
def test_what_a_todo_leaves_out(todos: Project, builder: str, condition: str) -> None:
    todos.config["extensions"] = [*todos.config["extensions"], "sphinx.ext.ifconfig"]
    held = f".. {condition}\n\n   .. gloss::\n\n      Not so.\n".replace("\n", "\n   ")
    page = f"Z\n=\n\n.. todo::\n\n   Yet to do.\n\n   {held}"
    todos.write({"index.rst": FILES["index.rst"].replace("   all", "   all\n   z"), "z.rst": page})
    built = todos.build(builder)
    assert built.warnings == []
    if builder == "html":
        assert "Yet to do." in built.read("all.html")
        assert "Not so." not in built.read("all.html")


def test_a_list_behind_what_it_lists(todos: Project) -> None:
    """Sphinx writes a page of the very nodes that a list on a later one is made of."""
    page = "Z\n=\n\n.. excerpt:: 3\n\n   a b\n\n.. todolist::\n"
    late = FILES["index.rst"].replace("   all", "   all\n   z")
    todos.write({"z.rst": page, "index.rst": late})
    listed = re.compile(r'<div class="admonition-todo.*todo-source', re.DOTALL)
    built = todos.build("html")
    early, late = (listed.findall(built.read(f"{name}.html")) for name in ("all", "z"))
    assert early == late
    assert 'href="index.html#critique-' in early[0]


@pytest.mark.parametrize("builder", ["html", "latex", "text"])
def test_todos_that_are_left_out(todos: Project, builder: str) -> None:
    """Sphinx lists them all the same; what of ours is in them has no number."""
    page = "Z\n=\n\n.. ifconfig:: False\n\n   .. todo::\n\n      .. gloss::\n\n         Not so.\n"
    todos.config["extensions"] = [*todos.config["extensions"], "sphinx.ext.ifconfig"]
    todos.write({"index.rst": FILES["index.rst"].replace("   all", "   all\n   z"), "z.rst": page})
    built = todos.build(builder)
    if builder == "html":
        assert "Not so." not in built.read("all.html")


def test_previews_that_are_made_at_any_time(todos: Project) -> None:
    todos.write({"conf.py": PREVIEW})
    page = todos.build("html").read("all.html")
    assert page.count("<figure") == 2
    assert "critique-first" not in IDS.findall(page)


def test_a_note_printed_again_in_a_todo(todos: Project) -> None:
    page = FILES["index.rst"].replace("   .. apparatus::", "   .. recall:: named")
    page = page.replace(
        "   .. gloss:: rationing\n", "   .. gloss:: rationing\n      :name: named\n"
    )
    built = todos.write({"index.rst": page}).build("html")
    assert built.warnings == []
    read = built.read("all.html")
    assert read.count("<aside") == 2
    assert {to for to, anchor in LINKS.findall(read) if "critique" in anchor} == {"index.html"}


def test_a_list_of_todos_alone(project: Project) -> None:
    project.config["extensions"] = ["sphinx.ext.todo", "sphinx_critique"]
    project.config["todo_include_todos"] = True
    project.write({"index.rst": "T\n=\n\n.. todo:: Write.\n\n.. todolist::\n"})
    assert isinstance(project.build("latex").app.env.get_doctree("index"), nodes.document)
