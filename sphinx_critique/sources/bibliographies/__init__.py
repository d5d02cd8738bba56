"""Between the ``.bib`` files of a project and pybtex: BibLaTeX as scholars have it.

``reading`` reads the files into entries that any style of pybtex's can set (``entry``): their
``fields`` hold what was typed, under BibLaTeX's names, and BibTeX's own where they are missing.
What a style asks for by pybtex's templates is put together by ``completing``: subtitles stand with
their titles, dates in words, and what BibTeX has no place for in the note. ``styles`` sees that a
style leaves out what an entry has not.
"""

from sphinx.application import Sphinx

from . import keeping, styles
from .entry import BibliographyEntry, told
from .keeping import problems

__all__ = ["BibliographyEntry", "problems", "told"]


def setup(app: Sphinx) -> None:
    """Read the files of the project, and have styles print what they hold."""
    styles.extend_pybtex()
    keeping.setup(app)
