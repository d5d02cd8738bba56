"""Words in other scripts in LaTeX: their fonts, their direction, and where a line may end."""

import re
import subprocess
import unicodedata

import pytest

from .conftest import Built, Project, module, program
from .printing import compiled, run_once, run_twice, text_of
from .test_builders import DEMANDED

# What is written.

HEBREW = "והארץ היתה תהו ובהו"
ARABIC = "بل تؤخذ (بالقوة)"
CHINESE = "因此不能了解认识对社会实践的依赖关系，即认识对生产和阶级斗争的依赖关系"
JAPANESE = "何でも薄暗いじめじめした所で"
KOREAN = "자유로우며 그 존엄과"
RUSSIAN = "легализація всѣхъ"
GREEK = "καὶ ὁ λόγος ἦν"
LEMMATA = {
    "hebrew": HEBREW,
    "arabic": ARABIC,
    "han": CHINESE,
    "kana": JAPANESE,
    "hangul": KOREAN,
    "cyrillic": RUSSIAN,
    "greek": GREEK,
}
PASSAGES = {
    "hebrew": f"""בראשית ברא אלהים את השמים ואת הארץ. {HEBREW}, וחשך על־פני תהום; ורוח
   אלהים מרחפת על־פני המים. ויאמר אלהים (ביום 1) “יהי אור!” ויהי־אור. Vayar Elohim, *as it is
   read*, את האור כי טוב.""",
    "arabic": f"""إن الحرية لا تُمنح، {ARABIC} والعزم والإرادة. وقد قال الرجل في عام 1948:
   “لا نريد إلا الحق!” ثم مضى إلى سبيله ولم يعد أبدا إلى تلك المدينة.""",
    "han": f"""马克思以前的唯物论，离开人的社会性，离开人的历史发展，去观察认识问题，{CHINESE}。
   首先，马克思主义者认为人类的生产活动是最基本的实践活动，是决定其他一切活动的东西。""",
    "kana": f"""吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。{JAPANESE}ニャー
   ニャー泣いていた事だけは記憶している。「吾輩」はここで始めて人間というものを見た。""",
    "hangul": f"""모든 인간은 태어날 때부터 {KOREAN} 권리에 있어 동등하다. 인간은 천부적으로
   이성과 양심을 부여받았으며 서로 형제애의 정신으로 행동하여야 한다.""",
    "cyrillic": f"Требованіе перевыборовъ Совѣтовъ, {RUSSIAN} партій, *Свобода* **торговли**.",
    "greek": f"Ἐν ἀρχῇ ἦν ὁ λόγος, {GREEK} πρὸς τὸν θεόν· *καὶ* **θεὸς** ἦν ὁ λόγος.",
}
BIBLIOGRAPHY = """
@book{serge, author = {Серж, Виктор}, title = {Жизнь и смерть}, publisher = {Наука}, year = {2016}}
@book{mao, author = {毛泽东}, title = {实践论}, publisher = {人民出版社}, year = {1951}}
@book{david, author = {דוד, בן}, title = {תולדות}, publisher = {עם עובד}, year = {1951}}
"""
SIGNS = "… – — ‘’ “” « » „ → ✓ ‖"
DOCUMENTS = [("index", "projectnamenotset.tex", "Title שלום и 漢字", "Виктор", "manual")]
PDFTEX_HAS = ("cyrillic", "greek")
# Without any passage a project is left alone.
OURS = "\n.. excerpt::\n\n   Words.\n"


def word_of(script: str) -> str:
    return LEMMATA[script].split()[0][:4]


def part(script: str) -> str:
    """A chapter with a passage, a lemma within its words, notes, a table, a term, a citation."""
    lemma = LEMMATA[script]
    word = word_of(script)
    title = f"A title with {word}"
    return f"""
{title}
{"=" * 40}

.. excerpt::

   {PASSAGES[script]}

.. correction:: {lemma}

   The words {lemma} here, *{word}*, **{word}**; :quote:`{lemma}` [#{script}]_.

.. [#{script}] A note: {lemma}.

.. list-table::

   * - {word}
     - {lemma}

{word}
   A term.
"""


