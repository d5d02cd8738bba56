"""Which addresses in texts of others may become links."""

import re
from typing import Final

_SCHEMES: Final = frozenset("http https ftp ftps mailto urn doi hdl ark info".split())
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Browsers pass these over, within a scheme too.
_UNSEEN: Final = re.compile(r"[\0-\x20\x7f-\xa0]+")


def may_be_followed(address: str) -> bool:
    """Whether an address leads to a place: others run a script, or open files of the reader's."""
    scheme = _SCHEME.match(_UNSEEN.sub("", address))
    return scheme is None or scheme[1].lower() in _SCHEMES
