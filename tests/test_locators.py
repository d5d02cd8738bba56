"""Locators: a table of forms, the order in which a reader expects them, and laws for any text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_critique.texts.loci import Locator, Place, read_locator

from .growth import assert_linear

# As typed | as printed, if otherwise | places, `volume:first–last` | what is unread.
FORMS = """
107                     |                  | page 107                              |
7                       |                  | page 7                                |
1921                    |                  | page 1921                             |
vii                     |                  | page vii                              |
XIV                     |                  | page XIV                              |
mix                     |                  | page mix                              |
dill                    |                  |                                       | dill
viiii                   |                  |                                       | viiii
Vi                      |                  |                                       | Vi
85–6                    |                  | page 85–86                            |
85-6                    | 85–6             | page 85–86                            |
85--6                   | 85–6             | page 85–86                            |
85 - 6                  | 85 – 6           | page 85–86                            |
85  --  6               | 85 – 6           | page 85–86                            |
85–86                   |                  | page 85–86                            |
207–8                   |                  | page 207–208                          |
513–14                  |                  | page 513–514                          |
101–2                   |                  | page 101–102                          |
287-90                  | 287–90           | page 287–290                          |
126-60                  | 126–60           | page 126–160                          |
99–101                  |                  | page 99–101                           |
1920–1                  |                  | page 1920–1921                        |
85–85                   |                  | page 85                               |
iv–vi                   |                  | page iv–vi                            |
xv–3                    |                  | page xv–3                             |
86–85                   |                  |                                       | 86–85
86-85, 90               |                  | page 90                               | 86-85
vi–iv                   |                  |                                       | vi–iv
3–xv                    |                  |                                       | 3–xv
85–                     |                  |                                       | 85–
85—6                    |                  |                                       | 85—6
107f.                   |                  | page 107–108                          |
107f                    |                  | page 107–108                          |
107 f.                  |                  | page 107–108                          |
199f.                   |                  | page 199–200                          |
viif.                   |                  | page vii–viii                         |
XI f.                   |                  | page XI–XII                           |
107ff.                  |                  | page 107–…                            |
107 ff                  |                  | page 107–…                            |
107 et seq.             |                  | page 107–…                            |
107 passim              |                  | page 107                              |
passim                  |                  |                                       |
chap. 3 passim          |                  | chapter 3                             |
72, 77                  |                  | page 72; page 77                      |
72,77                   |                  | page 72; page 77                      |
85–6, 92                |                  | page 85–86; page 92                   |
77, 72                  |                  | page 77; page 72                      |
vii, 3                  |                  | page vii; page 3                      |
107 and 110             |                  | page 107; page 110                    |
107, & 110              |                  | page 107; page 110                    |
100–20, esp. 107        |                  | page 100–120; page 107                |
107.                    |                  | page 107                              |
107,                    |                  | page 107                              |
107, , 110              |                  | page 107; page 110                    |
25: 430                 |                  | page 25:430                           |
29:535                  |                  | page 29:535                           |
1: 101–2, 298           |                  | page 1:101–102; page 1:298            |
7: 396-7                | 7: 396–7         | page 7:396–397                        |
1: 3, 3: 12, 14         |                  | page 1:3; page 3:12; page 3:14        |
II: 3                   |                  | page II:3                             |
1: vii                  |                  | page 1:vii                            |
I/5: 33                 |                  | page I/5:33                           |
vol. 25                 |                  | volume 25                             |
Vol. 25                 |                  | volume 25                             |
vol. 25, 430            |                  | page 25:430                           |
vol. 25: 430            |                  | page 25:430                           |
vol. 1, p. 3            |                  | page 1:3                              |
vol. II p. 3            |                  | page II:3                             |
vol. I/5, 33            |                  | page I/5:33                           |
vol. 1, 3, vol. 2, 5    |                  | page 1:3; page 2:5                    |
vol. 1, chap. 2, 3      |                  | chapter 1:2; chapter 1:3              |
vols. 1–3               |                  | volume 1–3                            |
vols. 1, 3              |                  | volume 1; volume 3                    |
p. 107                  |                  | page 107                              |
p107                    |                  | page 107                              |
P. 107                  |                  | page 107                              |
page 107                |                  | page 107                              |
pp. 3–5                 |                  | page 3–5                              |
pp. 3, 5                |                  | page 3; page 5                        |
p. xi                   |                  | page xi                               |
item 9, 11, 15          |                  | item 9; item 11; item 15              |
items 9 and 11          |                  | item 9; item 11                       |
item 9, 3: 12           |                  | item 9; page 3:12                     |
chap. 2                 |                  | chapter 2                             |
ch. IV                  |                  | chapter IV                            |
chaps. 2–4              |                  | chapter 2–4                           |
§ 3                     |                  | section 3                             |
§3.2                    |                  | section 3.2                           |
§§ 3–5                  |                  | section 3–5                           |
sec. 12                 |                  | section 12                            |
n. 4                    |                  | note 4                                |
nn. 4–6                 |                  | note 4–6                              |
fn. 4                   |                  | note 4                                |
107, n. 4               |                  | page 107; note 4                      |
107 n. 4                |                  | page 107; note 4                      |
107n4                   |                  | page 107; note 4                      |
107n                    |                  | page 107                              |
107 n. 4, 110           |                  | page 107; note 4; page 110            |
107 nn. 4, 6            |                  | page 107; note 4; note 6              |
fol. 12v                |                  | folio 12v                             |
fol. 12r–v              |                  | folio 12r–12v                         |
fols. 12v–13r           |                  | folio 12v–13r                         |
f. 3                    |                  | folio 3                               |
line 3                  |                  | line 3                                |
ll. 3–5                 |                  | line 3–5                              |
l. 3                    |                  | line 3                                |
l                       |                  | page l                                |
v, vi                   |                  | page v; page vi                       |
v. 3                    |                  | verse 3                               |
verse 3:16–18           |                  | verse 3:16–3:18                       |
vv. 3–5                 |                  | verse 3–5                             |
col. 1204               |                  | column 1204                           |
bk. 2 chap. 3           |                  | book 2; chapter 3                     |
pt. 2                   |                  | part 2                                |
para. 7                 |                  | paragraph 7                           |
¶ 7                     |                  | paragraph 7                           |
¶¶ 7–9                  |                  | paragraph 7–9                         |
fig. 3a                 |                  | figure 3a                             |
pl. 3                   |                  | plate 3                               |
table 2                 |                  | table 2                               |
stanza 4                |                  | stanza 4                              |
act 2, scene 3, line 5  |                  | act 2; scene 3; line 5                |
no. 3/4, p. 5           |                  | issue 3/4; page 5                     |
art. 9                  |                  | article 9                             |
app. A                  |                  | appendix A                            |
app. A–C                |                  | appendix A–C                          |
op. 12                  |                  | opus 12                               |
loc. 2318               |                  | elocation 2318                        |
ts. 12:30               |                  | timestamp 12:30                       |
ts. 1:02:33–1:03:10     |                  | timestamp 1:02:33–1:03:10             |
s.v. Makhno             |                  | sub-verbo Makhno                      |
s.v. war and peace, 33  |                  | sub-verbo war and peace; page 33      |
s.vv. war, peace        |                  | sub-verbo war; sub-verbo peace        |
chap. 2, p. 33          |                  | chapter 2; page 33                    |
12a                     |                  | page 12a                              |
12a–c                   |                  | page 12a–12c                          |
B 34                    |                  | page B34                              |
B 34–5                  |                  | page B34–B35                          |
A17                     |                  | page A17                              |
A-17                    |                  | page A-17                             |
1094a1–b5               |                  | page 1094a1–1094b5                    |
514a–520c               |                  | page 514a–520c                        |
[iv]                    |                  | page iv                               |
[iv]-[vi]               | [iv]–[vi]        | page iv–vi                            |
107 bottom              |                  |                                       | 107 bottom
107, at the foot        |                  | page 107                              | at the foot
item nine, 11           |                  | page 11                               | item nine
107 108                 |                  |                                       | 107 108
107x3                   |                  |                                       | 107x3
chap.                   |                  |                                       | chap.
25:                     |                  |                                       | 25:
12345678901             |                  |                                       | 12345678901
-                       |                  |                                       | -
emphasis added          |                  |                                       | emphasis added
"""
ROWS = [[cell.strip() for cell in row.split("|")] for row in FORMS.strip().splitlines()]


def shown(place: Place) -> str:
    volume = f"{place.volume}:" if place.volume else ""
    end = "–…" if place.open else f"–{place.last}" if place.last != place.first else ""
    return f"{place.label} {volume}{place.first}{end}"


@pytest.mark.parametrize(("typed", "printed", "places", "unread"), ROWS, ids=lambda cell: cell)
def test_forms(typed: str, printed: str, places: str, unread: str) -> None:
    locator = read_locator(typed)
    assert "; ".join(map(shown, locator.places)) == places
    assert ", ".join(locator.unread) == unread
    assert locator.text == (printed or " ".join(typed.split()))
    assert locator.raw == typed
    assert locator.readable == (not unread)


def test_the_table_is_long_enough() -> None:
    assert len(ROWS) >= 80


def test_no_locator() -> None:
    assert read_locator(" \n") == Locator(" \n", "", (), ())
    assert read_locator("").readable


def test_open_ranges_have_no_last_page() -> None:
    (place,) = read_locator("107ff.").places
    assert place == Place("page", "", "107", "", open=True)


def test_pages() -> None:
    assert read_locator("1: 85–6, 107ff., item 9").pages == (("85", "86"), ("107", ""))
    assert read_locator("item 9").pages == ()


def in_order(typed: list[str]) -> bool:
    keys = [read_locator(text).sort_key for text in typed]
    return all(before < after for before, after in pairwise(keys))


@pytest.mark.parametrize(
    "order",
    [
        "85 < 85–6 < 86",
        "107 < 107f. < 107ff. < 108",
        "107 < 107, 110 < 108",
        "9 < 72 < 107 < 1921",
        "iv < ix < xii < 3",
        "vii < vii–ix < viii < 1",
        "C < CX < 1",
        "400 < 1: 3 < 1: 400 < 25: 3",
        "I: 3 < II: 3 < IX: 3 < 1: 3",
        "vol. 25 < 25: 430 < vol. 26",
        "107 < chap. 2 < chap. 11 < item 9 < item 11",
        "fol. 12r < fol. 12v < fol. 13r",
        "12 < 12a < 12b < 13 < A2 < A17 < B 3",
        "app. A < app. B < app. C < app. D",
        "§ 3 < § 3.2 < § 3.10 < § 4",
        "85–6 < 85–90 < 85ff. < 86",
        "107 < 107, n. 4 < 107, n. 11",
        "s.v. Makhno < s.v. Petrichenko",
    ],
)
def test_order(order: str) -> None:
    assert in_order(order.split(" < "))


def test_no_locator_is_first_and_unreadable_ones_are_last() -> None:
    assert in_order(["", "vii", "107", "item 9", "at the end", "on page 1"])


def test_range_dashes_do_not_part_equal_places() -> None:
    keys = {read_locator(text).sort_key for text in ("85-6", "85--6", "85–6")}
    assert len(keys) == 1


pieces = st.sampled_from(
    [
        *"0123456789ivxlcdmABfnprs.,:;-–—/[]()§¶& ",
        ", ",
        ": ",
        "--",
        "vol. ",
        "item ",
        "fol. ",
        "n. ",
        "§ ",
        "p. ",
        "s.v. ",
        "ff.",
        " f.",
        "passim",
        " and ",
        "85–6",
        "107",
        "xii",
        "ts. ",
        "verse ",
    ]
)
texts = st.one_of(st.text(), st.lists(pieces, max_size=14).map("".join))


@given(texts)
@settings(deadline=None)
def test_any_text_is_read_and_keeps_its_letters_and_digits(text: str) -> None:
    locator = read_locator(text)
    assert [c for c in locator.text if c.isalnum()] == [c for c in text if c.isalnum()]
    assert all(part in " ".join(text.split()) for part in locator.unread)


@given(texts)
@settings(deadline=None)
def test_what_is_printed_reads_the_same(text: str) -> None:
    locator = read_locator(text)
    again = read_locator(locator.text)
    assert (again.places, again.unread, again.text) == (
        locator.places,
        locator.unread,
        locator.text,
    )


@given(texts)
@settings(deadline=None)
def test_places_are_whole(text: str) -> None:
    for place in read_locator(text).places:
        assert place.label
        assert place.first
        assert place.open == (not place.last)


@given(st.lists(texts, max_size=12))
@settings(deadline=None)
def test_keys_order_any_locators(typed: list[str]) -> None:
    keys = [read_locator(text).sort_key for text in typed]
    assert all(a < b or b < a or a == b for a in keys for b in keys)
    assert all(a <= b for a, b in pairwise(sorted(keys)))
    printed = {read_locator(text).text for text in typed}
    assert len(set(keys)) == len(printed)


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize(
    "repeated",
    [
        "1",
        "i",
        "1: ",
        "1, ",
        "p. ",
        "1 n. 1 ",
        "a",
        "[",
        "1.",
        " ,",
        "1-",
        "and ",
    ],
)
def test_long_texts_are_read_in_linear_time(repeated: str) -> None:
    def reading(length: int) -> Callable[[], object]:
        return partial(read_locator, repeated * (2 * length // len(repeated)))

    assert_linear(reading)
