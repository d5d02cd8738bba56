"""Citations: a table of what authors write, attributions, and laws for any text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_critique.texts.loci import Citation, attribution, looks_like_unknown_key, read_citations

from .growth import assert_linear

WORK = "serge2016"
KEY_NAMES = """
serge2016 trotsky1961 trotsky1937 trotsky1969 trotsky1978 trotsky1979 trotsky2003 trotskytasks
kropotkin2018 leninstate rabinowitch2007 martovdown martov1977 lenincw sergetrotsky1994
brinton2004 kowalski1990 bukharin1972 marxmanifesto getzler1983 petropavlovsk1921 ciliga1938
serge2012 serge1997 challenge1975 challenge1980 eastman1925 barrett2019 anweiler1974
brovkin1987 cohen1980 shachtman1934 1984 compare Émile:1900/2 o'brien_3+x&y.z
"""
KEYS = frozenset(KEY_NAMES.split())

# As typed | each citation: (words) key @ locator {tail} < carrier. A key carried on has `=`
# before it, an unknown one `?`, no key at all is `-`; `!` is before what cannot be read.
FORMS = """
trotskytasks, 72, 77                          | trotskytasks @ 72, 77
kropotkin2018, 366                            | kropotkin2018 @ 366
leninstate                                    | leninstate
trotsky1979, 1: 47                            | trotsky1979 @ 1: 47
rabinowitch2007, 243; martovdown              | rabinowitch2007 @ 243; martovdown
rabinowitch2007, 287–90                       | rabinowitch2007 @ 287–90
trotsky1937, 90; trotsky1961, 173             | trotsky1937 @ 90; trotsky1961 @ 173
trotsky1961, 109                              | trotsky1961 @ 109
martov1977, 42                                | martov1977 @ 42
lenincw, 29: 535; sergetrotsky1994, 188       | lenincw @ 29: 535; sergetrotsky1994 @ 188
lenincw, 25: 465                              | lenincw @ 25: 465
brinton2004; lenincw, 27: 316                 | brinton2004; lenincw @ 27: 316
trotsky1961, 162–3                            | trotsky1961 @ 162–3
kowalski1990, 135–7, 186–8; bukharin1972, 118 | kowalski1990 @ 135–7, 186–8; bukharin1972 @ 118
trotsky1961, 146–7, 135–6, 143, 168, 169–70; marxmanifesto | \
trotsky1961 @ 146–7, 135–6, 143, 168, 169–70; marxmanifesto
getzler1983, 207–8                            | getzler1983 @ 207–8
petropavlovsk1921, item 9, 11, 15; cf. sergetrotsky1994, 18–9 | \
petropavlovsk1921 @ item 9, 11, 15; (cf.) sergetrotsky1994 @ 18–9
lenincw, 32: 270; ciliga1938                  | lenincw @ 32: 270; ciliga1938
serge2012, 143–4                              | serge2012 @ 143–4
trotsky1969, 1: 101–2, 298                    | trotsky1969 @ 1: 101–2, 298
challenge1975, 78–9                           | challenge1975 @ 78–9
lenincw, 7: 396–7; lenincw, 25: 430           | lenincw @ 7: 396–7; lenincw @ 25: 430
challenge1980, 395, 441; sergetrotsky1994, 181 | challenge1980 @ 395, 441; sergetrotsky1994 @ 181
eastman1925, 35                               | eastman1925 @ 35
trotsky1978, 513–14                           | trotsky1978 @ 513–14
trotsky1961, 149                              | trotsky1961 @ 149
trotsky1978, 495                              | trotsky1978 @ 495
trotsky2003, 125; challenge1980, 347–50       | trotsky2003 @ 125; challenge1980 @ 347–50
serge1997                                     | serge1997
barrett2019, 57                               | barrett2019 @ 57
in anweiler1974, 77                           | - < anweiler1974 @ 77
brovkin1987, 126–60; rabinowitch2007, 248–52  | brovkin1987 @ 126–60; rabinowitch2007 @ 248–52
in cohen1980, 269                             | - < cohen1980 @ 269
shachtman1934                                 | shachtman1934
107                                           | =serge2016 @ 107
85-6                                          | =serge2016 @ 85–6
cf. 113                                       | (cf.) =serge2016 @ 113
but see also 113                              | (but see also) =serge2016 @ 113
vii                                           | =serge2016 @ vii
p. 12                                         | =serge2016 @ p. 12
item 9, 11                                    | =serge2016 @ item 9, 11
25: 430                                       | =serge2016 @ 25: 430
see p. 3, n. 4                                | (see) =serge2016 @ p. 3, n. 4
, 107                                         | =serge2016 @ 107
trotsky1961, 146–7; 135–6                     | trotsky1961 @ 146–7; =trotsky1961 @ 135–6
eastman1925, 1; 2; serge1997, 3; cf. 4        | \
eastman1925 @ 1; =eastman1925 @ 2; serge1997 @ 3; (cf.) =serge1997 @ 4
eastman1925, 1;; ; serge1997;                 | eastman1925 @ 1; serge1997
in anweiler1974, 77; 80                       | - < anweiler1974 @ 77; =anweiler1974 @ 80
1984                                          | 1984
in serge1997 0 0                              | - < serge1997 @ !0 0
serge1997 x 12                                | serge1997 @ !x 12
1984, 5                                       | 1984 @ 5
cf. 1984                                      | (cf.) 1984
1983                                          | =serge2016 @ 1983
p. 1984                                       | =serge2016 @ p. 1984
compare, 5                                    | compare @ 5
compare compare, 5                            | (compare) compare @ 5
compare lenincw, 5                            | (compare) lenincw @ 5
compare 5                                     | (compare) =serge2016 @ 5
see trotsky1961, 3                            | (see) trotsky1961 @ 3
See also trotsky1961                          | (See also) trotsky1961
see, e.g., trotsky1961, 3                     | (see, e.g.,) trotsky1961 @ 3
the full story is told by getzler1983, 207    | (the full story is told by) getzler1983 @ 207
Émile:1900/2, 5                               | Émile:1900/2 @ 5
o'brien_3+x&y.z, 5                            | o'brien_3+x&y.z @ 5
lenincw,25:430                                | lenincw @ 25:430
lenincw , 25: 430                             | lenincw @ 25: 430
lenincw 25: 430                               | lenincw @ 25: 430
lenincw, 29: 535 in anweiler1974, 77          | lenincw @ 29: 535 < anweiler1974 @ 77
lenincw, 29: 535, quoted in anweiler1974, 77  | lenincw @ 29: 535 < anweiler1974 @ 77
leninstate in anweiler1974                    | leninstate < anweiler1974
cf. lenincw, 3 in anweiler1974, 77            | (cf.) lenincw @ 3 < anweiler1974 @ 77
cf. in anweiler1974, 77                       | (cf.) - < anweiler1974 @ 77
qtd. in anweiler1974, 77                      | - < anweiler1974 @ 77
Lenin, as quoted in anweiler1974, 77          | (Lenin) - < anweiler1974 @ 77
29 in anweiler1974, 77                        | =serge2016 @ 29 < anweiler1974 @ 77
leninstate, 3 in cohen1980, 4 in getzler1983  | leninstate @ 3 < cohen1980 @ 4 < getzler1983
in nosuch2000, 77                             | - < ?nosuch2000 @ 77
nosuch2000 in anweiler1974, 77                | ?nosuch2000 < anweiler1974 @ 77
in passing, 77                                | (in) ?passing @ 77
serge2012, 3, emphasis added                  | serge2012 @ 3 {emphasis added}
107, Emphasis Original                        | =serge2016 @ 107 {Emphasis Original}
107 (my translation)                          | =serge2016 @ 107 {my translation}
serge2012, my translation, emphasis added     | serge2012 {my translation, emphasis added}
emphasis added                                | =serge2016 {emphasis added}
leninstate, 3 in cohen1980, 4, emphasis added | leninstate @ 3 {emphasis added} < cohen1980 @ 4
leninstate, my translation in cohen1980, 4    | leninstate {my translation} < cohen1980 @ 4
serge2012, 3, in my own words                 | serge2012 @ !3, in my own words
serge2012, itm 9                              | serge2012 @ !itm 9
109–105                                       | =serge2016 @ !109–105
chap. two, 5                                  | =serge2016 @ !chap. two, 5
by the way 113                                | =serge2016 @ !by the way 113
nosuch2000, 5                                 | ?nosuch2000 @ 5
see nosuch2000, 5; 6                          | (see) ?nosuch2000 @ 5; =?nosuch2000 @ 6
Serge2016, 5                                  | ?Serge2016 @ 5
nosuch2000 5                                  | ?nosuch2000 @ 5
the book nosuch, 5                            | (the book) ?nosuch @ 5
1905orwell, 5                                 | ?1905orwell @ 5
Voltaire                                      | ?Voltaire
see also                                      | (see) ?also
"""
ROWS = [
    [cell.strip() for cell in row.split("|")]
    for row in FORMS.strip().replace("\\\n", "").splitlines()
]


def shown(citation: Citation) -> str:
    words = f"({citation.words}) " if citation.words else ""
    marks = "" if citation.typed else "="
    unknown = "" if citation.known else "?"
    key = f"{marks}{unknown}{citation.key}" if citation.key else "-"
    unread = "" if citation.locator.readable else "!"
    place = f" @ {unread}{citation.locator.text}" if citation.locator.text else ""
    tail = f" {{{citation.tail}}}" if citation.tail else ""
    carrier = f" < {shown(citation.carrier)}" if citation.carrier else ""
    return f"{words}{key}{place}{tail}{carrier}"


@pytest.mark.parametrize(("typed", "expected"), ROWS, ids=lambda cell: cell)
def test_forms(typed: str, expected: str) -> None:
    citations = read_citations(typed, keys=KEYS, work=WORK)
    assert "; ".join(map(shown, citations)) == expected


def test_the_table_is_long_enough() -> None:
    assert len(ROWS) >= 50


def test_text_is_as_typed() -> None:
    citations = read_citations("see  serge1997,\n 3-4 ;5", keys=KEYS, work=WORK)
    assert [citation.text for citation in citations] == ["see  serge1997,\n 3-4", "5"]


def test_nothing_typed() -> None:
    assert read_citations(" ;, ; ", keys=KEYS, work=WORK) == ()
    assert read_citations("", keys=KEYS) == ()


def test_without_a_work_there_is_no_source() -> None:
    (citation,) = read_citations("cf. 107", keys=KEYS)
    assert (citation.key, citation.typed, citation.known) == (None, False, False)
    assert citation.locator.pages == (("107", "107"),)


def test_what_names_no_source_is_of_the_work_at_its_place() -> None:
    typed = "1; see 2; lenincw, 3; 4; 5 in anweiler1974, 6; 7"
    read = read_citations(typed, keys=KEYS, work="serge2016")
    moved = [each.of_work("trotsky1961", KEYS) for each in read]
    assert [each.key for each in moved[:2]] == ["trotsky1961"] * 2
    assert moved[2:] == list(read[2:])
    assert moved == list(read_citations(typed, keys=KEYS, work="trotsky1961"))
    assert [each.of_work(None, KEYS) for each in read] == list(read_citations(typed, keys=KEYS))
    assert [each.of_work("serge2016", KEYS) for each in moved] == list(read)


def test_a_work_that_the_bibliography_has_not_is_unknown() -> None:
    (citation,) = read_citations("107", keys=KEYS, work="nosuch2000")
    assert (citation.key, citation.known) == ("nosuch2000", False)


@pytest.mark.parametrize(
    ("tail", "translated", "emphasis"),
    [
        ("emphasis added", False, "added"),
        ("EMPHASIS ADDED", False, "added"),
        ("italics mine", False, "added"),
        ("emphasis original", False, "original"),
        ("emphasis in the original", False, "original"),
        ("my translation", True, ""),
        ("my translation, emphasis added", True, "added"),
        ("emphasis added, my translation", True, "added"),
    ],
)
def test_tails(tail: str, translated: bool, emphasis: str) -> None:
    (citation,) = read_citations(f"serge1997, 3, {tail}", keys=KEYS)
    assert citation.tail == tail
    assert (citation.translated, citation.emphasis) == (translated, emphasis)
    assert citation.locator.text == "3"


@pytest.mark.parametrize(
    "text",
    [
        "serge1997",
        "serge1997, 3",
        "see serge1997, 3; cf. lenincw, 25: 430",
        "107",
        "item 9",
        "cf. 113",
        "in anweiler1974, 77",
        "lenincw, 29: 535 in anweiler1974, 77, emphasis added",
        "serge1997; 3",
        "quoted in anweiler1974, 77",
        "but see also serge1997",
        "as above, 107",
        "107, my translation",
        "1984",
        "e.g. serge1997",
    ],
)
def test_attributions_that_are_citations(text: str) -> None:
    assert attribution(text, keys=KEYS, work=WORK) == read_citations(text, keys=KEYS, work=WORK)
    assert attribution(text, keys=KEYS, work=WORK)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ";",
        "Voltaire, 1764",
        "Emma Goldman, in 1921",
        "anonymous",
        "petropavlosk1921, item 15",
        "serge1997, in a letter",
        "serge1997; Voltaire",
        "a letter by serge1997",
        "Lenin in lenincw, 3",
        "in 1921",
        "see",
        "emphasis added",
        "passim",
        "serge1997, 3, at length",
        "in nosuch2000, 5",
        "serge1997, itm 9",
        "Serge, 107",
        "the minutes, 3 March 1921",
        "1921, Petrograd",
    ],
)
def test_attributions_that_are_plain_words(text: str) -> None:
    assert attribution(text, keys=KEYS, work=WORK) is None


def test_an_attribution_without_key_or_work_is_plain_words() -> None:
    assert attribution("107", keys=KEYS, work=None) is None
    assert attribution("1764", keys=(), work=None) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("petropavlosk1921, item 15", "petropavlosk1921"),
        ("see petropavlosk1921, item 15", "petropavlosk1921"),
        ("serge1997, 3; cf. nosuch2000, 5", "nosuch2000"),
        ("nosuch2000, 5; 6", "nosuch2000"),
        ("nosuch2000, 5, emphasis added", "nosuch2000"),
        ("in nosuch2000, 5", "nosuch2000"),
        ("lenincw, 29: 535 in anweler1974, 77", "anweler1974"),
        ("leninstat, 5", "leninstat"),
        ("Lenin1917, 5", "Lenin1917"),
        ("Voltaire, 1764", None),
        ("Voltaire, 1764; nosuch2000, 5", None),
        ("Emma Goldman, in 1921", None),
        ("a letter, 1921", None),
        ("anonymous", None),
        ("nosuch2000", None),
        ("nosuch2000, Petrograd", None),
        ("1764, 3", None),
        ("the rising of 1921", None),
        ("", None),
    ],
)
def test_words_like_unknown_keys(text: str, key: str | None) -> None:
    assert looks_like_unknown_key(text, keys=KEYS) == key


def hands(citations: tuple[Citation, ...]) -> Iterator[Citation]:
    for citation in citations:
        hand: Citation | None = citation
        while hand:
            yield hand
            hand = hand.carrier


def letters(*texts: str) -> Counter[str]:
    return Counter(letter for text in texts for letter in text if letter.isalnum())


def kept(citations: tuple[Citation, ...]) -> Counter[str]:
    """The letters and digits of all fields, but for what was not typed there."""
    fields = [
        (hand.words, hand.locator.text, hand.tail, (hand.key or "") if hand.typed else "")
        for hand in hands(citations)
    ]
    return letters(*(text for row in fields for text in row))


pieces = st.sampled_from(
    [
        "serge1997",
        "1984",
        "nosuch2000",
        "Lenin",
        "see ",
        "cf. ",
        "e.g., ",
        " in ",
        "quoted in ",
        ", ",
        ",",
        "; ",
        ";",
        "107",
        "85–6",
        "item 9",
        "25: 430",
        "vii",
        "emphasis added",
        "my translation",
        " (",
        ")",
        " ",
        ".",
        "the book ",
        "Émile:1900/2",
        "chap. ",
    ]
)
texts = st.one_of(st.text(), st.lists(pieces, max_size=12).map("".join))
works = st.sampled_from([None, WORK, "nosuch1905"])


@given(texts, works)
def test_any_text_is_read_and_keeps_its_letters_and_digits(text: str, work: str | None) -> None:
    citations = read_citations(text, keys=KEYS, work=work)
    assert letters(*(citation.text for citation in citations)) == letters(text)
    lost = letters(text) - kept(citations)
    markers = sum(hand.carrier is not None for hand in hands(citations))
    assert not lost - letters("as quoted in" * markers)


@given(texts, works)
def test_fields_agree(text: str, work: str | None) -> None:
    for hand in hands(read_citations(text, keys=KEYS, work=work)):
        assert hand.known == (hand.key in KEYS)
        assert not hand.typed or (hand.key and hand.key in hand.text)
        assert hand.key or hand.carrier or not work


@given(texts, works)
def test_attributions_of_any_text(text: str, work: str | None) -> None:
    citations = attribution(text, keys=KEYS, work=work)
    looks_like_unknown_key(text, keys=KEYS)
    for hand in hands(citations or ()):
        assert hand.locator.readable
        assert hand.known or hand.key == work or hand.carrier


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("repeated", "end"),
    [
        ("a in serge1997 ", ""),
        ("in ", ""),
        ("see ", ""),
        ("see, ", ""),
        ("1; ", ""),
        ("my translation, ", ""),
        ("(", ""),
        (" ", "x"),
        ("word ", ""),
        ("a1 ", ""),
        ("107 ", ""),
        ("1", ""),
        ("serge1997 ", ""),
    ],
)
def test_long_texts_are_read_in_linear_time(repeated: str, end: str) -> None:
    def reading(length: int) -> Callable[[], None]:
        text = repeated * (2 * length // len(repeated)) + end

        def read() -> None:
            attribution(text, keys=KEYS, work=WORK)
            looks_like_unknown_key(text, keys=KEYS)

        return read

    assert_linear(reading)
