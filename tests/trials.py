"""Trials of builds as they are run by hand, each held against a clean build.

``python -m tests.trials kills 200``: stopped at random moments; ``bytes 500``: bytes of kept files
flip; ``edits 200``: nine builders in turn over the same doctrees, after random edits.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest

from .conftest import Project
from .edited import DOCUMENTS, SEED, SMALLER, Edition
from .edits import EDITS
from .rebuilt import assert_same, contents

IN_TURN = {
    "kills": ("html", "latex", "epub", "quotecheck", "webpdf", "text"),
    "bytes": ("html",),
    "edits": ("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "xml", "quotecheck"),
}
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
TRANSCRIPT = "[p. 107]\nthe end of rationing\n[p. 108]\n" + "other words follow here\n" * 200


def damage(content: bytes, chance: random.Random, cut: bool) -> bytes:
    """A file cut short, or with one bit of it flipped."""
    place = chance.randrange(len(content)) if content else 0
    if cut or not content:
        return content[:place]
    flipped = content[place] ^ (1 << chance.randrange(8))
    return content[:place] + bytes([flipped]) + content[place + 1 :]


def kept_files(*folders: Path) -> list[Path]:
    """What builds have kept there."""
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


class Trials:
    """An edition that is edited, built, stopped, and then held against a clean build."""

    def __init__(self, edition: Edition, folder: Path, seed: int) -> None:
        self.edition = edition
        self.folder = folder
        self.random = random.Random(seed)
        self.took: dict[str, float] = {}
        edition.project.write({"transcripts/work.txt": TRANSCRIPT})
        self._own = (edition.project.source / "conf.py").read_text(encoding="utf-8")

    def _configure(self) -> None:
        project = self.edition.project
        lines = "".join(f"{name} = {value!r}\n" for name, value in project.config.items())
        path = project.source / "conf.py"
        if not path.exists() or path.read_text(encoding="utf-8") != lines + self._own:
            path.write_text(lines + self._own, encoding="utf-8")

    def start(self, builder: str, where: str) -> subprocess.Popen[str]:
        self._configure()
        out, trees = self.folder / where / builder, self.folder / where / "doctrees"
        jobs = str(self.random.choice([1, 4]))
        command = [sys.executable, "-m", "sphinx", "-q", "-j", jobs, "-b", builder]
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join(sys.path),
            "SOURCE_DATE_EPOCH": "1700000000",
            "SPHINX_CRITIQUE_CACHE": str(self.folder / where / "cache"),
        }
        return subprocess.Popen(
            [*command, "-d", str(trees), str(self.edition.project.source), str(out)],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            env=environment,
            start_new_session=True,
        )

    def build(self, builder: str, where: str) -> list[str]:
        """Build to the end; the warnings of ours."""
        began = time.monotonic()
        running = self.start(builder, where)
        _, log = running.communicate()
        # Quotations that fail end a check of them with 1.
        assert running.returncode <= (builder == "quotecheck"), log
        self.took[builder] = time.monotonic() - began
        lines = log.replace(str(self.folder / where), "").splitlines()
        return sorted(line for line in lines if "[critique." in line)

    def once(self, builder: str) -> None:
        """Edit, stop a build at some moment, perhaps twice; then build, and build clean."""
        if builder not in self.took:
            self.build(builder, "kept")
        self.change(1)
        for _ in range(self.random.choice([1, 1, 2])):
            running = self.start(builder, "kept")
            time.sleep(self.random.uniform(0.3, max(self.took[builder], 1)))
            with suppress(ProcessLookupError):  # It was faster.
                os.killpg(running.pid, self.random.choice(SIGNALS))
            running.communicate()
        self.compare(builder)

    def edit(self, builder: str) -> None:
        """Edit, build over what builders before have kept, and build clean."""
        self.change(self.random.choice([1, 1, 2, 5]))
        self.compare(builder)

    def change(self, times: int) -> None:
        """Edit so often; what an edit looks for may have been taken away by another."""
        for edit in self.random.sample(EDITS, times):
            with suppress(LookupError):
                self.edition.make(edit)

    def compare(self, builder: str) -> None:
        kept = self.build(builder, "kept")
        subprocess.run(["rm", "-rf", str(self.folder / "clean")], check=True)
        clean = self.build(builder, "clean")
        assert kept == clean
        out = [contents(self.folder / where / builder) for where in ("kept", "clean")]
        assert_same(out[0], out[1], builder)

    def flip(self, builder: str) -> None:
        """Damage one kept file; then build, and hold against what a clean build was."""
        kept = self.folder / "kept"
        path = self.random.choice(kept_files(kept / "doctrees", kept / "cache"))
        path.write_bytes(damage(path.read_bytes(), self.random, self.random.random() < 0.3))
        assert self.build(builder, "kept") == self.clean_warnings, path
        assert_same(contents(kept / builder), self.clean_output, str(path))

    def make(self, what: str, builder: str) -> None:
        if what == "bytes" and not self.took:
            self.remember(builder)
        {"kills": self.once, "bytes": self.flip, "edits": self.edit}[what](builder)

    def forget(self) -> None:
        subprocess.run(["rm", "-rf", str(self.folder)], check=True)
        self.took.clear()

    def remember(self, builder: str) -> None:
        self.build(builder, "kept")
        self.clean_warnings = self.build(builder, "clean")
        self.clean_output = contents(self.folder / "clean" / builder)


def main(what: str, times: int) -> int:
    """Do it so many times; each that goes wrong is told with its number."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        documents = DOCUMENTS if what == "edits" else SMALLER
        edition = Edition(Project(Path(folder)), SEED, documents)
        trials = Trials(edition, Path(folder, "out"), SEED)
        for count in range(times):
            builder = IN_TURN[what][count % len(IN_TURN[what])]
            try:
                trials.make(what, builder)
            except (Exception, pytest.fail.Exception) as error:
                wrong += 1
                print(f"{count} {builder}: {error}", flush=True)
                trials.forget()
            if count % 20 == 19:
                print(f"{count + 1} done, {wrong} wrong", flush=True)
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
