"""The documents of a new project: a front page, a chapter with a first passage, the sources."""

from __future__ import annotations

from textwrap import wrap
from typing import Final

from ...locale import in_language
from ...texts.incoming.forms import Form, Lines, parted
from ...texts.incoming.myst import Myst
from ...texts.incoming.records import paragraph
from ...texts.incoming.rest import Rest
from .answers import Answers, First

SUFFIXES: Final = {"rst": "rst", "myst": "md"}
_CHAPTERS: Final = ("chapter", "bibliography")
_ABOUT: Final = "What this edition is about, in a few lines: which work it answers, and why."
_EXAMPLE: Final = First(
    "Here stand the words that you answer, just as the work has them.", "1", "words that you answer"
)
_NOTE: Final = "Here you say what there is to say of these words."
_OF_PASSAGES: Final = (
    "A passage, word for word, with its page in the first line. It is checked in each build, if"
    " there is a transcript of the work."
)
_OF_NOTES: Final = (
    "A note on the words of the passage that its first line names. What it is called says what kind"
    " it is of: omission, counterquote, contradiction, correction, distortion, unsupported,"
    " fallacy, concession, gloss, context …"
)


def documents(answers: Answers) -> dict[str, str]:
    """Their text, by the names of their files."""
    form: Form = Myst() if answers.markup == "myst" else Rest()
    made = {
        "index": _index(form, answers.title),
        "chapter": _chapter(form, answers),
        "bibliography": _bibliography(form, answers.language),
    }
    suffix = SUFFIXES[answers.markup]
    return {f"{name}.{suffix}": "\n".join(parted(each)) + "\n" for name, each in made.items()}


def _index(form: Form, title: str) -> list[Lines]:
    return [
        form.title(title, 1),
        form.directive("edition", "", (), form.blocks([paragraph(_ABOUT)])),
        form.directive("toctree", "", [("hidden", "")], [*_CHAPTERS]),
    ]


def _chapter(form: Form, answers: Answers) -> list[Lines]:
    first = answers.first or _EXAMPLE
    # Else it would be looked for in the transcript.
    unchecked = [("unchecked", "it is an example")] if answers.transcript else []
    passage, note = form.blocks([paragraph(first.words)]), form.blocks([paragraph(_NOTE)])
    return [
        form.title(f"{in_language('Chapter', answers.language)} 1", 1),
        _comment(_OF_PASSAGES, answers.markup),
        form.directive("excerpt", first.citation, [] if answers.first else unchecked, passage),
        _comment(_OF_NOTES, answers.markup),
        form.directive("gloss", first.lemma, (), note),
    ]


def _bibliography(form: Form, language: str) -> list[Lines]:
    return [
        form.title(in_language("Sources", language), 1),
        form.directive("bibliography", "", [("all", "")], []),
    ]


def _comment(text: str, markup: str) -> Lines:
    """What the author reads, and nobody else."""
    if markup == "myst":
        return [f"% {line}" for line in wrap(text, 90)]
    return ["..", *(f"   {line}" for line in wrap(text, 90))]
