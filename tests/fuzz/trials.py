"""Batches of documents, each built by every builder; what fails is made small."""

import multiprocessing
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from ..rebuilt import contents
from .building import (
    BUILDERS,
    Outcome,
    Setting,
    Site,
    installed,
    keep_indexes_in,
    setting,
)
from .documents import Document
from .oracles import Fault, faults
from .shrinking import Tries, smallest, smallest_text

SLOW = 1.0
"""Seconds of the processor's that no document should take."""
COMPARED = 10
"""Every so many batches are built by two processes, too."""
CULPRITS = 12
"""So many documents that end a build are put aside before a builder is given up."""


@dataclass
class Found:
    """A fault with the smallest input that has it: a file, or files that fail only together.

    ``theirs``: the same comes without our extension.
    """

    signature: str
    builder: str
    seed: int
    docname: str
    detail: str
    files: dict[str, str] = field(default_factory=dict)
    theirs: bool = False


@dataclass
class Report:
    """What came of a batch."""

    seed: int
    extensions: tuple[str, ...]
    documents: int
    found: list[Found] = field(default_factory=list)
    builds: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    slow: list[tuple[float, str, str]] = field(default_factory=list)
    again: Counter[str] = field(default_factory=Counter)


def documents_of(seed: int, size: int, how: Setting) -> dict[str, Document]:
    # Its own style of footnotes takes none of the usual roles.
    cites = how.values["bibtex_reference_style"] != "foot"
    made = (Document(n, seed, how.extensions, size - 1, how.markdown, cites) for n in range(size))
    return {each.docname: each for each in made}


