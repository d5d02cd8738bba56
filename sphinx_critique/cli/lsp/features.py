"""What an editor asks about documents, answered in its terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from .answers.navigating import Symbol
from .answers.offers import Offer, Sort
from .answers.renaming import Refused
from .asking import Asking
from .files import file_of
from .written.places import Span

_KINDS: Final = {
    Sort.DIRECTIVE: types.CompletionItemKind.Class,
    Sort.OPTION: types.CompletionItemKind.Field,
    Sort.VALUE: types.CompletionItemKind.Value,
    Sort.SOURCE: types.CompletionItemKind.Reference,
    Sort.NAME: types.CompletionItemKind.Variable,
    Sort.WORDS: types.CompletionItemKind.Text,
}


class Features(Asking):
    """Answers for one editor."""

    async def complete(self, params: types.CompletionParams) -> list[types.CompletionItem]:
        """What may be written."""
        uri = params.text_document.uri
        found = await self.ask_at(params, "complete") or []
        file = file_of(uri) or ""
        if self._editor.is_beside_another:
            found = [each for each in found if each.sort is not Sort.DIRECTIVE]
        spans = {each.span for each in found} | {span for each in found for span, _ in each.more}
        ranges = {each: self.range(file, each) for each in spans}
        return [_item(number, each, ranges) for number, each in enumerate(found)]

    async def hover(self, params: types.HoverParams) -> types.Hover | None:
        """What there is to know."""
        uri = params.text_document.uri
        found = await self.ask_at(params, "hover")
        if found is None:
            return None
        content = types.MarkupContent(types.MarkupKind.Markdown, found.text)
        return types.Hover(content, self.range(file_of(uri) or "", found.span))

    async def definition(self, params: types.DefinitionParams) -> types.Location | None:
        """Where it is written."""
        found = await self.ask_at(params, "definition")
        return self.publisher.location(found) if found else None

    async def references(self, params: types.ReferenceParams) -> list[types.Location]:
        """Where it is named."""
        found = await self.ask_at(params, "references")
        return [self.publisher.location(each) for each in found or ()]

    async def symbols(self, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        """The passages and notes of a document: notes in what they answer are in it."""
        found = await self.ask(params.text_document.uri, "symbols")
        return [self._symbol(each) for each in found or ()]

    def _symbol(self, each: Symbol) -> types.DocumentSymbol:
        is_passage = each.kind == "excerpt"
        return types.DocumentSymbol(
            each.name,
            types.SymbolKind.String if is_passage else types.SymbolKind.Key,
            self.publisher.range(each.place),
            self.range(each.place.file, each.head),
            detail=each.detail,
        )

    async def all_symbols(self, params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        """The passages and notes of all projects that are open."""
        found: list[types.WorkspaceSymbol] = []
        for worker in self._projects.workers:
            texts = self._editor.unsaved()
            answer = await worker.ask("all symbols", texts, params.query)
            for each in answer if isinstance(answer, Sequence) else ():
                kind = types.SymbolKind.String if each.kind == "excerpt" else types.SymbolKind.Key
                place = self.publisher.location(each.place)
                found.append(types.WorkspaceSymbol(place, each.name, kind))
        return found

    async def hints(self, params: types.InlayHintParams) -> list[types.InlayHint]:
        """Numbers and statuses behind what they are of."""
        uri = params.text_document.uri
        lines = params.range.start.line, params.range.end.line
        file = file_of(uri) or ""
        return [
            types.InlayHint(
                self.range(file, Span(each.line, each.column, each.line, each.column)).start,
                each.text,
                padding_left=True,
            )
            for each in await self.ask(uri, "hints", *lines) or ()
        ]

    async def folds(self, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        """What can be folded: each directive."""
        found = await self.ask(params.text_document.uri, "folds")
        return [types.FoldingRange(first, last) for first, last in found or ()]

    async def tokens(self, params: types.SemanticTokensParams) -> types.SemanticTokens:
        """Where lemmata are."""
        uri = params.text_document.uri
        file = file_of(uri) or ""
        data: list[int] = []
        line = column = 0
        for span in await self.ask(uri, "lemmata") or ():
            there = self.range(file, span)
            start = there.start.character - (column if there.start.line == line else 0)
            data += [there.start.line - line, start]
            data += [there.end.character - there.start.character, 0, 0]
            line, column = there.start.line, there.start.character
        return types.SemanticTokens(data)

    async def name(self, params: types.PrepareRenameParams) -> types.Range | None:
        """The name at a place."""
        uri = params.text_document.uri
        found = await self.ask_at(params, "name")
        return self.range(file_of(uri) or "", found) if found else None

    async def rename(self, params: types.RenameParams) -> types.WorkspaceEdit | None:
        """A name given anew, everywhere."""
        name = " ".join(params.new_name.split())
        found = await self.ask_at(params, "rename", name)
        if isinstance(found, Refused):
            raise JsonRpcInvalidParams(found.message)
        changes: dict[str, list[types.TextEdit]] = {}
        for each in found or ():
            there = self.publisher.location(each)
            edit = types.TextEdit(there.range, name)
            changes.setdefault(there.uri, []).append(edit)
        return types.WorkspaceEdit(changes=changes)


def _item(number: int, offer: Offer, ranges: Mapping[Span, types.Range]) -> types.CompletionItem:
    more = [types.TextEdit(ranges[span], text) for span, text in offer.more]
    return types.CompletionItem(
        offer.label,
        kind=_KINDS[offer.sort],
        detail=offer.detail or None,
        documentation=offer.told or None,
        sort_text=f"{number:05}",
        # Neovim does without the start of the edit where there is any other than the label.
        filter_text=None if offer.text.startswith(offer.label) else offer.text,
        insert_text_format=types.InsertTextFormat.PlainText,
        text_edit=types.TextEdit(ranges[offer.span], offer.text),
        additional_text_edits=more or None,
    )
