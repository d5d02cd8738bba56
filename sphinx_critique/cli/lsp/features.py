"""The questions of an editor, each answered by the project of the document that it is about."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from .arguing import Nothing, Writing
from .completing import Offer, Sort
from .files import file_of
from .fixing import Fix
from .navigating import Symbol
from .places import Place, Span
from .renaming import Refused
from .units import from_editor
from .worker import Failed

if TYPE_CHECKING:
    from .server import Server

_PATIENCE: Final = 10.0
_KINDS: Final = {
    Sort.DIRECTIVE: types.CompletionItemKind.Class,
    Sort.OPTION: types.CompletionItemKind.Field,
    Sort.VALUE: types.CompletionItemKind.Value,
    Sort.SOURCE: types.CompletionItemKind.Reference,
    Sort.NAME: types.CompletionItemKind.Variable,
    Sort.WORDS: types.CompletionItemKind.Text,
}
_TRIGGERS: Final = [":", " ", "`", "{", "<", ",", ";"]
TOKENS: Final = types.SemanticTokensLegend(token_types=["string"], token_modifiers=[])
"""Lemmata are words of others, as strings of a program are."""


class _Placed(Protocol):
    """A question about a place of a document."""

    @property
    def text_document(self) -> types.TextDocumentIdentifier: ...
    @property
    def position(self) -> types.Position: ...


class Features:
    """Answers for one editor."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def _ask(self, uri: str, name: str, *given: Any) -> Any:
        """What the project of a document answers; nothing where it has none that does."""
        return await self._ask_of(uri, name, lambda _: given)

    async def _ask_at(self, params: _Placed, name: str, *given: Any) -> Any:
        """The same of a place."""
        uri, position = params.text_document.uri, params.position
        return await self._ask_of(uri, name, lambda file: (*self._place(file, position), *given))

    async def _ask_of(self, uri: str, name: str, given: Callable[[str], tuple[Any, ...]]) -> Any:
        """The same; what is ``given`` is made of a file when that may be read."""
        worker = self._server.worker_of(uri)
        file = file_of(uri)
        if worker is None or file is None:
            return None
        asked = self._server.unsaved(), file, *given(file)
        answer = await self._server.ask(worker, name, *asked, patience=_PATIENCE)
        if isinstance(answer, Failed) and answer.is_gone:
            answer = await self._server.ask(worker, name, *asked, patience=_PATIENCE)
        if isinstance(answer, Failed):
            self._server.log(f"{name}: {answer.message}")
            return None
        return answer

    def _place(self, file: str, position: types.Position) -> tuple[int, int]:
        """A place in code points; one that is not there is the nearest that is."""
        lines = self._server.lines(file)
        line = min(max(position.line, 0), max(len(lines) - 1, 0))
        encoding = types.PositionEncodingKind(self._server.workspace.position_encoding).value
        return line, from_editor(lines[line], position.character, encoding)

    def _range(self, file: str, span: Span) -> types.Range:
        return self._server.publisher.range(Place(file, span))

    async def complete(self, params: types.CompletionParams) -> list[types.CompletionItem]:
        """What may be written."""
        uri = params.text_document.uri
        found = await self._ask_at(params, "complete") or []
        file = file_of(uri) or ""
        if self._server.is_beside_another:
            found = [each for each in found if each.sort is not Sort.DIRECTIVE]
        return [self._item(file, number, each) for number, each in enumerate(found)]

    def _item(self, file: str, number: int, offer: Offer) -> types.CompletionItem:
        return types.CompletionItem(
            offer.label,
            kind=_KINDS[offer.sort],
            detail=offer.detail or None,
            documentation=offer.told or None,
            sort_text=f"{number:05}",
            # Neovim does without the start of the edit where there is any other than the label.
            filter_text=None if offer.text.startswith(offer.label) else offer.text,
            insert_text_format=types.InsertTextFormat.PlainText,
            text_edit=types.TextEdit(self._range(file, offer.span), offer.text),
        )

    async def hover(self, params: types.HoverParams) -> types.Hover | None:
        """What there is to know."""
        uri = params.text_document.uri
        found = await self._ask_at(params, "hover")
        if found is None:
            return None
        content = types.MarkupContent(types.MarkupKind.Markdown, found.text)
        return types.Hover(content, self._range(file_of(uri) or "", found.span))

    async def definition(self, params: types.DefinitionParams) -> types.Location | None:
        """Where it is written."""
        found = await self._ask_at(params, "definition")
        return self._server.publisher.location(found) if found else None

    async def references(self, params: types.ReferenceParams) -> list[types.Location]:
        """Where it is named."""
        found = await self._ask_at(params, "references")
        return [self._server.publisher.location(each) for each in found or ()]

    async def symbols(self, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        """The passages and notes of a document: notes in what they answer are in it."""
        found = await self._ask(params.text_document.uri, "symbols")
        return [self._symbol(each) for each in found or ()]

    def _symbol(self, each: Symbol) -> types.DocumentSymbol:
        is_passage = each.kind == "excerpt"
        return types.DocumentSymbol(
            each.name,
            types.SymbolKind.String if is_passage else types.SymbolKind.Key,
            self._server.publisher.range(each.place),
            self._range(each.place.file, each.head),
            detail=each.detail,
        )

    async def all_symbols(self, params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        """The passages and notes of all projects that are open."""
        found: list[types.WorkspaceSymbol] = []
        for worker in self._server.workers:
            texts = self._server.unsaved()
            answer = await self._server.ask(worker, "all symbols", texts, params.query)
            for each in answer if isinstance(answer, Sequence) else ():
                kind = types.SymbolKind.String if each.kind == "excerpt" else types.SymbolKind.Key
                place = self._server.publisher.location(each.place)
                found.append(types.WorkspaceSymbol(place, each.name, kind))
        return found

    async def actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """How what is wrong on some lines can be mended, and what selected words can become."""
        uri = params.text_document.uri
        given, only = params.context.diagnostics, params.context.only
        lines = params.range.start.line, params.range.end.line
        found = await self._ask(uri, "fixes", *lines) or []
        made = [self._action(uri, each, given) for each in found]
        if given:
            made = [each for each in made if each.diagnostics]
        if only and types.CodeActionKind.QuickFix not in only:
            made = []
        rewrites = not only or any("refactor.rewrite".startswith(each) for each in only)
        if params.range.start != params.range.end and rewrites:
            for each in await self._ask_of_span(uri, "answers", params.range) or ():
                made.append(self._rewriting(uri, each))
        return made

    async def _ask_of_span(self, uri: str, name: str, given: types.Range) -> Any:
        """What is answered of words that are selected."""

        def span(file: str) -> tuple[Span]:
            return (Span(*self._place(file, given.start), *self._place(file, given.end)),)

        return await self._ask_of(uri, name, span)

    def _rewriting(self, uri: str, each: Writing) -> types.CodeAction:
        edit = types.WorkspaceEdit(changes={uri: [self._edit(each.place, each.text)]})
        return types.CodeAction(each.title, types.CodeActionKind.RefactorRewrite, edit=edit)

    def _edit(self, place: Place, text: str) -> types.TextEdit:
        return types.TextEdit(self._server.publisher.range(place), text)

    async def excerpt(self, uri: str, given: types.Range) -> None:
        """Make an excerpt of selected words."""
        found = await self._ask_of_span(uri, "excerpt", given)
        if isinstance(found, Writing):
            await self._apply(uri, found)
        else:
            self._tell(found)

    async def answer(self, uri: str, given: types.Range, kind: str) -> None:
        """Write a note of a kind on selected words."""
        found = await self._ask_of_span(uri, "answers", given) or []
        wanted = [each for each in found if each.title.endswith(f" with {kind}")]
        if wanted:
            await self._apply(uri, wanted[0])
        else:
            self._tell(Nothing(f"select words of a passage to answer; “{kind}” is to be a kind"))

    async def kinds(self, uri: str) -> list[dict[str, str]]:
        """The kinds of note of a project, to choose from: their names and titles."""
        found = await self._ask(uri, "kinds")
        if found is None:
            self._tell(None)
        return [{"name": name, "title": title} for name, title in found or ()]

    async def page(self, uri: str) -> None:
        """Show the page built from a document."""
        found = await self._ask(uri, "page")
        if isinstance(found, str):
            shown = types.ShowDocumentParams(self._server.files.uri(found), external=True)
            await self._server.window_show_document_async(shown)
        else:
            self._tell(found)

    async def _apply(self, uri: str, each: Writing) -> None:
        edit = types.WorkspaceEdit(changes={uri: [self._edit(each.place, each.text)]})
        await self._server.workspace_apply_edit_async(
            types.ApplyWorkspaceEditParams(edit, label=each.title)
        )

    def _tell(self, why: Nothing | None) -> None:
        message = why.message if why else "this file is no document of a project that is read"
        self._server.window_show_message(types.ShowMessageParams(types.MessageType.Info, message))

    def _action(
        self, uri: str, fix: Fix, diagnostics: Sequence[types.Diagnostic]
    ) -> types.CodeAction:
        edit = self._edit(fix.place, fix.text)
        of = self._server.publisher.range(fix.diagnosis)
        return types.CodeAction(
            fix.title,
            types.CodeActionKind.QuickFix,
            diagnostics=[each for each in diagnostics if each.range == of],
            edit=types.WorkspaceEdit(changes={uri: [edit]}),
        )

    async def hints(self, params: types.InlayHintParams) -> list[types.InlayHint]:
        """Numbers and statuses behind what they are of."""
        uri = params.text_document.uri
        lines = params.range.start.line, params.range.end.line
        file = file_of(uri) or ""
        return [
            types.InlayHint(
                self._range(file, Span(each.line, each.column, each.line, each.column)).start,
                each.text,
                padding_left=True,
            )
            for each in await self._ask(uri, "hints", *lines) or ()
        ]

    async def folds(self, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        """What can be folded: each directive."""
        found = await self._ask(params.text_document.uri, "folds")
        return [types.FoldingRange(first, last) for first, last in found or ()]

    async def tokens(self, params: types.SemanticTokensParams) -> types.SemanticTokens:
        """Where lemmata are."""
        uri = params.text_document.uri
        file = file_of(uri) or ""
        data: list[int] = []
        line = column = 0
        for span in await self._ask(uri, "lemmata") or ():
            there = self._range(file, span)
            start = there.start.character - (column if there.start.line == line else 0)
            data += [there.start.line - line, start]
            data += [there.end.character - there.start.character, 0, 0]
            line, column = there.start.line, there.start.character
        return types.SemanticTokens(data)

    async def name(self, params: types.PrepareRenameParams) -> types.Range | None:
        """The name at a place."""
        uri = params.text_document.uri
        found = await self._ask_at(params, "name")
        return self._range(file_of(uri) or "", found) if found else None

    async def rename(self, params: types.RenameParams) -> types.WorkspaceEdit | None:
        """A name given anew, everywhere."""
        found = await self._ask_at(params, "rename", params.new_name)
        if isinstance(found, Refused):
            raise JsonRpcInvalidParams(found.message)
        changes: dict[str, list[types.TextEdit]] = {}
        for each in found or ():
            there = self._server.publisher.location(each)
            edit = types.TextEdit(there.range, params.new_name)
            changes.setdefault(there.uri, []).append(edit)
        return types.WorkspaceEdit(changes=changes)


def offer(server: Server) -> None:
    """Have an editor ask."""
    features = Features(server)
    completion = types.CompletionOptions(trigger_characters=_TRIGGERS)
    fixes = types.CodeActionOptions(
        code_action_kinds=[types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite]
    )
    renaming = types.RenameOptions(prepare_provider=True)
    for name, answer, options in (
        (types.TEXT_DOCUMENT_COMPLETION, features.complete, completion),
        (types.TEXT_DOCUMENT_HOVER, features.hover, None),
        (types.TEXT_DOCUMENT_DEFINITION, features.definition, None),
        (types.TEXT_DOCUMENT_REFERENCES, features.references, None),
        (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, features.symbols, None),
        (types.WORKSPACE_SYMBOL, features.all_symbols, None),
        (types.TEXT_DOCUMENT_CODE_ACTION, features.actions, fixes),
        (types.TEXT_DOCUMENT_INLAY_HINT, features.hints, None),
        (types.TEXT_DOCUMENT_FOLDING_RANGE, features.folds, None),
        (types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, features.tokens, TOKENS),
        (types.TEXT_DOCUMENT_PREPARE_RENAME, features.name, None),
        (types.TEXT_DOCUMENT_RENAME, features.rename, renaming),
    ):
        server.feature(name, options)(_as_function(answer))
    _offer_commands(server, features)


def _offer_commands(server: Server, features: Features) -> None:
    """What an editor may bind to keys."""

    @server.command("critique.answer")
    async def _(uri: str, given: types.Range, kind: str) -> None:
        await features.answer(uri, given, kind)

    @server.command("critique.excerpt")
    async def _(uri: str, given: types.Range) -> None:
        await features.excerpt(uri, given)

    @server.command("critique.kinds")
    async def _(uri: str) -> list[dict[str, str]]:
        return await features.kinds(uri)

    @server.command("critique.page")
    async def _(uri: str) -> None:
        await features.page(uri)


def _as_function(answer: Callable[[Any], Awaitable[Any]]) -> Callable[[Any], Awaitable[Any]]:
    """pygls notes things at what it is given, which a method does not let it."""

    async def answered(params: Any) -> Any:
        return await answer(params)

    return answered
