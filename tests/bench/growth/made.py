"""Texts of a size, and what works on them."""

from collections.abc import Callable

from sphinx_critique.texts.collation import Index, Page, Pages

Work = Callable[[], object]
Make = Callable[[int], Work]
"""Of a size, the work that is timed."""


def index_of(text: str, pages: int = 1) -> Index:
    """A transcript of some pages, all alike."""
    return Index.of(Pages.of(Page(str(number), text) for number in range(1, pages + 1)))


def words(letters: int, kinds: int = 97) -> list[str]:
    """Words of about so many letters, that come again and again."""
    return [f"w{number % kinds}" for number in range(letters // 4)]


def unlike(letters: int) -> str:
    """Words none of which comes again."""
    return " ".join(f"x{number}" for number in range(letters // 6))
