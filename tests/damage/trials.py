"""Many damaged quotations, of every kind from every form; each is known by its seed and number."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .books import LANGUAGES, book
from .damages import KINDS, Damaged, damaged
from .forms import FORMS, read_in
from .verdicts import Trial

OF_A_BOOK = 160
"""Quotations from one book in one form."""


@dataclass(frozen=True)
class Outcome:
    """What came of one damaged quotation."""

    name: str
    form: str
    language: str
    quoted: Damaged
    wrong: list[str]

    def __str__(self) -> str:
        return f"{self.name} {self.form} {self.language} {self.quoted}: {'; '.join(self.wrong)}"


def trials(
    number: int, folder: Path, first: int = 0, of_a_book: int = OF_A_BOOK
) -> Iterator[Outcome]:
    """So many of them, from the ``first`` book on: its language and its form are the next ones."""
    forms = list(FORMS)
    for seed in range(first, first + -(-number // of_a_book)):
        made, form = book(seed), forms[(seed + seed // (len(forms) * len(LANGUAGES))) % len(forms)]
        trial = Trial(made, read_in(form, made, folder))
        for at in range(of_a_book):
            draw = random.Random(seed * 100_000 + at)
            quoted = damaged(made, KINDS[at % len(KINDS)], draw)
            wrong = trial.wrong(quoted, cited=draw.random() < 0.5)
            yield Outcome(f"{seed}:{at}", form, made.language, quoted, wrong)


def report(outcomes: list[Outcome]) -> str:
    """How many were damaged, and what does not hold, by kind and form."""
    lines = []
    for name, of in (("form", lambda e: e.form), ("kind", lambda e: e.quoted.kind)):
        tried, bad = Counter(map(of, outcomes)), Counter(of(e) for e in outcomes if e.wrong)
        lines += [f"{name} {each}: {count}, wrong {bad[each]}" for each, count in tried.items()]
    wrong = Counter(word for each in outcomes for word in each.wrong)
    lines += [f"{word}: {count}" for word, count in wrong.most_common()]
    return "\n".join([*map(str, (e for e in outcomes if e.wrong)), *lines])
