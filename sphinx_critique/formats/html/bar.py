"""The bar by which a reader chooses which notes of a page are shown."""

from collections import Counter
from collections.abc import Sequence

from docutils import nodes

from ...edition.persons import office
from ...locale import _
from ...model.nodes import annotation
from ...model.records import Annotation
from ...project.build import Build
from .nodes import html_block, html_inline, html_line

_MORE_THAN_A_FEW = 4


def bar_of(notes: Sequence[annotation], build: Build) -> html_block | None:
    """Buttons for each kind, voice and tag of a page's notes; nothing where these are few."""
    if len(notes) <= _MORE_THAN_A_FEW:
        return None
    kinds = Counter(str(note["kind"]) for note in notes)
    voices = Counter(filter(None, (_voice(note, build) for note in notes)))
    tags = Counter(tag for note in notes for tag in note["tags"])
    bar = html_block("", tag="div", classes=["critique-bar"])
    bar["attributes"] = {"role": "group", "aria-label": _("Notes to show")}
    chips = [
        _chip("kind", name, _(build.kinds[name].title), kinds[name], build)
        for name in build.kinds
        if kinds[name]
    ]
    rows = [_row(_("Kinds:"), chips)]
    if len(voices) > 1:
        named = [_chip("voice", name, office(name), count) for name, count in _most(voices)]
        rows.append(_row(_("Voices:"), named))
    if tags:
        rows.append(_row(_("Tags:"), [_chip("tag", tag, tag, n) for tag, n in _most(tags)]))
    help_ = html_inline("", _("Keys"), tag="button", classes=["critique-help"])
    help_["attributes"] = {"type": "button", "aria-haspopup": "dialog"}
    bar += [*rows, html_line("", "", help_, tag="p", classes=["critique-chips"])]
    return bar


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _voice(note: annotation, build: Build) -> str:
    item = build.edition.get(note["ids"][0])
    return build.persons.speaker(item) if isinstance(item, Annotation) else ""


def _row(word: str, chips: Sequence[nodes.Node]) -> html_line:
    line = html_line("", "", tag="p", classes=["critique-chips"])
    line += html_inline("", word, tag="span", classes=["critique-word"])
    for chip in chips:
        line += [nodes.Text(" "), chip]
    return line


def _chip(what: str, name: str, title: str, count: int, build: Build | None = None) -> html_inline:
    chip = html_inline("", f"{title} {count}", tag="button", classes=["critique-chip"])
    if build is not None:
        chip["classes"] += [f"critique-{build.kinds[name].stance}", f"critique-{name}"]
    filter_ = f"{what}:{name}"
    chip["attributes"] = {"type": "button", "aria-pressed": "true", "data-critique-filter": filter_}
    return chip
