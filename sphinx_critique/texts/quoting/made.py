"""A quotation that a text makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..anchoring import Span

UNREAD: Final = "[… illegible]"
"""What a text's own transcript cannot read in a quotation: so many words as may be lost there."""


@dataclass(frozen=True, slots=True)
class Made:
    """A quotation in a text.

    ``parts``: the tokens of its words, without the marks that open it again at the head of each
    paragraph. ``open``: nothing closes it; it is taken to go on to the end of its paragraph.
    ``within``: the number of the quotation that it stands in, -1 where it stands in none.
    ``cited``: the words in which its own citation may be, the nearest first. ``paragraphs``: the
    words of a block's parts. ``hyphenated``: its words with hyphens at ends of lines, if any.
    ``joined``: what they may be where words of saying part them. ``is_interrupted``: its parts are
    quotations too, each in marks of its own, which stand in it.
    """

    parts: tuple[Span, ...]
    words: str
    size: int
    page: str
    locator: str
    is_block: bool = False
    open: bool = False
    within: int = -1
    cited: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    hyphenated: str = ""
    joined: tuple[str, ...] = ()
    is_interrupted: bool = False
    before: str = ""
    after: str = ""

    @property
    def span(self) -> Span:
        """The tokens from its first to behind its last."""
        return self.parts[0][0], self.parts[-1][1]
