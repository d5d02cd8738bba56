"""Which addresses in texts of others may become links, and how these are written."""

import re
from typing import Final
from urllib.parse import quote

_SCHEMES: Final = frozenset("http https ftp ftps mailto urn doi hdl ark info".split())
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Browsers pass these over, within a scheme too.
_UNSEEN: Final = re.compile(r"[\0-\x20\x7f-\xa0]+")
_ORIGIN: Final = re.compile(r"([a-z][a-z0-9+.-]*:)?//[^/?#]*", re.IGNORECASE)
# What is written with a sign before its code is left as it is.
_NO_SIGN: Final = re.compile(r"[^!-~]|[\"<>\[\\\]^`{|}]|%(?![0-9A-Fa-f]{2})")
_DOIS: Final = re.compile(r"^(https?://(dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)


def may_be_followed(address: str) -> bool:
    """Whether an address leads to a place: others run a script, or open files of the reader's."""
    scheme = _SCHEME.match(_UNSEEN.sub("", address))
    return scheme is None or scheme[1].lower() in _SCHEMES


def is_whole(address: str) -> bool:
    """Whether an address leads to the same place from wherever it is followed."""
    return _SCHEME.match(address) is not None


def as_link(address: str) -> str:
    """An address as a link has it (RFC 3986): what none may hold is written in its code.

    Identifiers hold such signs: ``10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>3.0.CO;2-2``.
    """
    address = address.strip()
    if address.startswith("www."):
        address = f"https://{address}"
    origin = _ORIGIN.match(address)
    start = origin.end() if origin else 0
    place, mark, within = address[start:].partition("#")
    rest = place + mark + within.replace("#", "%23")
    return address[:start] + _NO_SIGN.sub(lambda found: quote(found[0]), rest)


def bare_doi(typed: str) -> str:
    """The identifier of an object, which is often typed as its address."""
    return _DOIS.sub("", typed.strip(), count=1)


def of_doi(typed: str) -> str:
    """The address of an object, however its identifier was typed."""
    return "https://doi.org/" + bare_doi(typed).replace("#", "%23")
