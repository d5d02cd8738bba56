"""Check 10,000 quotations against a made-up text, and compare with a search by likeness.

A third of them are verbatim up to typography, a third marked (cuts, letters altered, words put
in), a third misquoted by one word changed, dropped or added, or by parts in another order.
"""

import argparse
import pickle
import random
import time
import tracemalloc
from collections import Counter
from dataclasses import dataclass

from rapidfuzz import fuzz

from sphinx_critique.texts.collation import Index, Page, Pages, Result, Scope, check
from sphinx_critique.texts.loci import read_locator

BY_PAGE = 400
BY_LINE = 12
SAMPLE = 20
GROWTH = (100_000, 1_000_000, 10_000_000)
TRUE = ("verbatim", "marked")
KINDS = ("verbatim", "marked", "misquoted")


@dataclass(frozen=True)
class Quoted:
    """A quotation, the kind that it was made as, and the pages that it is from."""

    kind: str
    text: str
    first: str
    last: str

    @property
    def locator(self) -> str:
        return self.first if self.first == self.last else f"{self.first}–{self.last}"


class Text:
    """Words as frequent as in a language, with punctuation, lines broken and words hyphenated."""

    def __init__(self, length: int, seed: int = 1921) -> None:
        self.random = random.Random(seed)
        syllables = [c + v for c in "bcdfglmnprstvz" for v in "aeiou"]
        sizes = [1, 2, 2, 3, 3, 4]
        chosen = {
            "".join(self.random.choices(syllables, k=self.random.choice(sizes)))
            for _ in range(60_000)
        }
        self.vocabulary = sorted(chosen)[:40_000]
        self.random.shuffle(self.vocabulary)
        weights = [1 / (rank + 2.7) for rank in range(len(self.vocabulary))]
        words = self.random.choices(self.vocabulary, weights=weights, k=length)
        signs = self.random.choices(["", ",", ".", "?", " –"], weights=[85, 8, 5, 1, 1], k=length)
        self.words = [word + sign for word, sign in zip(words, signs, strict=True)]

    def pages(self) -> Pages:
        starts = range(0, len(self.words), BY_PAGE)
        return Pages.of(
            Page(str(number), self._page(self.words[start : start + BY_PAGE]))
            for number, start in enumerate(starts, 1)
        )

    def _page(self, words: list[str]) -> str:
        lines = [" ".join(words[at : at + BY_LINE]) for at in range(0, len(words), BY_LINE)]
        return "\n".join(map(self._broken, lines))

    def _broken(self, line: str) -> str:
        """A line whose last word may go on, behind a hyphen, on the next."""
        head, _, last = line.rpartition(" ")
        if not last.isalpha() or len(last) < 6 or self.random.random() > 0.2:
            return line
        return f"{head} {last[:3]}-\n{last[3:]}"

    def quoted(self, number: int) -> Quoted:
        """One quotation, of the three kinds in turn."""
        kind = KINDS[number % 3]
        size = self.random.randint(8, 80) if number % 3 else self.random.randint(5, 80)
        start = self.random.randrange(len(self.words) - size - 700)
        text, end = getattr(self, f"_{kind}")(start, size)
        pages = start // BY_PAGE + 1, (end - 1) // BY_PAGE + 1
        return Quoted(kind, text, *map(str, pages))

    def _verbatim(self, start: int, size: int) -> tuple[str, int]:
        text = " ".join(self.words[start : start + size])
        text = text.replace(" – ", self.random.choice(("—", " -- ", " – ")))
        text = text.rstrip(",.– ") + self.random.choice(("", ".", ","))
        return (text[:1].upper() + text[1:] if self.random.random() < 0.3 else text), start + size

    def _marked(self, start: int, size: int) -> tuple[str, int]:
        parts: list[str] = []
        at = start
        for share in (size // 3, size // 3, size - 2 * (size // 3)):
            parts.append(" ".join(self.words[at : at + share]))
            at += share + self.random.randint(1, 200)
        end = at
        first, _, rest = parts[0].partition(" ")
        parts[0] = f"[{first[0].upper()}]{first[1:]} {rest}" if first[1:2].isalpha() else parts[0]
        marks = [self.random.choice((" … ", " […] ", " ... ")) for _ in range(2)]
        return marks[0].join(parts[:2]) + marks[1] + parts[2] + " [sic]", min(end, len(self.words))

    def _misquoted(self, start: int, size: int) -> tuple[str, int]:
        words = self.words[start : start + size]
        at = self.random.randrange(1, size - 1)
        how = self.random.choice(("changed", "dropped", "added", "parts"))
        if how == "parts":
            half = size // 2
            return " ".join([*words[half:], "…", *words[:half]]), start + size
        if how == "added":
            words.insert(at, "xy" + self.random.choice(self.vocabulary))
        elif how == "dropped" and words[at - 1] != words[at] != words[at + 1]:
            del words[at]
        else:
            words[at] = "xy" + self.random.choice(self.vocabulary)
        return " ".join(words), start + size


def judged(quoted: Quoted, result: Result) -> str:
    """What a check is worth: ``right``, or how it is wrong."""
    accepted = result.status in TRUE
    if quoted.kind == "misquoted" and accepted:
        return "accepted though false"
    if quoted.kind != "misquoted" and not accepted:
        return "refused though true"
    if result.found is None or result.found.page not in (quoted.first, quoted.last):
        return "another page named"
    return "right"


def run(length: int, count: int, examples: int = 3) -> None:
    """Index a text and check quotations of it, with pages cited and without."""
    text = Text(length)
    pages = text.pages()
    quotations = [text.quoted(number) for number in range(count)]
    started = time.process_time()
    index = Index.of(pages)
    print(f"{length:,} words: indexed in {time.process_time() - started:.2f} s CPU", flush=True)
    kept = pickle.dumps(index, pickle.HIGHEST_PROTOCOL)
    started = time.process_time()
    index = pickle.loads(kept)
    print(f"  kept in {len(kept) / 2**20:.0f} MiB, loaded in {time.process_time() - started:.2f} s")
    for cited in True, False:
        times: Counter[str] = Counter()
        verdicts: Counter[str] = Counter()
        for quoted in quotations:
            started = time.process_time()
            result = check(index, quoted.text, Scope(read_locator(quoted.locator if cited else "")))
            times[quoted.kind] += time.process_time() - started
            verdict = judged(quoted, result)
            verdicts[f"{quoted.kind} {verdict}"] += 1
            if verdict != "right" and verdicts[f"{quoted.kind} {verdict}"] <= examples:
                print("   ", verdict, repr(quoted.text[:90]), quoted.locator, str(result.status))
        each = ", ".join(f"{kind} {3000 * times[kind] / count:.2f} ms" for kind in KINDS)
        how = "pages cited" if cited else "no page cited"
        print(f"  {how}: {sum(times.values()):.2f} s ({each})")
        print("   ", ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items())))


