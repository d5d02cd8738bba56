"""Faces of the edition's own on the web: what is served, and that it is enough."""

import http.server
import re
import sys
import threading
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from sphinx_critique.formats.faces import of
from sphinx_critique.formats.faces.characters import ALWAYS
from sphinx_critique.formats.faces.characters import printed as printed_by
from sphinx_critique.locale import words
from sphinx_critique.model.cache import VARIABLE

from .browsing import Strict, when_still
from .conftest import Built, Project, module
from .editions import MINIMAL
from .fonts import (
    BEYOND,
    LETTERS,
    LICENCE,
    characters_of,
    features_of,
    read_font,
    write_family,
    write_font,
)
from .rebuilt import WITHOUT_SEARCH, Builds, assert_as_clean

THEME = {
    "html_theme": "critique",
    "html_static_path": ["static"],
    "html_css_files": ["own.css"],
}
FOLDER = "_static/critique-faces"
SHEET = "_static/critique-faces.css"
THEME_FILES = {
    "static/own.css": (
        'body { font-family: "Critique Serif", monospace }\n'
        'p::after { content: "\\261E" }\nh1 { text-transform: uppercase }\n'
    ),
}
FOUR = ["bold-italic.woff2", "bold.woff2", "italic.woff2", "upright.woff2"]
FEATURES = {"smcp", "c2sc", "onum", "lnum", "tnum", "pnum", "sups", "case", "liga", "kern"}


