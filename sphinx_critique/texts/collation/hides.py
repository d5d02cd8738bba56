"""Words by which a sentence turns: what leaves them out may say the reverse of its source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

from .. import late
from ..folding import UNSPACED
from .signs import any_dash
from .tokens import tokens

_WORDS: Final = {
    "en": """
        not, no, never, none, nobody, nothing, nowhere, neither, nor, cannot, without,
        non-, hardly, scarcely, barely, rarely, seldom, fail to, fails to, failed to,
        failing to, lack, lacks, lacked, lacking, save, but, however, although, though, yet,
        nevertheless, nonetheless, notwithstanding, despite, whereas, unless, except,
        excepting, only, merely, if, provided, providing, on condition, as
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
    "it": """
        non, no, mai, nessun, nessuno, nessuna, niente, nulla, né, neppure, nemmeno,
        neanche, senza, appena, ma, però, tuttavia, eppure, bensì, anzi, benché, sebbene,
        quantunque, malgrado, nonostante, mentre, salvo, tranne, eccetto, fuorché,
        soltanto, solo, solamente, se, purché, a condizione, a meno, finché, fino a,
        invece, piuttosto, altrimenti, presunto, cosiddetto
    """,
    "pt": """
        não, nunca, jamais, nada, ninguém, nenhum, nenhuma, nem, tampouco, sem, mal, mas,
        porém, contudo, todavia, entretanto, embora, apesar, ainda que, enquanto, salvo,
        exceto, excepto, menos, só, somente, apenas, se, desde que, a menos que, até, ao
        contrário, em vez, senão, supostamente
    """,
    "pl": """
        nie, nigdy, nikt, nikogo, nikomu, nic, niczego, nigdzie, żaden, żadna, żadne,
        żadnego, żadnej, ani, bez, ledwie, ledwo, rzadko, ale, lecz, jednak, jednakże,
        natomiast, zaś, choć, chociaż, mimo, pomimo, wbrew, oprócz, prócz, poza, tylko,
        jedynie, jeśli, jeżeli, gdyby, pod warunkiem, chyba że, dopóki, zamiast, raczej,
        przeciwnie, rzekomo
    """,
    "nl": """
        niet, niets, niks, nooit, niemand, nergens, geen, noch, zonder, nauwelijks, amper,
        zelden, maar, echter, doch, toch, evenwel, hoewel, ofschoon, alhoewel, ondanks,
        niettemin, terwijl, behalve, uitgezonderd, tenzij, slechts, alleen, enkel, als,
        indien, mits, op voorwaarde, zolang, tot, integendeel, in plaats, veeleer, anders,
        zogenaamd
    """,
    "uk": """
        не, ні, ані, ніколи, ніхто, нікого, нікому, ніщо, нічого, ніде, ніяк, ніякий,
        жоден, жодна, жодне, жодного, нема, немає, без, ледве, але, однак, проте, зате,
        а, хоча, хоч, незважаючи, попри, всупереч, крім, окрім, тільки, лише, лиш, якщо,
        якби, за умови, поки, хіба, навпаки, замість, інакше, нібито
    """,
    "cs": """
        ne, není, nejsou, nebyl, nebyla, nebylo, nikdy, nikdo, nikoho, nic, ničeho, nikde,
        žádný, žádná, žádné, ani, bez, sotva, ale, avšak, však, nýbrž, ačkoli, ačkoliv,
        přestože, navzdory, kromě, mimo, jen, jenom, pouze, jestliže, pokud, kdyby, -li,
        pod podmínkou, ledaže, dokud, místo, naopak, jinak, údajně
    """,
    "sv": """
        inte, icke, ej, aldrig, ingen, inget, inga, ingenting, ingenstans, varken, utan,
        knappt, sällan, men, dock, emellertid, fast, fastän, trots, medan, utom, förutom,
        endast, bara, blott, om, såvida, under förutsättning, till dess, tills, istället,
        snarare, annars, påstått
    """,
    "da": """
        ikke, ej, aldrig, ingen, intet, ingenting, ingen steder, hverken, uden, næppe,
        sjældent, men, dog, imidlertid, skønt, selvom, trods, mens, undtagen, bortset,
        kun, blot, hvis, såfremt, medmindre, indtil, i stedet, snarere, ellers, angiveligt
    """,
    "no": """
        ikke, ikkje, ei, aldri, ingen, intet, ingenting, verken, hverken, uten, utan,
        neppe, sjelden, men, dog, imidlertid, skjønt, selv om, tross, mens, unntatt,
        bortsett, bare, kun, hvis, dersom, såfremt, med mindre, inntil, i stedet, snarere,
        ellers, angivelig
    """,
    "la": """
        non, haud, haut, ne, nec, neque, neve, neu, nunquam, numquam, nemo, neminem, nihil,
        nil, nullus, nulla, nullum, nullo, nulli, nusquam, nequaquam, neutiquam, minime,
        vix, sine, absque, sed, at, autem, verum, tamen, attamen, vero, quamquam, quamvis,
        etsi, licet, nisi, praeter, tantum, solum, modo, dummodo, si, sin, donec, potius,
        immo, alioquin, contra
    """,
    "grc": """
        οὐ, οὐκ, οὐχ, οὔ, οὐχί, μή, μὴ, οὐδέ, οὐδὲ, μηδέ, μηδὲ, οὔτε, μήτε, οὐδείς, οὐδεὶς,
        οὐδέν, οὐδὲν, οὐδεμία, μηδείς, μηδεὶς, μηδέν, μηδὲν, οὔποτε, οὐδέποτε, μήποτε,
        μηδέποτε, οὔπω, μήπω, ἄνευ, χωρίς, χωρὶς, μόλις, ἀλλά, ἀλλὰ, ἀλλ, μέντοι, καίτοι,
        ὅμως, καίπερ, πλήν, πλὴν, μόνον, μόνος, εἰ, ἐάν, ἐὰν, ἢν, ἤν, ἕως, πρίν, πρὶν
    """,
    "el": """
        δεν, δε, μη, μην, όχι, ουδέ, μήτε, ούτε, ποτέ, κανείς, κανένας, καμία, κανένα,
        τίποτα, τίποτε, πουθενά, χωρίς, δίχως, άνευ, μόλις, αλλά, όμως, ωστόσο, μα, αν και,
        μολονότι, παρότι, παρά, ενώ, εκτός, πλην, μόνο, μόνον, αν, εάν, εφόσον, αρκεί,
        ώσπου, μέχρι, αντίθετα, αντί, αλλιώς, δήθεν
    """,
    "zh": """
        不, 没, 沒, 未, 无, 無, 非, 莫, 勿, 毋, 否, 但, 却, 卻, 然而, 而是, 可是, 不过, 不過,
        虽, 雖, 尽管, 儘管, 除, 除非, 只, 仅, 僅, 若, 如果, 假如, 要是, 直到, 反而, 所谓, 所謂
    """,
    "ja": """
        ない, なく, なかっ, ませ, ぬ, ず, 非, 無, 未, 不, しかし, だが, けれど, ただし, のに,
        だけ, のみ, しか, もし, 場合, 以外, 除, まで, むしろ, 逆
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
# What such words begin with of which the reverse is denied, and what else begins so.
_DENYING: Final = {
    "en": r"un(?!der|til|to$|cle|ct|anim|dul|gu|less|i(?:on|t|v|f|q|son|c))|non(?!e|ce|pl)",
    "de": r"un(?!d$|s|ter|gefähr|garn|gar|ion|iv|if|ik)|nicht",
    "nl": r"on(?!der|s|t|ze|ge(?:veer)|line)|niet",
    "ru": r"не",
    "uk": r"не",
    "pl": r"nie",
    "cs": r"ne",
}
_STANDS_ALONE: Final = frozenset(("en", "de"))
"""Languages of whose words so made the rest need not be known as a word."""
_DENIED: Final = {
    language: late.pattern(rf"(?:{prefix})(?P<stem>\w{{3,}})")
    for language, prefix in _DENYING.items()
}
_OTHERWISE: Final = {
    "save": frozenset("to will would can could may might shall should must".split())
}
"""Words that turn nothing behind some others."""
_SUFFIXES: Final = {"en": "less n't", "de": "los frei", "nl": "loos", "sv": "lös", "da": "løs"}


def turning_words(forms: Sequence[str], language: str) -> list[str]:
    """The words of a language's table that stand among some forms, in their order, each once.

    A language without a table has none.
    """
    phrases = _phrases(language)
    lowered = [any_dash(form.casefold()) for form in forms]
    found: dict[str, None] = {}
    done = 0
    for at, word in enumerate(lowered):
        if at < done:
            continue
        if phrases and word.endswith("n't"):
            found.setdefault(word)
        if at and lowered[at - 1] in _OTHERWISE.get(word, ()):
            continue
        for phrase in phrases.get(word, ()):
            done = at + len(phrase)
            if tuple(lowered[at:done]) == phrase:
                found.setdefault(_as_written([any_dash(form.lower()) for form in forms[at:done]]))
                break
        else:
            done = at + 1
    return list(found)


def may_turn(form: str, language: str) -> bool:
    """Whether an entry of a language's table begins with a form."""
    phrases, lowered = _phrases(language), any_dash(form.casefold())
    turns = lowered in phrases or (bool(phrases) and lowered.endswith("n't"))
    return turns or denied_by(form, language) != ""


