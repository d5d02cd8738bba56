"""Citations by roles of sphinxcontrib-bibtex (``:cite:p:``), read as our own are."""

from collections.abc import Iterator

from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from ..texts.loci import Citation, read_citations


def project_citations(target: str, language: str) -> Iterator[Citation]:
    """Each source that a role names, with the words before it and the locator behind it.

    ``language`` is the tag of the edition's.
    """
    try:
        targets = list(parse_citation_targets(target))
    except ValueError:
        return
    for key, before, after in targets:
        typed = f"{before} {key}".strip() + (f", {after}" if after else "")
        yield from read_citations(typed.replace(";", ","), keys={key}, language=language)
