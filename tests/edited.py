"""Made-up editions that can be edited at random."""

import os
import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sphinx_critique.model import kinds

from .conftest import Project
from .rebuilt import WITHOUT_SEARCH

DOCUMENTS = 40
SMALLER = 16
ROUNDS = 10
SEED = int(os.environ.get("CRITIQUE_SEED", "1921"))
KINDS = tuple(kind.name for kind in kinds.KINDS)
WORDS = """
    demanding new election soviets secret ballot legal parties freedom speech press meeting
    peasant worker sailor ration bread fuel road guard detachment prison socialist anarchist
    union strike fortress winter march order commissar congress delegate resolution ship
"""
OWN_THEME = {
    # Themes with links to the page before and after are stale after edits by Sphinx's own doing.
    "_themes/bare/theme.toml": "[theme]\ninherit = 'none'\nstylesheets = []\n",
    **dict.fromkeys(
        ("_themes/bare/page.html", "_themes/bare/search.html"),
        "{{ title }}{% for css in css_files %} {{ css }}{% endfor %}\n{{ body }}",
    ),
    "_themes/bare/genindex.html": "{{ genindexentries }}",
    "_themes/bare/domainindex.html": "{{ content }}",
}
CONFIG = {
    "extensions": ["sphinx_critique", "myst_parser"],
    "critique_work": "work",
    "critique_kinds": {},
    "bibtex_bibfiles": ["sources.bib"],
    "bibtex_reference_style": "author_year",
    "html_theme_path": ["_themes"],
    "html_theme": "bare",
    "html_copy_source": False,
    "html_last_updated_fmt": None,
    "html_baseurl": "https://example.org/",
    "critique_exports": ["webannotation", "bibtex", "csl"],
    # Sphinx says of each reference that two things answer to, and again when it likes.
    "suppress_warnings": ["ref.any"],
}

# Every list over the whole edition, but for maps.
LISTS = """
.. apparatus::
   :scope: edition

.. critique-list::
   :columns: number; kind; locus; lemma; right; note; sources; voice; charged; date; document
   :sort: locus

.. critique-list::
   :kind: correction; omission
   :sort: date

.. critique-summary::
   :chart:

.. critique-summary::
   :by: voice

.. critique-summary::
   :by: charged

.. critique-summary::
   :by: source
   :chart:

.. critique-summary::
   :by: work

.. critique-list::
   :work: source2
   :columns: number; work

.. index-locorum::

.. cut-list::

.. sigla::
"""


@dataclass
class Passage:
    """An excerpt or a quotation with what is written under it."""

    text: str
    notes: list[str] = field(default_factory=list)


@dataclass
class Page:
    """A document: its passages, what follows them, and the documents that stand in it.

    ``work`` is what it says is under review.
    """

    title: str
    passages: list[Passage] = field(default_factory=list)
    tail: str = ""
    children: list[str] = field(default_factory=list)
    orphan: bool = False
    work: str = ""

    def __str__(self) -> str:
        parts = [":orphan:"] if self.orphan else []
        parts += [f"{self.title}\n{'=' * len(self.title)}"]
        parts += [directive("work", self.work, heading="yes")] if self.work else []
        for passage in self.passages:
            parts += [passage.text, *passage.notes]
        parts.append(self.tail)
        if self.children:
            # Deeper ones are stale by Sphinx's own doing when a document below is renamed.
            parts.append(directive("toctree", "", "\n".join(self.children), maxdepth="1"))
        return "\n\n".join(parts) + "\n"


def directive(kind: str, argument: str = "", body: str = "", /, **options: str) -> str:
    lines = [f".. {kind}:: {argument}".rstrip()]
    lines += [f"   :{option.rstrip('_')}: {value}" for option, value in options.items() if value]
    lines += ["", *(f"   {line}".rstrip() for line in body.splitlines())]
    return "\n".join(lines)


