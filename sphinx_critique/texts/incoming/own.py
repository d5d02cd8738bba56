"""What our own ``webannotation`` builder says beside the words of the standard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from .lists import Object, first, objects, said, several
from .markup import of_html
from .records import (
    Block,
    Blocks,
    Note,
    Passage,
    Translation,
    filled,
    plain,
    tidy,
)

_HOME: Final = "https://pypi.org/project/sphinx-critique/#"
_OPTIONS: Final = ("name", "voice", "charged", "right", "absent", "cite", "at", "with", "unchecked")
_CITO: Final = ("cito:", "http://purl.org/spar/cito/")


def own(item: Object, name: str) -> Any:
    """A field of ours."""
    value = item.get(f"critique:{name}", item.get(_HOME + name))
    return value.get("@value", value) if isinstance(value, Mapping) else value


def is_evidence(body: Object) -> bool:
    """Whether a body is a source that the note's own ``cite`` names."""
    return own(body, "key") is not None or own(body, "locator") is not None


def passages_of(data: Any) -> Iterator[Passage]:
    """The excerpts that a collection holds."""
    yield from map(_passage, excerpts_of(data))


def excerpts_of(data: Any) -> Iterator[Object]:
    """Those, as they are in the file."""
    for item in objects(data):
        yield from objects(own(item, "excerpts"))


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


def _words(item: Object, is_numbered: bool = False) -> Blocks:
    value = str(item.get("value") or "")
    if item.get("format") != "text/html":
        return plain(value)
    blocks = of_html(value, keep_lines=True)
    if value.startswith("<div") and all(len(each.lines) == 1 for each in blocks):
        return (Block("verse", tuple(each.lines[0] for each in blocks)),)
    return blocks


def with_own(note: Note, item: Object) -> Note:
    """A note with the kind, the lemma, the options and the attributions that it had."""
    options = filled((name, _joined(own(item, name))) for name in _OPTIONS)
    names = {name for name, _ in options}
    kept = tuple(each for each in note.options if each[0] not in names)
    note = note._replace(options=options + kept, lemma=tidy(own(item, "lemma")))
    kind = own(item, "kind")
    if kind is None:
        return note._replace(kind=_by_concept(item), tags=(*note.tags, *_cito(item)))
    body = note.body
    right = dict(options).get("right")
    if right and [each.text for each in body] == [right]:
        body = ()
    source = note.id.partition("#")[0] if not note.passage else note.source
    if not (note.passage or note.answers or note.words or dict(options).get("at")):
        note = note._replace(options=(*note.options, ("at", "work")))
    return note._replace(kind=tidy(kind), source=source, author="", date="", body=body)


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
