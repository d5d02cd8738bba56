"""How what is wrong can be mended, and what selected words can become."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from .answers.arguing import Writing
from .answers.fixing import Fix
from .asking import Asking


class Actions(Asking):
    """What one editor may offer."""

    async def actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """How what is wrong on some lines can be mended, and what selected words can become."""
        uri = params.text_document.uri
        given, only = params.context.diagnostics, params.context.only
        lines = params.range.start.line, params.range.end.line
        found = await self.ask(uri, "fixes", *lines) or []
        made = [self._action(uri, each, given) for each in found]
        if given:
            made = [each for each in made if each.diagnostics]
        if only and types.CodeActionKind.QuickFix not in only:
            made = []
        rewrites = not only or any("refactor.rewrite".startswith(each) for each in only)
        if params.range.start != params.range.end and rewrites:
            for each in await self.ask_of_span(uri, "answers", params.range) or ():
                made.append(self._rewriting(uri, each))
        return made

    def _rewriting(self, uri: str, each: Writing) -> types.CodeAction:
        edit = types.WorkspaceEdit(changes={uri: [self.edit(each.place, each.text)]})
        return types.CodeAction(each.title, types.CodeActionKind.RefactorRewrite, edit=edit)

    def _action(
        self, uri: str, fix: Fix, diagnostics: Sequence[types.Diagnostic]
    ) -> types.CodeAction:
        edit = self.edit(fix.place, fix.text)
        # Where on its line one begins, Neovim tells in units of its own.
        mended = (
            each
            for each in diagnostics
            if (each.range.start.line, each.message) == (fix.line, fix.message)
        )
        return types.CodeAction(
            fix.title,
            types.CodeActionKind.QuickFix,
            diagnostics=list(mended),
            edit=types.WorkspaceEdit(changes={uri: [edit]}),
        )
