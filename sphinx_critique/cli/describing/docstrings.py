"""What the source says below each name of a class: the text that Python itself forgets."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from itertools import pairwise


def meanings(of: type) -> dict[str, list[str]]:
    """The paragraphs below each name that a class gives, by that name."""
    (tree,) = ast.parse(inspect.getsource(of)).body
    assert isinstance(tree, ast.ClassDef)
    return dict(_told(tree.body))


def _told(body: list[ast.stmt]) -> Iterator[tuple[str, list[str]]]:
    for each, below in pairwise(body):
        target = each.targets[0] if isinstance(each, ast.Assign) else None
        target = each.target if isinstance(each, ast.AnnAssign) else target
        if isinstance(target, ast.Name) and isinstance(below, ast.Expr):
            text = ast.literal_eval(below.value)
            yield (
                target.id,
                [" ".join(part.split()) for part in inspect.cleandoc(text).split("\n\n")],
            )
