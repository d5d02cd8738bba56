"""What is wrong, shown in the editor: in its units, and taken back where it is mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lsprotocol import types
from pygls.uris import from_fs_path

from .diagnosing import Diagnosis
from .places import Place, Span

if TYPE_CHECKING:
    from .server import Server

_SOURCE: Final = "sphinx-critique"
_TYPE: Final = "critique"


class Publisher:
    """Tells the editor what is wrong in which files, and which have nothing wrong any more."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._shown: dict[Path, dict[str, list[types.Diagnostic]]] = {}

    def publish(self, folder: Path, found: Mapping[str, Sequence[Diagnosis]]) -> None:
        """Show what is wrong in a project, in the place of what was."""
        wanted = {file: [e for e in some if self._is_wanted(e)] for file, some in found.items()}
        now = {file: [self._diagnostic(each) for each in some] for file, some in wanted.items()}
        before = self._shown.get(folder, {})
        self._shown[folder] = now
        for file in sorted({*before, *now}):
            if before.get(file) != now.get(file):
                self._show(file, now.get(file, []))

    def refuse(self, folder: Path, message: str) -> None:
        """Show why a project cannot be read, at its settings; what was wrong before still is."""
        conf = str(folder / "conf.py")
        each = Diagnosis(Place(conf, Span(0, 0, 0, 0)), "critique.config", message, is_error=True)
        kept = dict(self._shown.get(folder, {}))
        kept[conf] = [self._diagnostic(each)]
        self._shown[folder] = kept
        self._show(conf, kept[conf])

    def _show(self, file: str, diagnostics: list[types.Diagnostic]) -> None:
        params = types.PublishDiagnosticsParams(from_fs_path(file) or "", diagnostics)
        self._server.text_document_publish_diagnostics(params)

    def _is_wanted(self, each: Diagnosis) -> bool:
        """Whether this server is to say it: not what another one says, if that is beside it."""
        return not self._server.is_beside_another or each.code.partition(".")[0] == _TYPE

    def _diagnostic(self, each: Diagnosis) -> types.Diagnostic:
        kind, _, subtype = each.code.partition(".")
        error = types.DiagnosticSeverity.Error
        related = [
            types.DiagnosticRelatedInformation(self.location(one.place), one.message)
            for one in each.related
        ]
        return types.Diagnostic(
            self.range(each.place),
            each.message,
            error if each.is_error else types.DiagnosticSeverity.Warning,
            code=subtype or kind or None,
            source=_SOURCE if kind == _TYPE else kind or "sphinx",
            related_information=related or None,
        )

    def location(self, place: Place) -> types.Location:
        """A place as the editor counts."""
        return types.Location(from_fs_path(place.file) or "", self.range(place))

    def range(self, place: Place) -> types.Range:
        """A span as the editor counts: in units of the encoding that it has chosen."""
        codec = self._server.workspace.position_codec
        lines = self._server.lines(place.file)
        span = place.span
        return types.Range(
            codec.position_to_client_units(lines, types.Position(span.line, span.column)),
            codec.position_to_client_units(lines, types.Position(span.end_line, span.end_column)),
        )
