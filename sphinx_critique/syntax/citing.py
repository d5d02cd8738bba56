"""Citations read while a document is: it depends on the bibliography from then on."""

from ..project.domain import CritiqueDomain
from ..sources.bibliography import Bibliography
from ..texts.loci import Citation, read_citations
from ..texts.printed import readable


def citations_in(text: str, domain: CritiqueDomain) -> tuple[Citation, ...]:
    """The citations in a text of the document being read."""
    depend_on_bibliography(domain)
    keys, work = domain.bibliography.keys, domain.work or None
    return read_citations(readable(text), keys=keys, work=work, language=domain.language)


def depend_on_bibliography(domain: CritiqueDomain) -> None:
    """Have the document being read read again when a bibliography file changes."""
    for path in domain.bibliography.files:
        domain.env.note_dependency(path)


def index_label(citations: tuple[Citation, ...], voice: str, bibliography: Bibliography) -> str:
    """What the general index has of a passage: its source and locator."""
    first = citations[0] if citations else None
    source = bibliography.plain(first.key) if first else voice
    return index_entry(source or voice, first.locator.text if first else "")


def index_entry(head: str, under_it: str) -> str:
    """An entry of the general index; Sphinx parts it at its first semicolon, and at no other."""
    return "; ".join(filter(None, (head.replace(";", ","), under_it)))
