"""Locators, citations, pages, and passages drawn from them."""

from collections.abc import Mapping

from sphinx_critique.texts.collation import Index, Page, Pages, Scope, check
from sphinx_critique.texts.collation.drawn import draw
from sphinx_critique.texts.collation.twice import quoted_differently
from sphinx_critique.texts.loci import read_citations, read_locator

from .made import Make, Work, index_of, unlike, words


def paged(count: int) -> Index:
    return index_of("alpha beta gamma", count)


def numbers(count: int, join: str = ", ") -> str:
    return join.join(map(str, range(1, count + 1)))


def partial_check(index: Index, locator: str) -> Work:
    return lambda: check(index, "beta gamma", Scope(read_locator(locator)))


def citing(text: str) -> Work:
    """Citations read, of a bibliography that has only one key."""
    return lambda: list(read_citations(text, keys={"doe"}))


PLACES: Mapping[str, Make] = {
    "locator list": lambda n: lambda: read_locator(numbers(n // 6)),
    "locator ranges": lambda n: (
        lambda: read_locator(", ".join(f"{i}–{i + 1}" for i in range(n // 10)))
    ),
    "locator labels": lambda n: lambda: read_locator("p. " * (n // 3)),
    "locator label list": lambda n: (
        lambda: read_locator(", ".join(f"p. {i}" for i in range(n // 8)))
    ),
    "locator parentheses": lambda n: lambda: read_locator("(" * (n // 2) + ")" * (n // 2)),
    "locator spaces": lambda n: lambda: read_locator("1" + " " * n + "x"),
    "locator words": lambda n: lambda: read_locator("word " * (n // 5)),
    "locator digits": lambda n: lambda: read_locator("1" * n),
    "locator Roman": lambda n: lambda: read_locator("x" * n),
    "locator dashes": lambda n: lambda: read_locator("–" * n),
    "locator quotes": lambda n: lambda: read_locator('"' * n),
    "locator braces": lambda n: lambda: read_locator("{" * n),
    "pages cited": lambda n: partial_check(paged(n // 6), numbers(n // 6)),
    "pages cited backwards": lambda n: partial_check(
        paged(n // 6), ", ".join(map(str, range(n // 6, 0, -1)))
    ),
    "pages cited, missing": lambda n: partial_check(paged(100), numbers(n // 6)),
    "page ranges": lambda n: partial_check(
        paged(n // 10), ", ".join(f"1–{i}" for i in range(1, n // 10))
    ),
    "pages": lambda n: lambda: index_of("alpha beta", n // 10),
    "pages, quoted": lambda n: (
        lambda index: lambda: check(index, "gamma alpha beta gamma alpha", Scope(read_locator("")))
    )(paged(n // 16)),
    "pages, all quoted": lambda n: (
        lambda index: lambda: check(index, "alpha beta gamma " * (n // 16), Scope(read_locator("")))
    )(paged(n // 16)),
    "pages of one name": lambda n: (
        lambda index: lambda: check(index, "beta alpha", Scope(read_locator("1")))
    )(Index.of(Pages.of(Page("1", "alpha beta gamma") for _ in range(n // 16)))),
    "citations": lambda n: citing("; ".join(["doe, 1"] * (n // 8))),
    "citation brackets": lambda n: citing("[" * n),
    "citation words": lambda n: citing("see " * (n // 4) + "doe, 1"),
    "citation quoted in": lambda n: citing(" quoted in ".join(["doe, 1"] * (n // 18))),
    "citation commas": lambda n: citing("doe" + "," * n),
    "citation spaces": lambda n: citing("doe" + " " * n + "x"),
    "drawn": lambda n: (lambda index: lambda: draw(index, "w1 w2", "w95 w96", None))(
        index_of(" ".join(words(n)))
    ),
    "drawn, unlike": lambda n: (lambda index: lambda: draw(index, "x0 x1", f"x{n // 6 - 1}", None))(
        index_of(unlike(n))
    ),
    "twice": lambda n: lambda: list(quoted_differently([unlike(100)] * (n // 100))),
    "twice, long": lambda n: (
        lambda: list(quoted_differently([unlike(n // 2), unlike(n // 2).replace("x7 ", "y ")]))
    ),
}
