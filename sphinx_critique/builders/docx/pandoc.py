"""Pandoc: where it is, and one run of it, which reads nothing but what it is handed."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

from sphinx.errors import SphinxError

from ...texts.printed import one_line

_MISSING = "docx needs pandoc: pip install 'sphinx-critique[docx]'"
_WARNING = "[WARNING]"
_VERSION = (1, 23, 1)
"""Of the tree that pandoc 3 reads."""

_UNTRANSLATED = re.compile(r"Could not load translations |The term \S+ has no translation ")
"""What it says of a language in which it has no words of its own; none of these are printed."""


class Ran(NamedTuple):
    """What came of a run, and of what it warned."""

    made: bytes
    said: list[str]


def find() -> str:
    """The path of pandoc; a message that says what to install where there is none."""
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as error:
        raise SphinxError(_MISSING) from error


def usual_reference() -> bytes:
    """The reference document that pandoc brings."""
    return _run(["--print-default-data-file", "reference.docx"], b"").made


def write_docx(blocks: list[Any], meta: dict[str, Any], reference: Path) -> Ran:
    """A tree as a Word file; within its sandbox pandoc reads no file and no address."""
    tree = {"pandoc-api-version": _VERSION, "meta": meta, "blocks": blocks}
    arguments = ["-f", "json", "-t", "docx", "--sandbox", "-o", "-"]
    arguments += ["--reference-doc", str(reference)]
    return _run(arguments, json.dumps(tree, ensure_ascii=True).encode())


def _run(arguments: list[str], given: bytes) -> Ran:
    done = subprocess.run([find(), *arguments], input=given, capture_output=True, check=False)
    said = done.stderr.decode(errors="replace")
    if done.returncode:
        raise SphinxError(f"pandoc could not write the Word file: {one_line(said)}")
    warned = filter(None, map(str.strip, said.split(_WARNING)))
    return Ran(done.stdout, [each for each in warned if not _UNTRANSLATED.match(each)])
