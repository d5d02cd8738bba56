"""One build: ``python -m sphinx_critique.cli.serving.building FOLDER OUT BUILDER JOBS``.

In a process of its own, so that an edit of ``conf.py``, or of what it imports, has its effect.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.console import color_terminal, nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from ...builders.quotecheck.rows import rows_of, summed_up
from ...model.config import settings
from ...project.domain import CritiqueDomain
from ...sources.bibliographies.keeping import named
from ...texts.printed import harmless
from ..project import EXTENSION, say, to_add
from .told import Told, stamps

TREES = "doctrees"


def main(arguments: Sequence[str]) -> int:
    """Build, say what the quotations came to, and what is wrong where nothing can be built."""
    folder, out = map(Path, arguments[:2])
    locale.init_console()
    if not color_terminal():
        nocolor()
    try:
        with patch_docutils(folder), docutils_namespace():
            _build(folder, out, arguments[2], int(arguments[3]))
    except SphinxError as error:
        click.echo(harmless(f"{error.category}: {error}"), err=True)
        return 2
    except Exception:  # Of conf.py, of any extension.
        traceback.print_exc()
        return 2
    return 0


def _build(folder: Path, out: Path, builder: str, jobs: int) -> None:
    app = Sphinx(folder, folder, out / builder, out / TREES, builder, status=None, parallel=jobs)
    page = app.builder.get_target_uri(app.config.root_doc)
    before = Told(page, stamps(_outside(app)))
    before.write(out)  # Whatever becomes of the build.
    app.build()
    Told(page, stamps(_outside(app)) | before.outside).write(out)
    if EXTENSION not in app.extensions:
        say(to_add(folder))
    else:
        click.echo(summed_up(list(rows_of(CritiqueDomain.of(app.env)))))


def _outside(app: Sphinx) -> set[str]:
    """The files that an edition is made of and that lie elsewhere, or that links lead to."""
    folder = Path(app.srcdir).resolve()
    resolved = map(_resolved, _files(app))
    return {str(each) for each in resolved if each and not each.is_relative_to(folder)}


def _files(app: Sphinx) -> Iterator[Path]:
    env, folder = app.env, Path(app.srcdir)
    for docname in env.found_docs:
        yield Path(env.doc2path(docname))
    for paths in env.dependencies.values():
        yield from (folder / path for path in paths)
    if EXTENSION in app.extensions:
        yield from map(Path, named(env))
        for entry in settings(app.config).transcripts.values():
            path = folder / (entry if isinstance(entry, str) else entry["path"])
            yield from (path, path.with_suffix(".errata"))


def _resolved(path: Path) -> Path | None:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # A link that leads to itself; no path at all.
        return None


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
