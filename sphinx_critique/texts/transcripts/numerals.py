"""Numbers that headings spell out: `Chapter One`, `Zweites Kapitel`, `Глава первая`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ..folding import without_accents

# From one on, each as its forms.
_ENGLISH: Final = (
    "one|first two|second three|third four|fourth five|fifth six|sixth seven|seventh eight|eighth"
    " nine|ninth ten|tenth eleven|eleventh twelve|twelfth thirteen|thirteenth fourteen|fourteenth"
    " fifteen|fifteenth sixteen|sixteenth seventeen|seventeenth eighteen|eighteenth"
    " nineteen|nineteenth"
)
_ENGLISH_TENS: Final = (
    "twenty|twentieth thirty|thirtieth forty|fortieth fifty|fiftieth sixty|sixtieth"
    " seventy|seventieth eighty|eightieth ninety|ninetieth"
)
_OTHERS: Final = (
    # German: cardinals, and ordinals without their endings.
    "eins|erst zwei|zweit drei|dritt vier|viert fünf|fünft sechs|sechst sieben|siebent|siebt"
    " acht neun|neunt zehn|zehnt elf|elft zwölf|zwölft dreizehn|dreizehnt vierzehn|vierzehnt"
    " fünfzehn|fünfzehnt sechzehn|sechzehnt siebzehn|siebzehnt achtzehn|achtzehnt"
    " neunzehn|neunzehnt zwanzig|zwanzigst",
    # French
    "un|premier|première deux|deuxième|second|seconde trois|troisième quatre|quatrième"
    " cinq|cinquième six|sixième sept|septième huit|huitième neuf|neuvième dix|dixième"
    " onze|onzième douze|douzième treize|treizième quatorze|quatorzième quinze|quinzième"
    " seize|seizième dix-sept|dix-septième dix-huit|dix-huitième dix-neuf|dix-neuvième"
    " vingt|vingtième",
    # Spanish
    "uno|primero|primera|primer dos|segundo|segunda tres|tercero|tercera|tercer"
    " cuatro|cuarto|cuarta cinco|quinto|quinta seis|sexto|sexta siete|séptimo|séptima"
    " ocho|octavo|octava nueve|noveno|novena diez|décimo|décima"
    " once|undécimo|undécima doce|duodécimo|duodécima",
    # Italian
    "uno|primo|prima due|secondo|seconda tre|terzo|terza quattro|quarto|quarta cinque|quinto|quinta"
    " sei|sesto|sesta sette|settimo|settima otto|ottavo|ottava nove|nono|nona dieci|decimo|decima"
    " undici|undicesimo|undicesima dodici|dodicesimo|dodicesima",
    # Latin
    "unum|primus|prima|primum duo|secundus|secunda|secundum tria|tertius|tertia|tertium"
    " quattuor|quartus|quarta|quartum quinque|quintus|quinta|quintum sex|sextus|sexta|sextum"
    " septem|septimus|septima|septimum octo|octavus|octava|octavum novem|nonus|nona|nonum"
    " decem|decimus|decima|decimum",
    # Russian: ordinals without their endings.
    "один|перв два|втор три|трет четыре|четверт пять|пят шесть|шест семь|седьм восемь|восьм"
    " девять|девят десять|десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат"
    " семнадцат восемнадцат девятнадцат двадцат",
)
_ENDING: Final = re.compile(r"(?:e[rsnm]?|ая|ое|ый|ий|ой|ья|ье)\Z")


def spelt(word: str) -> int:
    """The number that a word spells out, 0 where it is none."""
    bare = _bare(word)
    known = _known()
    return known.get(bare) or known.get(_ENDING.sub("", bare)) or 0


@lru_cache(maxsize=1)
def _known() -> dict[str, int]:
    """Each word with its number; where languages differ, the first one counts."""
    found: dict[str, int] = {}
    for row in (_ENGLISH, *_OTHERS):
        for number, forms in enumerate(row.split(), 1):
            for form in forms.split("|"):
                found.setdefault(_bare(form), number)
    units = [each.split("|") for each in _ENGLISH.split()[:9]]
    for tens, forms in enumerate(_ENGLISH_TENS.split(), 2):
        cardinal, ordinal = forms.split("|")
        found |= {cardinal: 10 * tens, ordinal: 10 * tens}
        for number, each in enumerate(units, 10 * tens + 1):
            found |= {f"{cardinal}-{form}": number for form in each}
    return found


def _bare(word: str) -> str:
    return without_accents(word.casefold()).replace("‐", "-").replace("‑", "-")