def edition(project: Project, engine: str, *chapters: str, **config: object) -> Project:
    project.config |= DEMANDED | {"latex_engine": engine} | config
    text = "\n".join(["Other scripts\n#############", *chapters, OURS])
    return project.write({"index.rst": text})


def problems(log: str) -> list[str]:
    found = re.findall(r"^!.*|.*Missing character.*|.*endL or .endR problem.*", log, re.M)
    wide = (float(each) for each in re.findall(r"Overfull .hbox \(([\d.]+)pt", log))
    return [*found, *(f"overfull by {each}pt" for each in wide if each > 10)]


def letters(text: str) -> str:
    """What is printed, in no order: what runs to the left is found in either, or in forms."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(each for each in text if each.isalnum())


def fonts_of(built: Built) -> str:
    command = [program("pdffonts"), str(next(built.out.glob("*.pdf")))]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.slow
@pytest.mark.parametrize("apparatus", ["below", "foot"])
@pytest.mark.parametrize("engine", ["xelatex", "lualatex"])
def test_every_script_is_set(project: Project, engine: str, apparatus: str) -> None:
    project.cite(BIBLIOGRAPHY)
    project.config["critique_latex_apparatus"] = apparatus
    project.config["critique_work"] = "serge"
    cited = ":locus:`serge, 4; mao, 1; david, 12`\n\n.. apparatus::\n\n.. bibliography::\n"
    chapters = [part(script) for script in PASSAGES]
    edition(project, engine, *chapters, SIGNS + "\n\n" + cited)
    built = project.build("latex", config={"latex_documents": DOCUMENTS})
    assert built.warnings == []
    _, log = (compiled if apparatus == "foot" else run_twice)(built, engine)
    assert problems(log) == []
    pdf = next(built.out.glob("*.pdf"))
    printed = text_of(pdf)
    for script in ("han", "kana", "cyrillic", "greek"):
        assert letters(LEMMATA[script]) in letters(printed), script
    for script in ("hebrew", "arabic", "hangul"):
        found = set(re.findall(r"\w+", unicodedata.normalize("NFKC", printed)))
        found |= {word[::-1] for word in found}
        assert set(re.findall(r"\w+", LEMMATA[script])) <= found, script
    for sign in SIGNS.replace("✓", "").split():
        assert sign in printed
    outline = module("pypdf").PdfReader(pdf).outline
    titles = [each.title for each in outline if not isinstance(each, list)]
    assert [f"A title with {word_of(script)}" for script in PASSAGES] == titles[: len(PASSAGES)]


@pytest.mark.slow
@pytest.mark.parametrize("apparatus", ["below", "foot"])
def test_pdflatex_sets_what_it_can(project: Project, apparatus: str) -> None:
    project.config["critique_latex_apparatus"] = apparatus
    edition(project, "pdflatex", *(part(script) for script in PASSAGES), SIGNS)
    built = project.build("latex", config={"latex_documents": DOCUMENTS})
    told = [line.split("has no ")[1].split(" letters,")[0] for line in built.warnings]
    assert told == ["Hebrew", "Arabic", "Han", "Kana", "Hangul"]
    assert all(line.endswith("[critique.script]") for line in built.warnings)
    _, log = (compiled if apparatus == "foot" else run_once)(built, "pdflatex")
    assert problems(log) == []
    printed = text_of(next(built.out.glob("*.pdf")))
    for script in PDFTEX_HAS:
        assert letters(LEMMATA[script]) in letters(printed), script
    assert "U+05D4" in printed
    assert "U+963F" not in printed


def test_the_warning_is_at_the_first_words(project: Project) -> None:
    chapters = ("Words.\n", "More words: שלום.\n", "Again שלום.\n", "And 漢字.\n")
    edition(project, "pdflatex", *chapters)
    found = project.build("latex").warnings
    assert [line.split(": WARNING")[0] for line in found] == ["index.rst:5", "index.rst:9"]
    assert 'latex_engine = "xelatex" or "lualatex"' in found[0]


def test_latin_letters_stay_as_they_are(project: Project) -> None:
    """But for the line that loads the package, nothing is written that is not without it."""
    text = f"\nCafé, naïve “quotes” {SIGNS} µ, ﬁ.\n\n* a\n* *b*\n\n.. index:: word\n"
    source = edition(project, "xelatex", text).build("latex").read("projectnamenotset.tex")
    assert source.count("critiquescript") == 1
    assert not re.search(r"critique(rtl|ltr|break|flush)", source)


EVERYWHERE = """
.. excerpt:: 1
   :name: one

   | μῆνιν ἄειδε θεὰ
   | second נפש

