"""What our own ``webannotation`` builder says beside the words of the standard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from .lists import Object, first, objects, said, several
from .markup import of_html
from .records import Block, Blocks, Note, Passage, Translation, filled, plain, tidy

_HOME: Final = "https://pypi.org/project/sphinx-critique/#"
_OPTIONS: Final = ("name", "voice", "charged", "right", "absent", "cite", "at", "with", "unchecked")
_CITO: Final = ("cito:", "http://purl.org/spar/cito/")


def own(item: Object, name: str) -> Any:
    """A field of ours."""
    value = item.get(f"critique:{name}", item.get(_HOME + name))
    return value.get("@value", value) if isinstance(value, Mapping) else value


def is_evidence(body: Object) -> bool:
    """Whether a body is a source that the note's own ``cite`` names."""
    return own(body, "key") is not None


def passages_of(data: Any) -> Iterator[Passage]:
    """The excerpts that a collection holds."""
    for item in objects(data):
        for each in objects(own(item, "excerpts")):
            yield _passage(each)


def _passage(item: Object) -> Passage:
    options = {
        "name": own(item, "name"),
        "voice": own(item, "voice"),
        "date": own(item, "date"),
        "lang": own(item, "lang"),
        "unchecked": own(item, "unchecked"),
    }
    given = filled(options)
    if own(item, "numbered") in (True, "true"):
        given += (("numbered", ""),)
    identity = said(first(item, "id"))
    return Passage(
        identity,
        _words(item, bool(own(item, "numbered"))),
        identity.partition("#")[0],
        tidy(own(item, "citation")),
        given,
        tuple(
            Translation(_words(each), said(each.get("language")), tidy(own(each, "citation")))
            for each in objects(own(item, "translations"))
        ),
    )


def _words(item: Object, numbered: bool = False) -> Blocks:
    value = item.get("value") or ""
    if item.get("format") == "text/html":
        return of_html(str(value))
    return plain(value)


def with_own(note: Note, item: Object) -> Note:
    """A note with the kind, the lemma, the options and the attributions that it had."""
    options = filled((name, _joined(own(item, name))) for name in _OPTIONS)
    names = {name for name, _ in options}
    kept = tuple(each for each in note.options if each[0] not in names)
    note = note._replace(options=options + kept, lemma=tidy(own(item, "lemma")))
    kind = own(item, "kind")
    if kind is None:
        return note._replace(kind=_by_concept(item), tags=(*note.tags, *_cito(item)))
    sources = [each for each in objects(several(first(item, "body"))) if is_evidence(each)]
    return note._replace(kind=tidy(kind), author="", body=_attributed(note.body, sources))


def _joined(value: Any) -> str:
    return "; ".join(map(said, value)) if isinstance(value, list) else said(value)


def _by_concept(item: Object) -> str:
    """The kind that a motivation is, where it is a concept of ours."""
    for each in several(first(item, "motivation")):
        _, found, name = said(each).partition("#kind-")
        if found:
            return name
    return ""


def _cito(item: Object) -> Iterator[str]:
    """Properties of CiTO, as tags for who knows what kind they are."""
    for name in item:
        for start in _CITO:
            if name.startswith(start):
                yield f"cito:{name.removeprefix(start)}"


def _attributed(body: Blocks, sources: list[Object]) -> Blocks:
    """Block quotes with the sources that are said to hold their words."""
    cited = {}
    for each in sources:
        for selector in objects(each.get("selector")):
            if words := first(selector, "exact"):
                locator = tidy(own(each, "locator"))
                key = tidy(own(each, "key"))
                cited["".join(str(words).split())] = f"{key}, {locator}" if locator else key
    return tuple(_with_source(block, cited) for block in body)


def _with_source(block: Block, cited: Mapping[str, str]) -> Block:
    if block.form != "quote" or not block.blocks:
        return block
    for held in (block.blocks, block.blocks[:-1]):
        text = "".join("".join(each.text.split()) for each in held)
        if held and text in cited:
            return block._replace(blocks=(*held, Block("attribution", words=cited[text])))
    return block
