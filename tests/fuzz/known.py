"""What was told apart before, in a file that runs share."""

from pathlib import Path

_THEIRS, _OURS = "THEIRS ", "OURS "


class Known:
    """Signatures, and whether they are theirs; with a file, those of runs before and beside."""

    def __init__(self, path: str | None = None) -> None:
        self._path = Path(path) if path else None
        self._told: dict[str, bool] = {}

    def told(self) -> dict[str, bool]:
        """All by now."""
        if self._path and self._path.exists():
            for line in self._path.read_text(encoding="utf-8").splitlines():
                for head in (_THEIRS, _OURS):
                    if line.startswith(head):
                        self._told.setdefault(line.removeprefix(head), head == _THEIRS)
        return dict(self._told)

    def add(self, signature: str, theirs: bool) -> None:
        """Keep one more."""
        self._told[signature] = theirs
        if self._path:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"{_THEIRS if theirs else _OURS}{signature}\n")
