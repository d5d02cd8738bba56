"""The edition's own faces: those of the ``fonts`` extra, or of a folder of the project's."""

from sphinx.application import Sphinx

from . import choosing, web
from .choosing import of
from .finding import Faces
from .printing import copied, covered, font_face, fontspec
from .subsetting import FAMILY

__all__ = ["FAMILY", "Faces", "copied", "covered", "font_face", "fontspec", "of"]


def setup(app: Sphinx) -> None:
    """Find them, and serve them on the web; print asks for them itself."""
    choosing.setup(app)
    web.setup(app)
