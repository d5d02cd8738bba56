"""Which language words are in and which way they run, as texts and on the pages of an edition."""

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from sphinx_critique.formats.latex.languages import latex_name
from sphinx_critique.texts.languages import by_script, read_tag, runs, runs_to_left

from .browsing import build
from .checkers import epubcheck, nu_checker
from .conftest import Project
from .printing import Word, compiled, problems, words_of
from .test_page_in_themes import violations

EDITION = Path(__file__).parent / "languages"


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("ru", "ru"),
        ("DE_at", "de-AT"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("GRC", "grc"),
        ("es-419", "es-419"),
        ("en-gb-oxendict", "en-GB-oxendict"),
        ("grc-x-homer", "grc-x-homer"),
        ("ngerman", "de"),
        ("British", "en-GB"),
        ("ancientgreek", "grc"),
        ("english words", None),
        ("e", None),
        ("ru-", None),
        ("Klingon", None),
        ("", None),
    ],
)
def test_tags_are_read(typed: str, tag: str | None) -> None:
    assert read_tag(typed) == tag


@pytest.mark.parametrize(
    ("text", "in_english", "in_russian"),
    [
        ("The river", "en", "und-Latn"),
        ("Река широка (wide)", "und-Cyrl", "ru"),
        ("הנהר רחב", "he", "he"),
        ("النهر واسع", "ar", "ar"),
        ("رودخانه پهن است، گفت چه", "fa", "fa"),
        ("το ποτάμι", "el", "el"),
        ("ποταμὸς εὐρὺς", "grc", "grc"),
        ("河很宽", "zh", "zh"),
        ("川は広く", "ja", "ja"),
        ("강은 넓다 江", "ko", "ko"),
        ("1921", "en", "ru"),
        ("ᚱᚢᚾ", "en", "ru"),
    ],
)
def test_scripts_tell_languages(text: str, in_english: str, in_russian: str) -> None:
    assert (by_script(text, "en"), by_script(text, "ru")) == (in_english, in_russian)


@pytest.mark.parametrize(
    ("tag", "text", "left"),
    [
        ("he", "שלום", True),
        ("he-Latn", "shalom", False),
        ("az-Arab", "سلام", True),
        ("ar", "كتاب by Doe and many others", True),
        ("en", "a word: שלום שלום שלום", False),
        ("en", "שלום", True),
        ("he", "Doe", False),
        ("yi", "", True),
        ("fr", "12", False),
    ],
)
def test_which_way_words_run(tag: str, text: str, left: bool) -> None:
    assert runs_to_left(tag, text) is left


def test_words_of_other_scripts_are_parted() -> None:
    assert runs("כהן, דוד: Река, p. 3", "en") == [
        ("כהן, דוד", "he"),
        (": ", ""),
        ("Река", "und-Cyrl"),
        (", p. 3", ""),
    ]
    assert runs("Волков, 1961", "en", "ru") == [("Волков", "ru"), (", 1961", "")]
    assert runs("Волков, 1961", "ru") == [("Волков, 1961", "")]
    assert runs("Doe’s book", "en") == [("Doe’s book", "")]
    assert runs("Smith, Anne. 1650", "ru") == [("Smith, Anne", "und-Latn"), (". 1650", "")]


def test_no_word_is_lost_by_parting() -> None:
    text = "דוד, “x” ١٢٣ — Αβγ 12 κ’ é_é ­שלום‎ (כהן) 河 ABC"
    assert "".join(words for words, _ in runs(text, "en")) == text


def test_languages_in_latex() -> None:
    names = [latex_name(tag) for tag in ("fr-CA", "de", "ru", "sr-Latn", "en-GB", "und-Latn")]
    assert names == ["french", "german", "", "", "english", ""]


# An edition with passages in eight languages.


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(EDITION, tmp_path_factory.mktemp("languages"))


def spoken(page: Any, path: str) -> list[tuple[str | None, str | None]]:
    found = page.xpath(path)
    return [(each.get("lang"), each.get("dir")) for each in found]


def passages(site: Path, name: str) -> Any:
    return html.parse(site / f"{name}.html").getroot()


RTL_HE, RTL_AR = ("he", "rtl"), ("ar", "rtl")


