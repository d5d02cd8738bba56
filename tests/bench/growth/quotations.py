"""Quotations held against a text."""

from collections.abc import Mapping

from sphinx_critique.texts.collation import Scope, check
from sphinx_critique.texts.loci import read_locator

from .made import Make, Work, index_of, unlike, words


def quoting(text: str, quotation: str, locator: str = "") -> Work:
    """A quotation held against a text."""
    scope = Scope(read_locator(locator))
    index = index_of(text)
    return lambda: check(index, quotation, scope)


QUOTATIONS: Mapping[str, Make] = {
    "words": lambda n: quoting(" ".join(words(n)), " ".join(words(n))),
    "different words": lambda n: quoting(unlike(n), unlike(n)),
    "one wrong": lambda n: quoting(unlike(n), unlike(n) + " y"),
    "one wrong in the middle": lambda n: quoting(
        unlike(n), unlike(n // 2) + " y " + unlike(n)[len(unlike(n // 2)) :]
    ),
    "words, one wrong": lambda n: quoting(" ".join(words(n)), " ".join([*words(n), "y"])),
    "all wrong": lambda n: quoting(unlike(n), "y" + unlike(n).replace(" ", " y")),
    "every second wrong": lambda n: quoting(
        unlike(n), " ".join(w if i % 2 else "y" for i, w in enumerate(unlike(n).split()))
    ),
    "every tenth wrong": lambda n: quoting(
        unlike(n), " ".join(w if i % 10 else "y" for i, w in enumerate(unlike(n).split()))
    ),
    "every second left out": lambda n: quoting(unlike(n), " ".join(unlike(n).split()[::2])),
    "every tenth left out": lambda n: quoting(
        unlike(n), " ".join(w for i, w in enumerate(unlike(n).split()) if i % 10)
    ),
    "reversed": lambda n: quoting(unlike(n), " ".join(unlike(n).split()[::-1])),
    "no spaces": lambda n: quoting(unlike(n), unlike(n).replace(" ", "")),
    "a a a": lambda n: quoting("a " * (n // 2), "a " * (n // 4)),
    "a a a b": lambda n: quoting("a " * (n // 2), "a " * (n // 4) + "b"),
    "a a a b, b elsewhere": lambda n: quoting("b " + "a " * (n // 2), "a " * (n // 4) + "b"),
    "b a a a": lambda n: quoting("a " * (n // 2) + "b", "b " + "a " * (n // 4)),
    "a a b a a, a a c a a": lambda n: quoting(
        "a " * (n // 4) + "b " + "a " * (n // 4), "a " * (n // 8) + "c " + "a " * (n // 8)
    ),
    "a b a b, b a": lambda n: quoting("a b " * (n // 4), "b b a a " * (n // 16)),
    "strokes": lambda n: quoting("\n".join(words(n)), " / ".join(words(n))),
    "strokes, one wrong": lambda n: quoting("\n".join(words(n)), " / ".join([*words(n), "y"])),
    "strokes, unlike": lambda n: quoting(
        unlike(n).replace(" ", "\n"), unlike(n).replace(" ", " / ")
    ),
    "strokes, a / a": lambda n: quoting("a\n" * (n // 2), "a / " * (n // 8) + "a"),
    "strokes, a / a, wrong": lambda n: quoting("a\n" * (n // 2), "a / " * (n // 8) + "b"),
    "strokes alone": lambda n: quoting("a b", "a" + " /" * (n // 2) + " b"),
    "brackets": lambda n: quoting(unlike(n), unlike(n).replace(" ", " [y] ")),
    "brackets, words": lambda n: quoting(" ".join(words(n)), " [y] ".join(words(n))),
    "brackets, a [b] a": lambda n: quoting("a " * (n // 2), "a [b] " * (n // 8) + "a"),
    "brackets, a [b] a, wrong": lambda n: quoting("a " * (n // 2), "a [b] " * (n // 8) + "c"),
    "brackets alone": lambda n: quoting("a b", "a " + "[b] " * (n // 4) + "b"),
    "brackets for words": lambda n: quoting(
        unlike(n), " ".join(w if i % 4 else "[y]" for i, w in enumerate(unlike(n).split()))
    ),
    "long bracket": lambda n: quoting(unlike(n), "x1 [" + "y " * (n // 2) + "] x2"),
    "brackets nested": lambda n: quoting("a b", "a " + "[" * n + " b"),
    "brackets nested, closed": lambda n: quoting("a b", "a " + "[" * n + "]" * n + " b"),
    "altered": lambda n: quoting(unlike(n), unlike(n).replace("x", "[y]")),
    "altered, a": lambda n: quoting("a " * (n // 2), "[b]a " * (n // 6)),
    "altered, one word": lambda n: quoting("a" * n, "[b]a" * (n // 4)),
    "altered, one word again": lambda n: quoting("a" * n, "a[]" * (n // 3)),
    "sic": lambda n: quoting(unlike(n), unlike(n).replace(" ", " [sic] ")),
    "cuts": lambda n: quoting(unlike(n), " … ".join(unlike(n).split()[::2])),
    "cuts, wrong": lambda n: quoting(unlike(n), " … ".join([*unlike(n).split()[::2], "y"])),
    "cuts, words": lambda n: quoting(" ".join(words(n)), " … ".join(words(n)[::2])),
    "cuts, words wrong": lambda n: quoting(
        " ".join(words(n)), " … ".join([*words(n)[::2], "w3 w2 w1"])
    ),
    "cuts around common words": lambda n: quoting(
        "the a of " * (n // 9), "the … " * (n // 12) + "of"
    ),
    "cuts around common words, wrong": lambda n: quoting(
        "the a of " * (n // 9), "the … " * (n // 12) + "of a the"
    ),
    "cuts, too many": lambda n: quoting("the a of " * (n // 36), "the … " * (n // 6) + "of"),
    "cuts, a few, wrong": lambda n: quoting("the a of " * (n // 9), "the … of … a … the of a"),
    "cuts alone": lambda n: quoting("a b", "a" + " …" * n + " b"),
    "cuts and strokes": lambda n: quoting("a b " * (n // 4), "a … b / " * (n // 16) + "a"),
    "cuts and brackets": lambda n: quoting("a b " * (n // 4), "a … [c] b " * (n // 20) + "a"),
    "dots alone": lambda n: quoting("a b " * (n // 4), ". " * (n // 2)),
    "full stops": lambda n: quoting("a. " * (n // 3), "a. " * (n // 6)),
    "full stops, wrong": lambda n: quoting("a. " * (n // 3), "a. " * (n // 6) + "b."),
    "commas alone": lambda n: quoting("a, " * (n // 3), ", " * (n // 4) + "a"),
    "commas at the end": lambda n: quoting("a, b", "a" + "," * n),
    "a'a'a": lambda n: quoting("a'" * (n // 2), "a'" * (n // 4)),
    "a'a'a of a a a": lambda n: quoting("a " * (n // 2), "a'" * (n // 4)),
    "a a a of a'a'a": lambda n: quoting("a'" * (n // 2), "a " * (n // 4)),
    "l'a l'a": lambda n: quoting("l'a " * (n // 4), "l'" * (n // 4)),
    "aaaa of a a a": lambda n: quoting("a " * (n // 2), "a" * (n // 4)),
    "a a a of aaaa": lambda n: quoting("a" * n, "a " * (n // 4)),
    "a a a of words of a": lambda n: quoting(
        " ".join("a" * (i % 30 + 1) for i in range(n // 16)), "a " * (n // 4)
    ),
    "hyphens": lambda n: quoting("a-" * (n // 2), "a-" * (n // 4) + "a"),
    "hyphens, wrong": lambda n: quoting("a-" * (n // 2), "a-" * (n // 4) + "b"),
    "hyphens at line ends": lambda n: quoting("a-\n" * (n // 3), "a" * (n // 4)),
    "hyphens at line ends, wrong": lambda n: quoting("a-\n" * (n // 3), "a " * (n // 4)),
    "soft hyphens": lambda n: quoting("a\u00ad\n" * (n // 3), "a" * (n // 4)),
    "quote marks": lambda n: quoting('"a" ' * (n // 4), '"a" ' * (n // 8)),
    "quote marks, others": lambda n: quoting("“a” " * (n // 4), "„a“ " * (n // 8)),
    "quote marks alone": lambda n: quoting('"a" ' * (n // 4), '"' * n),
    "quotes nested": lambda n: quoting('"a" ' * (n // 4), "“" * (n // 4) + "a" + "”" * (n // 4)),
    "parentheses": lambda n: quoting("(a) " * (n // 4), "(" * (n // 4) + "a" + ")" * (n // 4)),
    "numbers": lambda n: quoting("1,2" * (n // 3), "1,2" * (n // 6)),
    "numbers apart": lambda n: quoting("1 2 " * (n // 4), "1 " * (n // 4)),
    "dashes": lambda n: quoting("a — " * (n // 4), "a -- " * (n // 8)),
    "marks": lambda n: quoting("a" + "\u0301" * n, "a" + "\u0301" * n),
    "Han": lambda n: quoting("漢字" * (n // 2), "漢字" * (n // 4)),
    "Han, wrong": lambda n: quoting("漢字" * (n // 2), "漢字" * (n // 4) + "仮"),
    "Thai": lambda n: quoting("กขค" * (n // 3), "กขค" * (n // 6)),
    "one long word": lambda n: quoting("a" * n, "a" * n),
    "one long word, wrong": lambda n: quoting("a" * n, "a" * (n - 1) + "b"),
    "one long number": lambda n: quoting("1" * n, "1" * (n - 1) + "2"),
    "control characters": lambda n: quoting("a\0" * (n // 2), "a\0" * (n // 4)),
    "of a long text": lambda n: quoting(" ".join(words(n)), "w3 w4 w5"),
    "of a long text, wrong": lambda n: quoting(" ".join(words(n)), "w3 w5 w4"),
    "of the same words": lambda n: quoting("the " * (n // 4), "the the the"),
    "of the same words, wrong": lambda n: quoting("the " * (n // 4), "the the a the the"),
}
