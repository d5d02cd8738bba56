"""A file of notes, read as what it holds, whatever it is called."""

from __future__ import annotations

import json
from typing import Any, Final

from lxml import etree

from .hypothesis import is_csv, is_empty, read_csv, read_rows, rows_of
from .records import Incoming, Unreadable
from .tei import is_tei, read_tei
from .webannotation import read_annotations
from .word import read_word

_EXPECTED: Final = (
    "expected Web Annotations (JSON-LD), what Hypothesis gives (JSON, CSV), a Word file"
    " (.docx) or TEI"
)

_OTHERS: Final = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": (
        "an old Word file, or one with a password: save it as .docx without one"
    ),
    b"%PDF-": "a PDF",
    b"{\\rtf": "RTF: save it as .docx",
}
"""What is taken for one of these, by how it begins."""

_REPEATED: Final = etree.ErrorTypes.DTD_ID_REDEFINED


def read(content: bytes) -> Incoming:
    """All notes in a file.

    Raises :class:`~.records.Unreadable`, which says what was expected.
    """
    try:
        return _read(content)
    except RecursionError as error:
        raise Unreadable(f"it is nested too deeply; {_EXPECTED}") from error


def _read(content: bytes) -> Incoming:
    for head, what in _OTHERS.items():
        if content.startswith(head):
            raise Unreadable(f"it is {what}; {_EXPECTED}")
    if content.startswith(b"PK\x03\x04"):
        if b"word/document.xml" not in content:
            raise Unreadable(f"it is a packed file, but none of Word's; {_EXPECTED}")
        return read_word(content)
    text = _decoded(content)
    start = text.lstrip("\ufeff \t\r\n")
    if not start:
        raise Unreadable(f"it is empty; {_EXPECTED}")
    if start[0] in "{[":
        return _of_json(start)
    if start[0] == "<":
        return _of_xml(content)
    if is_csv(text):
        return read_csv(text)
    raise Unreadable(f"it is none of what can be read; {_EXPECTED}")


def _decoded(content: bytes) -> str:
    """Its text, in whichever UTF it is."""
    try:
        return content.decode(json.detect_encoding(content))
    except UnicodeDecodeError:
        pass
    if content.lstrip()[:1] == b"<":  # XML says itself how it is encoded.
        return content.decode("latin-1")
    raise Unreadable(f"it is no text in UTF-8; {_EXPECTED}")


def _of_json(text: str) -> Incoming:
    data = _whole(_parsed(text)) if "\\u" in text else _parsed(text)
    rows = rows_of(data)
    if rows is not None:
        return read_rows(rows)
    if is_empty(data):
        return read_rows([])
    found = read_annotations(data)
    if found is None:
        raise Unreadable(f"it is JSON with no annotations in it; {_EXPECTED}")
    return found


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        try:  # An object a line.
            return [json.loads(line) for line in lines] if len(lines) > 1 else _refuse(error)
        except ValueError:
            return _refuse(error)


def _whole(data: Any) -> Any:
    """The same, with a mark for each half of a character that has lost the other."""
    text = json.dumps(data, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.loads(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return data


def _refuse(error: ValueError) -> Any:
    raise Unreadable(f"it is no JSON ({error}); {_EXPECTED}") from error


def _of_xml(content: bytes) -> Incoming:
    root = _root(content, "internal")
    root = _root(content, False) if isinstance(root, Exception) else root
    if isinstance(root, Exception):
        raise Unreadable(f"it is no XML ({root}); {_EXPECTED}") from root
    if not is_tei(root):
        raise Unreadable(f"it is XML, but not TEI; {_EXPECTED}")
    return read_tei(root)


def _root(content: bytes, entities: Any) -> Any:
    """The root, or what is wrong; entities of the file's own are words, those of others are not."""
    try:
        return etree.fromstring(content, _parser(entities))
    except etree.XMLSyntaxError as error:
        return (
            _with_repeated(content, entities) if getattr(error, "code", 0) == _REPEATED else error
        )
    except ValueError as error:
        return error


def _with_repeated(content: bytes, entities: Any) -> Any:
    """The root of a file whose only fault is that ids come again: the first of them counts."""
    parser = _parser(entities, recover=True)
    root = etree.fromstring(content, parser)
    for each in parser.error_log:
        if each.type != _REPEATED and each.level > etree.ErrorLevels.WARNING:
            return ValueError(each.message)
    return root


def _parser(entities: Any, **options: Any) -> Any:
    # Without its ids (collect_ids) a file would be read with what other files declare for it.
    return etree.XMLParser(resolve_entities=entities, no_network=True, huge_tree=True, **options)
