"""Which language words are in, and which way they run. Knows nothing of Sphinx and docutils."""

import re
from collections import Counter
from functools import cache
from typing import Final
from unicodedata import bidirectional

from . import late
from .directions import has_right_to_left
from .scripts import EAST_ASIAN, RIGHT_TO_LEFT, has_others, own_scripts, script_of

_TAG = late.pattern(
    r"(?P<language>[a-z]{2,3}(-[a-z]{3}){0,3}|[a-z]{4,8})(?P<script>-[a-z]{4})?"
    r"(-(?:[a-z]{2}|\d{3}))?(-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(-[a-wyz\d](-[a-z\d]{2,8})+)*"
    r"(-x(-[a-z\d]{1,8})+)?",
    re.IGNORECASE,
)
# As biblatex, babel and polyglossia name them.
_NAMED: Final = {
    name: tag
    for tag, names in {
        "ar": "arabic",
        "bg": "bulgarian",
        "ca": "catalan",
        "cop": "coptic",
        "cs": "czech",
        "cu": "churchslavonic slavonic",
        "da": "danish",
        "de": "german ngerman",
        "de-AT": "austrian naustrian",
        "de-CH": "swissgerman nswissgerman",
        "el": "greek polutonikogreek",
        "en": "english",
        "en-AU": "australian",
        "en-CA": "canadian",
        "en-GB": "british ukenglish",
        "en-NZ": "newzealand",
        "en-US": "american usenglish",
        "es": "spanish",
        "eu": "basque",
        "fa": "persian farsi",
        "fi": "finnish",
        "fr": "french francais frenchb",
        "fr-CA": "canadien acadian",
        "grc": "ancientgreek",
        "he": "hebrew",
        "hi": "hindi",
        "hr": "croatian",
        "hu": "hungarian magyar",
        "hy": "armenian",
        "is": "icelandic",
        "it": "italian",
        "ja": "japanese",
        "ka": "georgian",
        "ko": "korean",
        "la": "latin",
        "lt": "lithuanian",
        "lv": "latvian",
        "nb": "norwegian norsk",
        "nl": "dutch",
        "nn": "nynorsk",
        "pl": "polish",
        "pt": "portuguese portuges",
        "pt-BR": "brazilian brazil",
        "ro": "romanian",
        "ru": "russian",
        "sa": "sanskrit",
        "sk": "slovak slovakian",
        "sl": "slovene slovenian",
        "sr": "serbian",
        "sv": "swedish",
        "syr": "syriac",
        "tr": "turkish",
        "uk": "ukrainian",
        "yi": "yiddish",
        "zh": "chinese pinyin",
    }.items()
    for name in names.split()
}
# Scripts that one language alone, or one by far, is written in; others tell no more than a script.
_OF_SCRIPT: Final = {
    "arabic": "ar",
    "armenian": "hy",
    "bengali": "bn",
    "coptic": "cop",
    "cyrillic": "und-Cyrl",
    "devanagari": "und-Deva",
    "ethiopic": "und-Ethi",
    "georgian": "ka",
    "greek": "el",
    "han": "zh",
    "hangul": "ko",
    "hebrew": "he",
    "kana": "ja",
    "syriac": "syr",
    "tamil": "ta",
    "thai": "th",
}
# Words with their marks, and what stands between them.
_WORDS = late.pattern(r"[^\W\d_][\w\u0300-\u036f\u0591-\u05c7\u064b-\u0652’'-]*|[^\w]+|[\d_]+")
_POLYTONIC = late.pattern("[\u1f00-\u1fff]")
_PERSIAN = late.pattern("[\u067e\u0686\u0698\u06a9\u06af\u06cc]")
# Old languages, which no edition is in.
_OLD: Final = {
    "arc": "hebrew",
    "cop": "coptic",
    "cu": "cyrillic",
    "grc": "greek",
    "hbo": "hebrew",
    "lad": "hebrew",
    "orv": "cyrillic",
}
_SCRIPT_CODES: Final = {
    "arab": "arabic",
    "cyrl": "cyrillic",
    "deva": "devanagari",
    "ethi": "ethiopic",
    "grek": "greek",
    "hebr": "hebrew",
    "latn": "",
    "syrc": "syriac",
}
# Languages and scripts that run to the left, of which no more is known here.
_TO_LEFT: Final = frozenset("dv nqo rhg adlm nkoo rohg thaa".split())


