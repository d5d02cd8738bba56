"""Bibliographies as scholars have them: every type of BibLaTeX's in every style, and slips."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from pybtex.database import Entry, parse_string
from pybtex.plugin import find_plugin, register_plugin
from pybtex.richtext import Text
from pybtex.style.formatting.unsrt import Style
from pybtex.style.template import FieldIsMissing, field, sentence

from sphinx_critique.sources.bibliographies.reading import Read, read_files
from sphinx_critique.sources.bibliographies.styles import extend_pybtex
from sphinx_critique.sources.style import CritiqueStyle
from sphinx_critique.texts.bibtex import Scanner, decode
from sphinx_critique.texts.bibtex.markup import read_markup
from sphinx_critique.texts.bibtex.types import TYPES

from .conftest import Built, Project
from .rebuilt import WITHOUT_SEARCH, Builds, assert_as_clean

LIBRARY = Path(__file__).parent / "bibliographies" / "every-type.bib"
STYLES = ["plain", "alpha", "unsrt", "critique"]


def read(text: str) -> Read:
    return read_files([(Path("s.bib"), text.encode())], "utf-8-sig")


def entries(text: str) -> dict[str, Any]:
    return dict(read(text).entries)


def messages(text: str) -> list[str]:
    return [f"{each.location.line}: {each.message}" for each in read(text).problems]


def every_type(project: Project, style: str, references: str) -> Project:
    keys = list(entries(LIBRARY.read_text(encoding="utf-8")))
    loci = "\n".join(f":locus:`{key}, {page}`" for page, key in enumerate(keys, 1001))
    project.config |= {
        "bibtex_bibfiles": ["s.bib"],
        "bibtex_default_style": style,
        "bibtex_reference_style": references,
        "critique_work": keys[0],
    }
    index = f"Title\n=====\n\n{loci}\n\n.. bibliography::\n"
    return project.write({"s.bib": LIBRARY.read_text(encoding="utf-8"), "index.rst": index})


def test_the_library_has_every_type_of_the_manual() -> None:
    raws, slips = Scanner().read(LIBRARY.read_text(encoding="utf-8"))
    assert {each.type for each in raws} >= TYPES - {"newspaper"}
    assert slips == []


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("references", ["author_year", "foot"])
def test_every_type_is_cited_and_listed(project: Project, style: str, references: str) -> None:
    built = every_type(project, style, references).build("text")
    assert built.warnings == []
    text = " ".join(built.read("index.txt").replace("-\n", "-").split())
    text = text.replace("*", "").replace("’", "'")
    read = entries(LIBRARY.read_text(encoding="utf-8"))
    assert "missing" not in text
    for page, key in enumerate(read, 1001):
        assert str(page) in text, key
    for key, entry in read.items():
        if entry.original_type == "set":
            continue
        for name, value in entry.fields.items():
            if name.endswith(("title", "titleaddon", "subtitle")):
                assert str(read_markup(value)) in text, (key, name)
        for persons in entry.persons.values():
            names = [" ".join(each.last_names).strip("{}") for each in persons]
            assert all(name in text for name in names if name != "others"), key


def test_every_date_is_printed(project: Project) -> None:
    text = every_type(project, "plain", "author_year").build("text").read("index.txt")
    text = " ".join(text.split())
    for date in (
        "March–April 1985",
        "5 March 1921",
        "[ca. 1900]",
        "Originally published 1889",
        "1857–74",
        "[1990?]",
        "23 November 1644",
        "3–7 September 1888",
        "1960–",
        "880s",
        "Spring 1911",
        "44 BCE",
        "24 December 1899",
        "visited on 28 November 2026",
    ):
        assert date in text


@pytest.mark.parametrize("style", [*STYLES, "unsrtalpha"])
@pytest.mark.parametrize("references", ["label", "super", "author_year"])
def test_pages_of_every_type(project: Project, style: str, references: str) -> None:
    built = every_type(project, style, references).build("html")
    assert built.warnings == []


def test_whatever_letter_an_entry_lacks_the_others_are_read() -> None:
    damaged = '@book{b, author = {Roe, {R}ob}, title = "The {B}ook", year = 1900 # { AD},\n}\n'
    before, after = "@book{a, title = {First}}\n", "@book{c,\n  title = {Last},\n}\n"
    for place in range(len(damaged) - 1):
        for letter in ("", "{", "}", '"', ",", "@", "#", "\\"):
            text = before + damaged[:place] + letter + damaged[place + 1 :] + after
            raws = {each.key: each.fields.get("title") for each in Scanner().read(text)[0]}
            assert raws["a"] == "First", text
            assert raws["c"] == "Last", text


def test_a_slip_is_told_wherever_an_entry_is_left_out() -> None:
    damaged = "@book{b, author = {Roe, {R}ob}, title = {The {B}ook}, year = {1900}}\n"
    for place in range(1, len(damaged) - 1):
        if damaged[place] in "{}=,":
            text = damaged[:place] + damaged[place + 1 :]
            raws, slips = Scanner().read(text)
            whole = bool(raws) and {"author", "title", "year"} <= raws[0].fields.keys()
            assert slips or whole, text


def test_bytes_of_another_encoding_are_guessed_and_told() -> None:
    content = "@book{a, title = {Ok}}\n@book{b,\n author = {Müller, Jo}}\n".encode("cp1252")
    read = read_files([(Path("s.bib"), content)], "utf-8-sig")
    assert str(read.entries["b"].persons["author"][0]) == "Müller, Jo"
    assert [(each.location.line, each.message) for each in read.problems] == [
        (3, "“b”: the line is not in utf-8-sig; it is read as one of Windows’")
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16"])
def test_a_byte_order_mark_says_what_a_file_is_in(encoding: str) -> None:
    content = "@book{a, title = {Größe}}\r\n".encode(encoding)
    assert decode(content, "utf-8") == ("@book{a, title = {Größe}}\n", [])


def test_strings_are_known_in_files_read_later() -> None:
    files = [(Path("a.bib"), b"@string{p = {Press}}"), (Path("b.bib"), b"@book{b, publisher = p}")]
    assert read_files(files, "utf-8").entries["b"].fields["publisher"] == "Press"


def test_a_key_in_two_files_is_that_of_the_first() -> None:
    files = [(Path("a.bib"), b"@book{k, title = {A}}"), (Path("b.bib"), b"\n@book{k, title = {B}}")]
    read = read_files(files, "utf-8")
    assert read.entries["k"].fields["title"] == "A"
    assert [str(each.location).rpartition("/")[2] for each in read.problems] == ["b.bib:2"]


def test_fields_stand_as_typed_and_under_the_names_of_bibtex() -> None:
    (entry,) = entries(
        "@Thesis{k, title = {A {{B}}}, date = {1857-03/1874}, location = {Bern},"
        " institution = {University}, type = {phdthesis}, translator = {Roe, Rob}}"
    ).values()
    assert (entry.original_type, entry.type) == ("thesis", "phdthesis")
    assert entry.fields["title"] == "A {{B}}"
    assert entry.fields["date"] == "1857-03/1874"
    assert entry.fields["year"] == "1857"
    assert entry.fields["month"] == "March"
    assert entry.fields["address"] == "Bern"
    assert entry.fields["school"] == "University"
    assert entry.fields["translator"] == "Roe, Rob"
    assert str(entry.persons["translator"][0]) == "Roe, Rob"


@pytest.mark.parametrize(
    ("bib", "kind"),
    [
        ("@thesis{k, type = {mathesis}}", "mastersthesis"),
        ("@inbook{k, title = {T}, booktitle = {B}}", "incollection"),
        ("@inbook{k, title = {T}, pages = {3}}", "inbook"),
        ("@unheardof{k, journaltitle = {J}}", "article"),
        ("@unheardof{k, publisher = {P}}", "book"),
        ("@unheardof{k}", "misc"),
        ("@WWW{k}", "misc"),
    ],
)
def test_the_nearest_type(bib: str, kind: str) -> None:
    assert entries(bib)["k"].type == kind


def test_circles_of_references_end() -> None:
    text = "@book{a, crossref = {b}}\n@book{b, crossref = {a}}\n@book{c, xdata = {c}}"
    assert messages(text) == [
        "2: “b”: crossref: “a” refers back to it",
        "3: “c”: xdata: “c” refers back to it",
    ]


ODD = [
    "@book{a, author = {,}, title = {T}}",
    "@book{a, author = {and}}",
    '@book{a, author = {"}, editor = {and others}}',
    "@book{a, author = {Иванов, Пётр}, title = {Книга}}",
    "@book{a, author = {{}}, title = {{}}}",
    "@book{a, author = {\\'{}}, date = {/}}",
    "@book{a, author = {Doe\\, Jane\\}, note = {Ends with\\}}",
    "@book{a, date = {0000}, edition = {0}}",
    "@book{a, date = {2001-00-00}}",
    "@book{a, title = {\\emph}, note = {\\href{x}, $}}",
    "@book{a, title = {X \\{ Y}, booktitle = {\\}}}",
    "@misc{a, doi = {}, url = {{}}, eprint = {x}, eprinttype = {}}",
    "@set{a, entryset = {b}} @set{b, entryset = {a}}",
    "@article{a, journal = {{J}}, pages = {}, volume = {{}}}",
]
"""What a library may hold, if not on purpose."""


@pytest.mark.parametrize("bib", ODD)
@pytest.mark.parametrize("style", STYLES)
def test_nothing_in_a_field_stops_a_style(bib: str, style: str) -> None:
    extend_pybtex()
    own = style == "critique"
    setter: Any = CritiqueStyle() if own else find_plugin("pybtex.style.formatting", style)()
    found = setter.sort(entries(bib).values())
    for label, entry in zip(setter.format_labels(found), found, strict=True):
        assert "missing" not in str(setter.format_entry(label, entry).text)


class Own(Style):
    """A style of a project's own that knows more types, and asks for fields nobody has."""

    def get_thesis_template(self, entry: Any) -> Any:
        return sentence["THESIS", field("title"), field("supervisor")]


