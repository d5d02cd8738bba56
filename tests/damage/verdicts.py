"""What must hold of the check of a damaged quotation, whatever its damage."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_critique.texts.collation import FAILED, Index, Result, Scope, Status, check
from sphinx_critique.texts.loci import read_locator

from .books import Book
from .damages import CONTROLS, Damaged

_CUT = re.compile(r"\s*(?:\[…\]|…)\s*")
_ENDS = ".,:;"


@dataclass(frozen=True)
class Trial:
    """Holds damaged quotations against one book as it has been read."""

    book: Book
    index: Index

    def wrong(self, quoted: Damaged, cited: bool) -> list[str]:
        """What does not hold of the check of a quotation, in words; nothing if all does."""
        pages = self.book.cited(quoted.first, quoted.last) if cited else ""
        scope = Scope(read_locator(pages), language=self.book.language)
        result = check(self.index, quoted.text, scope)
        return list(self._wrong(quoted, result, scope))

    def _wrong(self, quoted: Damaged, result: Result, scope: Scope) -> Iterator[str]:
        if result.status not in FAILED:
            if result.status is Status.UNCHECKED:
                yield "unchecked"
            elif not self._stands(quoted.text):
                yield f"a false tick: {result.status}"
            return
        if quoted.left_out:
            yield from self._not_told_as_cuts(quoted, result)
        elif quoted.kind in CONTROLS and told_as_cuts(result):
            yield "a word changed, told as a cut"
        if result.status is Status.MISQUOTED:
            yield from self._bad_advice(quoted, result, scope)

    def _not_told_as_cuts(self, quoted: Damaged, result: Result) -> Iterator[str]:
        if not told_as_cuts(result):
            yield f"{result.status}, not told as a cut"
        elif len(result.changes) > len(quoted.left_out):
            yield "more cuts are told than there are"

    def _bad_advice(self, quoted: Damaged, result: Result, scope: Scope) -> Iterator[str]:
        advice = result.suggestion
        if not result.changes:
            yield "nothing is said to differ"
        if not advice:
            yield "no suggestion"
            return
        if " ".join(advice.split()) == " ".join(quoted.text.split()):
            yield "what was refused is suggested"
        if check(self.index, advice, Scope(language=scope.language)).status in FAILED:
            yield "the suggestion fails"
        before, after = quoted.before, quoted.after
        if not (advice.startswith(before) and advice.endswith(after)):
            yield "what stands is changed"

    def _stands(self, text: str) -> bool:
        """Whether each part of a quotation is in the book, in order; where brackets are, any."""
        if "[" in text.replace("[…]", ""):
            return True
        whole, at = _bare(" ".join(self.book.words)), 0
        if _bare(text) in whole:
            return True
        for part in _CUT.split(text):
            bare = _bare(part).strip(_ENDS)
            first = next((n for n, char in enumerate(bare, 1) if char.isalpha()), 0)
            pattern = f"(?i:{re.escape(bare[:first])}){re.escape(bare[first:])}"
            found = re.compile(pattern).search(whole, at)
            if found is None:
                return False
            at = found.end()
        return True


def told_as_cuts(result: Result) -> bool:
    """Whether nothing is said to differ but words left out, and marks for them are suggested."""
    return (
        result.status is Status.MISQUOTED
        and {change.op for change in result.changes} == {"delete"}
        and len(_CUT.findall(result.suggestion)) >= len(result.changes)
    )


def _bare(text: str) -> str:
    """A text without what is free: spaces, hyphens, the length of dashes, signs by quote marks."""
    text = re.sub(r"[\s-]", "", text).replace("—", "–")
    return re.sub(r"[.,:;]*([“”])[.,:;]*", r"\1", text)
