"""All the files of a new project, by their paths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from typing import Final

from ...texts.incoming.myst import Myst
from .answers import Answers
from .pages import SUFFIXES, documents
from .settings import conf, requirements

ALWAYS: Final = (
    "conf.py",
    "sources.bib",
    "requirements.txt",
    "Makefile",
    "README.md",
    ".gitignore",
    "transcripts/README.md",
)
"""What there is whatever is answered; ``sources.bib`` may be the user's own."""
BIBLIOGRAPHY: Final = "sources.bib"
_HOSTED: Final = {"github": ".github/workflows/edition.yml", "gitlab": ".gitlab-ci.yml"}
_PLAIN_KEY: Final = re.compile(r"\w[\w+-]*")
_README: Final = "README"


def project_files(answers: Answers, others: Sequence[str]) -> dict[str, bytes]:
    """What each file holds; ``others`` are documents that were in the folder before."""
    path = transcript_path(answers)
    told = not _PLAIN_KEY.fullmatch(answers.work) or answers.work == _README
    made = {
        **documents(answers),
        "requirements.txt": requirements(answers),
        "Makefile": _template("Makefile"),
        "README.md": _readme(answers),
        ".gitignore": _template("gitignore"),
        "transcripts/README.md": _template("transcripts.md"),
        **_hosting(answers),
        "conf.py": conf(answers, path if told else "", others),
    }
    content = {name: text.encode("utf-8") for name, text in made.items()}
    bibliography = answers.bibliography
    content[BIBLIOGRAPHY] = (
        bibliography.encode("utf-8") if isinstance(bibliography, str) else bibliography.content
    )
    if answers.transcript:
        content[path] = answers.transcript.content
    return dict(sorted(content.items()))


def transcript_path(answers: Answers) -> str:
    """Where the transcript goes: named by the key, as far as a file can be; nothing without one."""
    if not answers.transcript:
        return ""
    name = re.sub(r"[^\w+-]", "-", answers.work)
    name = f"{name}-" if name == _README else name
    return f"transcripts/{name}{answers.transcript.path.suffix.lower()}"


def _readme(answers: Answers) -> str:
    text = _template("project.md").replace("@", SUFFIXES[answers.markup])
    return "\n".join([*Myst().title(answers.title, 1), "", text])


def _hosting(answers: Answers) -> dict[str, str]:
    made: dict[str, str] = {}
    if answers.host in _HOSTED:
        made[_HOSTED[answers.host]] = _template(f"{answers.host}.yml")
        made[".readthedocs.yaml"] = _template("readthedocs.yaml")
    if answers.pre_commit:
        made[".pre-commit-config.yaml"] = _template("pre-commit-config.yaml")
    return made


def _template(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")
