"""Made-up books that quote others, in every manner and with every damage, and what is true of it.

Run as ``python -m tests.auditing`` it audits one that quotes ten sources a thousand times, and
prints how much of it is told.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import process_time
from typing import Final

from sphinx_critique.texts.collation import Index, Status
from sphinx_critique.texts.quoting import Finder, Made, Source, read_quotations
from sphinx_critique.texts.quoting.citing import Names
from sphinx_critique.texts.quoting.evidence import word_forms
from sphinx_critique.texts.quoting.verdict import Finding
from sphinx_critique.texts.transcripts.plain import read_plain

from .damage.books import LINES, WORDS_OF_A_LINE, Book, _words, book
from .damage.damages import SILENT, damaged

PAGE: Final = LINES * WORDS_OF_A_LINE
MARKS: Final = (
    *(
        ("“", "”"),
        ("‘", "’"),
        ('"', '"'),
        ("«", "»"),
        ("«\u00a0", "\u00a0»"),
        ("„", "“"),
        ("»", "«"),
    ),
    *(("”", "”"), ("„", "”"), ("‚", "‘"), ("'", "'"), ("``", "''"), ("「", "」"), ("‹", "›")),
)
ALTERATIONS: Final = (
    *("a foreign word", "another word", "a word added", "words exchanged", "a letter", SILENT),
)
NAMES: Final = "Adler Bloch Corti Dunn Evers Falk Garin Holm Ibsen Jansen".split()


@dataclass(frozen=True)
class Truth:
    """What is true of a quotation: whence it is, and what its check must come to."""

    text: str
    status: str
    source: str = ""
    page: str = ""
    manner: str = ""


@dataclass
class Quoting:
    """A book that quotes: its transcript, its sources and the truth."""

    text: str
    sources: dict[str, str]
    truths: list[Truth] = field(default_factory=list)
    unmarked: list[Truth] = field(default_factory=list)
    short: int = 0

    @property
    def names(self) -> dict[str, list[str]]:
        return {name.lower(): [name] for name in NAMES[: len(self.sources)]}


def quoting(seed: int, number: int, of: int = 10, size: int = 12_000) -> Quoting:
    """A book that quotes some sources so many times."""
    draw = random.Random(f"quoting {seed}")
    books = {name.lower(): book(4 * (n + 1), size) for n, name in enumerate(NAMES[:of])}
    made = Quoting("", {key: _printed(each) for key, each in books.items()})
    paragraphs = [_paragraph(draw, made, books) for _ in range(number)]
    pages = [paragraphs[at : at + 3] for at in range(0, len(paragraphs), 3)]
    made.text = "".join(f"[p. {n}]\n" + "\n\n".join(page) + "\n" for n, page in enumerate(pages, 1))
    return made


def _printed(source: Book) -> str:
    pages = ("\n".join(line.text for line in page) for page in source.pages)
    return "".join(f"[p. {n}]\n{page}\n" for n, page in enumerate(pages, 1))


def _paragraph(draw: random.Random, made: Quoting, books: dict[str, Book]) -> str:
    """A paragraph of the book's own, with one quotation, and what else there may be in it."""
    before, after = _own(draw, 12), _own(draw, 10)
    kind = draw.random()
    if kind < 0.08:
        return f"{before} {_dialogue(draw, made)} {after}"
    if kind < 0.14:
        made.short += 1
        return f"{before} “{draw.choice(('so called', 'free', 'the good life'))}” {after}"
    key = draw.choice(sorted(books))
    if kind < 0.18:
        return f"{before} {_unmarked(draw, made, key, books[key])} {after}"
    truth = _quotation(draw, key, books[key])
    return _set(draw, made, truth, before, after)


def _own(draw: random.Random, size: int) -> str:
    words = " ".join(_words(draw, "en", size)).split()
    bare = (re.sub(r"[“”\[\]()]", "", word) for word in words)
    return " ".join(filter(None, bare)).rstrip(",;:–—… ") + "."


def _dialogue(draw: random.Random, made: Quoting) -> str:
    words = _own(draw, draw.randint(5, 14)).replace(".", ",", 1)
    text = re.sub(r"\s+", " ", f"Well {words} my dear zebra")
    made.truths.append(Truth(text, "not found", manner="dialogue"))
    return f"“{text},” said Quagga."


