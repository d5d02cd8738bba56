"""What is wrong, shown in the editor: in its units, and taken back where it is mended."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from docutils.nodes import make_id
from lsprotocol import types

from .answers.diagnosing import Diagnosis
from .editor import Editor
from .units import to_editor
from .written.places import Place, Span, whole_line

_SOURCE: Final = "sphinx-critique"
_TYPE: Final = "critique"
PAGE: Final = "reference/warnings.html"
"""The page of the guide that tells of each, under its name."""
_LINE: Final = re.compile(r"conf\.py\W{1,3}line (\d{1,6})")
"""How Python and Sphinx name the line of the settings at which they stop."""


class Publisher:
    """Tells the editor what is wrong in which files, and which have nothing wrong any more."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._shown: dict[Path, dict[str, list[types.Diagnostic]]] = {}

    def publish(self, folder: Path, found: Mapping[str, Sequence[Diagnosis]]) -> None:
        """Show what is wrong in a project, in the place of what was."""
        wanted = {file: [e for e in some if self._is_wanted(e)] for file, some in found.items()}
        now = {file: self._diagnostics(file, some) for file, some in wanted.items()}
        before = self._shown.get(folder, {})
        self._shown[folder] = now
        for file in sorted({*before, *now}):
            if before.get(file) != now.get(file):
                self._show(file, now.get(file, []))

    def refuse(self, folder: Path, message: str) -> None:
        """Show why a project cannot be read, at its settings; what was wrong before still is."""
        conf = str(folder / "conf.py")
        named = _LINE.findall(message)
        span = whole_line(self._editor.lines(conf), int(named[-1]) - 1 if named else 0)
        each = Diagnosis(Place(conf, span), "critique.config", message, is_error=True)
        kept = dict(self._shown.get(folder, {}))
        kept[conf] = [self._diagnostic(each, [])]
        self._shown[folder] = kept
        self._show(conf, kept[conf])

    def _show(self, file: str, diagnostics: list[types.Diagnostic]) -> None:
        params = types.PublishDiagnosticsParams(self._editor.files.uri(file), diagnostics)
        self._editor.text_document_publish_diagnostics(params)

    def _diagnostics(self, file: str, found: Sequence[Diagnosis]) -> list[types.Diagnostic]:
        lines = self._editor.lines(file)
        return [self._diagnostic(each, lines) for each in found]

    def _is_wanted(self, each: Diagnosis) -> bool:
        """Whether this server is to say it: not what another one says, if that is beside it."""
        return not self._editor.is_beside_another or each.code.partition(".")[0] == _TYPE

    def _diagnostic(self, each: Diagnosis, lines: Sequence[str]) -> types.Diagnostic:
        kind, _, subtype = each.code.partition(".")
        error = types.DiagnosticSeverity.Error
        related = [
            types.DiagnosticRelatedInformation(self.location(one.place), one.message)
            for one in each.related
        ]
        return types.Diagnostic(
            self.range_in(lines, each.place.span),
            each.message,
            error if each.is_error else types.DiagnosticSeverity.Warning,
            code=subtype or kind or None,
            code_description=self._told(each.code) if kind == _TYPE else None,
            source=_SOURCE if kind == _TYPE else kind or "sphinx",
            related_information=related or None,
        )

    def _told(self, code: str) -> types.CodeDescription | None:
        """Where the guide tells of a warning, if it is known where that is."""
        guide = self._editor.guide
        return types.CodeDescription(f"{guide}/{PAGE}#{make_id(code)}") if guide else None

    def location(self, place: Place) -> types.Location:
        """A place as the editor counts."""
        return types.Location(self._editor.files.uri(place.file), self.range(place))

    def range(self, place: Place) -> types.Range:
        """A span as the editor counts: in units of the encoding that it has chosen."""
        return self.range_in(self._editor.lines(place.file), place.span)

    def range_in(self, lines: Sequence[str], span: Span) -> types.Range:
        """The same of a file of which the lines are known."""
        encoding = types.PositionEncodingKind(self._editor.workspace.position_encoding).value

        def position(line: int, column: int) -> types.Position:
            text = lines[line] if line < len(lines) else ""
            return types.Position(line, to_editor(text, column, encoding) if text else column)

        return types.Range(
            position(span.line, span.column), position(span.end_line, span.end_column)
        )
