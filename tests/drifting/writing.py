"""An edition as the files of a project, in reST and MyST, plain text and TEI."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .editions import Edition, Excerpt

_TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{}</body></text></TEI>'


def files(edition: Edition) -> Iterator[tuple[str, str]]:
    """The names of all files, and what is in each."""
    yield "conf.py", _conf(edition)
    yield "sources.bib", _bibliography(edition)
    children = "".join(f"   {name}\n" for name in edition.pages)
    yield "index.rst", f"Title\n=====\n\n.. toctree::\n\n{children}\n.. bibliography::\n"
    for source in edition.texts:
        if source not in edition.lost:
            yield from _transcript(edition, source)
    for name in edition.pages:
        yield from _page(edition, name)


def _conf(edition: Edition) -> str:
    settings = {
        "extensions": ["sphinx_critique", "myst_parser"],
        "critique_work": "alpha",
        "bibtex_bibfiles": ["sources.bib"],
        "exclude_patterns": ["parts/*"],
        "suppress_warnings": ["critique"],
        **edition.settings,
    }
    work = str(settings["critique_work"])
    settings["critique_work"] = edition.keys.get(work, work)
    return "".join(f"{name} = {value!r}\n" for name, value in settings.items())


def _bibliography(edition: Edition) -> str:
    entries = (
        f"@book{{{key}, author = {{Author, {key.title()}}}, title = {{The {key}}},"
        f" publisher = {{Press}}, year = {{1921}}}}\n"
        for key in edition.keys.values()
    )
    part = "@inbook{part, author = {Other}, title = {Part}, year = {1921}, crossref = {%s}}\n"
    return part % edition.keys[edition.part_of] + "".join(entries)


def _transcript(edition: Edition, source: str) -> Iterator[tuple[str, str]]:
    name = f"transcripts/{edition.keys[source]}"
    pages = list(zip(edition.labels[source], edition.texts[source], strict=True))
    if source == "gamma":
        body = "".join(
            f'<pb n="{label}"/>' + "".join(f"<p>{' '.join(words)}</p>" for words in page)
            for label, page in pages
        )
        yield f"{name}.xml", _TEI.format(body)
    else:
        text = "\n".join(
            f"[p. {label}]\n" + "\n\n".join(" ".join(words) for words in page)
            for label, page in pages
        )
        yield f"{name}.txt", f"{text}\n"
    if edition.errata[source]:
        yield f"{name}.errata", "\n".join([*edition.errata[source], ""])


def _page(edition: Edition, name: str) -> Iterator[tuple[str, str]]:
    """A document; where it takes in a file, all but its title is there."""
    is_marked = name == "marked"
    write = _Myst(edition) if is_marked else _Rest(edition)
    parts = [edition.front.get(name, "")]
    if work := edition.works.get(name):
        parts.append(write.work(edition.keys[work]))
    for each in edition.pages[name]:
        parts.append(write.excerpt(each))
        parts += [] if each.notes_in else write.notes(each)
    for _, each in edition.all():
        parts += write.notes(each) if each.notes_in == name else []
    title = f"# {name}" if is_marked else f"{name}\n{'=' * len(name)}"
    body = "\n\n".join([*parts, ""])
    if name in edition.taken_in:
        part = f"parts/{name.replace('/', '-')}.txt"
        yield part, body
        body = write.include(part)
    yield f"{name}.{'md' if is_marked else 'rst'}", f"{title}\n\n{body}"


class _Rest:
    """Excerpts and notes in reStructuredText."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def directive(self, head: str, options: dict[str, str], body: str) -> str:
        """A directive with the options that are not empty."""
        lines = [f".. {head}", *(f"   :{k}: {v}" for k, v in options.items() if v)]
        return "\n".join([*lines, *(("", f"   {body}") if body else ())])

    def quote(self, words: str) -> str:
        """A quotation in running text."""
        return f":quote:`{words}`"

    def work(self, key: str) -> str:
        """What is under review from here on."""
        return self.directive(f"work:: {key}", {}, "")

    def include(self, name: str) -> str:
        """The words of a file."""
        return self.directive(f"include:: /{name}", {}, "")

    def excerpt(self, each: Excerpt) -> str:
        """A passage, without its notes."""
        first, last = each.drawn or ("", "")
        options = {"name": each.name, "unchecked": each.unchecked, "from": first, "to": last}
        return self.directive(
            f"excerpt:: {self._cited(each)}", options, "" if each.drawn else each.words
        )

    def notes(self, each: Excerpt) -> list[str]:
        """The notes of a passage; the first quotes, too."""
        found = []
        words, source, page = each.inline
        for number, (name, lemma) in enumerate(each.lemmata.items()):
            options = {
                "name": name,
                "on": each.on or each.name,
                "absent": each.absent.get(name, ""),
            }
            cited = f"{words} <{self.edition.keys[source]}, {page}>" if words else ""
            said = self.quote(cited) if cited and not number else "So."
            found.append(self.directive(f"omission:: {lemma}", options, said))
        return found

    def _cited(self, each: Excerpt) -> str:
        """Of the work under review, the page may be enough; or a part of it is named."""
        key = self.edition.keys[each.source]
        return {"": f"{key}, ", "part": "part, ", "work": ""}[each.by] + each.page


class _Myst(_Rest):
    """The same in MyST."""

    def directive(self, head: str, options: dict[str, str], body: str) -> str:
        name, _, argument = head.partition("::")
        lines = [f"```{{{name}}}{argument}", *(f":{k}: {v}" for k, v in options.items() if v)]
        return "\n".join([*lines, *(("", body) if body else ()), "```"])

    def quote(self, words: str) -> str:
        return f"{{quote}}`{words}`"
