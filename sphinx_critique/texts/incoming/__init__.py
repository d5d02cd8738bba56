"""What was written about texts elsewhere, read into notes on words; nothing here knows of Sphinx.

A file is read by what it holds (:mod:`.reading`); its notes are put on words of passages
(:mod:`.placing`), whose lemmata anchor (:mod:`.lemma`); :mod:`.document` writes them in one of the
two markups (:mod:`.rest`, :mod:`.myst`).
"""

from .placing import Placed, placed
from .reading import read
from .records import Incoming, Note, Passage, Unreadable

__all__ = ["Incoming", "Note", "Passage", "Placed", "Unreadable", "placed", "read"]
