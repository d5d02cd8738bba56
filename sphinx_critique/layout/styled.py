"""Words with a class of ours, and what parts them in a line."""

from collections.abc import Iterable

from docutils import nodes


def styled(text: str, role: str) -> nodes.inline:
    """Words with a class of ours."""
    return nodes.inline("", text, classes=[f"critique-{role}"])


def apart_by_points(parts: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Parts of a line with points between, which can be taken away where a part is moved."""
    result: list[nodes.Node] = []
    for part in parts:
        result += [styled(" · ", "point"), part] if result else [part]
    return result
