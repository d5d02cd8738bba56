"""What the fields of ``output.json`` mean, for manuals; a test holds them against it."""

from collections.abc import Mapping
from typing import Final

ROW: Final[Mapping[str, str]] = {
    "filename": "The file that the quotation is written in, seen from ``conf.py``.",
    "lineno": "Its line there, from 1.",
    "status": "What its check came to.",
    "place": "Whether the place cited was compared: ``checked`` or ``unchecked``.",
    "source": "The key of the source whose transcript it was held against; empty without one.",
    "digest": "A digest of that transcript, with its errata.",
    "locator": "The place cited, as it is printed.",
    "quotation": "The words quoted.",
    "found": "Where they, or words like them, stand; null where nowhere.",
    "found.page": "The page there, by its label.",
    "found.text": "The words of the transcript.",
    "changes": "What differs, in the order of the words: first what may not, then what may.",
    "changes.op": "``replace``, ``delete`` (the quotation drops words), ``insert`` (it adds some).",
    "changes.transcript": "The words of the transcript.",
    "changes.quotation": "What the quotation has for them.",
    "cuts": "The words that each cut leaves out, in turn; empty of a cut that hides nothing.",
    "context": "The rest of the first sentence and of the last one, in the transcript.",
    "hides": "Words by which what is left out turns the sentence: *not*, *unless*, *but*.",
    "emphasis": "``same``, ``added``, ``removed`` or ``differs``; empty where it is not compared.",
    "suggestion": "How a misquotation should read, to be pasted; else empty.",
    "reason": "Why it, or its place, is unchecked, or why it may fail; else empty.",
    "passed": "Running heads, page numbers and notes among the words, which are passed over.",
}
"""Of each quotation, in ``output.json`` and with ``sphinx-critique check --format json``."""