.. omission:: μῆνιν
   :cite: david, נפש

   A נפש end.

   * a list נפש

   .. reply::

      Reply נפש.

      .. reply::

         Reply נפש of it.

.. gloss:: second … נפש

   | verse נפש
   | two נפש

.. excerpt::

   μῆνιν ἄειδε θεὰ נפש

   .. translation::

      Prima linea נפש.

      | verse נפש

.. omission:: μῆνιν
   :cite: david, נפש

   A נפש end, :quote:`within נפש` [#a]_, *נפש*, :critique:ref:`one`.

   .. reply::

      Reply נפש.

      .. reply::

         נפש of it.

.. [#a] Foot נפש.

.. gloss:: נפש

   נפש first.

.. correction:: θεὰ

   θεὰν

   R נפש.

* .. excerpt:: 4

     In a list נפש.

  .. gloss:: נפש

     Said נפש.

.. recall:: one

.. gloss:: ἄειδε
   :on: one

   Far נפש.

   .. code-block:: none

      code

.. apparatus::

.. bibliography::
"""
SET = re.compile(r"\\critiquescript\{\w+\}\{(?:[^{}]|\{\})*\}")
UNPRINTED = re.compile(r"\\detokenize\{[^}]*\}|[!{][^!{}@]*@\\critiqueentryof")


@pytest.mark.parametrize("apparatus", ["below", "foot"])
@pytest.mark.parametrize("book", [False, True])
def test_no_words_are_left_out_wherever_they_stand(
    project: Project, book: bool, apparatus: str
) -> None:
    project.cite(BIBLIOGRAPHY)
    config = {"critique_book": book, "critique_latex_apparatus": apparatus}
    built = edition(project, "xelatex", EVERYWHERE, critique_work="serge", **config).build("latex")
    text = built.read("projectnamenotset.tex").split(r"\begin{document}")[1]
    left = UNPRINTED.sub("", SET.sub("", text))
    assert re.findall(r".*[\u0370-\u03ff\u1f00-\u1fff\u0590-\u05ff].*", left) == []


@pytest.mark.parametrize("engine", ["platex", "uplatex"])
def test_japanese_engines_are_left_alone(project: Project, engine: str) -> None:
    source = edition(project, engine, "漢字 שלום\n").build("latex").read("projectnamenotset.tex")
    assert "漢字 שלום" in source


def test_the_language_of_a_document_is_left_alone(project: Project) -> None:
    edition(project, "xelatex", "Слово λόγος.\n", language="ru")
    source = project.build("latex").read("projectnamenotset.tex")
    assert r"Слово \critiquescript{greek}{λόγος}" in source


def written(project: Project, text: str) -> str:
    """The paragraph that holds the word “begin” or its Hebrew."""
    built = edition(project, "xelatex", text).build("latex")
    source = built.read("projectnamenotset.tex")
    return re.sub(r"\\critiquescript\{\w+\}", "", source.replace("{}", ""))


def test_directions_span_markup_and_leave_notes_out(project: Project) -> None:
    source = written(project, "begin שלום *עולם* ו־**עוד**! end\n")
    assert (
        r"begin \critiquertl{שלום} \sphinxstyleemphasis{{עולם}} {ו־}\sphinxstylestrong{{עוד}}"
        r"\critiqueendrtl! end"
    ) in source


def test_markup_of_two_directions_is_parted(project: Project) -> None:
    source = written(project, "begin *foo שלום* עולם end\n")
    assert (
        r"begin \sphinxstyleemphasis{foo }\critiquertl\sphinxstyleemphasis{{שלום}} {עולם}"
        r"\critiqueendrtl end"
    ) in source


def test_links_begin_and_end_outside_of_what_runs_to_the_left(project: Project) -> None:
    source = written(project, "begin שלום `עולם <https://example.org>`_ שוב end\n")
    assert (
        r"\critiqueltr\sphinxhref{https://example.org}{\critiquertl{עולם}\critiqueendrtl}"
        r"\critiqueendltr"
    ) in source


def test_a_hebrew_paragraph_is_flush_right(project: Project) -> None:
    source = written(project, "שלום עולם, hello, עולם.\n")
    assert r"\critiquertl{שלום} {עולם,} \critiqueltrhello" in source
    assert r"\critiqueendltr{,} {עולם.}\critiqueflush\critiqueendrtl" in source


def test_underlined_words_can_be_broken_between_commands(project: Project) -> None:
    text = ".. excerpt::\n\n   这是漢字。好的\n\n.. gloss:: 是漢字。好\n\n   Words.\n"
    source = written(project, text).replace(r"\critiquebreak", "|")
    assert "{这}" in source
    assert r"\critiquelemma{neutral}{|{是}|{漢}|{字。}|{好}}" in source


# What the user has set.


@pytest.mark.slow
@pytest.mark.parametrize(
    "preamble", [r"\critiquescriptfont{hebrew}{FreeMono}", r"\newfontfamily\hebrewfont{FreeMono}"]
)
@pytest.mark.parametrize("engine", ["xelatex", "lualatex"])
def test_a_font_that_is_named_is_used(project: Project, engine: str, preamble: str) -> None:
    edition(project, engine, "Word שלום.\n", latex_elements={"preamble": preamble})
    built = project.build("latex")
    _, log = run_once(built, engine)
    assert problems(log) == []
    assert "FreeMono" in fonts_of(built)


@pytest.mark.slow
def test_a_font_that_is_not_there_is_told_of(project: Project) -> None:
    preamble = r"\critiquescriptfont{hebrew}{No Such Font}"
    edition(project, "xelatex", "Word שלום.\n", latex_elements={"preamble": preamble})
    _, log = run_once(project.build("latex"), "xelatex")
    assert problems(log) == []
    assert 'There is no font "No Such Font"' in log.replace("\n", " ").replace("  ", " ")


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["xelatex", "lualatex"])
def test_without_a_font_code_points_are_printed(project: Project, engine: str) -> None:
    built = edition(project, engine, "Word ꀀꀁ, שלום, ꀀ.\n").build("latex")
    _, log = run_once(built, engine)
    assert problems(log) == []
    assert "[U+A000 U+A001]" in text_of(next(built.out.glob("*.pdf")))
    assert log.count('No letters for the script "other"') == 1


@pytest.mark.slow
def test_babel_may_find_directions_too(project: Project) -> None:
    options = r"\usepackage[bidi=basic]{babel}\babelprovide[import]{hebrew}"
    elements = {"polyglossia": "", "babel": options}
    edition(project, "lualatex", part("hebrew"), latex_elements=elements)
    _, log = run_once(project.build("latex"), "lualatex")
    assert problems(log) == []


@pytest.mark.slow
@pytest.mark.parametrize("package", ["xeCJK", "ctex"])
def test_packages_for_east_asian_words_set_them(project: Project, package: str) -> None:
    """A stand-in that only says it is there: no font is looked for then."""
    elements = {"preamble": rf"\usepackage{{{package}}}"}
    built = edition(project, "xelatex", "Word 漢字.\n", latex_elements=elements).build("latex")
    stand_in = rf"\ProvidesPackage{{{package}}}"
    (built.out / f"{package}.sty").write_text(stand_in, encoding="utf-8")
    _, log = run_once(built, "xelatex")
    assert "漢" in "".join(problems(log))


@pytest.mark.slow
def test_sphinx_sets_cyrillic_where_it_is_told_to(project: Project) -> None:
    elements = {"fontenc": r"\usepackage[X2,T1]{fontenc}"}
    edition(project, "pdflatex", part("cyrillic"), latex_elements=elements)
    built = project.build("latex")
    _, log = run_once(built, "pdflatex")
    assert problems(log) == []
    assert letters(RUSSIAN) in letters(text_of(next(built.out.glob("*.pdf"))))
