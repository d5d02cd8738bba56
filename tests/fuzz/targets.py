"""Functions that take any input: ``python -m tests.fuzz.targets [NAME …] [--runs NUMBER]``.

Atheris looks for inputs that take a new way through them, where it is there; else they are made up.
"""

import argparse
import multiprocessing
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from random import Random
from types import FunctionType
from typing import Any, Final

from sphinx_critique.model.problems import Problem
from sphinx_critique.sources.bibliographies.reading import read_files
from sphinx_critique.texts.anchoring import LemmaError, locate
from sphinx_critique.texts.bibtex.markup import read_markup
from sphinx_critique.texts.bibtex.names import read_names
from sphinx_critique.texts.bibtex.scanning import Scanner
from sphinx_critique.texts.collation import Index
from sphinx_critique.texts.collation.marks import read_quoted
from sphinx_critique.texts.folding import fold
from sphinx_critique.texts.loci import attribution, read_citations, read_locator, read_term
from sphinx_critique.texts.transcripts import (
    Layout,
    Reading,
    TranscriptError,
    read_errata,
    read_transcript,
)

from .bibliographies import bibliography
from .documents import KEYS, LOCATORS
from .oddities import filler
from .transcripts import FORMS, transcript

LONGEST: Final = 1_000
"""Characters of a text that is made up."""
SLOW: Final = 1.0
LANGUAGES: Final = ("en", "de", "fr", "ru", "ar", "zh", "xx", "")


def _locators(text: str) -> None:
    for language in LANGUAGES:
        locator = read_locator(text, language)
        assert isinstance(locator.sort_key, tuple)
        list(locator.loci)
        # Ranges that can be read have their dashes set, whatever stands beside them.
        assert locator.readable or _bare(locator.text) == _bare(text)
    read_term(text, "en")


def _bare(text: str) -> str:
    return "".join(re.findall(r"[^\s–-]", text))


def _citations(text: str) -> None:
    for language in LANGUAGES[:4]:
        for each in read_citations(text, keys=KEYS, work="serge2016", language=language):
            repr(each)
            assert isinstance(each.translated, bool)
        attribution(text, keys=KEYS, work=None, language=language)


def _folding(text: str) -> None:
    folded = fold(text)
    for each in (folded, folded.caseless()):
        assert len(each.text) == len(each.offsets)
        assert all(0 <= start <= end <= len(text) for start, end in each.offsets)


def _lemmata(text: str) -> None:
    words = text.split()
    half = len(words) // 2
    for lemma in (text, " ".join(words[half:]), " … ".join(words[:2]), text[half:][:50]):
        try:
            start, end = locate(text, lemma)
        except LemmaError:
            continue
        assert 0 <= start <= end <= len(text)


def _quotations(text: str) -> None:
    read_quoted(text)


def _errata(text: str) -> None:
    errata, unread = read_errata(text)
    assert all(wrong and right for wrong, right in errata)
    assert all(each.number > 0 for each in unread)


def _bibtex(text: str) -> None:
    entries, slips = Scanner().read(text)
    lines = text.count("\n") + 1
    assert all(0 < each.line <= lines for each in (*entries, *slips))
    for entry in entries:
        for value in entry.fields.values():
            read_names(value)
            read_markup(value)


def _bibliographies(data: bytes) -> None:
    for encoding in ("utf-8", "latin-1"):
        read = read_files([(Path("a.bib"), data), (Path("b.bib"), data[::-1])], encoding)
        assert all(isinstance(each, Problem) for each in read.problems)


def _transcripts(form: str) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        path = _FOLDER / f"{os.getpid()}.{form}"
        path.write_bytes(data)
        layouts = (Layout(), Layout(running_head=r"^\d+$", first_page=7))
        for each in (
            Reading(),
            Reading(first_version=True, layout=layouts[1], errata=(("a", "b"),)),
        ):
            try:
                pages = read_transcript(path, each)
            except TranscriptError as error:
                # What readers of their own raise is told; what ours raise is a fault.
                cause = error.__cause__
                if cause is not None and _is_ours(cause):
                    raise cause from None
                continue
            for page in pages.pages:
                spans = (*page.emphasis, *page.furniture)
                assert all(0 <= start <= end <= len(page.text) for start, end in spans)
                assert all(0 <= each.offset <= len(page.text) for each in page.milestones)
            Index.of(pages)

    return read


def _is_ours(cause: BaseException) -> bool:
    """Whether an error was raised in code of ours, on no purpose."""
    if isinstance(cause, TranscriptError | OSError | MemoryError):
        return False
    trace = cause.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and "sphinx_critique" in trace.tb_frame.f_code.co_filename


