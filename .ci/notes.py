"""The notes of a release: ``python .ci/notes.py 1.2.3`` prints its section of CHANGELOG.md.

Each entry is on one line, as the page of a release breaks lines where they are broken.
"""

import re
import sys
from pathlib import Path

CHANGES = Path(__file__).parents[1] / "CHANGELOG.md"


def notes(changes: str, version: str) -> str:
    """What has changed in a version; ends the program where that is not said."""
    found = re.search(
        rf"^## {re.escape(version)}(?:, (?P<date>.+))?\n(?P<text>(?:(?!## ).*\n?)*)",
        changes,
        re.MULTILINE,
    )
    if found is None:
        sys.exit(f"CHANGELOG.md has no section {version}")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", found["date"] or ""):
        sys.exit(f"CHANGELOG.md does not say when {version} came out: ## {version}, 2026-12-31")
    return re.sub(r"(?<=\S)\n[ ]*(?=[^\s*])", " ", found["text"].strip())


if __name__ == "__main__":
    print(notes(CHANGES.read_text(encoding="utf-8"), sys.argv[1]))
