"""What is offered to an editor: each question and command, and who answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final

from lsprotocol import types

from .actions import Actions
from .commands import Commands
from .editor import Editor
from .features import Features
from .projects import Projects

_TRIGGERS: Final = [":", " ", "`", "{", "<", ",", ";"]
TOKENS: Final = types.SemanticTokensLegend(token_types=["string"], token_modifiers=[])
"""Lemmata are words of others, as strings of a program are."""


def offer(editor: Editor, projects: Projects) -> None:
    """Have an editor ask."""
    features = Features(projects)
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
        (types.TEXT_DOCUMENT_CODE_ACTION, Actions(projects).actions, fixes),
        (types.TEXT_DOCUMENT_INLAY_HINT, features.hints, None),
        (types.TEXT_DOCUMENT_FOLDING_RANGE, features.folds, None),
        (types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, features.tokens, TOKENS),
        (types.TEXT_DOCUMENT_PREPARE_RENAME, features.name, None),
        (types.TEXT_DOCUMENT_RENAME, features.rename, renaming),
    ):
        editor.feature(name, options)(_as_function(answer))
    _offer_commands(editor, Commands(projects))


def _offer_commands(editor: Editor, commands: Commands) -> None:
    """What an editor may bind to keys."""

    @editor.command("critique.answer")
    async def _(uri: str, given: types.Range, kind: str) -> None:
        await commands.answer(uri, given, kind)

    @editor.command("critique.excerpt")
    async def _(uri: str, given: types.Range) -> None:
        await commands.excerpt(uri, given)

    @editor.command("critique.kinds")
    async def _(uri: str) -> list[dict[str, str]]:
        return await commands.kinds(uri)

    @editor.command("critique.page")
    async def _(uri: str) -> None:
        await commands.page(uri)


def _as_function(answer: Callable[[Any], Awaitable[Any]]) -> Callable[[Any], Awaitable[Any]]:
    """pygls notes things at what it is given, which a method does not let it."""

    async def answered(params: Any) -> Any:
        return await answer(params)

    return answered