class Words(HTMLParser):
    """All that a page prints."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def edition(project: Project) -> Project:
    """One that has faces of its own."""
    module("fontTools")
    project.config |= THEME | {"html_theme_options": {"faces": "fonts"}}
    write_family(project.source / "fonts")
    return project.write(MINIMAL | THEME_FILES | {"conf.py": WITHOUT_SEARCH})


def printed(built: Built) -> set[str]:
    pages = [path.read_text(encoding="utf-8") for path in sorted(built.out.glob("**/*.html"))]
    return {character for page in pages for character in Words(page).text}


def served(built: Built) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((built.out / FOLDER).glob("*"))}


def fonts(built: Built) -> dict[str, bytes]:
    return {name: content for name, content in served(built).items() if name != "OFL.txt"}


def said(built: Built) -> list[str]:
    return [line for line in built.warnings if "[critique.config]" in line]


def test_each_character_of_the_pages_is_in_each_face(edition: Project) -> None:
    built = edition.write({"more.rst": ":orphan:\n\nčetba &nbsp; — дал\n"}).build()
    assert built.warnings == []
    assert sorted(fonts(built)) == FOUR
    have = set(LETTERS + BEYOND)
    for content in fonts(built).values():
        assert printed(built) & have <= characters_of(content)
        assert characters_of(content) <= have


def test_what_no_page_has_is_in_none(edition: Project) -> None:
    built = edition.build()
    for content in fonts(built).values():
        assert {"ḥ", "д"}.isdisjoint(characters_of(content))
        assert {*LETTERS, *"‘—→é"} <= characters_of(content)


def test_style_sheets_scripts_and_entities_print_too(edition: Project) -> None:
    edition.write(
        {
            "static/own.js": "say('\\u0434a \\u{10d}');",
            "static/two.css": "@import url('three.css');",
            "static/three.css": "p::before { content: '…' }",
            "raw.rst": ":orphan:\n\n.. raw:: html\n\n   <p>&#x1E25;</p>\n",
        }
    )
    config = {"html_static_path": ["static"], "html_js_files": ["own.js"]}
    built = edition.build(config=config | {"html_css_files": ["own.css", "two.css"]})
    for content in fonts(built).values():
        assert {"☞", "д", "č", "ḥ"} <= characters_of(content)


def test_capitals_of_what_is_printed_are_there(edition: Project) -> None:
    for path in (edition.source / "fonts").glob("*.ttf"):
        path.unlink()
    write_font(edition.source / "fonts" / "r.ttf", characters=LETTERS + "дД")
    built = edition.write({"more.rst": ":orphan:\n\nдал\n"}).build()
    assert {"д", "Д"} <= characters_of(fonts(built)["upright.woff2"])


def test_features_are_kept_and_the_licence_is_beside(edition: Project) -> None:
    built = edition.build()
    for content in fonts(built).values():
        assert features_of(content) >= FEATURES
        font = read_font(content)
        assert font["name"].getDebugName(0) == "Copyright Tiny"
        assert font["name"].getDebugName(13) == LICENCE
    assert served(built)["OFL.txt"].decode() == LICENCE


def test_a_subset_does_not_bear_the_name_of_the_whole(edition: Project) -> None:
    names = read_font(fonts(edition.build())["bold-italic.woff2"])["name"]
    told = {name.nameID: str(name) for name in names.names}
    assert told[1] == "Critique Serif"
    assert told[4] == "Critique Serif Bold Italic"
    assert told[6] == "CritiqueSerif-BoldItalic"
    assert not any("Tiny" in told.get(number, "") for number in (1, 2, 3, 4, 6, 16, 17))


def test_the_same_bytes_each_time_and_by_many_processes(
    edition: Project, builds: Builds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition.write({f"page{n}.rst": f":orphan:\n\n{c}\n" for n, c in enumerate("čḥдпλ☞")})
    found = []
    for where, processes in (("one", 0), ("two", 0), ("three", 2)):
        monkeypatch.setenv(VARIABLE, str(tmp_path / where))
        found.append(served(builds.build(where, parallel=processes)))
    assert found[0] == found[1] == found[2]
    assert {*"čḥдп☞"} <= characters_of(found[0]["upright.woff2"])


@pytest.mark.parametrize("parallel", [0, 2])
def test_a_build_after_an_edit_is_as_a_clean_one(
    edition: Project, builds: Builds, parallel: int
) -> None:
    edition.write({"more.rst": ":orphan:\n\nčetba\n"})
    builds.build("kept", parallel=parallel)
    for said_now, there in (("dal ḥ", "ḥ"), ("no more", ""), ("дал", "д")):
        edition.write({"more.rst": f":orphan:\n\n{said_now}\n"})
        kept = builds.build("kept", parallel=parallel)
        assert_as_clean(kept, builds.clean(parallel=parallel), said_now)
        beyond = characters_of(fonts(kept)["italic.woff2"]) & set("čḥд")
        assert beyond == set(there)


def test_a_page_that_is_gone_prints_nothing(edition: Project, builds: Builds) -> None:
    edition.write({"more.rst": ":orphan:\n\nčetba\n"})
    builds.build("kept")
    (edition.source / "more.rst").unlink()
    # Or else Sphinx 7 writes nothing at all.
    edition.write({"other.rst": ":orphan:\n\nOther\n"})
    assert_as_clean(builds.build("kept"), builds.clean())


def test_a_build_with_nothing_to_write_leaves_them(edition: Project, builds: Builds) -> None:
    edition.write({"more.rst": ":orphan:\n\nčetba\n"})
    before = served(builds.build("kept"))
    assert served(builds.build("kept")) == before


def test_a_font_that_is_changed_is_served_anew(edition: Project, builds: Builds) -> None:
    builds.build("kept")
    write_font(edition.source / "fonts" / "Tiny-400.ttf", characters=LETTERS)
    kept = builds.build("kept")
    assert_as_clean(kept, builds.clean())
    assert "—" not in characters_of(fonts(kept)["upright.woff2"])


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml"])
def test_every_builder_of_pages_has_them(edition: Project, builder: str) -> None:
    edition.write(
        {
            "index.rst": MINIMAL["index.rst"] + "\n.. toctree::\n\n   part/more\n",
            "part/more.rst": "More\n====\n\nчetba č\n",
        }
    )
    built = edition.build(builder)
    assert "č" in characters_of(fonts(built)["upright.woff2"])
    for page in built.out.glob("**/*.html"):
        address = re.search(r'rel="preload" href="([^"]+)"', page.read_text(encoding="utf-8"))
        assert address
        assert (page.parent / address[1]).resolve() == built.out / FOLDER / "upright.woff2"


def test_the_sheet_names_each_file_once(edition: Project) -> None:
    built = edition.build()
    rules = [rule for rule in built.read(SHEET).split("@font-face") if "url(" in rule]
    assert len(rules) == 4
    for rule in rules:
        address = re.search(r'url\("([^"]+)"\)', rule)
        assert address
        assert (built.out / "_static" / address[1]).is_file()
        assert ("italic;" in rule) == ("italic.woff2" in rule)
        assert ("600;" in rule) == ("bold" in rule)
    assert built.read("index.html").count("critique-faces.css") == 1


def test_what_stands_in_is_as_wide_until_they_are_there(edition: Project) -> None:
    rules = edition.build().read(SHEET).split("@font-face")
    (georgia,) = (rule for rule in rules if 'local("Georgia Bold Italic")' in rule)
    # Each letter of the font is half an em wide, and Georgia's are 0.522 on the average.
    assert "size-adjust: 95.8%;" in georgia
    assert "ascent-override: 83.5%;" in georgia
    assert "font-weight: 600;" in georgia
    families = re.findall(r'font-family: "([^"]+)"', "".join(rules))
    (listed,) = re.findall(r"--critique-faces: (.+);", rules[-1])
    assert re.findall(r'"(Critique[^"]*)"', listed) == list(dict.fromkeys(families))
    assert listed.endswith("serif")


def test_a_face_without_latin_letters_has_no_stand_in(edition: Project) -> None:
    for path in (edition.source / "fonts").glob("*.ttf"):
        path.unlink()
    write_font(edition.source / "fonts" / "r.ttf", characters="дпл1- ☞")
    built = edition.build()
    assert built.warnings == []
    assert "upright.woff2" in built.read(SHEET)


def test_another_theme_has_none_and_none_stay(edition: Project, builds: Builds) -> None:
    builds.build("kept")
    other = {"html_theme": "basic", "html_theme_options": {}}
    kept = builds.build("kept", config=other)
    assert "critique-faces" not in kept.read("index.html")
    assert not (kept.out / SHEET).exists()
    assert not (kept.out / FOLDER).exists()


def test_files_of_a_style_that_is_gone_do_not_stay(edition: Project, builds: Builds) -> None:
    builds.build("kept")
    for name in ("Tiny-600.ttf", "Tiny-600-italic.ttf", "OFL.txt"):
        (edition.source / "fonts" / name).unlink()
    kept = builds.build("kept")
    assert sorted(served(kept)) == ["italic.woff2", "upright.woff2"]
    assert "600" not in kept.read(SHEET)


@pytest.mark.parametrize("embedding", [0x100, 0x2, 0x200])
def test_what_may_not_be_cut_is_served_whole(edition: Project, embedding: int) -> None:
    path = write_font(edition.source / "fonts" / "Tiny-400.ttf", embedding=embedding)
    built = edition.build()
    assert built.warnings == []
    assert served(built)["upright.ttf"] == path.read_bytes()
    assert 'url("critique-faces/upright.ttf") format("truetype")' in built.read(SHEET)
    assert "italic.woff2" in served(built)


def test_one_file_of_many_weights_serves_for_all(edition: Project) -> None:
    for path in (edition.source / "fonts").glob("*.ttf"):
        path.unlink()
    write_font(edition.source / "fonts" / "all.woff2", weights=(200, 900))
    built = edition.build()
    assert built.warnings == []
    assert list(fonts(built)) == ["upright.woff2"]
    assert "font-weight: 100 900;" in built.read(SHEET)
    assert "fvar" in read_font(fonts(built)["upright.woff2"])


def test_files_are_known_by_what_they_say_of_themselves(edition: Project) -> None:
    folder = edition.source / "fonts"
    for path in folder.glob("*.ttf"):
        path.unlink()
    write_font(folder / "a.ttf", weight=700, italic=True)
    write_font(folder / "b.ttf", weight=900)
    write_font(folder / "c.ttf", weight=650)
    write_font(folder / "d.ttf", italic=True)
    write_font(folder / "e.ttf", weight=450)
    faces = of(edition.build().app.config)
    assert faces is not None
    chosen = (faces.upright, faces.italic, faces.bold, faces.bold_italic)
    assert "".join(path.stem for path in chosen) == "edca"


def test_no_folder_is_a_warning_at_its_line_in_every_build(
    edition: Project, builds: Builds
) -> None:
    edition.config["html_theme_options"] = {"faces": "nowhere"}
    edition.write({"conf.py": "\n\nhtml_theme_options = {}\n"})
    for _ in range(2):
        built = builds.build("kept")
        (line,) = said(built)
        assert line.startswith("conf.py:3: WARNING: html_theme_options: “faces”: ")
        assert "there is no folder “nowhere”" in line
        assert not (built.out / SHEET).exists()


def test_what_is_no_font_is_a_warning_and_the_rest_is_served(edition: Project) -> None:
    (edition.source / "fonts" / "Tiny-600.ttf").write_bytes(b"no font at all")
    built = edition.build()
    (line,) = said(built)
    assert "Tiny-600.ttf: it cannot be read as a font" in line
    assert sorted(fonts(built)) == ["bold-italic.woff2", "italic.woff2", "upright.woff2"]


def test_glyphs_that_are_damaged_are_a_warning_each_time(edition: Project, builds: Builds) -> None:
    path = edition.source / "fonts" / "Tiny-400-italic.ttf"
    start = next(
        entry.offset
        for tag, entry in read_font(path.read_bytes()).reader.tables.items()
        if tag == "glyf"
    )
    path.write_bytes(path.read_bytes()[: start + 40])
    for _ in range(2):
        built = builds.build("kept")
        (line,) = said(built)
        assert "Tiny-400-italic.ttf: it cannot be read as a font" in line


def test_a_folder_without_fonts_says_so(edition: Project) -> None:
    for path in (edition.source / "fonts").glob("*.ttf"):
        path.unlink()
    (line,) = said(edition.build())
    assert "there is no upright face in “fonts”" in line


def test_one_family_is_taken_of_several(edition: Project) -> None:
    write_font(edition.source / "fonts" / "Other.ttf", family="Other")
    built = edition.build()
    (line,) = said(built)
    assert "more than one family, of which “Tiny” is used" in line
    assert sorted(fonts(built)) == FOUR


def test_none_are_served_where_none_are_wanted(edition: Project) -> None:
    edition.config["html_theme_options"] = {"faces": "none"}
    built = edition.build()
    assert built.warnings == []
    assert not (built.out / SHEET).exists()
    assert "sphinx-critique[fonts]" not in built.app.status.getvalue()


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("font_source_serif_pro", "fontTools", "brotli", "brotlicffi"):
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.usefixtures("without_extra")
def test_without_the_extra_the_reader_has_a_serif_of_their_own(project: Project) -> None:
    project.config |= THEME
    built = project.write(MINIMAL | THEME_FILES).build()
    assert built.warnings == []
    assert built.app.status.getvalue().count("pip install 'sphinx-critique[fonts]'") == 1
    assert "critique-faces" not in built.read("index.html")
    assert not (built.out / FOLDER).exists()
    assert of(built.app.config) is None


def test_fonts_of_ones_own_need_the_extra(edition: Project, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("without_extra")
    built = edition.build()
    (line,) = said(built)
    assert "pip install 'sphinx-critique[fonts]'" in line
    assert not (built.out / FOLDER).exists()


def test_those_of_the_extra_are_the_default(project: Project) -> None:
    module("font_source_serif_pro")
    project.config |= THEME
    built = project.write(MINIMAL | THEME_FILES).build()
    assert built.warnings == []
    found = served(built)
    assert sorted(found) == ["LICENSE.txt", *FOUR]
    assert "SIL OPEN FONT LICENSE" in found.pop("LICENSE.txt").decode().upper()
    assert sum(map(len, found.values())) < 190_000
    for name, content in found.items():
        assert printed(built) <= characters_of(content) | set("\n\t✓→")
        roman = {"smcp", "c2sc"} if "italic" not in name else set()
        assert features_of(content) >= FEATURES - {"smcp", "c2sc"} | roman | {"locl", "ccmp"}
        assert "Source" not in str(read_font(content)["name"].getDebugName(4))
        assert "Source" not in read_font(content)["CFF "].cff.fontNames[0]


def test_what_is_always_there_is_typed_into_searches() -> None:
    assert set(map(chr, ALWAYS)) >= set(LETTERS)


def test_words_of_ours_are_there_whatever_the_pages_say() -> None:
    ours = set("".join(words("ru")))
    assert set("абвгд") <= ours
    assert set(map(ord, ours)) <= printed_by([], "ru")
    assert ord("д") not in printed_by([], "en")


@pytest.fixture
def strict(edition: Project) -> Iterator[str]:
    """The address of the edition, served with a policy that allows its own files alone."""
    handler = partial(Strict, directory=str(edition.build().out))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/index.html"
        server.shutdown()


@pytest.mark.slow
def test_a_browser_takes_them_under_a_strict_policy(browser: Any, strict: str) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.goto(strict)
    when_still(page)
    loaded = "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.style + f.weight)"
    assert {"normal400", "italic400"} <= set(page.evaluate(loaded))
    wide = "document.fonts.check('16px \"Critique Serif\"')"
    assert page.evaluate(wide)
    assert not [each for each in errors if "font" in each.lower()]
