"""The places of passages in the outer margin: on a right-hand page they stand at the right.

No style sheet tells one side from the other within a page; what stands in a margin takes no room,
so that it can be moved once the pages are made.
"""

from collections.abc import Iterator
from typing import Any

from ...formats.press import ASIDE, MM

PLACE = "critique-place"
_PIXELS = 96 / 72
"""Of a point."""


def move_outwards(document: Any) -> None:
    """Move them on those pages."""
    for page in document.pages:
        box = page._page_box
        if box.page_type.side == "right":
            edge = box.content_box_x() + box.width + ASIDE * MM * _PIXELS
            for place in _places(box):
                place.translate(edge - place.position_x, 0)


def _places(box: Any) -> Iterator[Any]:
    for each in box.descendants(placeholders=True):
        element = getattr(each, "element", None)
        if element is not None and element.get("class") == PLACE and each.element_tag == "p":
            yield each