class Batch:
    """Documents of one seed, as one project."""

    def __init__(
        self,
        seed: int,
        size: int,
        extensions: tuple[str, ...],
        known: Mapping[str, bool] | None = None,
        markdown: bool = True,
        shrink: bool = True,
    ) -> None:
        self.how = setting(seed, extensions, markdown)
        self.report = Report(seed, extensions, size)
        self.documents = documents_of(seed, size, self.how)
        self._known = dict(known or {})
        self._shrink = shrink
        self._folder = Path(tempfile.mkdtemp(prefix="fuzz"))
        self._serial = count()
        self._site = self._site_of(self.documents)
        self._twin: Site | None = None
        keep_indexes_in(self._folder / "kept")

    def run(self, builders: Collection[str] = BUILDERS, compare: bool = False) -> Report:
        """Build by each, and look at what it has written."""
        try:
            for builder in builders:
                started = time.monotonic()
                outcome = self._built(builder)
                if outcome is not None:
                    self._judge(outcome)
                    if compare and builder == "html":
                        self._compare(outcome)
                self.report.seconds[builder] = time.monotonic() - started
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)
        return self.report

    def _site_of(self, documents: Mapping[str, Document], twin: bool = False) -> Site:
        return self._site_with(_texts(documents), twin)

    def _site_with(self, texts: Mapping[str, str], twin: bool = False) -> Site:
        return Site(self._folder / f"site{next(self._serial)}", texts, self.how, twin)

    def _built(self, builder: str) -> Outcome | None:
        """A build that came to its end, without the documents that ended others."""
        for _ in range(CULPRITS):
            outcome = self._site.build(builder)
            self.report.builds += 1
            if outcome.error is None:
                return outcome
            culprits = self._culprits(outcome, builder)
            if not culprits:
                break
            self._leave_out(culprits)
        return None

    def _leave_out(self, names: Collection[str]) -> None:
        paths = [self.documents.pop(name).path for name in names]
        self._site.leave_out(paths)
        if self._twin:
            self._twin.leave_out(paths)

    # What ends a build

    def _culprits(self, outcome: Outcome, builder: str) -> list[str]:
        signature = signature_of(outcome)
        if signature not in self._known:
            print(f"seed {self.report.seed}, {builder}: looking for what ends it: {signature}")
            print(outcome.traced[-2000:], flush=True)

        def fails(names: list[str]) -> bool:
            some = {name: self.documents[name] for name in names}
            return self._signature(_texts(some), builder) == signature

        names = [outcome.last] if outcome.last in self.documents else []
        if not names or not (signature in self._known or fails(names)):
            names = smallest(list(self.documents), fails)
        found = Found(signature, builder, self.report.seed, " ".join(names), outcome.traced[-3000:])
        found.theirs = self._known.get(signature, False)
        if len(names) > 8:
            self._note(found)
            return []
        if signature not in self._known:
            found.files = self._shrunk(
                names, lambda texts: self._signature(texts, builder) == signature
            )
            found.theirs = self._signature(found.files, builder, twin=True) == signature
        self._note(found)
        return names

    def _signature(self, texts: Mapping[str, str], builder: str, twin: bool = False) -> str:
        site = self._site_with(texts, twin)
        try:
            return signature_of(site.build(builder))
        finally:
            shutil.rmtree(site.folder, ignore_errors=True)

    def _shrunk(
        self, names: list[str], fails: Callable[[Mapping[str, str]], bool]
    ) -> dict[str, str]:
        texts, tries = _texts({name: self.documents[name] for name in names}), Tries()
        for path in list(texts) if self._shrink else ():

            def still(text: str, path: str = path) -> bool:
                return fails(texts | {path: text})

            texts[path] = smallest_text(texts[path], still, tries)
        return texts

    # What is wrong with what a build has written

    def _judge(self, outcome: Outcome) -> None:
        for name, taken in outcome.seconds.items():
            if taken > SLOW and name in self.documents:
                self.report.slow.append((taken, outcome.builder, f"{self.report.seed}:{name}"))
        by_document: dict[str, list[Fault]] = {}
        for fault in faults(outcome, self.documents):
            by_document.setdefault(fault.docname, []).append(fault)
        suspects = {
            name: self.documents[name]
            for name, some in by_document.items()
            if name in self.documents and not all(map(self._is_known, some))
        }
        twins = list(self._of_twin(outcome.builder)) if suspects else []
        for name, some in by_document.items():
            for fault in _first_of_each(some):
                theirs = _is_in(twins, fault) or self._is_known(fault)
                self._note_fault(fault, outcome.builder, theirs, name in self.documents)

    def _is_known(self, fault: Fault) -> bool:
        """Whether it is theirs by its kind alone: others may be ours in another document."""
        return fault.sort == "malformed" and self._known.get(_named(fault), False)

    def _twins(self) -> Site:
        """All documents without us, which have the faults of others that come of several, too."""
        self._twin = self._twin or self._site_of(self.documents, twin=True)
        return self._twin

    def _of_twin(self, builder: str) -> Iterator[Fault]:
        outcome = self._twins().build(builder)
        if outcome.error is None:
            yield from faults(outcome, self.documents)

    def _note_fault(self, fault: Fault, builder: str, theirs: bool, known: bool) -> None:
        signature = _named(fault)
        found = Found(signature, builder, self.report.seed, fault.docname, str(fault), {}, theirs)
        # Of words that are left out in vain, nothing tells what they stood under.
        first = self._known.get(signature, True)
        if known and not theirs and fault.sort != "kept" and first:
            found.files = self._shrunk(
                [fault.docname], lambda texts: self._comes_again(fault, builder, texts)
            )
        self._note(found)

    def _comes_again(self, fault: Fault, builder: str, texts: Mapping[str, str]) -> bool:
        """Whether it does in a smaller document, and not without us."""
        if fault.sort in ("lost", "kept") and fault.mark not in "".join(texts.values()):
            return False
        return self._has(texts, fault, builder) and not (
            fault.sort in ("lost", "twice") and self._has(texts, fault, builder, twin=True)
        )

    def _has(
        self, texts: Mapping[str, str], fault: Fault, builder: str, twin: bool = False
    ) -> bool:
        document = self.documents[fault.docname]
        site = self._site_with(texts, twin)
        whole = document.blocks
        try:
            document.blocks = [(site.source / document.path).read_text(encoding="utf-8")]
            outcome = site.build(builder)
            if outcome.error is not None:
                return False
            some = faults(outcome, {fault.docname: document})
            return any(_alike(each, fault) for each in some)
        finally:
            document.blocks = whole
            shutil.rmtree(site.folder, ignore_errors=True)

    def _compare(self, outcome: Outcome) -> None:
        """The same of two processes, but for files that differ without us, too."""
        other = self._site.build(outcome.builder, parallel=2)
        if other.error is not None:
            theirs = self._twins().build(outcome.builder, parallel=2).error is not None
            detail = other.traced[-3000:]
            self._note(Found("parallel", "html", self.report.seed, "", detail, theirs=theirs))
            for each in multiprocessing.active_children():
                each.kill()  # Sphinx waits for some for ever.
            return
        different = _different(outcome, other)
        if different:
            twins = self._twins()
            one, two = (twins.build(outcome.builder, parallel=each) for each in (1, 2))
            theirs = _different(one, two)
            different = [name for name in different if name not in theirs]
        if different:
            detail = f"{len(different)} files, {different[:5]}"
            self._note(Found("differs with -j 2", "html", self.report.seed, "", detail))

    def _note(self, found: Found) -> None:
        self.report.again[("theirs: " if found.theirs else "") + found.signature] += 1
        if found.signature not in self._known or self._known[found.signature] > found.theirs:
            self._known[found.signature] = found.theirs
            self.report.found.append(found)


