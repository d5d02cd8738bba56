"""Bibliographies as they lie on disk: entries with their fields as typed, and every slip."""

from .decoding import decode
from .inheritance import inherit
from .names import Name, read_names
from .scanning import Raw, Scanner, Slip
from .types import nearest

__all__ = ["Name", "Raw", "Scanner", "Slip", "decode", "inherit", "nearest", "read_names"]