def denied_by(form: str, language: str) -> str:
    """What a word that begins with a negative prefix denies; nothing where it does not."""
    denied = _DENIED.get(_code(language))
    found = denied.fullmatch(form.casefold()) if denied else None
    return found["stem"] if found else ""


def denials(forms: Iterable[str], known: Callable[[str], bool], language: str) -> list[str]:
    """The words among some that a negative prefix makes the reverse of one that is known."""
    alone = _code(language) in _STANDS_ALONE
    stems = ((form.lower(), denied_by(form, language)) for form in forms)
    return [form for form, stem in stems if stem and (alone or known(stem))]


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
    parting = "" if UNSPACED.match(phrase[0]) else " "
    return re.sub(" ?- ?", "-", parting.join(phrase)).replace("' ", "'")


@lru_cache(maxsize=16)
def _phrases(language: str) -> dict[str, list[tuple[str, ...]]]:
    """The table's entries by their first word; those of most words first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    listed = _WORDS.get(_code(language), "")
    for entry in " ".join(listed.split()).split(", "):
        phrase = (
            (entry,)
            if entry[-1:] == "'"
            else tuple(any_dash(each.form.casefold()) for each in tokens(entry))
        )
        if phrase:
            found.setdefault(phrase[0], []).append(phrase)
    for phrases in found.values():
        phrases.sort(key=len, reverse=True)
    return found