def _named(fault: Fault) -> str:
    """What a fault has in common with others of its kind."""
    if fault.sort in ("lost", "kept"):
        return f"{fault.sort} {'>'.join(fault.detail.split('>')[-2:])}"
    return f"{fault.sort} {' '.join(fault.detail.split())}"


def _different(one: Outcome, other: Outcome) -> list[str]:
    written, again = contents(one.out), contents(other.out)
    return sorted(name for name in written if written[name] != again.get(name))


def _texts(documents: Mapping[str, Document]) -> dict[str, str]:
    return {each.path: str(each) for each in documents.values()}


def _alike(one: Fault, other: Fault) -> bool:
    if other.sort in ("lost", "kept"):
        return (one.sort, one.mark) == (other.sort, other.mark)
    if other.sort == "malformed":
        # A page is read up to the first of what is wrong.
        return one.sort == other.sort
    if other.sort == "warning":
        return one.sort == "warning" and one.detail.split(":")[0] == other.detail.split(":")[0]
    return (one.sort, one.detail) == (other.sort, other.detail)


def _is_in(some: Iterable[Fault], fault: Fault) -> bool:
    return any(each.docname == fault.docname and _alike(each, fault) for each in some)


def _first_of_each(some: list[Fault]) -> list[Fault]:
    """Of each sort and place one: a paragraph that is lost has many words."""
    return list({(each.sort, each.detail): each for each in reversed(some)}.values())


def signature_of(outcome: Outcome) -> str:
    """What tells an exception from others: its type, and where ours, or else any, was raised."""
    error = outcome.error
    if error is None:
        return ""
    while error.__cause__ is not None:
        error = error.__cause__
    if isinstance(error, RecursionError):
        # It comes wherever the last of the stack was used.
        return "RecursionError"
    frames, trace = [], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append((code.co_filename, code.co_name))
        trace = trace.tb_next
    own = [each for each in frames if "sphinx_critique/" in each[0]]
    file, name = (own or frames)[-1]
    where = "/".join(Path(file).parts[-2:])
    return f"{type(error).__name__} in {where}:{name}, from {frames[-1][1]}"


def profiles() -> list[tuple[str, ...]]:
    """Which extensions of others batches have, in turn: none, each, and all that are there."""
    there = installed()
    return [(), *((each,) for each in there), there] if there else [()]


def trial(seed: int, size: int, known: dict[str, bool], builders: tuple[str, ...]) -> Report:
    """One batch, in a process of its own."""
    turn = profiles()
    batch = Batch(seed, size, turn[seed % len(turn)], known)
    return batch.run(builders, compare=seed % COMPARED == 0)
