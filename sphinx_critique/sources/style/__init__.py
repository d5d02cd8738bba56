"""A style of our own for references and citations, after the Chicago Manual of Style."""

from .plugins import NAME, CritiqueEntry, CritiqueStyle, setup

__all__ = ["NAME", "CritiqueEntry", "CritiqueStyle", "setup"]
