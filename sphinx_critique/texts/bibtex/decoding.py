"""The bytes of a ``.bib`` file as text, and the lines that are not in its encoding."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHERS = ("cp1252", "latin-1")


def decode(content: bytes, encoding: str) -> tuple[str, list[int]]:
    """The text, with line ends as ``\\n``, and the numbers of lines that had to be guessed.

    A file says by its first bytes what it is in, whatever ``encoding`` is. A line that cannot be
    read is taken for one of Windows'; ``LookupError`` where there is no such encoding.
    """
    told = next((name for mark, name in _MARKS if content.startswith(mark)), encoding)
    try:
        return _unfolded(content.decode(told)), []
    except UnicodeDecodeError:
        lines = [_line(line, told) for line in content.replace(b"\r\n", b"\n").split(b"\n")]
    text = "\n".join(line for line, _ in lines)
    return text, [number for number, (_, guessed) in enumerate(lines, 1) if guessed]


def _unfolded(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _line(line: bytes, encoding: str) -> tuple[str, bool]:
    for each in (encoding, *_OTHERS):
        try:
            return line.decode(each), each != encoding
        except UnicodeDecodeError:
            continue
    return line.decode(encoding, "replace"), True