def read_tag(typed: str) -> str | None:
    """A language tag (BCP 47) in its usual letters, ``None`` where it is none.

    >>> read_tag("DE_at"), read_tag("zh-hant"), read_tag("ancientgreek"), read_tag("not one")
    ('de-AT', 'zh-Hant', 'grc', None)
    """
    named = _NAMED.get(typed.strip().lower())
    if named is not None:
        return named
    tag = typed.strip().replace("_", "-")
    found = _TAG.fullmatch(tag)
    if found is None or len(found["language"].split("-")[0]) > 3:
        return None
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *map(_subtag, rest)])


def _subtag(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part.lower()


def tag_of(name: str) -> str:
    """The tag of a language as a bibliography names it, empty where that cannot be read."""
    return read_tag(name) or ""


@cache
def script_told(text: str) -> str | None:
    """The script of most letters of a text, ``""`` the Latin one; ``None`` where it has none."""
    if not has_others(text):
        return "" if any(map(str.isalpha, text)) else None
    found = Counter(script_of(each) for each in text if each.isalpha())
    if not found:
        return None
    east = [each for each in ("kana", "hangul") if found[each]]
    if east:
        found[east[0]] += found.pop("han", 0)
    script, count = found.most_common(1)[0]
    return script if 2 * count > found.total() else None


def by_script(text: str, document: str) -> str:
    """The language that words are in as far as their script tells, else the ``document``'s."""
    script = script_told(text)
    if script is None or script == "other" or is_written_in(document, script):
        return document
    if script == "greek":
        return "grc" if _POLYTONIC.search(text) else "el"
    if script == "arabic" and _PERSIAN.search(text):
        return "fa"
    return _OF_SCRIPT.get(script, "und-Latn")


def is_written_in(tag: str, script: str) -> bool:
    """Whether a script is one in which words of a language are written; ``""`` the Latin one."""
    own = scripts_of(tag)
    if script in EAST_ASIAN:
        return not EAST_ASIAN.isdisjoint(own) and (script == "han" or script in own)
    return script in own if own else not script


@cache
def scripts_of(tag: str) -> frozenset[str]:
    """The scripts of a language, as its tag tells; none where it is written in the Latin one."""
    code, *parts = tag.lower().replace("_", "-").split("-")
    for part in parts:
        if part in _SCRIPT_CODES:
            return frozenset(filter(None, [_SCRIPT_CODES[part]]))
    return frozenset([_OLD[code]]) if code in _OLD else own_scripts(tag)


def runs_to_left(tag: str, text: str = "") -> bool:
    """Whether words of a language run from right to left, if any of them do."""
    known = not _TO_LEFT.isdisjoint(tag.lower().replace("_", "-").split("-"))
    wanted = known or not scripts_of(tag).isdisjoint(RIGHT_TO_LEFT)
    if not (wanted or has_right_to_left(text)):
        return False
    strong = {each in ("R", "AL") for each in map(bidirectional, text) if each in ("L", "R", "AL")}
    return wanted if wanted in strong or not strong else not wanted


def runs(text: str, document: str, told: str = "") -> list[tuple[str, str]]:
    """A text in parts, each with the language of its words, empty where it is the ``document``'s.

    What stands between words of one such language is part of them; ``told`` is the language of
    those in its script.
    """
    if not text or (is_written_in(document, "") and not has_others(text)):
        return [(text, "")] if text else []
    found: list[tuple[str, str]] = []
    for part in _WORDS.findall(text):
        script = script_told(part)
        tag = "" if script is None else by_script(part, document)
        tag = "" if tag == document else tag
        if tag and told and script is not None and is_written_in(told, script):
            tag = told
        if script is not None and len(found) > 1 and tag and found[-2][1] == tag:
            between, _ = found.pop()
            found[-1] = found[-1][0] + between + part, tag
        elif found and found[-1][1] == tag:
            found[-1] = found[-1][0] + part, tag
        else:
            found.append((part, tag))
    return found


def is_known(tag: str) -> bool:
    """Whether a tag names a language, not only a script."""
    return bool(tag) and not tag.startswith("und")
