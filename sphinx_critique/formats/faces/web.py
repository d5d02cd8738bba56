"""Faces on the web: their sheet, loaded by the edition's own theme alone, and their files."""

import re
from collections.abc import Iterator, Set
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any, cast
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

from ...layout.medium import Medium
from ...model.config import THEME
from ...model.steps import Step
from .characters import printed, remember, remembered
from .choosing import is_left_to_reader, of, warn
from .finding import Faces
from .keeping import made
from .reading import Unreadable, can_read, may_be_subset
from .rules import NAMES, rules, sheet
from .standins import stand_ins

STYLE_SHEET = "critique-faces.css"
FOLDER = "critique-faces"
_FIRST = ("upright", "italic")
_BOLD = re.compile(r"<(?:b|dt|strong|th)\b")
_logger = logging.getLogger(__name__)


@dataclass
class Served:
    """What a build serves: faces, the names of their files, and those of which part is enough.

    ``pages`` are those that it has written, but for documents that other processes write.
    """

    faces: Faces
    names: dict[str, str]
    parts: set[str]
    stand_ins: str
    pages: set[str] = field(default_factory=set)


_served: WeakKeyDictionary[Builder, Served | None] = WeakKeyDictionary()


def begin(app: Sphinx, builder: Builder) -> None:
    """Write the sheet before any page asks for it; none is left of an earlier build."""
    if builder.format != "html":
        return
    static = Path(builder.outdir, "_static")
    served = _served[builder] = _look(app, builder)
    if served is None:
        _take_away(static)
        return
    addresses = {style: f"{FOLDER}/{name}" for style, name in served.names.items()}
    static.mkdir(parents=True, exist_ok=True)
    text = sheet(rules(served.faces, addresses)) + served.stand_ins
    (static / STYLE_SHEET).write_text(text, encoding="utf-8")


def _look(app: Sphinx, builder: Builder) -> Served | None:
    if not Medium.of(builder).runs_scripts or builder.config.html_theme != THEME:
        return None
    faces = of(builder.config) if can_read() else None
    if faces is None:
        if not is_left_to_reader(builder.config):
            _logger.info(
                "the reader's own serif is used; for faces of the edition's own:"
                " pip install 'sphinx-critique[fonts]'"
            )
        return None
    try:
        return _of(faces)
    except Unreadable as problem:
        warn(app, f"{faces.family}: {problem}")
        return None


def _of(faces: Faces) -> Served:
    parts = {style for style, path in faces.styles.items() if may_be_subset(path)}
    names = {
        style: NAMES[style].removeprefix("critique-")
        + (".woff2" if style in parts else path.suffix.lower())
        for style, path in faces.styles.items()
    }
    return Served(faces, names, parts, stand_ins(faces))


def _take_away(static: Path) -> None:
    (static / STYLE_SHEET).unlink(missing_ok=True)
    with suppress(OSError):
        for path in (static / FOLDER).iterdir():
            path.unlink()
        (static / FOLDER).rmdir()


def add_rules(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """Load the sheet, and at the same time the faces that a page begins with.

    They are there before it is painted, so that no line is set twice.
    """
    served = _served.get(app.builder)
    if served is None:
        return
    served.pages.add(pagename)
    app.add_css_file(STYLE_SHEET)
    tags = [context.get("metatags", "")]
    bold = ("bold",) if _BOLD.search(context.get("body") or "") else ()
    for style in filter(served.names.get, (*_FIRST, *bold)):
        name = served.names[style]
        address = escape(context["pathto"](f"_static/{FOLDER}/{name}", resource=True))
        kind = f'as="font" type="font/{name.rpartition(".")[2]}" crossorigin'
        tags.append(f'<link rel="preload" href="{address}" {kind}>')
    context["metatags"] = "\n".join(tags)


def end(app: Sphinx, error: Exception | None) -> None:
    """When all pages are there: the characters that they have, and no others."""
    if error is not None:
        return
    if app.builder not in _served:  # Before Sphinx 8, a build with nothing to write begins nothing.
        begin(app, app.builder)
    served = _served.get(app.builder)
    if served is None:
        return
    characters = _characters(cast(StandaloneHTMLBuilder, app.builder), served)
    if characters:
        folder = Path(app.outdir, "_static", FOLDER)
        _write(folder, dict(_files(app, served, characters)))


def _characters(builder: StandaloneHTMLBuilder, served: Served) -> set[int]:
    """Those of the pages; of a build that has written none, those of the build before."""
    kept = Path(builder.doctreedir, f"critique-faces-{builder.name}.json")
    names = set(served.pages)
    if not names:
        return remembered(kept)
    if not Medium.of(builder).one_document:
        names |= set(builder.env.found_docs)
    config = builder.config
    paths = [Path(builder.get_outfilename(name)) for name in sorted(names)]
    found = printed(paths, config.language, config.html_output_encoding)
    remember(kept, found)
    return found


def _files(app: Sphinx, served: Served, characters: Set[int]) -> Iterator[tuple[str, bytes]]:
    for style, path in served.faces.styles.items():
        try:
            whole = style not in served.parts
            content = path.read_bytes() if whole else made(app, path, characters, style)
            yield served.names[style], content
        except (OSError, Unreadable) as problem:
            warn(app, f"{path.name}: {problem}")
    for licence in served.faces.licences:
        with suppress(OSError):
            yield licence.name, licence.read_bytes()


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Those that are other than they were; none of an earlier build stays."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.name not in files:
            path.unlink()
    for name, content in files.items():
        path = folder / name
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)


def setup(app: Sphinx) -> None:
    """Before the first page, on each, and after the last."""
    Step.WRITE_FACE_RULES.connect(app, begin)
    Step.ADD_FACES.connect(app, add_rules)
    Step.WRITE_FACES.connect(app, end)
