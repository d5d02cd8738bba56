"""The vocabulary of annotations: what a rebuttal says of the passage it is about."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from ..texts.printed import readable
from .parts import Part

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?|[a-zA-Z]+")
_HEXADECIMAL = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_RESERVED: Final[set[str]] = set()
"""Names that no kind can have."""


class Stance(StrEnum):
    """Which side of the passage an annotation takes."""

    AGAINST = "against"
    FOR = "for"
    NEUTRAL = "neutral"


FIELDS: Final[Mapping[str, Part]] = {
    "title": Part((str,), "What heads its notes; without it, a new kind has its name."),
    "label": Part((str,), "What references call it (“see omission 4”); without it, its title."),
    "stance": Part((str,), "Which side it takes; a new kind is neutral.", tuple(Stance)),
    "cito": Part((str,), "Its property in the Citation Typing Ontology, such as ``disputes``."),
    "colour": Part((str,), "Its colour: ``#rgb``, ``#rrggbb`` or the name of one in CSS."),
}
"""What a project can say of a kind."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of annotation.

    ``says`` is what it says of the passage, for manuals; ``title`` heads a note; ``label`` names
    the kind in running text (“omission 12”); ``counted`` is what one and many are called; ``cito``
    a property of the Citation Typing Ontology; ``colour`` a CSS hex colour or name, or empty.
    """

    name: str
    says: str
    title: str
    stance: Stance
    cito: str
    label: str = ""
    counted: tuple[str, str] | None = None
    colour: str = ""

    @property
    def answers_annotations(self) -> bool:
        """Whether its place decides on an annotation, not on an excerpt, as what it answers."""
        return self.name == "reply"


def term(text: str) -> str:
    """Mark words for the catalogues (``make messages``); they are translated where printed."""
    return text


def terms(one: str, many: str) -> tuple[str, str]:
    """Mark words for one and for many, as :func:`term` does."""
    return one, many


KINDS: Final[tuple[Kind, ...]] = (
    Kind(
        "omission",
        "leaves out what changes its meaning",
        term("Omission"),
        Stance.AGAINST,
        "critiques",
        term("omission"),
        terms("an omission", "{number} omissions"),
    ),
    Kind(
        "counterquote",
        "is answered by these words of a source",
        term("Counterquote"),
        Stance.AGAINST,
        "refutes",
        term("counterquote"),
        terms("a counterquote", "{number} counterquotes"),
    ),
    Kind(
        "contradiction",
        "contradicts another passage, or its author elsewhere",
        term("Contradiction"),
        Stance.AGAINST,
        "disputes",
        term("contradiction"),
        terms("a contradiction", "{number} contradictions"),
    ),
    Kind(
        "correction",
        "is wrong on a point of fact",
        term("Correction"),
        Stance.AGAINST,
        "corrects",
        term("correction"),
        terms("a correction", "{number} corrections"),
    ),
    Kind(
        "distortion",
        "misrepresents the source or position that it reports",
        term("Distortion"),
        Stance.AGAINST,
        "disputes",
        term("distortion"),
        terms("a distortion", "{number} distortions"),
    ),
    Kind(
        "unsupported",
        "asserts without evidence",
        term("Unsupported claim"),
        Stance.AGAINST,
        "disputes",
        term("unsupported claim"),
        terms("an unsupported claim", "{number} unsupported claims"),
    ),
    Kind(
        "fallacy",
        "does not follow, or confuses two things",
        term("Fallacy"),
        Stance.AGAINST,
        "disputes",
        term("fallacy"),
        terms("a fallacy", "{number} fallacies"),
    ),
    Kind(
        "double-standard",
        "blames here what it excuses there",
        term("Double standard"),
        Stance.AGAINST,
        "critiques",
        term("double standard"),
        terms("a double standard", "{number} double standards"),
    ),
    Kind(
        "reversal",
        "is answered by its own words",
        term("Reversal"),
        Stance.AGAINST,
        "critiques",
        term("reversal"),
        terms("a reversal", "{number} reversals"),
    ),
    Kind(
        "reply",
        "(a note, this time) is defended against it",
        term("Reply"),
        Stance.FOR,
        "repliesTo",
        term("reply"),
        terms("a reply", "{number} replies"),
    ),
    Kind(
        "concession",
        "is right, in whole or part",
        term("Concession"),
        Stance.FOR,
        "agreesWith",
        term("concession"),
        terms("a concession", "{number} concessions"),
    ),
    Kind(
        "gloss",
        "needs a word explained: a term, a translation",
        term("Gloss"),
        Stance.NEUTRAL,
        "discusses",
        term("gloss"),
        terms("a gloss", "{number} glosses"),
    ),
    Kind(
        "context",
        "needs background that its reader would lack",
        term("Context"),
        Stance.NEUTRAL,
        "givesBackgroundTo",
        term("context"),
        terms("a note of context", "{number} notes of context"),
    ),
)


def vocabulary(changes: Mapping[str, Mapping[str, str]]) -> dict[str, Kind]:
    """The thirteen kinds with a project's additions and changes, by name.

    ``changes`` maps a kind's name to any of :data:`FIELDS`; it must have passed :func:`problems`.
    """
    kinds = {kind.name: kind for kind in KINDS}
    for name, change in changes.items():
        kinds[name] = _changed(kinds.get(name), name, change)
    return kinds


def _changed(kind: Kind | None, name: str, change: Mapping[str, str]) -> Kind:
    if kind is None:
        words = name.replace("-", " ")
        label = change.get("title", words)
        kind = Kind(name, "", words.capitalize(), Stance.NEUTRAL, "discusses", label=label)
    title = _on_one_line(change.get("title", kind.title))
    label = kind.label if title == kind.title else title
    return replace(
        kind,
        title=title,
        label=_on_one_line(change.get("label", label)),
        counted=kind.counted if title == kind.title else None,
        stance=Stance(change.get("stance", kind.stance)),
        cito=change.get("cito", kind.cito),
        colour=change.get("colour", kind.colour),
    )


def _on_one_line(text: str) -> str:
    return " ".join(readable(text).split())


def reserve(names: Iterable[str]) -> None:
    """Keep names from kinds: those of our other directives and roles, which ``syntax/`` has."""
    _RESERVED.update(names)


def problems(changes: object) -> Iterator[str]:
    """What is wrong with a project's ``critique_kinds``, and what would be right."""
    if not isinstance(changes, Mapping):
        yield "must be a dictionary of kinds, each a dictionary of fields"
        return
    for name, change in changes.items():
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            yield f"{name!r} is no name for a kind: use lower-case words joined by hyphens"
        elif name in _RESERVED:
            yield f"{name!r} is the name of another directive of this extension"
        elif not isinstance(change, Mapping):
            yield f"{name!r} must be a dictionary with any of: {', '.join(FIELDS)}"
        else:
            yield from (f"{name!r}: {problem}" for problem in _field_problems(change))


