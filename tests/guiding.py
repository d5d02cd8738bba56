"""What the guide shows, for tests that do it."""

import re
from pathlib import Path

GUIDE = Path(__file__).parents[1] / "example_docs/guide"


def page(name: str) -> str:
    """The source of a page."""
    return (GUIDE / name).with_suffix(".rst").read_text("utf-8")


def blocks_of(term: str, language: str) -> list[str]:
    """The code of a language under a term of a list, of those on editors."""
    text = page("howto/editor")
    (part,) = re.findall(rf"^{term}\n((?:(?:   .*)?\n)+)", text, re.MULTILINE)
    pattern = rf"^   \.\. code-block:: {language}\n\n((?:(?:      .*)?\n)+)"
    return [re.sub("(?m)^      ", "", each) for each in re.findall(pattern, part, re.MULTILINE)]
