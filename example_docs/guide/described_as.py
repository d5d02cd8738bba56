"""How each section of what the program says of itself is written, as reST: see ``described``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from textwrap import indent
from typing import Any, Final

from sphinx_critique.cli import main
from sphinx_critique.cli.describing import described

Thing = Mapping[str, Any]
GENERAL: Final = {"note": "KIND", "list": "LIST"}
"""What stands for all directives of a group, whose options are told there once."""
_FLAG: Final = re.compile(r"(?<!\w)(--?[a-z][\w-]*(?: quotecheck)?)")
_SIGN: Final = re.compile(r"([*|`])")
OTHERS: Final = {"languages": "labels"}
"""Another form of a section."""


@cache
def data() -> Thing:
    """All that the program says of itself."""
    return described(main)


def general(group: str) -> Thing:
    """What all directives of a group have in common."""
    first, *others = [each for each in data()["directives"] if each["group"] == group]
    options = [o for o in first["options"] if all(o in each["options"] for each in others)]
    return {**first, "name": group, "options": options}


def _block(head: str, *parts: str) -> str:
    """A directive with what is in it; parts that are empty are none."""
    return "\n\n".join([f".. {head}", *(indent(each, "   ") for each in parts if each)]) + "\n"


def _code(words: Iterable[str], joint: str = ", ") -> str:
    return joint.join(f"``{each}``" for each in words)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], widths: str) -> str:
    lines = [".. list-table::", "   :header-rows: 1", f"   :widths: {widths}", ""]
    for row in (heads, *rows):
        for number, cell in enumerate(row):
            lines.append(f"   {'-' if number else '* -'} {cell}".replace("   - ", "     - ", 1))
    return "\n".join([*lines, ""])


def _choice(allowed: Mapping[str, str]) -> str:
    return "\n".join(f"* ``{name}``: {meaning}" for name, meaning in allowed.items())


def _directives(chosen: Iterable[Thing]) -> Iterator[str]:
    for each in chosen:
        group, isgeneral = each["group"], each["name"] in GENERAL
        name = GENERAL.get(each["name"], each["name"])
        shared = [] if isgeneral else general(group)["options"] if group in GENERAL else []
        own = [option for option in each["options"] if option not in shared]
        body = each["body"] and f"Its body: {each['body']}." if isgeneral or not shared else ""
        long = "" if isgeneral else f"Its long name is ``{each['long_name']}``."
        head = f"rst:directive:: .. {name}:: {each['argument']}".rstrip()
        meaning = "" if isgeneral else each["meaning"]
        words = " ".join(filter(None, (meaning, body, long)))
        yield _block(head, words, *map(_option, own))


def _option(each: Thing) -> str:
    is_choice = each["allowed"] and each["value"] != "switch"
    default = each["default"] and f"Default: ``{each['default']}``."
    head = f"rst:directive:option:: {each['name']}: {each['value']}"
    words = " ".join(filter(None, (each["meaning"], default)))
    return _block(head, words, _choice(each["allowed"]) if is_choice else "")


def _roles(chosen: Iterable[Thing]) -> Iterator[str]:
    for each in chosen:
        long = "" if each["name"] == each["long_name"] else each["long_name"]
        said = f"Its long name is ``{long}``." if long else ""
        written = f":{each['name']}:`{each['text']}`"
        yield _block(f"rst:role:: {each['name']}", f"``{written}``", f"{each['meaning']} {said}")


def _settings(chosen: Iterable[Thing]) -> Iterator[str]:
    for each in chosen:
        options = f":type: ``{each['type']}``\n:default: ``{each['default']!r}``"
        allowed = f"Allowed: {_code(each['allowed'])}." if each["allowed"] else ""
        words = " ".join(filter(None, (each["meaning"], allowed)))
        head = f"confval:: {each['name']}\n{indent(options, '   ')}"
        yield _block(head, words, _parts(each["fields"]) if each["fields"] else "")


def _parts(fields: Iterable[Thing]) -> str:
    rows = []
    for each in fields:
        allowed = f" Allowed: {_code(each['allowed'])}." if each["allowed"] else ""
        rows.append((f"``{each['name']}``", f"``{each['type']}``", each["meaning"] + allowed))
    return _table(("Field", "Type", "Meaning"), rows, "20 20 60")


def _theme(chosen: Iterable[Thing]) -> Iterator[str]:
    for each in chosen:
        rows = ((f"``{field['name']}``", field["meaning"]) for field in each["fields"])
        table = _table(("Colour", "It is that of"), rows, "25 75") if each["fields"] else ""
        default = f"Default: ``{each['default']}``." if each["default"] else ""
        yield _block(f"theme-option:: {each['name']}", f"{each['meaning']} {default}", table)


def _environment(chosen: Iterable[Thing]) -> Iterator[str]:
    for each in chosen:
        yield _block(f"envvar:: {each['name']}", each["meaning"])


def _labels(chosen: Iterable[Thing]) -> Iterator[str]:
    rows = []
    for each in chosen:
        forms = each["languages"]["en"]
        written = [*forms["forms"], *forms["plurals"]]
        rows.append((each["name"], f"``{each['example']}``", each["meaning"], _code(written)))
    yield _table(("Label", "Example", "It names", "Written"), rows, "15 17 38 30")


def _languages(chosen: Iterable[Thing]) -> Iterator[str]:
    """The labels of each other language, a table each."""
    things = list(chosen)
    for tag in sorted({tag for each in things for tag in each["languages"]} - {"en"}):
        rows = []
        for each in things:
            if tag in each["languages"]:
                forms = each["languages"][tag]
                rows.append((each["name"], _code(forms["forms"]), _code(forms["plurals"]) or "–"))
        yield f".. rubric:: ``{tag}``\n"
        yield _table(("Label", "Written", "Plural"), rows, "24 43 33")


def _prefixes(chosen: Iterable[Thing]) -> Iterator[str]:
    rows = ((f"``{each['language']}``", _code(each["words"])) for each in chosen)
    yield _table(("Language", "Words"), rows, "15 85")


def _tails(chosen: Iterable[Thing]) -> Iterator[str]:
    rows = ((f"``{each['name']}``", _code(each["also"]) or "–") for each in chosen)
    yield _table(("Words", "Or"), rows, "30 70")


def _objects_of(type_: str) -> Callable[[Iterable[Thing]], Iterator[str]]:
    """Each thing as an object that can be linked to, with all that is told of it."""

    def lines(chosen: Iterable[Thing]) -> Iterator[str]:
        for each in chosen:
            yield _block(f"{type_}:: {each['name']}", *_facts(each))

    return lines


def _facts(each: Thing) -> Iterator[str]:
    yield " ".join(filter(None, (each["meaning"], each.get("more"), each.get("remedy"))))
    if each.get("fails"):
        yield "It is a warning in every build, and fails a check."
    if each.get("writes"):
        yield f"It writes {_code(each['writes'])}."
    if each.get("extra"):
        yield f'It needs ``pip install "sphinx-critique[{each["extra"]}]"``.'


def _commands(chosen: Iterable[Thing]) -> Iterator[str]:
    for each in chosen:
        call = " ".join(("sphinx-critique", each["name"], *each["arguments"], "[OPTIONS]"))
        options = "\n".join(map(_flag, each["options"]))
        exits = "\n".join(f"* ``{status}``: {told}" for status, told in each["exits"].items())
        program = f".. program:: sphinx-critique {each['name']}"
        yield _block(
            f"command:: {each['name']}",
            f"``{call}``",
            _clean(f"{each['meaning']} {each['more']}"),
            program,
            options,
            f"Exit status:\n\n{exits}" if exits else "",
        )


def _clean(words: str) -> str:
    """Help of a command line as reST, in which nothing but code is markup."""
    parts = words.split("``")
    parts[::2] = [_FLAG.sub(r"``\1``", _SIGN.sub(r"\\\1", part)) for part in parts[::2]]
    return "``".join(parts)


def _flag(each: Thing) -> str:
    names = ", ".join(f"{name} {each['value']}".rstrip() for name in each["names"])
    default = f" Default: ``{each['default']}``." if each["default"] else ""
    return _block(f"option:: {names}", _clean(each["meaning"]) + default)


def _named(heads: Sequence[str]) -> Callable[[Iterable[Thing]], Iterator[str]]:
    """A table of names with what they mean."""

    def lines(chosen: Iterable[Thing]) -> Iterator[str]:
        rows = ((f"``{each['name']}``", each["meaning"]) for each in chosen)
        yield _table(heads, rows, "30 70")

    return lines


def _looks(chosen: Iterable[Thing]) -> Iterator[str]:
    things = list(chosen)
    for title, is_public in (("Public", True), ("Others, which may change", False)):
        found = [each for each in things if each["public"] == is_public]
        if found:
            yield f".. rubric:: {title}\n"
            yield from _named(("Name", "It is, or is for"))(found)


def _kinds(chosen: Iterable[Thing]) -> Iterator[str]:
    rows = (
        (f":rst:dir:`{each['name']}`", each["says"], each["stance"], f"``{each['cito']}``")
        for each in chosen
    )
    yield _table(("Kind", "It says that the passage", "Stance", "CiTO"), rows, "20 46 14 20")


def _exports(chosen: Iterable[Thing]) -> Iterator[str]:
    rows = (
        (f"``{each['name']}``", f"``{each['file']}``", f"``{each['media_type']}``")
        for each in chosen
    )
    yield _table(("Name", "File", "Media type"), rows, "20 25 55")


def _json(chosen: Iterable[Thing]) -> Iterator[str]:
    for each in chosen:
        yield f"{each['meaning']}\n"
        yield from _named(("Field", "Meaning"))(each["fields"])


FORMS: Final[Mapping[str, Callable[[Iterable[Thing]], Iterator[str]]]] = {
    "directives": _directives,
    "roles": _roles,
    "values": _named(("Value", "It is written as")),
    "kinds": _kinds,
    "filters": _named(("Filter", "Meaning")),
    "columns": _named(("Column", "It has")),
    "labels": _labels,
    "languages": _languages,
    "prefixes": _prefixes,
    "tails": _tails,
    "settings": _settings,
    "theme": _theme,
    "environment": _environment,
    "builders": _objects_of("builder"),
    "exports": _exports,
    "commands": _commands,
    "warnings": _objects_of("critique"),
    "statuses": _objects_of("status"),
    "classes": _looks,
    "properties": _looks,
    "attributes": _looks,
    "objects": _json,
}
