"""Lemmata, and the folding of texts."""

from collections.abc import Mapping

from sphinx_critique.texts.anchoring import LemmaError, layers, locate, nearest_words
from sphinx_critique.texts.folding import fold

from .made import Make, Work, words


def locating(text: str, lemma: str) -> Work:
    def work() -> None:
        try:
            locate(text, lemma)
        except LemmaError:
            nearest_words(text, lemma)

    return work


LEMMATA: Mapping[str, Make] = {
    "words": lambda n: locating(" ".join(words(n)), " ".join(words(n))),
    "words, one wrong": lambda n: locating(" ".join(words(n)), " ".join([*words(n), "x"])),
    "words, most wrong": lambda n: locating(" ".join(words(n)), "y ".join(words(n))),
    "a … a … a": lambda n: locating("a " * (n // 2), " … ".join("a" * (n // 4))),
    "a … b … a … b": lambda n: locating("a b " * (n // 4), " … ".join("ab" * (n // 8))),
    "a … a … x": lambda n: locating("a " * (n // 2), " … ".join("a" * (n // 4)) + " … x"),
    "a a a": lambda n: locating("a " * (n // 2), "a " * (n // 4)),
    "a a a [9]": lambda n: locating("a " * (n // 2), "a " * (n // 4) + "[9]"),
    "a'a'a": lambda n: locating("a'" * (n // 2), "a'" * (n // 4) + "a"),
    "[a] [a]": lambda n: locating("[a] " * (n // 4), "[a] " * (n // 8)),
    "[[[a]]]": lambda n: locating("[" * (n // 2) + "a" + "]" * (n // 2), "a"),
    "((( )))": lambda n: locating("(" * (n // 2) + "a" + ")" * (n // 2), "(a)"),
    "dots": lambda n: locating("a" + "." * n + "b", "a" + "." * (n // 2) + "b"),
    "spaces": lambda n: locating("a" + " " * n + "b", "a" + " " * (n // 2) + "c"),
    "marks": lambda n: locating("a" + "\u0301" * n, "a" + "\u0301" * n),
    "hyphens": lambda n: locating("a-" * (n // 2) + "a", "a-" * (n // 4) + "a"),
}

FOLDING: Mapping[str, Make] = {
    "fold words": lambda n: lambda: fold(" ".join(words(n))),
    "fold dots": lambda n: lambda: fold(". " * (n // 2)),
    "fold spaces": lambda n: lambda: fold("a" + " " * n + "»"),
    "fold hyphens": lambda n: lambda: fold("-" * n),
    "fold brackets": lambda n: lambda: fold("[" * n),
    "fold guillemets": lambda n: lambda: fold("« " * (n // 2)),
    "layers": lambda n: lambda: layers(0, n, [(at, at + 5) for at in range(0, n, 10)]),
    "layers nested": lambda n: lambda: layers(0, n, [(at, n - at) for at in range(0, n // 2, 10)]),
}
