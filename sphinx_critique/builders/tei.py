"""``sphinx-build -b tei``: the edition as one file of TEI P5."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence, Set
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.display import status_iterator

from ..formats.tei import Writer, whole
from ..formats.tei.anchors import uri_of
from ..model.exports import EXPORTS

NAME = EXPORTS["tei"].file


class TeiBuilder(Builder):
    """Writes all documents into one file, with the pictures in a folder beside it.

    All that it knows it keeps to itself: it can write an edition at the end of another's build,
    once the domain has derived the edition for it (:meth:`.CritiqueDomain.derive`).
    """

    name = "tei"
    format = "tei"
    epilog = f"The edition is in %(outdir)s/{NAME}."
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "application/pdf",
    ]
    supported_remote_images = True

    def init(self) -> None:
        self.images: dict[str, str] = {}
        self.imagedir = "images"

    def get_outdated_docs(self) -> str | Iterable[str]:
        """The file is one: it is written anew."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return uri_of(docname)

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return uri_of(to)

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Nothing; Sphinx 7 asks each builder."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """No document is written by itself."""

    def _write_serial(self, docnames: Sequence[str]) -> None:
        """Write all of them, whichever have changed; their toctrees are not lists of links."""
        self.write_edition()

    def write_edition(self) -> Path:
        """Write the file, and return where it is."""
        writer = Writer(self)
        docnames = sorted(self.env.found_docs)
        for docname in status_iterator(docnames, "writing TEI... ", "darkgreen", len(docnames)):
            document = self.env.get_doctree(docname)
            self.env.apply_post_transforms(document, docname)
            self.post_process_images(document)
            writer.document(docname, document)
        path = Path(self.outdir) / NAME
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(whole(writer), encoding="utf-8", newline="\n")
        self._copy_images()
        return path

    def _copy_images(self) -> None:
        folder = Path(self.outdir) / self.imagedir
        for source, name in sorted(self.images.items()):
            path = Path(self.srcdir) / source
            if path.is_file():
                folder.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, folder / name)


def setup(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(TeiBuilder)
