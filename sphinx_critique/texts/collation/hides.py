"""Words by which a sentence turns: what leaves them out may say the reverse of its source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from .tokens import tokens

_WORDS: Final = {
    "en": """
        not, no, never, none, nobody, nothing, nowhere, neither, nor, cannot, without,
        hardly, scarcely, barely, rarely, seldom, but, however, although, though, yet,
        nevertheless, nonetheless, notwithstanding, despite, whereas, unless, except,
        excepting, save for, only, merely, if, provided, providing, on condition, as
        long as, so long as, until, far from, instead, rather than, on the contrary,
        otherwise, allegedly, supposedly, so-called
    """,
    "de": """
        nicht, nichts, nie, niemals, niemand, nirgends, nirgendwo, kein, keine, keinen,
        keinem, keiner, keines, keineswegs, weder, noch, ohne, kaum, selten, aber,
        jedoch, doch, sondern, allein, dennoch, trotzdem, gleichwohl, obwohl, obgleich,
        obschon, trotz, hingegen, dagegen, außer, ausgenommen, nur, bloß, wenn, falls,
        sofern, soweit, solange, bis, es sei denn, unter der bedingung, vorausgesetzt,
        statt, anstatt, vielmehr, angeblich
    """,
    "fr": """
        ne, n', pas, point, non, jamais, rien, personne, aucun, aucune, nul, nulle, ni,
        sans, guère, mais, cependant, toutefois, pourtant, néanmoins, or, quoique, bien
        que, malgré, tandis que, alors que, sauf, excepté, hormis, seulement, que si,
        si, s'il, s'ils, à condition, pourvu que, à moins que, tant que, jusqu'à, au
        contraire, au lieu, plutôt que, sinon, prétendument
    """,
    "es": """
        no, nunca, jamás, nada, nadie, ningún, ninguno, ninguna, ningunos, ningunas, ni,
        tampoco, sin, apenas, pero, mas, sino, sin embargo, no obstante, aunque, a
        pesar, mientras que, salvo, excepto, menos, solo, sólo, solamente, si, siempre
        que, con tal, a menos que, a condición, hasta, al contrario, en vez, en lugar,
        de lo contrario, supuestamente
    """,
    "ru": """
        не, нет, ни, никогда, никто, никого, никому, ничто, ничего, ничему, нигде,
        никак, никакой, никакая, никакое, никакие, никаких, нельзя, без, едва, вряд ли,
        но, однако, а, хотя, зато, тем не менее, несмотря, вопреки, кроме, исключая,
        только, лишь, если, при условии, пока, разве, наоборот, напротив, вместо, иначе,
        якобы
    """,
}
LANGUAGES: Final = tuple(_WORDS)
# Languages that read the table of another.
_SAME: Final = {"nb": "no", "nn": "no", "gsw": "de", "nds": "de"}


# What makes the reverse of a word that it stands before.
_PREFIXES: Final = {
    "en": "un in im il ir dis non non- mis anti anti- counter",
    "de": "un miss nicht nicht- anti anti-",
    "fr": "in im il ir dé dés mal mé non non- anti",
    "es": "in im i des no anti",
    "ru": "не без бес анти противо",
    "it": "in im il ir dis s non anti",
    "pt": "in im i des não- anti",
    "pl": "nie bez anty",
    "nl": "on niet- wan anti",
    "uk": "не без анти",
    "la": "in im il ir dis ne",
    "grc": "ἀ ἀν ἄ ἄν ἁ δυσ",
    "el": "α αν ά άν δυσ αντι",
    "sv": "o icke- miss anti",
    "da": "u ikke- mis anti",
    "no": "u ikke- mis anti",
    "cs": "ne bez anti proti",
}
_SUFFIXES: Final = {"en": "less n't", "de": "los frei", "nl": "loos", "sv": "lös", "da": "løs"}


def turning_words(forms: Sequence[str], language: str) -> list[str]:
    """The words of a language's table that stand among some forms, in their order, each once.

    A language without a table has none.
    """
    phrases = _phrases(language)
    lowered = [form.casefold() for form in forms]
    found: dict[str, None] = {}
    for at, word in enumerate(lowered):
        if phrases and word.endswith("n't"):
            found.setdefault(word)
        for phrase in phrases.get(word, ()):
            if tuple(lowered[at : at + len(phrase)]) == phrase:
                found.setdefault(_as_written(phrase))
    return list(found)


def turned(theirs: Sequence[str], ours: Sequence[str], language: str) -> list[str]:
    """The words by which one reading is the reverse of the other: one turns, or is negated."""
    found = [
        word
        for one, other in ((theirs, ours), (ours, theirs))
        for word in turning_words(one, language)
        if word not in turning_words(other, language)
    ]
    sides = {form.casefold() for form in theirs}, {form.casefold() for form in ours}
    prefixes, suffixes = (each.get(_code(language), "").split() for each in (_PREFIXES, _SUFFIXES))
    for one, other in (sides, sides[::-1]):
        for word in sorted(one - other):
            stems = [word[len(each) :] for each in prefixes if word.startswith(each)]
            roots = [word[: -len(each)] for each in suffixes if word.endswith(each)]
            if other.intersection(filter(None, stems)) or _grown(roots, other, tuple(suffixes)):
                found.append(word)
    return list(dict.fromkeys(found))


def _grown(roots: Sequence[str], words: Iterable[str], suffixes: tuple[str, ...]) -> bool:
    """Whether one of some words is a root, or grows from it otherwise (`hopeful`)."""
    return any(
        root and word.startswith(root) and not word.endswith(suffixes)
        for root in roots
        for word in words
    )


def has_table(language: str) -> bool:
    """Whether there is a table of the words that turn a sentence in a language."""
    return _code(language) in _WORDS


def _code(language: str) -> str:
    code = language.replace("_", "-").split("-")[0].lower()
    return _SAME.get(code, code)


def _as_written(phrase: Sequence[str]) -> str:
    return " ".join(phrase).replace(" - ", "-").replace("' ", "'")


@lru_cache(maxsize=16)
def _phrases(language: str) -> dict[str, list[tuple[str, ...]]]:
    """The table's entries by their first word; those of most words first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    listed = _WORDS.get(_code(language), "")
    for entry in " ".join(listed.split()).split(", "):
        phrase = (
            (entry,) if entry[-1:] == "'" else tuple(each.form.casefold() for each in tokens(entry))
        )
        if phrase:
            found.setdefault(phrase[0], []).append(phrase)
    for phrases in found.values():
        phrases.sort(key=len, reverse=True)
    return found