def _unmarked(draw: random.Random, made: Quoting, key: str, source: Book) -> str:
    size = first = 0
    while not size or not _is_plain(source.words[first : first + size]):
        size = draw.randint(12, 30)
        first = draw.randrange(len(source.words) - size)
    words = " ".join(source.words[first : first + size])
    made.unmarked.append(Truth(words, "unmarked", key, str(first // PAGE + 1)))
    return words


def _quotation(draw: random.Random, key: str, source: Book) -> Truth:
    """Words of a source, true or altered; none with marks that could be the quoter's."""
    while True:
        kind = draw.choice(("verbatim",) * 5 + ("cut", "insertion", "letter", *ALTERATIONS))
        if kind in ALTERATIONS:
            each = damaged(source, kind, draw)
            text, first, last, status = each.text, each.first, each.last, "misquoted"
        else:
            size = draw.randint(5, 40)
            first = draw.randrange(len(source.words) - size)
            last = first + size
            text, status = _marked(draw, kind, source.words[first:last])
        if (
            _is_plain(source.words[first:last])
            and _is_plain(text.replace("[…]", "").replace("[", "").split())
            and len(word_forms(text)) >= 5
        ):
            page = str(first // PAGE + 1)
            # What is changed at an end may be that of a shorter quotation: it is not told so.
            if status != "misquoted" or _letters(text) not in _letters(" ".join(source.words)):
                return Truth(text.strip(" ,;:–—"), status, key, page, kind)


def _is_plain(words: list[str]) -> bool:
    """Whether no sign in words is one that a quoter may have put there, or that parts them."""
    bare = " ".join(words)
    return not re.search(r"[\[“”()]|(?<!\[)…", bare) and words[0][0].isalnum()


def _marked(draw: random.Random, kind: str, words: list[str]) -> tuple[str, str]:
    at = draw.randrange(1, len(words) - 1)
    if kind == "cut" and len(words) >= 12:
        at = draw.randrange(4, len(words) - 6)
        return " ".join([*words[:at], "[…]", *words[at + 2 :]]), "marked"
    if kind == "insertion":
        return " ".join([*words[:at], "[as she says]", *words[at:]]), "marked"
    if kind == "letter" and words[0][0].isascii() and re.match(r"[A-Za-z]+\b(?!-)", words[0]):
        return " ".join([f"[{words[0][0].swapcase()}]{words[0][1:]}", *words[1:]]), "marked"
    return " ".join(words), "verbatim"


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _set(draw: random.Random, made: Quoting, truth: Truth, before: str, after: str) -> str:
    """A quotation in the text: in marks of some kind, over paragraphs, or set in."""
    cited, truth = _cited(draw, made, truth)
    manner = draw.random()
    is_block = manner < 0.15
    if is_block:
        lines = _lines(draw, truth.text)
        block = "\n".join(f"    {line}" for line in lines)
        text = f"{before}\n\n{block}\n\n{cited} {after}".replace("\n\n ", "\n\n")
    elif manner < 0.25 and len(truth.text.split()) > 14 and truth.status == "verbatim":
        words = truth.text.split()
        text = f"{before} “{' '.join(words[:7])}\n\n“{' '.join(words[7:])}” {cited} {after}"
    else:
        opening, closing = draw.choice(MARKS)
        text = f"{before} {opening}{truth.text}{closing} {cited} {after}"
    made.truths.append(truth)
    return text


def _lines(draw: random.Random, text: str) -> Iterator[str]:
    words = text.split()
    for at in range(0, len(words), 9):
        yield " ".join(words[at : at + 9])


def _cited(draw: random.Random, made: Quoting, truth: Truth) -> tuple[str, Truth]:
    """A citation, if there is one; sometimes the page is another."""
    kind = draw.random()
    name = truth.source.capitalize()
    if kind < 0.3:
        return "", truth
    if kind < 0.36 and truth.status in ("verbatim", "marked"):
        wrong = str(int(truth.page) + draw.choice((3, 7)))
        there = Truth(truth.text, "misplaced", truth.source, truth.page, truth.manner)
        return f"({name} 1921, p. {wrong}).", there
    if kind < 0.7:
        return "", truth
    # A quotation may run on to the next page.
    last = int(truth.page) + 1
    return f"({name} 1921, {truth.page}–{last}).", truth


@dataclass
class Score:
    """How much of the truth is told."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def audited(given: Quoting) -> tuple[list[Made], list[Finding]]:
    """The quotations of a book, and what each comes to."""
    made = read_quotations(Index.of(read_plain(given.text)))
    finder = Finder(made, Names(given.names, {}), among=len(given.sources))
    sources = [Source(key, Index.of(read_plain(text))) for key, text in given.sources.items()]
    for source in sources:
        finder.look_in(source)
    for source in sources:
        finder.look_closer(source)
    return made, finder.findings()


def score(given: Quoting, findings: list[Finding]) -> Score:
    """What was told against what is true."""
    result = Score()
    there: dict[str, list[Finding]] = {}
    for each in findings:
        there.setdefault(_letters(each.made.words), []).append(each)
    for truth in given.truths:
        group = there.get(_letters(truth.text), [])
        finding = group.pop(0) if group else None
        result.counts["all"] += 1
        result.counts[f"all {truth.status}"] += 1
        for name, right in _told(truth, finding):
            result.counts[name] += right
            if not right:
                result.wrong.append(f"{name}: {truth}\n    {_came(finding)}")
                break
    extra = [each for group in there.values() for each in group]
    result.counts["extra"] = len(extra)
    result.wrong += [f"extra: {_came(each)}" for each in extra]
    return result


def _told(truth: Truth, finding: Finding | None) -> Iterator[tuple[str, bool]]:
    yield "read", finding is not None
    best = finding.best if finding else None
    status = best.result.status if best else Status.NOT_FOUND
    yield "found", (status is Status.NOT_FOUND) is (truth.status == "not found")
    yield f"status {truth.status}", str(status) == truth.status
    if best and truth.source:
        yield "source", best.source == truth.source
        # Words at an end that are altered may be those of the page before.
        found = best.result.found
        pages = {truth.page, str(int(truth.page) + 1)}
        yield "page", found is not None and found.page in pages


def _came(finding: Finding | None) -> str:
    if finding is None:
        return "nothing"
    best = finding.best
    told = f"{best.source} {best.result.status} {best.evidence} {best.result.found}" if best else ""
    changes = best.result.changes if best else ()
    return f"{finding.made.words!r}: {told} {changes} {finding.made.cited}"


def main() -> None:
    given = quoting(7, 1250)
    start = process_time()
    _, findings = audited(given)
    told = score(given, findings)
    print(f"{process_time() - start:.1f} s")
    for name, count in sorted(told.counts.items()):
        print(f"{count:6} {name}")
    for line in told.wrong[:40]:
        print(line)


if __name__ == "__main__":
    main()
