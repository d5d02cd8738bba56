"""Citations read while a document is: it depends on the bibliography from then on."""

from sphinx.environment import BuildEnvironment

from ..project.domain import CritiqueDomain
from ..sources.bibliography import Bibliography
from ..texts.loci import Citation, read_citations


def citations_in(text: str, env: BuildEnvironment) -> tuple[Citation, ...]:
    """The citations in a text of the document being read."""
    domain = CritiqueDomain.of(env)
    depend_on_bibliography(env)
    return read_citations(text, keys=domain.bibliography.keys, work=domain.settings.work or None)


def depend_on_bibliography(env: BuildEnvironment) -> None:
    """Have the document being read read again when a bibliography file changes."""
    for path in CritiqueDomain.of(env).bibliography.files:
        env.note_dependency(path)


def index_label(citations: tuple[Citation, ...], voice: str, bibliography: Bibliography) -> str:
    """What the general index has of a passage: its source and locator."""
    first = citations[0] if citations else None
    source = bibliography.plain(first.key) if first else voice
    parts = [source or voice, first.locator.text if first else ""]
    return "; ".join(part.replace(";", ",") for part in parts if part)
