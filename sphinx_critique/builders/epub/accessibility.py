"""What a book says of itself to readers who need to know how it can be read."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from ...locale import _

Property = tuple[str, str]

_IMAGE = re.compile(r"<img\b[^>]*>")
# Sphinx has such on pages of indexes, for scripts.
_HIDDEN = "display: none"
_MEDIUM = re.compile(r"<(?:object|embed|iframe|svg|canvas|video|audio)\b")
_HEARD = re.compile(r"<(?:video|audio)\b")
_ATTRIBUTE = re.compile(r'\b(alt|src)="([^"]*)"')
# What sphinx.ext.graphviz writes where the author gives no words.
_CODE = re.compile(r"\s*(?:strict\s+)?(?:di)?graph\b[^{]*\{")
_CALL = 'epub:type="noteref"'
_STILL = frozenset(".xhtml .css .png .jpg .jpeg .svg .otf .ttf .woff".split())
_MOVING = re.compile(r"<(?:animate|set\b)|@keyframes")


def properties(pages: Iterable[str], others: Mapping[str, str], index: bool) -> list[Property]:
    """The accessibility properties of schema.org, as an EPUB names them, in order.

    ``pages`` are the book's as written; ``others`` has the names of its other files, with the
    text of those that are pictures written as text. Only what is seen to be true is said.
    """
    written = list(pages)
    images = [each for page in written for each in _IMAGE.findall(page) if _is_seen(each)]
    media = any(map(_MEDIUM.search, written))
    told = not media and all(map(_has_words, images))
    still = not media and all(_is_still(*each) for each in others.items())
    alternatives = told and bool(images)
    summary = _summary(any(_CALL in page for page in written), alternatives)
    result = [("accessMode", "textual")]
    if images or media:
        result.append(("accessMode", "visual"))
    if any(map(_HEARD.search, written)):
        result.append(("accessMode", "auditory"))
    if not media:
        result.append(("accessModeSufficient", "textual" if told else "textual,visual"))
    result += [("accessibilityFeature", each) for each in _features(alternatives, index)]
    result.append(("accessibilityHazard", "none" if still else "unknown"))
    result.append(("accessibilitySummary", " ".join(map(str, summary))))
    return result


def _features(alternatives: bool, index: bool) -> Iterator[str]:
    yield from ("tableOfContents", "readingOrder", "structuralNavigation")
    if alternatives:
        yield "alternativeText"
    if index:
        yield "index"


def _summary(called: bool, alternatives: bool) -> Iterator[str]:
    yield _("The text is in its reading order, with headings and a table of contents.")
    if called:
        yield _("A number behind words that a note is about leads to it, and the note leads back.")
    if alternatives:
        yield _("Pictures have a text alternative.")


def _is_seen(image: str) -> bool:
    """Whether a picture says something."""
    return _HIDDEN not in image and dict(_ATTRIBUTE.findall(image)).get("alt") != ""


def _has_words(image: str) -> bool:
    """Whether a picture is told in words.

    Without an author's words Sphinx writes the name of the file, or the code of a graph.
    """
    given = dict(_ATTRIBUTE.findall(image))
    if "alt" not in given:
        return False
    words, source = given["alt"], PurePosixPath(given.get("src", ""))
    unnamed = PurePosixPath(words).name == source.name
    return not unnamed and _CODE.match(words) is None


def _is_still(name: str, text: str) -> bool:
    return PurePosixPath(name).suffix.lower() in _STILL and not _MOVING.search(text)