def test_each_passage_has_its_language_and_direction(site: Path) -> None:
    page = passages(site, "index")
    figures = "//figure//blockquote[not(contains(@class, 'translation'))]"
    expected = [RTL_HE, RTL_AR, *((tag, "ltr") for tag in ("el", "grc", "ru", "fr"))]
    assert spoken(page, figures) == expected
    assert spoken(page, "//blockquote[contains(@class, 'translation')]") == [("en", "ltr")] * 2
    assert spoken(page, "//aside/blockquote")[0] == RTL_AR
    assert spoken(passages(site, "east"), "//figure//blockquote")[::2] == [
        ("zh-Hans", "ltr"),
        ("ja", "ltr"),
    ]


def test_each_quotation_in_running_text_has_them(site: Path) -> None:
    quotes = spoken(passages(site, "index"), "//q")
    assert quotes == [RTL_HE, ("ru", "ltr"), ("fr", "ltr")]


def test_lemmata_voices_and_citations_have_them(site: Path) -> None:
    page = passages(site, "index")
    lemmata = spoken(page, "//em[contains(@class, 'lemma-words')]")
    assert [each for each, _ in lemmata] == ["he", "he", None, "ar", "el", None, "fr"]
    assert [way for _, way in lemmata] == ["rtl", "rtl", "auto", "rtl", "auto", "auto", "auto"]
    assert spoken(page, "//span[@class = 'critique-voice']/span") == [RTL_HE]
    cited = spoken(page, "//figcaption//a/span")
    assert cited == [RTL_HE, RTL_AR, ("el", "ltr"), ("ru", "ltr")]


def test_what_is_copied_has_them(site: Path) -> None:
    copies = "//blockquote[contains(@class, 'beside')]"
    assert spoken(passages(site, "east"), copies) == [RTL_HE]
    assert spoken(passages(site, "east"), f"{copies}/blockquote") == [("en", "ltr")]


def test_lines_of_ours_within_words_of_another_direction_run_as_the_edition(site: Path) -> None:
    line = passages(site, "index").xpath("//blockquote[@dir = 'rtl']/p[@class = 'attribution']")
    assert [(each.get("lang"), each.get("dir")) for each in line] == [("en", "ltr")]


# The same, printed.


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("printed"))
    project.config = {}
    return project.write({each.name: each.read_text("utf-8") for each in EDITION.iterdir()})


@pytest.mark.slow
def test_the_nu_checker_and_axe_find_nothing_of_ours(site: Path, browser: Any) -> None:
    said = nu_checker([site])[site]
    assert {each for each in said if "critique" in each or "lang" in each or "dir" in each} == set()
    for name in ("index", "east", "sources"):
        found = violations(browser, site / f"{name}.html", "light")
        assert {rule for rule, nodes in found.items() if any(ours for _, ours in nodes)} == set()


@pytest.mark.slow
def test_epubcheck_finds_nothing(edition: Project) -> None:
    built = edition.build("epub")
    assert built.warnings == []
    assert epubcheck(built.out) == []
    page = built.read("index.xhtml")
    assert '<blockquote dir="rtl" lang="he" xml:lang="he">' in page


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["lualatex", "xelatex"])
def test_latex_sets_them(edition: Project, engine: str) -> None:
    built = edition.build("latex", config={"latex_engine": engine})
    assert built.warnings == []
    pdf, log = compiled(built, engine)
    assert [each for each in problems(log) if "Font shape" not in each] == []
    assert_in_order(pdf)


@pytest.mark.slow
def test_webpdf_sets_them(edition: Project) -> None:
    built = edition.build("webpdf")
    assert built.warnings == []
    assert_in_order(next(built.out.glob("*.pdf")))


def assert_in_order(pdf: Path) -> None:
    """Words that run to the left stand on their line from the right to the left."""
    read = {letters_of_line(line) for line in lines_of(pdf)}
    assert {"הספןאמרבלילחכותהנהררחבוהגשררחוק", "ומייודעמתייבואהבוקר"} <= read


def lines_of(pdf: Path) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in sorted(words_of(pdf), key=lambda each: (each.page, each.base)):
        if not (lines and word.on_line_of(lines[-1][0])):
            lines.append([])
        lines[-1].append(word)
    return lines


def letters_of_line(line: list[Word]) -> str:
    """What is read from the right end of a line; PDFs hold it in the order of the page."""
    from_right = sorted(line, key=lambda word: word.left, reverse=True)
    return re.sub(r"[\W\d]", "", "".join(word.text[::-1] for word in from_right))
