"""The insides of others on which ours rest: a test here fails first when they change."""

import inspect
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.request import urlopen

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import Directive, directives, roles
from docutils.parsers.rst.directives import misc, tables
from docutils.parsers.rst.languages import en
from pybtex.database import Entry
from pybtex.richtext import Text
from pybtex.style.formatting import BaseStyle
from pybtex.style.template import FieldIsMissing, field
from sphinx.application import Sphinx
from sphinx.builders.epub3 import Epub3Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.ext.intersphinx import InventoryAdapter
from sphinx.ext.intersphinx._resolve import IntersphinxRole
from sphinxcontrib.bibtex import bibfile
from sphinxcontrib.bibtex import domain as bibtex
from sphinxcontrib.bibtex.citation_target import CitationTarget
from sphinxcontrib.bibtex.foot_roles import FootCiteRole
from sphinxcontrib.bibtex.roles import CitationRef
from sphinxcontrib.bibtex.style.template import SphinxReferenceInfo

from sphinx_critique.model.problems import Location
from sphinx_critique.sources.bibliographies.remembering import remember_lists
from sphinx_critique.syntax.options import NAME, Options

from .conftest import BIBLIOGRAPHY, CITING, Project, module

FILES = {
    "index.rst": """
Title
=====

.. _here:

.. index:: single: a word

:cite:p:`serge2016`

.. bibliography::
""",
    "sources.bib": BIBLIOGRAPHY,
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Sphinx:
    project = Project(tmp_path_factory.mktemp("internals")).write(FILES)
    project.config |= CITING
    return project.build("html").app


@pytest.fixture(scope="module")
def cite(app: Sphinx) -> Any:
    return app.env.get_domain("cite")


def test_docutils_keeps_what_is_registered_in_tables() -> None:
    for table in (directives._directives, roles._roles):
        assert isinstance(table, dict)
    assert "topic" in directives._directive_registry
    assert "emphasis" in roles._role_registry
    assert "topic" in en.directives
    assert "emphasis" in en.roles


def test_docutils_leaves_the_lines_of_a_directive_without_options_to_its_argument() -> None:
    class Probe(Directive):
        optional_arguments = 1
        final_argument_whitespace = True
        has_content = True
        option_spec = Options({"on": NAME._replace(read=str)})

        def run(self) -> list[nodes.Node]:
            (argument,) = self.arguments
            return [nodes.literal_block("", argument), nodes.Text("\n".join(self.content))]

    directives.register_directive("critique-probe", Probe)
    text = ".. critique-probe:: a\n   :on: b\n     c\n   d\n\n   e"
    block, content = publish_doctree(text).children
    assert block.astext() == "a\n:on: b\n  c\nd"
    assert content.astext() == "e"
    assert Probe.option_spec


def test_sphinx_keeps_visitors_by_the_name_of_builder_or_format(app: Sphinx) -> None:
    handlers = app.registry.translation_handlers
    assert callable(handlers["html"]["html_block"][0])


def test_sphinx_keeps_style_sheets_as_pairs_that_begin_with_a_name(app: Sphinx) -> None:
    assert all(isinstance(name, str) for name, *_ in app.registry.css_files)


def test_sphinx_keeps_index_entries_by_document_with_their_target_third(app: Sphinx) -> None:
    entries = app.env.get_domain("index").data["entries"]["index"]
    assert [len(entry) for entry in entries] == [5]
    assert entries[0][1] == "a word"
    assert entries[0][2].startswith("index-")


def test_sphinx_keeps_labels_by_name(app: Sphinx) -> None:
    standard = app.env.domaindata["std"]
    assert standard["anonlabels"]["here"][0] == "index"
    assert "labels" in standard


def test_sphinx_tells_pages_for_browsers_from_those_within_programs() -> None:
    assert StandaloneHTMLBuilder.embedded is False
    assert Epub3Builder.embedded is True


def test_the_head_and_package_of_an_epub_are_written_where_ours_looks() -> None:
    for name in ("prepare_writing", "build_content", "toc_metadata", "build_epub"):
        assert callable(getattr(Epub3Builder, name))
    assert "html_tag" in inspect.getsource(Epub3Builder)
    template = Path(Epub3Builder.template_dir, "content.opf.jinja")
    assert "  </metadata>" in template.read_text(encoding="utf-8")


def test_bibtex_keeps_entries_and_files(cite: Any) -> None:
    assert "serge2016" in cite.bibdata.data.entries
    assert all("serge2016" in file.keys for file in cite.bibdata.bibfiles.values())


def test_bibtex_keeps_what_is_cited_by_an_id_on_a_node(cite: Any) -> None:
    assert all(isinstance(each, CitationRef) for each in cite.citation_refs)
    fields = inspect.signature(CitationRef).parameters
    assert {"citation_ref_id", "docname", "line", "targets"} <= set(fields)


def test_bibtex_keeps_where_an_entry_is_listed(cite: Any) -> None:
    (listed,) = cite.citations
    assert isinstance(listed, bibtex.Citation)
    assert listed.bibliography_key.docname == "index"
    assert listed.citation_id
    assert listed.formatted_entry.text.render_as("text")
    assert listed.entry.persons["author"]


def test_bibtex_sets_a_citation_with_words_before_and_after(cite: Any) -> None:
    fields = inspect.signature(SphinxReferenceInfo).parameters
    assert {"pre_text", "post_text", "todocname", "citation_id"} <= set(fields)
    assert cite.reference_style
    assert callable(cite.backend.paragraph)


def test_bibtex_takes_files_for_read_whose_times_it_knows(cite: Any) -> None:
    data, paths = cite.bibdata, list(cite.bibdata.bibfiles)
    assert bibfile.BibData._fields == ("encoding", "bibfiles", "data")
    assert bibfile.BibFile._fields == ("mtime", "keys")
    assert bibfile.process_bibdata(data, paths, data.encoding) is data
    assert bibfile.process_bibdata(data, [*paths, Path("other.bib")], data.encoding) is not data


def test_bibtex_notes_documents_that_cite_in_footnotes_while_they_are_read() -> None:
    assert '"bibtex_foot_bibliography"' in inspect.getsource(FootCiteRole.run)


def test_pybtex_sets_entries_by_templates_that_tell_what_is_missing() -> None:
    assert [*inspect.signature(BaseStyle.format_entry).parameters] == [
        "self",
        "label",
        "entry",
        "bib_data",
    ]
    entry: Any = Entry("book", fields={"title": "T"})
    with pytest.raises(FieldIsMissing) as missing:
        field("year").format_data({"entry": entry})
    assert getattr(missing.value, "field_name", "") == "year"
    read: Any = Text.from_latex
    assert str(read("{T}")) == "T"
    assert entry._find_field("title") == "T"


def test_bibtex_has_a_node_for_what_it_writes_into_latex() -> None:
    module_ = module("sphinxcontrib.bibtex.nodes")
    assert issubclass(module_.raw_latex, nodes.Element)


def test_bibtex_keeps_lists_by_their_place_with_the_style_they_are_in(cite: Any) -> None:
    (made,) = cite.bibliographies.values()
    assert (made.style, made.list_, made.labelprefix) == ("alpha", "citation", "")
    assert cite.citations[0]._replace(formatted_entry=None)
    assert issubclass(module("sphinxcontrib.bibtex.nodes").bibliography, nodes.Element)
    references = module("sphinxcontrib.bibtex.style.referencing.author_year")
    style = references.AuthorYearReferenceStyle()
    assert style.role_style["p"].inner("p")


def test_bibtex_makes_a_list_anew_whenever_it_is_asked(cite: Any) -> None:
    """What it is made of is told by what ``remembering`` looks at."""
    [key] = cite.bibliographies
    before = list(cite.get_formatted_entries(key, ["index"], False, ""))
    remember_lists(cite)
    try:
        found = cite.get_formatted_entries(key, ["index"], False, "")
        assert [str(made.text) for _, made, _ in found] == [str(made.text) for _, made, _ in before]
        assert cite.get_formatted_entries(key, ["index"], False, "") is found
        cite.citation_refs.append(CitationRef("x", "index", 1, [CitationTarget("lenincw", "", "")]))
        again = cite.get_formatted_entries(key, ["index"], False, "")
        assert {entry.key for entry, *_ in again} == {"serge2016", "lenincw"}
    finally:
        cite.citation_refs.pop()
        del cite.get_formatted_entries


def test_docutils_fetches_by_one_function_in_two_modules() -> None:
    assert misc.urlopen is tables.urlopen is urlopen


def test_weasyprint_lays_pages_out_as_boxes() -> None:
    weasyprint = module("weasyprint")
    document = weasyprint.HTML(string="<h1>Title</h1><p>words</p>").render()
    (page,) = document.pages
    box = page._page_box
    assert box.content_box_y() + box.height > 0
    tags = {each.element_tag for each in box.children[0].descendants()}
    assert {"h1", "p"} <= tags


def test_weasyprint_hands_the_tags_of_a_pdf_over_before_it_is_written() -> None:
    weasyprint = module("weasyprint")
    seen: list[Any] = []
    weasyprint.HTML(string="<h1>Title</h1>").write_pdf(
        pdf_variant="pdf/ua-1", finisher=lambda document, pdf: seen.append(pdf)
    )
    (pdf,) = seen
    root = pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0])]
    assert root["K"]
    assert module("pydyf").String("words").data


def test_intersphinx_keeps_inventories_in_the_environment() -> None:
    env: Any = SimpleNamespace()
    InventoryAdapter(env)
    assert env.intersphinx_inventory == env.intersphinx_named_inventory == {}
    role = inspect.getsource(IntersphinxRole.run)
    assert "node['intersphinx'] = True" in role
    assert "node['inventory'] = inventory" in role


def test_myst_marks_links_to_names_and_to_inventories() -> None:
    renderer = inspect.getsource(module("myst_parser.mdit_to_docutils.base").DocutilsRenderer)
    assert 'ref_node["id_link"] = True' in renderer
    assert 'ref_node["inv_match"] = inventory.filter_string(' in renderer


@pytest.mark.parametrize("before", ["", "internal padding after ", "internal padding before "])
def test_a_place_names_a_file(before: str) -> None:
    assert str(Location(f"{before}/folder/included.txt", 4)) == "/folder/included.txt:4"


def test_trees_that_sphinx_has_read_once(app: Sphinx) -> None:
    """They are forgotten when an editor's documents are read again."""
    app.env.get_doctree("index")
    assert "index" in vars(app.env)["_pickled_doctree_cache"]
    assert app.env.master_doctree is vars(app.env)["master_doctree"]
