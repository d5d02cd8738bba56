"""The map of an argument: a picture where one can be drawn, else words."""

from ...edition.lists.argument_map import LIST, Map
from ...locale import _
from .graphs import draw, in_words
from .printer import Content, Printer, prints


@prints(LIST)
class ArgumentMap(Printer[Map]):
    """What answers what."""

    def content(self, rows: Map) -> Content:
        if not rows.nodes and rows.notes:
            return [self.make.nothing(_("No note here is linked to another chapter."))]
        if not rows.nodes:
            return self.nothing()
        return draw(self.plain, self.make, rows) or [in_words(self.make, rows)]
