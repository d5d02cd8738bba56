"""What documents can refer to in each other: where it has changed, their references have."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx.environment import BuildEnvironment

from ....model.files import digest
from ....project.domain import CritiqueDomain


def named(env: BuildEnvironment) -> str:
    """A digest of all names, and of the places of documents in their tables of contents."""
    return digest("\n".join(sorted(_named(env))).encode("utf-8", "replace"))


def _named(env: BuildEnvironment) -> Iterator[str]:
    for name in env.domains:
        for each in env.get_domain(name).get_objects():
            yield f"{name} {each[0]} {each[2:4]} {each[5]}"
    for listed in CritiqueDomain.of(env).bibliography.domain.citations:
        yield f"cited {listed.key}"
    for docname, below in env.toctree_includes.items():
        yield f"contents {docname} {below}"
    for docname, contents in env.tocs.items():
        yield f"document {docname} {bool(contents.children)}"