def baseline(length: int) -> None:
    """The same by likeness: ms for each, and what no threshold can tell apart."""
    text = Text(length)
    whole = " ".join(text.words)
    quotations = [text.quoted(number) for number in range(SAMPLE)]
    started = time.process_time()
    scores = [(fuzz.partial_ratio_alignment(q.text, whole).score, q.kind) for q in quotations]
    each = 1000 * (time.process_time() - started) / SAMPLE
    true = min(score for score, kind in scores if kind == "verbatim")
    false = max(score for score, kind in scores if kind == "misquoted")
    print(
        f"by likeness: {each:.0f} ms each; least like of the true {true:.1f}, most of the false",
        end="",
    )
    print(f" {false:.1f}")


def memory(length: int) -> None:
    """What the index takes, at its peak and for good, beside the text itself."""
    pages = Text(length).pages()
    tracemalloc.start()
    index = Index.of(pages)
    now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(
        f"memory for {len(index):,} tokens: {now / 2**20:.0f} MiB, at most {peak / 2**20:.0f} MiB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.quotations", description=__doc__)
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--quotations", type=int, default=10_000)
    parser.add_argument("--grow", action="store_true", help="over three lengths of text")
    options = parser.parse_args()
    if options.grow:
        for length in GROWTH:
            run(length, 2000)
        return
    run(options.words, options.quotations)
    memory(options.words)
    baseline(options.words)


if __name__ == "__main__":
    main()
