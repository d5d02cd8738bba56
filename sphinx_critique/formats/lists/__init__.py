"""Lists as each format prints them.

What prints a list is a :class:`.Printer` in a module here; to stand in the folder is all it takes
to be found.
"""

from importlib import import_module
from pkgutil import iter_modules

from sphinx.application import Sphinx

from . import bars, graphs, html, printing, staves

for _each in iter_modules(__path__):
    import_module(f"{__name__}.{_each.name}")


def setup(app: Sphinx) -> None:
    """Print lists where they stand, with their pictures."""
    printing.setup(app)
    bars.setup(app)
    html.setup(app)
    graphs.setup(app)
    staves.setup(app)
