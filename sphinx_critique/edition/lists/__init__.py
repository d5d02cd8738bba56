"""What the lists over an edition hold, in no format's terms: rows that are made of records.

A list is a module here, with its rows and its :class:`.ListForm`, and one of its name in
``formats/lists/``, which prints them; to stand in the folder is all it takes to be found.
"""

from importlib import import_module
from pkgutil import iter_modules

from .argument_map import Map, MapNode
from .form import FORMS, ListForm
from .lists import Lists, citations_in, links_in, mentions_in
from .locorum import IndexedSource, index_locorum
from .selection import FILTERS
from .survey import Ref, Source, Survey

__all__ = [
    "FILTERS",
    "FORMS",
    "IndexedSource",
    "ListForm",
    "Lists",
    "Map",
    "MapNode",
    "Ref",
    "Source",
    "Survey",
    "citations_in",
    "index_locorum",
    "links_in",
    "mentions_in",
]

for _each in iter_modules(__path__):
    import_module(f"{__name__}.{_each.name}")