def test_a_style_of_the_projects_own_sets_the_types_that_it_knows(project: Project) -> None:
    register_plugin("pybtex.style.formatting", "own", Own)
    project.config |= {"bibtex_bibfiles": ["s.bib"], "bibtex_default_style": "own"}
    project.write(
        {
            "s.bib": "@thesis{k, title = {Dough}}\n@online{o, title = {Page}}",
            "index.rst": ":cite:p:`k` :footcite:p:`o`\n\n"
            ".. footbibliography::\n\n.. bibliography::\n",
        }
    )
    built = project.build("text")
    assert built.warnings == []
    text = built.read("index.txt")
    assert "THESIS, Dough." in text
    assert "Page." in text


def test_entries_that_are_not_ours_are_set_as_ever(project: Project) -> None:
    project.write({"index.rst": "Title\n=====\n"}).build("dummy")
    (entry,) = parse_string("@book{k, title = {\\emph{T}}}", "bibtex").entries.values()
    assert type(entry) is Entry
    with pytest.raises(FieldIsMissing):
        Style().format_entry("", entry)
    read: Any = Text.from_latex
    assert str(read("\\emph{T}")) == "\\emph T"


def slips(built: Built) -> list[str]:
    return [line for line in built.warnings if "s.bib" in line]


SLIPPING = {
    "s.bib": "@book{work, title = {The Work}, date = 2001}\n"
    "@book{b, title = {B}, publisher = oup}\n",
    "index.rst": "Title\n=====\n\n:locus:`work, 3`\n\n.. bibliography::\n   :all:\n",
    "page.rst": "Page\n====\n\n:cite:p:`b`\n",
    "foot.rst": "Foot\n====\n\n:footcite:p:`b`\n\n.. footbibliography::\n",
    **{f"more{number}.rst": f"More {number}\n======\n" for number in range(5)},
}


