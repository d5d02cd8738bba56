"""Words that read as two others, set close: what parts them is no mending of a scan."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = {
    "en": """
        about abroad across again alike alive alone along already altogether always amount
        another anybody anyone anything anyway apart apiece around aside asleep await awake
        award aware away because become before behalf behind below beside between beware
        cannot carpet everybody everyone everything everyday father forbear forever forgive
        former fortune goodbye heroin however income indeed inform inside insight instead
        into invent island itself justice legend manage mankind maybe meanwhile message
        moreover myself nevertheless nobody nonetheless notable notary nothing notice
        notwithstanding nowhere office often onto outside overcome overthrow ransom passage
        person season somebody someone something sometime sometimes somewhat somewhere
        tenant themselves therapist therefore therein thereof together undergo understand
        undertake upon uphold upright warrant whatever whenever whereas whereby wherever
        whoever wholesale within without
    """,
    "de": """
        allein anstatt auseinander beinahe beisammen dafür dagegen daran darauf daraus
        darin darum demnach einander einmal ferner indem infolge jedoch jemals keinmal
        nachdem niemals obgleich obwohl sobald sogar solange sooft soviel soweit sowie
        sowohl trotzdem umso ungefähr vielleicht vielmehr voran wieder womit zufolge zugleich
        zuerst zuletzt zunächst zurück zusammen zuviel zuwider
    """,
    "fr": """
        affaire ainsi alentour aucun auprès aussitôt autant autour autrefois autrement avant
        bienfait bientôt cependant dedans dehors depuis dessus dessous devant encore enfin
        ensemble ensuite entretemps jamais longtemps lorsque maintenant malgré parfois parmi
        partout pourquoi pourtant puisque quelquefois quoique sinon sitôt surtout tandis
        toujours toutefois plutôt
    """,
    "es": "adentro además afuera ahora ambos aparte aunque conmigo demás demasiado porque"
    " porqué siempre sino sobretodo también tampoco todavía",
    "it": "abbastanza affatto allora altrimenti ancora appena apposta benché dopotutto dunque"
    " finché finora giacché infatti inoltre insieme invece neppure nonostante perché perciò"
    " piuttosto poiché pressoché purché purtroppo qualcosa sebbene soltanto soprattutto"
    " talvolta tuttavia",
}
_NO_WORDS: Final = {
    "en": frozenset("ly ing ed er est ness tion sion ment ship ful ity ism ous ive".split()),
    "de": frozenset("ung heit keit lich isch schaft bar sam nis en er".split()),
    "fr": frozenset("ment tion eur euse ité eux".split()),
}
_LETTERS: Final = re.compile("[b-df-hj-np-tv-xzß]{2,}")
_BY_LANGUAGE: Final = {language: frozenset(words.split()) for language, words in _WORDS.items()}


def is_one_word(form: str, language: str) -> bool:
    """Whether a language has a word, though it reads as two of its words run together."""
    return form.casefold() in _BY_LANGUAGE.get(_code(language), ())


def is_no_word(form: str, language: str) -> bool:
    """Whether something is no word of its own: an ending, or letters without a vowel."""
    return _LETTERS.fullmatch(form) is not None or form in _NO_WORDS.get(_code(language), ())


def _code(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()
