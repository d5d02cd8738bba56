"""The quotations that a text itself makes, read from its index; nothing here knows of Sphinx.

What a text quotes stands in quote marks (:mod:`.pairing`), in elements that say so, or set in
(:mod:`.blocks`); :func:`~.reading.read_quotations` gives each with its place and the citation
beside it (:mod:`.citing`). :mod:`.finding` says whether one stands in another text.
"""

from .finding import Finder, Source
from .made import Made
from .reading import read_quotations
from .verdict import Finding, Verdict

__all__ = ["Finder", "Finding", "Made", "Source", "Verdict", "read_quotations"]
