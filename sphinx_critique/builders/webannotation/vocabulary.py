"""The words of other vocabularies that an edition is told in: its context, motivations, kinds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from ...model.exports import EXPORTS, HOME
from ...model.kinds import Kind, Stance

FILE: Final = EXPORTS["webannotation"].file
CONTEXT: Final[list[Any]] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "assessing": "oa:assessing",
        "cito": "http://purl.org/spar/cito/",
        "critique": f"{HOME}#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
    },
]
"""Given with every annotation, so that one alone says as much."""
LISTS: Final = ("critique:kinds", "critique:excerpts", "critique:sources")
CONTEXT_OF_ALL: Final[list[Any]] = [
    CONTEXT[0],
    CONTEXT[1] | {name: {"@id": name, "@container": "@set"} for name in LISTS},
]
"""The same, with what a collection alone has; these are lists if there is but one."""
_MOTIVATIONS: Final = {
    "correction": "editing",
    "unsupported": "questioning",
    "reply": "replying",
    "gloss": "describing",
    "context": "commenting",
}
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_NOTHING: Final[tuple[Any, ...]] = ("", [], {}, False, None)

Object = dict[str, Any]


def said(found: Object) -> Object:
    """An object without what is empty in it."""
    return {name: each for name, each in found.items() if each not in _NOTHING}


def one_or_all(found: Sequence[Any]) -> Any:
    """JSON-LD makes no difference between one and a list of one, and compacts to one."""
    return found[0] if len(found) == 1 else list(found)


def motivation(kind: Kind) -> str:
    """The motivation of the standard's that is nearest to a kind."""
    usual = "commenting" if kind.stance is Stance.NEUTRAL else "assessing"
    return _MOTIVATIONS.get(kind.name, usual)


def kind_address(file: str, kind: str) -> str:
    """Where a kind is said to be narrower than its motivation."""
    return f"{file}#kind-{kind}"


def concept(file: str, kind: Kind, title: str, language: str) -> Object:
    """A kind as a concept of SKOS, and as a motivation of its own."""
    cito = cito_property(kind)
    return said(
        {
            "id": kind_address(file, kind.name),
            "type": ["Motivation", "skos:Concept"],
            "skos:prefLabel": {"@language": language, "@value": title},
            "skos:broader": {"id": f"oa:{motivation(kind)}"},
            "critique:stance": str(kind.stance),
            "critique:cito": {"id": cito} if cito else {},
        }
    )


def cito_property(kind: Kind) -> str:
    """The property of CiTO that a kind is; nothing where a project's own word is none."""
    return f"cito:{kind.cito}" if _NAME.fullmatch(kind.cito) else ""
