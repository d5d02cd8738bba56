"""Languages by the names that babel and polyglossia share, for hyphens and spaces.

Those in other scripts than the Latin one are set by their script (``scripts``): babel and
polyglossia would demand fonts of the author's for them.
"""

from typing import Final

_NAMES: Final = {
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hr": "croatian",
    "hu": "hungarian",
    "is": "icelandic",
    "it": "italian",
    "la": "latin",
    "lt": "lithuanian",
    "lv": "latvian",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "sk": "slovak",
    "sv": "swedish",
    "tr": "turkish",
}


def latex_name(tag: str) -> str:
    """The name of the language of a tag, empty where LaTeX is told nothing of it."""
    code, *rest = tag.split("-")
    is_of_script = any(len(part) == 4 and part.isalpha() for part in rest)
    return "" if is_of_script else _NAMES.get(code, "")