_FOLDER = Path(tempfile.gettempdir())
TEXTS: Final[dict[str, Callable[[str], None]]] = {
    "locators": _locators,
    "citations": _citations,
    "folding": _folding,
    "lemmata": _lemmata,
    "quotations": _quotations,
    "errata": _errata,
    "bibtex": _bibtex,
}
FILES: Final[dict[str, Callable[[bytes], None]]] = {
    "bibliographies": _bibliographies,
    **{f"transcripts.{form}": _transcripts(form) for form in FORMS},
}
TARGETS: Final = (*TEXTS, *FILES)


def made_up(name: str, seed: int) -> str | bytes:
    """An input of a target."""
    if name in TEXTS:
        return _text(name, Random(f"{name} {seed}"))
    if name == "bibliographies":
        return bibliography(seed)
    return transcript(name.partition(".")[2], seed)


def _text(name: str, random: Random) -> str:
    if name == "bibtex":
        return bibliography(random.getrandbits(32)).decode(errors="replace")
    joints = (" ", " ", "", ", ", "; ", "–", "-", ": ", " … ", " => ", "\n")
    pool = (*KEYS, *LOCATORS, "see", "cf.", "in", "f.", "ff.", "vol. 2", "S.", "emphasis added")
    parts = []
    for _ in range(random.choice((1, 2, 3, 5, 10, 30))):
        parts.append(random.choice(pool) if random.random() < 0.5 else filler(random, 0.6))
        parts.append(random.choice(joints))
    return "".join(parts)[:LONGEST]


def run(name: str, value: str | bytes) -> None:
    """One input through a target."""
    if isinstance(value, str):
        TEXTS[name](value)
    else:
        FILES[name](value)


def faults(name: str, runs: int, first: int = 0) -> Iterator[tuple[int, str]]:
    """The made-up inputs, by their seeds, that raise or take over a second."""
    for seed in range(first, first + runs):
        value, started = made_up(name, seed), time.process_time()
        try:
            run(name, value)
        except Exception as error:
            yield seed, f"{error!r} of {value!r:.2000}"
        taken = time.process_time() - started
        if taken > SLOW:
            yield seed, f"{taken:.1f} s for {value!r:.500}"


def _functions() -> Iterator[FunctionType]:
    """What is followed: our own functions, not the twenty thousand of all that is loaded."""
    for name, loaded in list(sys.modules.items()):
        if not name.startswith(("sphinx_critique.texts", "sphinx_critique.sources.bibliographies")):
            continue
        for each in vars(loaded).values():
            members = vars(each).values() if isinstance(each, type) else [each]
            own = (one for one in members if isinstance(one, FunctionType))
            yield from (one for one in own if one.__module__ == name)


def _with_atheris(name: str, runs: int, folder: Path) -> None:
    """In a process of its own: atheris ends it. What it keeps are the inputs that fail."""
    # By its name: it is an extra, and not there for every Python.
    atheris: Any = import_module("atheris")
    for each in _functions():
        atheris.instrument_func(each)
    inputs = folder / "made up"
    inputs.mkdir(parents=True)
    for seed in range(200):
        value = made_up(name, seed)
        (inputs / str(seed)).write_bytes(
            value.encode(errors="replace") if isinstance(value, str) else value
        )

    def take(data: bytes) -> None:
        run(name, data.decode(errors="replace") if name in TEXTS else data)

    given = (f"-runs={runs}", "-timeout=20", "-max_len=4000", "-rss_limit_mb=4096")
    places = f"-artifact_prefix={folder}/", str(inputs)
    atheris.Setup([sys.argv[0], *given, *places, "-verbosity=0"], take)
    atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.targets", description=__doc__)
    parser.add_argument("names", nargs="*", default=TARGETS)
    parser.add_argument("--runs", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="the first seed of what is made up")
    parser.add_argument("--no-atheris", action="store_true")
    options = parser.parse_args()
    wrong = 0
    for name in options.names:
        started, found = time.monotonic(), []
        for seed, said in faults(name, options.runs, options.first):
            found.append(seed)
            if len(found) <= 3:
                print(f"{name} {seed}: {said}", flush=True)
        told = f"{name}: {options.runs} made up, {len(found)} faults"
        wrong += len(found)
        if find_spec("atheris") and not options.no_atheris:
            folder = Path(tempfile.mkdtemp(prefix=f"atheris-{name}-"))
            context = multiprocessing.get_context("spawn")
            process = context.Process(target=_with_atheris, args=(name, options.runs, folder))
            process.start()
            process.join()
            wrong += process.exitcode != 0
            told += f"; atheris {options.runs}, exit status {process.exitcode} ({folder})"
        print(f"{told}, {time.monotonic() - started:.0f} s", flush=True)
    sys.exit(min(wrong, 1))


if __name__ == "__main__":
    main()
