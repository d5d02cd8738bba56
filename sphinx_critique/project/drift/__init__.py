"""What holds no longer since the project was last checked in full."""

from sphinx.application import Sphinx

from . import noticing


def setup(app: Sphinx) -> None:
    """Tell of it in builds."""
    noticing.setup(app)
