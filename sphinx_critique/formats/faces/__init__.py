"""The edition's own faces: those of the ``fonts`` extra, or of a folder of the project's."""

from sphinx.application import Sphinx

from . import choosing
from .choosing import of
from .finding import Faces

__all__ = ["Faces", "of"]


def setup(app: Sphinx) -> None:
    """Find them."""
    choosing.setup(app)
