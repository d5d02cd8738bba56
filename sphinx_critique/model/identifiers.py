"""Names of excerpts and annotations, and the ids made of them."""

from hashlib import sha256

from docutils.nodes import fully_normalize_name, make_id

PREFIX = "critique-"


def normal_name(name: str) -> str:
    """A name as it is compared: without case, with hyphens for white space."""
    return fully_normalize_name(name).replace(" ", "-")


def names_in(text: str) -> tuple[str, ...]:
    """The names that an author has joined by ``;``, each on one line, in that order."""
    return tuple(filter(None, (" ".join(part.split()) for part in text.split(";"))))


def identifier(name: str, part: str = "") -> str:
    """An id of ours: readable where the name is ASCII, and never the same for two names.

    ``part`` numbers the nameless things of a document; no name alone gives such an id.
    """
    slug = make_id(name)
    if slug != name:
        slug = "-".join(filter(None, [slug, sha256(name.encode()).hexdigest()[:8]]))
    return f"{PREFIX}{slug}--{part}" if part else PREFIX + slug


def lemma_identifier(annotation_id: str) -> str:
    """The id of the first words that an annotation is about."""
    return f"{annotation_id}--lemma"


def note_identifier(anchor: str) -> str:
    """A second id of a note or of what it holds, where links lead to its number instead."""
    return f"{anchor}--note"
