"""Bibliographies and the names in them."""

from collections.abc import Mapping

from sphinx_critique.texts.bibtex import Scanner, inherit, read_names

from .made import Make, Work


def bib(*entries: str) -> Work:
    def work() -> None:
        raws, _ = Scanner().read("\n".join(entries))
        list(inherit(raws))

    return work


BIBLIOGRAPHIES: Mapping[str, Make] = {
    "entries": lambda n: bib(*(f"@book{{k{i}, title={{T}}, year=2000}}" for i in range(n // 40))),
    "one key": lambda n: bib(*(f"@book{{k, title={{T{i}}}}}" for i in range(n // 40))),
    "crossref chain": lambda n: bib(
        *(f"@book{{k{i}, crossref={{k{i + 1}}}, f{i}={{x}}}}" for i in range(n // 40))
    ),
    "xdata chain": lambda n: bib(*(f"@xdata{{k{i}, xdata={{k{i + 1}}}}}" for i in range(n // 40))),
    "xdata chain, fields": lambda n: bib(
        *(f"@xdata{{k{i}, xdata={{k{i + 1}}}, f{i}={{x}}}}" for i in range(n // 40))
    ),
    "xdata list": lambda n: bib(
        f"@book{{b, xdata={{{', '.join(f'k{i}' for i in range(n // 20))}}}}}",
        *(f"@xdata{{k{i}, title={{x}}}}" for i in range(n // 20)),
    ),
    "xdata list of nothing": lambda n: bib(f"@book{{b, xdata={{{',' * n}}}}}"),
    "fields": lambda n: bib("@book{k, " + ", ".join(f"f{i}={{x}}" for i in range(n // 8)) + "}"),
    "parts": lambda n: bib("@book{k, title = " + " # ".join(["{x}"] * (n // 6)) + "}"),
    "braces": lambda n: bib("@book{k, title = " + "{" * n + "x" + "}" * n + "}"),
    "open braces": lambda n: bib(*["@book{k, title = {"] * (n // 18)),
    "open braces in a row": lambda n: bib("@book{" * (n // 6)),
    "open comments": lambda n: bib("@comment{" * (n // 9)),
    "open parentheses": lambda n: bib("@book(" * (n // 6)),
    "open quotes": lambda n: bib(*['@book{k, title = "'] * (n // 18)),
    "commas": lambda n: bib("@book{k" + "," * n + "}"),
    "spaces": lambda n: bib("@book{k," + " " * n + "="),
    "signs": lambda n: bib("@" * n),
    "commented": lambda n: bib("%" + "@book{k} " * (n // 9)),
    "slips": lambda n: bib(*["@book{k, title = }"] * (n // 18)),
    "slips in a row": lambda n: bib("@book{k, title = } " * (n // 18)),
    "lines in a value": lambda n: bib("@book{k, title = {" + "x\n" * (n // 2) + "}}"),
    "authors": lambda n: lambda: read_names(" and ".join(["Anne Doe"] * (n // 13))),
    "authors with commas": lambda n: lambda: read_names(", ".join(["Doe"] * (n // 5))),
    "names": lambda n: lambda: read_names("Anne " * (n // 5)),
    "braced names": lambda n: lambda: read_names("{" * n + "x" + "}" * n),
    "extended names": lambda n: (
        lambda: read_names(" and ".join(["family=Doe, given=Anne"] * (n // 27)))
    ),
}
