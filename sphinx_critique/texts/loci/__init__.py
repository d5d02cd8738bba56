"""Loci: what a citation says, and the places within a source that it names."""

from .citation import (
    Citation,
    Emphasis,
    attribution,
    citation_keys,
    groups,
    keys_of,
    looks_like_unknown_key,
    read_citations,
    source_itself,
)
from .locator import Locator, Place, PlaceKey, place_text, read_locator
from .term import Term, read_term

__all__ = [
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
    "place_text",
    "read_citations",
    "read_locator",
    "read_term",
    "source_itself",
]
