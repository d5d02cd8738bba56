"""Loci: what a citation says, and the places within a source that it names."""

from .citation import (
    Citation,
    Emphasis,
    attribution,
    citation_keys,
    groups,
    keys_of,
    looks_like_unknown_key,
    once,
    read_citations,
    source_itself,
    unsaid,
)
from .locator import Locator, read_locator
from .place import WORDS, Place, PlaceKey, place_text
from .term import Term, read_term

__all__ = [
    "WORDS",
    "Citation",
    "Emphasis",
    "Locator",
    "Place",
    "PlaceKey",
    "Term",
    "attribution",
    "citation_keys",
    "groups",
    "keys_of",
    "looks_like_unknown_key",
    "once",
    "place_text",
    "read_citations",
    "read_locator",
    "read_term",
    "source_itself",
    "unsaid",
]
