"""Words by which a sentence turns: what leaves them out may say the reverse of its source."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

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
        if word.startswith("n'") and ("n'",) in phrases.get("n'", ()):
            found.setdefault("n'")
        for phrase in phrases.get(word, ()):
            if tuple(lowered[at : at + len(phrase)]) == phrase:
                found.setdefault(" ".join(phrase).replace(" - ", "-"))
    return list(found)


@lru_cache(maxsize=16)
def _phrases(language: str) -> dict[str, list[tuple[str, ...]]]:
    """The table's entries by their first word; those of most words first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    listed = _WORDS.get(language.replace("_", "-").split("-")[0].lower(), "")
    for entry in listed.split(","):
        phrase = tuple(entry.replace("-", " - ").split())
        if phrase:
            found.setdefault(phrase[0], []).append(phrase)
    return found