def usable(changes: Mapping[object, object]) -> dict[str, Any]:
    """What is left of ``critique_kinds`` without its wrong names and fields."""
    return {
        str(name): {
            field: value
            for field, value in change.items()
            if not any(_field_problems({field: value}))
        }
        for name, change in changes.items()
        if isinstance(change, Mapping) and not any(problems({name: {}}))
    }


def _field_problems(change: Mapping[str, object]) -> Iterator[str]:
    for field, value in change.items():
        if field not in FIELDS:
            yield f"{field!r} is no field of a kind; these are: {', '.join(FIELDS)}"
        elif not isinstance(value, str):
            yield f"{field!r} must be text, not {type(value).__name__}"
        elif field == "stance" and value not in list(Stance):
            yield f"stance {value!r} is none of: {', '.join(Stance)}"
        elif field == "colour" and not _COLOUR.fullmatch(value):
            yield f"colour {value!r} is no colour: write #rgb, #rrggbb or a CSS colour name"


def hexadecimal(colour: str) -> str:
    """Six digits, as LaTeX takes a colour; nothing for a name, which CSS alone knows."""
    match = _HEXADECIMAL.fullmatch(colour)
    digits = match[1].upper() if match else ""
    return digits if len(digits) != 3 else "".join(2 * digit for digit in digits)
