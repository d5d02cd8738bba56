"""Citations in our own style: by author and date, or as notes."""

from enum import Enum, auto

from docutils import nodes
from sphinx.builders import Builder
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.domain import Citation as Listed
from sphinxcontrib.bibtex.style.template import SphinxReferenceInfo, SphinxReferenceText

from .style import NAME, CritiqueEntry, CritiqueStyle
from .style.naming import Named
from .style.rich import Rich, mapped, text

_IN_BRACKETS = str.maketrans("()", "[]")


_OBEYED = {ord(sign): f"-{ord(sign):x}" for sign in "\\{}%#~^&$"}
"""Signs that LaTeX would obey in the name of a document."""


def named_in(builder: Builder, docname: str) -> str:
    """A document as links to its entries name it: LaTeX is told names as they are."""
    return docname.translate(_OBEYED) if builder.format == "latex" else docname


class Wording(Enum):
    """How much a citation says: it is the first of its source on a page, or a later one there.

    A source that was named just before, in the same note, is told by its locator; the work under
    review, at the head of a passage, by the place in it.
    """

    FIRST = auto()
    LATER = auto()
    LOCATOR = auto()
    PLACE = auto()


class OwnCitations:
    """What citations say in our style; ``as_notes``: full notes first, then short titles."""

    def __init__(self, as_notes: bool) -> None:
        self.as_notes = as_notes
        self.style = CritiqueStyle()

    def said(self, listed: Listed, wording: Wording, is_bracketed: bool) -> Rich:
        """A source in words; within round brackets those of a note are square."""
        entry, named = listed.entry, self._named(listed)
        if wording is Wording.LATER and self.style.shorthand(entry):
            return text(self.style.shorthand(entry))
        if not self.as_notes:
            return self.style.author_date(entry, named)
        if wording is Wording.LATER:
            return self.style.short_note(entry, named)
        note = self.style.note(entry)
        return mapped(note, lambda words: words.translate(_IN_BRACKETS)) if is_bracketed else note

    def joint(self, listed: Listed, wording: Wording) -> str:
        """What stands between a source and the locator."""
        is_note = self.as_notes and wording is Wording.FIRST
        return self.style.note_joint(listed.entry) if is_note else ", "

    def _named(self, listed: Listed) -> Named:
        formatted = listed.formatted_entry
        if isinstance(formatted, CritiqueEntry):
            return formatted.named
        return self.style.named(listed.entry)


def linked(
    words: Rich, listed: Listed, builder: Builder, docname: str, tooltip: str | None
) -> list[nodes.Node]:
    """Words that lead to the entry of a source."""
    info = SphinxReferenceInfo(
        builder,
        docname,
        named_in(builder, listed.bibliography_key.docname),
        listed.citation_id,
        tooltip,
        "",
        "",
    )
    return [*SphinxReferenceText(info, words).render(BibtexDomain.backend)]


def tell_apart(domain: BibtexDomain) -> None:
    """Give each source that our style lists a name of its own in the whole edition.

    sphinxcontrib-bibtex makes each list by itself: letters behind years would be its own.
    """
    lists = domain.bibliographies
    ours = [each for each in domain.citations if lists[each.bibliography_key].style == NAME]
    if not ours:
        return
    style = CritiqueStyle()
    named = style.name_all({str(each.entry.key): each.entry for each in ours}.values())
    for place, each in enumerate(domain.citations):
        if lists[each.bibliography_key].style == NAME:
            mine = named[str(each.entry.key)]
            prefix = lists[each.bibliography_key].labelprefix
            label = prefix + str(style.author_date(each.entry, mine))
            made = style.listed(each.entry, mine, label)
            domain.citations[place] = each._replace(formatted_entry=made)
