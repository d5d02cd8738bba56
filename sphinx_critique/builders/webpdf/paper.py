"""The page as WeasyPrint is given it: what it cannot tag, or would break wrongly, put otherwise.

Done on the page as read, so that no rule of a style sheet finds other elements than on the web.
"""

from xml.etree.ElementTree import Element, SubElement

from .foot import AT_FOOT

_SVG = "{http://www.w3.org/2000/svg}"
_INLINE = {"a", "abbr", "cite", "code", "em", "mark", "q", "span", "strong", "sub", "sup"}
_AS_TYPED = {"pre", "style", "script", "textarea", f"{_SVG}svg"}


def prepare(root: Element) -> None:
    """Make what is meant for the web ready for paper."""
    _name_structures(root)
    _part_spaces(root)


def _name_structures(parent: Element) -> None:
    """Put what WeasyPrint knows a tag for where it knows none: for notes, and for drawings."""
    for place, child in enumerate(list(parent)):
        _name_structures(child)
        if child.tag == "aside" and child.get("role") == "note":
            parent[place] = _wrapped(child)
        elif child.tag == f"{_SVG}svg" and child.find(f"{_SVG}title") is None:
            SubElement(child, f"{_SVG}title").text = child.get("aria-label", "")


def _wrapped(note: Element) -> Element:
    at_foot = AT_FOOT in note.get("class", "").split()
    around = Element("article", {"class": f"{AT_FOOT}-note" if at_foot else "critique-note"})
    around.tail, note.tail = note.tail, None
    around.append(note)
    return around


def _part_spaces(parent: Element) -> None:
    """Put the space before an inline element into an element of its own.

    WeasyPrint reckons it to the words before it, and where these fit a line without it, but not
    with it, breaks the line after the first of them.
    """
    if parent.tag in _AS_TYPED:
        return
    before: Element | None = None
    for child in list(parent):
        words = (parent.text if before is None else before.tail) or ""
        if child.tag in _INLINE and words.strip() and words[-1].isspace():
            space = Element("span")
            space.text = " "
            parent.insert(list(parent).index(child), space)
            if before is None:
                parent.text = words.rstrip()
            else:
                before.tail = words.rstrip()
        _part_spaces(child)
        before = child
