"""What the lists over an edition hold, in no format's terms: rows that are made of records."""

from .apparatus import ApparatusRow, apparatus
from .argument_map import Edge, Map, MapNode, argument_map
from .cuts import CutRow, cut_rows
from .lists import Lists, citations_in, columns, links_in, mentions_in, summed_by
from .locorum import IndexedSource, Reference, index_locorum
from .notes import COLUMNS, SORTS, NoteRow, note_rows
from .selection import FILTERS, Selection
from .sigla import Siglum, sigla
from .summary import Summary, SummaryRow, summary
from .survey import Ref, Series, Source, Survey

__all__ = [
    "COLUMNS",
    "FILTERS",
    "SORTS",
    "ApparatusRow",
    "CutRow",
    "Edge",
    "IndexedSource",
    "Lists",
    "Map",
    "MapNode",
    "NoteRow",
    "Ref",
    "Reference",
    "Selection",
    "Series",
    "Siglum",
    "Source",
    "Summary",
    "SummaryRow",
    "Survey",
    "apparatus",
    "argument_map",
    "citations_in",
    "columns",
    "cut_rows",
    "index_locorum",
    "links_in",
    "mentions_in",
    "note_rows",
    "sigla",
    "summary",
    "summed_by",
]