def slipping(project: Project) -> Project:
    project.config |= {
        "bibtex_bibfiles": ["s.bib"],
        "critique_work": "work",
        "suppress_warnings": ["toc.not_included"],
    }
    return project.write(SLIPPING)


def test_slips_are_told_once_in_every_build_until_they_are_mended(project: Project) -> None:
    told = ["s.bib:2: WARNING: “b”: the string “oup” is defined nowhere [critique.citation]"]
    assert slips(slipping(project).build()) == told
    assert slips(project.build()) == told
    assert slips(project.build(fresh=True, parallel=2)) == told
    mended = SLIPPING["s.bib"].replace("oup", "{OUP}")
    built = project.write({"s.bib": mended}).build("text")
    assert slips(built) == []
    assert "OUP" in built.read("index.txt")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links")
def test_a_bibliography_that_is_no_file_is_a_warning(project: Project) -> None:
    names = ["pipe.bib", "device.bib", "folder.bib", "loop.bib"]
    slipping(project).config["bibtex_bibfiles"] = ["s.bib", *names]
    os.mkfifo(project.source / "pipe.bib")
    (project.source / "device.bib").symlink_to("/dev/zero")
    (project.source / "folder.bib").mkdir()
    (project.source / "loop.bib").symlink_to("loop.bib")
    told = [each for each in project.build().warnings if "cannot read the bibliography" in each]
    why = ("it is a pipe", "it is a device", "it is a folder", "symbolic links")
    assert all(any(each in line for line in told) for each in why)
    assert len(told) == len(names)
    assert all(each.endswith("[critique.config]") for each in told)


def test_an_edit_that_keeps_the_time_of_a_file_is_seen(project: Project) -> None:
    slipping(project).build("text")
    path = project.source / "s.bib"
    before = path.stat()
    path.write_text(SLIPPING["s.bib"].replace("2001", "1999"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "1999" in project.build("text").read("index.txt")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("date = 2001", "date = 1900/1905"),
        ("@book{b,", "@book{a, title = {New}}\n@thesis{b,"),
        ("title = {B}", "title = {B"),
        ("date = 2001", "crossref = {b}, date = 2001"),
    ],
)
def test_an_edit_gives_what_a_clean_build_gives(
    project: Project, builds: Builds, before: str, after: str
) -> None:
    slipping(project)
    project.write({"conf.py": WITHOUT_SEARCH})
    builds.build("kept")
    project.write({"s.bib": SLIPPING["s.bib"].replace(before, after)})
    assert_as_clean(builds.build("kept"), builds.clean(), after)


def test_a_file_that_is_not_there_is_told_in_every_build(project: Project) -> None:
    slipping(project)
    project.config["bibtex_bibfiles"] = ["s.bib", "gone.bib"]
    for _ in range(2):
        gone = [line for line in project.build("dummy").warnings if "gone.bib" in line]
        assert len(gone) == 1
        assert "[critique.config]" in gone[0]


def test_an_encoding_that_there_is_not_is_told(project: Project) -> None:
    slipping(project)
    project.config["bibtex_encoding"] = "utf-9"
    built = project.build("text")
    assert any("utf-9" in line and "[critique.config]" in line for line in built.warnings)
    assert "The Work" in built.read("index.txt")