class Edition:
    """Made-up documents, edited at random; every choice is that of the seed."""

    def __init__(self, project: Project, seed: int, documents: int = DOCUMENTS) -> None:
        self.project = project
        self.random = random.Random(seed)
        self.counts = {"passage": 0, "note": 0, "page": 0}
        self.sources = {f"source{n}": 1900 + n for n in range(8)} | {"work": 2016}
        self.written: dict[str, str] = {}
        self.pages: dict[str, Page] = {}
        project.config |= CONFIG
        project.write(OWN_THEME | {"conf.py": WITHOUT_SEARCH})
        self._found(documents)
        self.write()

    def _found(self, documents: int) -> None:
        """The first pages, in nested toctrees; the bibliography and the orphan are two of them."""
        names = [f"page{n:02}" for n in range(documents - 7)]
        self.pages = {
            "index": Page("Edition", children=["part1", "part2", "marked", "bibliography"]),
            "part1": Page("One", children=names[:6]),
            "part2": Page("Two", children=["deep/part", *names[6:8]]),
            "deep/part": Page("Three", children=[f"/{name}" for name in names[8:]]),
            "bibliography": Page("Sources", tail=".. bibliography::\n   :cited:"),
        }
        for name in names:
            self.pages[name] = Page(f"Page {name}")
        self.pages["orphan"] = Page("Alone", orphan=True)
        # Names first, so that what stands early can refer to what stands late.
        for count, name in enumerate([*names, "orphan", "part1"]):
            self.pages[name].passages = [self.passage() for _ in range(1 + (count % 4 == 0))]
        for page in list(self.pages.values()):
            for passage in page.passages:
                passage.notes = [self.note(passage) for _ in range(self.random.randint(1, 2))]
            page.tail = page.tail or self.running_text()
        for count, name in enumerate(names[:2]):
            self.pages[name].work = f"source{2 + count}"
        self.counts["page"] = len(names)

    # What an edition is made of

    def name(self, series: str) -> str:
        self.counts[series] += 1
        return f"{series}-{self.counts[series]:03}"

    def any_name(self, series: str) -> str:
        return f"{series}-{self.random.randint(1, max(self.counts[series], 1)):03}"

    def words(self, count: int) -> str:
        return " ".join(self.random.sample(WORDS.split(), count))

    def chance(self, text: str, share: float = 0.3) -> str:
        return text if self.random.random() < share else ""

    def citation(self) -> str:
        key = self.random.choice(sorted(self.sources))
        return f"{key}, {self.random.randint(1, 300)}"

    def passage(self) -> Passage:
        text = directive(
            self.random.choice(["excerpt", "excerpt", "excerpt", "quotation"]),
            self.random.choice(["", "107", self.citation()]),
            f"{self.words(9)} *{self.words(2)}*\n{self.words(4)}.",
            name=self.name("passage"),
            voice=self.chance("A novelist; Greeman"),
            date=self.chance("1921-03"),
            lang=self.chance("la"),
            numbered=self.chance("yes", 0.1),
        )
        cited = self.chance(self.citation(), 0.5)
        text += self.chance("\n" + directive("translation", cited, f"{self.words(6)}."), 0.2)
        return Passage(self.chance(f".. _label-{self.counts['passage']:03}:\n\n", 0.5) + text)

    def note(self, passage: Passage) -> str:
        kind = self.random.choice(KINDS)
        on = self.chance(self.any_name("note" if kind == "reply" else "passage"))
        text = directive(
            kind,
            self.chance(self.lemma(on, passage), 0.9) or self.chance("a lemma that is nowhere"),
            f"{self.words(5)} :critique:ref:`{self.any_name('note')}`"
            f" {self.chance(':any:`' + self.any_name('passage') + '`')}"
            f" :quote:`{self.words(3)} <{self.citation()}>`.\n\n   {self.words(6)}"
            f"\n\n   -- {self.citation()}",
            name=self.name("note"),
            on=on,
            at=self.chance(self.citation(), 0.1) if not on else "",
            with_=self.chance(f"{self.any_name('passage')}; {self.any_name('note')}"),
            cite=self.chance(self.citation()),
            right=self.words(2) if kind == "correction" else "",
            charged=self.chance("editor"),
            tags=self.chance("one; two"),
        )
        return directive("only", "html", text) if self.chance("only", 0.1) else text

    def lemma(self, on: str, passage: Passage) -> str:
        """Words of what is answered: of what bears a name, or else of a passage."""
        texts = [each.text for page in self.pages.values() for each in page.passages]
        answered = next((t for t in texts if f":name: {on}\n" in t), "") if on else passage.text
        words = re.findall(r"^   (\w+ \w+ \w+)", answered, re.MULTILINE)
        return words[-1] if words else ""

    def running_text(self) -> str:
        label = f"label-{self.random.randint(1, self.counts['passage']):03}"
        return (
            f"As :critique:ref:`{self.any_name('passage')}`, :critique:ref:`{label}` and"
            f" :any:`these words <{self.any_name('note')}>` show: :locus:`{self.citation()}`."
        )

    # What can be picked for an edit

    def with_passages(self) -> list[str]:
        return [name for name, page in sorted(self.pages.items()) if page.passages]

    def some_page(self) -> str:
        return self.random.choice(self.with_passages())

    def some_passage(self) -> tuple[Page, Passage]:
        page = self.pages[self.some_page()]
        return page, self.random.choice(page.passages)

    def some_notes(self) -> tuple[Passage, int]:
        found = [p for n in self.with_passages() for p in self.pages[n].passages if p.notes]
        passage = self.random.choice(found)
        return passage, self.random.randrange(len(passage.notes))

    def holder(self, docname: str) -> tuple[Page, str]:
        """The page in whose toctree a document stands, and how it is written there."""
        for page in self.pages.values():
            for child in page.children:
                if child.lstrip("/") == docname:
                    return page, child
        raise LookupError(docname)

    def leaf(self) -> str:
        return self.random.choice([n for n in sorted(self.pages) if n.startswith("page")])

    def rename_everywhere(self, old: str, new: str) -> None:
        for page in self.pages.values():
            page.tail = page.tail.replace(old, new)
            for passage in page.passages:
                passage.text = passage.text.replace(old, new)
                passage.notes = [note.replace(old, new) for note in passage.notes]

    # Files

    def make(self, *edits: Callable[["Edition"], object]) -> None:
        for edit in edits:
            edit(self)
        self.write()

    def files(self) -> Iterator[tuple[str, str]]:
        for name, page in self.pages.items():
            yield f"{name}.rst", str(page)
        yield "marked.md", MARKED
        entries = (
            f"@book{{{key}, author = {{Author, {key.capitalize()}}}, title = {{The {key}}},"
            f" publisher = {{Press}}, year = {{{year}}}}}\n"
            for key, year in self.sources.items()
        )
        yield "sources.bib", "".join(entries)

    def write(self) -> None:
        """Write the files that have changed, and remove those that are gone."""
        now = dict(self.files())
        for name, text in now.items():
            if self.written.get(name) != text:
                self.project.write({name: text})
                # The clock of file systems ticks more slowly than an edit follows a build.
                stamp = time.time_ns()
                os.utime(self.project.source / name, ns=(stamp, stamp))
        for name in self.written.keys() - now.keys():
            (self.project.source / name).unlink()
        self.written = now


MARKED = """# Marked

(label-marked)=
```{excerpt} 107
:name: marked
:voice: Serge

The soviets *to be* elected anew.
```

```{omission} elected anew
:name: marked-note
:on: marked
:cite: source1, 12; source2, 13

See {critique:ref}`passage-001` and {quote}`secret ballot <source3, 4>`.
```
"""
