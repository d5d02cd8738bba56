"""The same document in either language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Markup:
    """reST or MyST, by the suffix of its files."""

    suffix: str

    @property
    def is_myst(self) -> bool:
        return self.suffix == ".md"

    @property
    def language(self) -> str:
        """As editors call it."""
        return "markdown" if self.is_myst else "restructuredtext"

    def title(self, words: str) -> str:
        return f"# {words}\n" if self.is_myst else f"{words}\n{'=' * len(words)}\n"

    def directive(self, name: str, argument: str = "", body: str = "", /, **options: str) -> str:
        """A directive; ``with_`` is the option ``with``."""
        margin = "" if self.is_myst else "   "
        lines = [f"```{{{name}}} {argument}" if self.is_myst else f".. {name}:: {argument}"]
        lines += [f"{margin}:{each.rstrip('_')}: {value}" for each, value in options.items()]
        lines += ["", *(f"{margin}{line}".rstrip() for line in body.split("\n"))] if body else []
        lines += ["```"] if self.is_myst else []
        return "\n".join(line.rstrip() for line in lines) + "\n"

    def role(self, name: str, content: str) -> str:
        return f"{{{name}}}`{content}`" if self.is_myst else f":{name}:`{content}`"

    def document(self, *parts: str) -> str:
        """A page of these parts."""
        return "\n".join([self.title("A page"), *parts])


REST = Markup(".rst")
MYST = Markup(".md")
