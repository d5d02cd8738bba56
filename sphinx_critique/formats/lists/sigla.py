"""Short titles as they are printed."""

from ...edition.lists.sigla import LIST, Siglum
from .maker import Made
from .printer import Content, Printer, prints


@prints(LIST)
class Sigla(Printer[tuple[Siglum, ...]]):
    """A short title, and what it stands for."""

    def content(self, rows: tuple[Siglum, ...]) -> Content:
        return self.roll("sigla", map(self._entry, rows))

    def _entry(self, row: Siglum) -> Made:
        short = [self.make.styled(row.short, "siglum"), self.make.text(":")]
        return self.line("entry", short, [self.make.source(row.source)])
