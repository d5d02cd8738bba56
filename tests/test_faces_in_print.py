"""Faces of the edition's own in print: files beside the pages, and what names them."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from sphinx_critique.formats import faces

from .conftest import Built, Project, program
from .editions import MINIMAL
from .fonts import LETTERS, write_family, write_font

THEME = {"html_theme": "critique"}
OWN = THEME | {"html_theme_options": {"faces": "fonts"}}
STYLES = ("upright", "italic", "bold", "bold_italic")


@pytest.fixture
def edition(project: Project) -> Project:
    return project.write(MINIMAL)


def copied(project: Project, folder: Path, **config: Any) -> tuple[Built, faces.Faces | None]:
    built = project.build("text", config=OWN | config)
    return built, faces.copied(built.app, folder)


def test_files_and_licence_are_copied_and_named(edition: Project, tmp_path: Path) -> None:
    write_family(edition.source / "fonts")
    built, found = copied(edition, tmp_path / "out")
    assert built.warnings == []
    assert found is not None
    assert found.family == "Tiny"
    assert [getattr(found, style).name for style in STYLES] == [
        "critique-upright.ttf",
        "critique-italic.ttf",
        "critique-bold.ttf",
        "critique-bold-italic.ttf",
    ]
    original = edition.source / "fonts" / "Tiny-600-italic.ttf"
    assert found.bold_italic.read_bytes() == original.read_bytes()
    assert found.licence == tmp_path / "out" / "OFL.txt"
    rules = faces.font_face(found, "_static/")
    assert rules.count("@font-face") == 4
    assert 'url("_static/critique-bold-italic.ttf") format("truetype")' in rules
    assert "ItalicFont=critique-italic.ttf" in faces.fontspec(found)
    assert "Fake" not in faces.fontspec(found)


def test_compressed_and_variable_files_become_what_latex_reads(
    edition: Project, tmp_path: Path
) -> None:
    folder = edition.source / "fonts"
    write_font(folder / "all.woff2", weights=(200, 900))
    write_font(folder / "italic.woff2", italic=True)
    _, found = copied(edition, tmp_path / "out")
    assert found is not None
    for style in STYLES:
        content = getattr(found, style).read_bytes()
        assert content[:4] == b"\0\1\0\0"
    assert found.upright != found.bold
    assert found.italic == found.bold_italic
    assert "BoldItalicFeatures={FakeBold=1.5}" in faces.fontspec(found)
    assert "BoldFeatures" not in faces.fontspec(found)


def test_a_style_that_is_missing_is_made_up(edition: Project, tmp_path: Path) -> None:
    write_font(edition.source / "fonts" / "one.ttf")
    _, found = copied(edition, tmp_path / "out")
    assert found is not None
    assert found.styles == {"upright": tmp_path / "out" / "critique-upright.ttf"}
    text = faces.fontspec(found)
    assert "ItalicFeatures={FakeSlant=0.2}" in text
    assert "BoldFeatures={FakeBold=1.5}" in text
    assert "BoldItalicFeatures={FakeSlant=0.2,FakeBold=1.5}" in text
    assert faces.font_face(found).count("@font-face") == 1


def test_italics_without_the_letters_of_the_language_give_way(
    edition: Project, tmp_path: Path
) -> None:
    cyrillic = "".join(map(chr, range(0x400, 0x460)))
    write_font(edition.source / "fonts" / "r.ttf", characters=LETTERS + cyrillic)
    write_font(edition.source / "fonts" / "i.ttf", italic=True)
    _, found = copied(edition, tmp_path / "ru", language="ru")
    assert found is not None
    assert found.italic == found.upright
    _, found = copied(edition, tmp_path / "en", language="en")
    assert found is not None
    assert found.italic != found.upright
    _, found = copied(edition, tmp_path / "he", language="he")
    assert found is None


def test_what_all_files_have_is_known(edition: Project, tmp_path: Path) -> None:
    write_font(edition.source / "fonts" / "r.ttf", characters=LETTERS + "ḥ")
    write_font(edition.source / "fonts" / "i.ttf", italic=True, characters=LETTERS)
    _, found = copied(edition, tmp_path / "out")
    assert found is not None
    assert faces.covered(found) == frozenset(map(ord, LETTERS))


def test_a_damaged_file_is_a_warning_and_no_face(edition: Project, tmp_path: Path) -> None:
    path = write_font(edition.source / "fonts" / "r.ttf")
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    built, found = copied(edition, tmp_path / "out")
    assert found is None
    assert any("r.ttf" in line and "[critique.config]" in line for line in built.warnings)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["lualatex", "xelatex"])
def test_latex_finds_them(edition: Project, tmp_path: Path, engine: str) -> None:
    write_family(edition.source / "fonts")
    _, found = copied(edition, tmp_path)
    assert found is not None
    (tmp_path / "page.tex").write_text(
        "\\documentclass{article}\n\\usepackage{fontspec}\n"
        f"{faces.fontspec(found)}"
        "\\begin{document}a \\emph{b} \\textbf{c \\emph{d}} \\textsc{ad}\\end{document}\n"
    )
    command = [program(engine), "-interaction=nonstopmode", "-halt-on-error", "page.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:]
    fonts = subprocess.run(
        [program("pdffonts"), "page.pdf"], cwd=tmp_path, capture_output=True, text=True
    ).stdout
    assert fonts.count("Tiny") == 4, fonts
