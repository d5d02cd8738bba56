"""Quotations held against the text that they are taken from; nothing here knows of Sphinx.

A transcript is read into :class:`~.pages.Pages` and indexed (:mod:`.index`); a quotation is read
into words and marks (:mod:`.marks`); :func:`~.check.check` says whether the one stands in the
other, and if not, what does.
"""

from .check import Check, check
from .hides import has_table
from .index import Index
from .marks import Quoted, read_quoted
from .pages import GAP, Page, Pages
from .results import FAILED, Change, Passage, Result, Scope, Status, worst

__all__ = [
    "FAILED",
    "GAP",
    "Change",
    "Check",
    "Index",
    "Page",
    "Pages",
    "Passage",
    "Quoted",
    "Result",
    "Scope",
    "Status",
    "check",
    "has_table",
    "read_quoted",
    "worst",
]
