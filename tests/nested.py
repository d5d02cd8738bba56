"""An edition with each of our directives inside each construct of Sphinx's."""

from collections.abc import Iterator
from struct import pack
from textwrap import indent
from typing import Final
from zlib import compress, crc32

CONSTRUCTS: Final = {
    "nothing": "{}",
    "admonition": ".. note::\n\n{3}",
    "titled": ".. admonition:: Of a title\n\n{3}",
    "topic": ".. topic:: A topic\n\n{3}",
    "sidebar": ".. sidebar:: A sidebar\n\n{3}",
    "container": ".. container:: any\n\n{3}",
    "compound": ".. compound::\n\n{3}",
    "only": ".. only:: latex\n\n{3}",
    "bullets": "* First.\n\n* Second.\n\n{2}",
    "numbers": "1. First.\n\n2. Second.\n\n{3}",
    "definitions": "term\n{2}",
    "fields": ":field:\n{3}",
    "quote": "  Before.\n\n{2}",
    "listtable": ".. list-table::\n   :header-rows: 1\n\n   * - a\n     - b\n   * - l\n     -\n{7}",
    "titledtable": ".. list-table:: A title\n   :widths: 30 70\n\n   * - cell\n     -\n{7}",
    "longtable": ".. list-table::\n   :class: longtable\n\n   * - cell\n     -\n{7}",
    "legend": ".. figure:: none.png\n\n   A caption.\n\n{3}",
    "glossary": ".. glossary::\n\n   NAME\n{6}",
    "object": ".. py:function:: NAME()\n\n{3}",
    "version": ".. versionadded:: 1\n\n{3}",
    "epigraph": ".. epigraph::\n\n   Before.\n\n{3}",
    "footnote": "Mark [#NAME]_.\n\n.. [#NAME] A footnote.\n\n{3}",
    "excerpt": ".. excerpt::\n\n   Outer NAMEouter.\n\n{3}",
    "gloss": ".. gloss::\n   :at: work\n\n   Outer NAMEgloss.\n\n{3}",
    "code": ".. code-block:: none\n\n   a = b\n\n{}\n\n.. code-block:: none\n\n   c = d",
    "formula": ".. math::\n\n   a = b\n\n{}\n\n.. math::\n\n   c = d",
}
"""Each with ``{n}`` where our directives stand, so many columns from the left, and ``NAME``."""

_PASSAGE = """
.. excerpt::
   :name: NAME

   NAMEa NAMEb, NAMEc [#NAMEfoot]_ NAMEd

   NAMEe *NAMEf* NAMEg

.. omission:: NAMEb, NAMEc … NAMEf
   :on: NAME

   NAMEone NAMElemma and :quote:`NAMEquoted`

   .. reply:: NAMElemma

      NAMEreply

.. correction:: NAMEd
   :on: NAME
   :right: NAMEright

   NAMEtwo

.. unsupported::

   NAMEthree :critique:ref:`NAME`

   * NAMEfour
"""
_VERSE = """
.. excerpt::
   :numbered:
   :name: NAME

   | NAMEh NAMEi
   | NAMEj

.. gloss:: NAMEi
   :on: NAME

   NAMEfive

   .. code-block:: none

      NAMEcode = 1

.. quotation::

   NAMEl
"""
_LISTS = """
.. critique-list::
   :doc: other
   :columns: number; lemma

.. critique-summary::
   :doc: other

.. apparatus::
   :doc: other

.. recall:: other-note
"""
_CAPTION = """
.. excerpt::
   :name: captioned

   C.

.. figure:: none.png

   A :critique:ref:`words <captioned>`, :quote:`NAMEcaption`.
"""
OTHER: Final = """
Other
=====

.. excerpt::

   Other words.

.. gloss:: words
   :name: other-note

   Othernote.
"""


def documents() -> dict[str, str]:
    """The documents by file name; words of the author's begin with the name of the construct."""
    found = {"other.rst": OTHER}
    for name, construct in CONSTRUCTS.items():
        for part, source in (("p", _PASSAGE), ("v", _VERSE), ("l", _LISTS)):
            found[f"{name}{part}.rst"] = _document(f"{name}{part}", construct, source)
    caption = _CAPTION.replace("NAME", "captioned")
    found["caption.rst"] = f"Caption\n=======\n{caption}"
    entries = "\n".join(f"   {name.removesuffix('.rst')}" for name in found)
    return {"index.rst": f"Nested\n======\n\n.. toctree::\n\n{entries}\n", **found}


def _document(name: str, construct: str, source: str) -> str:
    title = f"Title {name}"
    body = construct
    for width in range(8):
        body = body.replace(f"{{{width or ''}}}", indent(source.strip(), " " * width))
    note = "\n\n.. [#NAMEfoot] NAMEfootnote\n" if "NAMEfoot" in source else ""
    lines = f"{title}\n{'=' * len(title)}\n\n{body}{note}\n"
    return lines.replace("NAME", name)


def words() -> Iterator[str]:
    """The words of notes, each of which is to be printed once."""
    for name in CONSTRUCTS:
        passage = ("one", "reply", "two", "three", "four", "footnote")
        yield from (f"{name}p{word}" for word in passage)
        yield from (f"{name}v{word}" for word in ("five", "code"))


def _chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", crc32(name + data))


def picture() -> bytes:
    """A black PNG of one pixel."""
    head = _chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", compress(b"\0\0")) + _chunk(b"IEND", b"")
