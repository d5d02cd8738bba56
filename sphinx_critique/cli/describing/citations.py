"""What a citation may hold beside a key and numbers: labels, words before it, words behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...locale.wording import tails, words_before
from ...texts.loci.examples import LABELS
from ...texts.loci.vocabulary import labels_of, languages
from ...texts.loci.vocabulary import words_before as before_in

_ENGLISH = "en"


def sections() -> dict[str, list[dict[str, Any]]]:
    """Of each language that has words for it."""
    return {"labels": list(_labels()), "prefixes": list(_prefixes()), "tails": list(_tails())}


def _labels() -> Iterator[dict[str, Any]]:
    known = {language: labels_of(language) for language in languages()}
    order = [_ENGLISH, *(each for each in known if each != _ENGLISH)]
    for name, told in LABELS.items():
        forms = {}
        for language in order:
            if name in known[language]:
                one, several = known[language][name]
                forms[language] = {"forms": one, "plurals": several}
        yield {"name": name, "meaning": told.meaning, "example": told.example, "languages": forms}


def _prefixes() -> Iterator[dict[str, Any]]:
    yield {"language": _ENGLISH, "words": words_before()}
    for language in languages():
        words = [each.replace("_", " ") for each in before_in(language)]
        if words:
            yield {"language": language, "words": words}


def _tails() -> Iterator[dict[str, Any]]:
    for name, others in tails().items():
        yield {"name": name, "also": others}
