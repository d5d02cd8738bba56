"""Bibliographies of a seed, each with slips, circles and bytes that are of no encoding."""

from random import Random
from typing import Final

from .documents import KEYS
from .oddities import LETTERS, SIGNS, filler

TYPES: Final = (
    "book", "article", "inbook", "incollection", "misc", "thesis", "online", "mvbook", "xdata",
    "set", "no_such", "string", "comment", "preamble", "BOOK",
)  # fmt: skip
FIELDS: Final = (
    "author", "editor", "title", "year", "date", "crossref", "xref", "xdata", "entryset", "journal",
    "pages", "publisher", "langid", "related", "options", "keywords", "no_such", "month", "volume",
)  # fmt: skip
_VALUES: Final = (
    "Serge, Victor and Sedova, Natalia", "von Last, Jr., First", "{The {Sailors}} of '21", "1921",
    "1921-03/1921-04", "1921-99-99", "-0044", "~",
    "a, b, c, d, e and f and and", "and", "family=X, given=Y",
    "\\'{e}\\\"o", "\\emph{a", "$x^2$", "\\textbf{\\textit{a}}", "{", "}", "{{",
    "\\", "%", "#", "\"",
    "@book{inner, title = {x}}", "10--20", "", " ", "mar", "jan # { 1}",
)  # fmt: skip
_BETWEEN: Final = ("", "\n", "%", "@", "@book", "words between", "@comment{", "}", "\x00", "\ufeff")


def bibliography(seed: int) -> bytes:
    """The text of a ``.bib`` file."""
    random = Random(f"bibliography {seed}")
    text = "\n\n".join(_entry(random) for _ in range(random.randint(0, 8)))
    encoding = random.choice(("utf-8", "utf-8", "utf-16", "latin-1", "cp1252", "utf-8-sig"))
    return mutated(text.encode(encoding, errors="replace"), random)


def _entry(random: Random) -> str:
    key = random.choice((*KEYS, "a", "b", "a", "", "a b", "../../x", "é", "a:b", "a'"))
    kind, between = random.choice(TYPES), random.choice(_BETWEEN) if random.random() < 0.2 else ""
    opened, closed = random.choice(("{}", "{}", "{}", "()", "{)", "{ ", " }"))
    fields = ",\n  ".join(_field(random) for _ in range(random.randint(0, 6)))
    return f"{between}@{kind}{opened}{key},\n  {fields}{closed}"


def _field(random: Random) -> str:
    value = random.choice((*_VALUES, *KEYS, "a", "b", "a, b", filler(random, 0.5)))
    value += random.choice(("", "", " ", random.choice(LETTERS), random.choice(SIGNS)))
    before, after = random.choice(("{}", "{}", "{}", '""', "  ", '{"', '"}', "{{"))
    return f"{random.choice(FIELDS)} = {before}{value}{after}"


def mutated(data: bytes, random: Random) -> bytes:
    """Bytes with some of them lost, doubled, changed or cut off, in half of all cases."""
    if not data or random.random() < 0.5:
        return data
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        at = random.randrange(len(changed) + 1)
        end = min(len(changed), at + random.choice((1, 1, 4, 64)))
        what = random.random()
        if what < 0.4 and at < len(changed):
            changed[at] = random.randrange(256)
        elif what < 0.6:
            del changed[at:end]
        elif what < 0.8:
            changed[at:at] = changed[at:end] * random.choice((1, 2, 50))
        elif what < 0.9:
            changed[at:at] = random.randbytes(3)
        else:
            del changed[at:]
    return bytes(changed)
