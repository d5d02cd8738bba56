"""Links in what our own ``webannotation`` builder wrote, as the roles that they were."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from .lists import Object, first, objects, said, several
from .own import excerpts_of, is_evidence, own
from .own_quotations import Cited, attributed, with_quotes
from .records import Block, Blocks, Run, tidy, within, without

_DASHES: Final = str.maketrans(dict.fromkeys("-\N{NON-BREAKING HYPHEN}–", "–"))


class Named(NamedTuple):
    """What may be referred to: its name, its number, and what its kind is called, if it has one."""

    name: str
    number: str
    kind: str


class Linked(NamedTuple):
    """What links of an edition may lead to: named notes and passages, and sources it lists.

    Those are by their keys. ``known`` are the addresses of all.
    """

    names: Mapping[str, Named]
    sources: Mapping[str, tuple[str, ...]]
    known: frozenset[str]


def linked_in(data: Any, annotations: Iterable[Object]) -> Linked:
    """Those of a collection."""
    kinds = dict(_kinds_in(data))
    names = {
        said(first(each, "id")): Named(
            name, said(own(each, "number")), kinds.get(said(own(each, "kind")), "")
        )
        for each in (*excerpts_of(data), *annotations)
        if (name := tidy(own(each, "name")))
    }
    sources: dict[str, tuple[str, ...]] = {}
    for item in objects(data):
        for each in objects(own(item, "sources")):
            places = said(first(each, "id")), said(own(each, "listed"))
            sources[tidy(own(each, "key"))] = tuple(filter(None, places))
    known = {*names, *(address for places in sources.values() for address in places)}
    return Linked(names, sources, frozenset(known))


def _kinds_in(data: Any) -> Iterator[tuple[str, str]]:
    """What the kinds of a collection are called."""
    for item in objects(data):
        for each in objects(own(item, "kinds")):
            label = each.get("skos:prefLabel")
            words = label.get("@value") if isinstance(label, Mapping) else label
            yield said(first(each, "id")).rpartition("#kind-")[2], tidy(words)


def with_roles(body: Blocks, item: Object, linked: Linked) -> Blocks:
    """A body with references and citations of ours for links to what they lead to."""
    cited = list(_cited(item, linked))
    quoted = [each for each in cited if each.words]

    def changed(line: Sequence[Run]) -> Iterator[Run]:
        for run in _with_loci(with_quotes(line, quoted), cited):
            yield _plain(_reference(run, linked.names), linked.known)

    return tuple(_in_lines(attributed(block, cited), changed) for block in body)


def _in_lines(block: Block, change: Callable[[Sequence[Run]], Iterable[Run]]) -> Block:
    return block._replace(
        blocks=tuple(_in_lines(each, change) for each in block.blocks),
        lines=tuple(tuple(change(line)) for line in block.lines),
    )


def _reference(run: Run, names: Mapping[str, Named]) -> Run:
    """A link as a reference: with words of its own, unless they are what it is called anyhow."""
    named = names.get(run.uri)
    if named is None:
        return run
    kind = re.escape(named.kind) or r"\D+"
    called = re.compile(rf"{kind}\s{re.escape(named.number)}", re.IGNORECASE)
    is_called = bool(named.number and called.fullmatch(run.words))
    return Run("" if is_called else run.words, "ref", named.name)


def _plain(run: Run, addresses: frozenset[str]) -> Run:
    """A link that leads nowhere without its edition, as words."""
    is_lost = run.style not in ("ref", "quote") and run.uri in addresses and ":" not in run.uri
    return run._replace(uri="") if is_lost else run


def _cited(item: Object, linked: Linked) -> Iterator[Cited]:
    for each in objects(several(first(item, "body"))):
        if is_evidence(each):
            typed = tidy(own(each, "citation"))
            key, locator = tidy(own(each, "key")), tidy(own(each, "locator"))
            before, _, after = (
                typed.partition(key) if key and key in typed else ("", "", f", {typed}")
            )
            places = linked.sources.get(key, (said(first(each, "source")),))
            words = tuple(map(str, filter(None, _words(each))))
            yield Cited(typed, places, before, _even(after), _even(locator), words, key)


def _words(body: Object) -> Iterator[Any]:
    yield own(body, "quotation")
    yield from (each.get("exact") for each in objects(body.get("selector")))


def _even(text: Any) -> str:
    """Words as they are compared: dashes alike, as Sphinx and its styles may set them."""
    return str(text).replace("--", "–").translate(_DASHES)


def _with_loci(line: Sequence[Run], cited: Sequence[Cited]) -> Iterator[Run]:
    """A line with each citation that stands alone in it as it was typed."""
    text = _even("".join(run.words for run in line))
    at = done = 0
    for run in line:
        start, end = at, at + len(run.words)
        at = end
        if start < done or not run.uri or run.style in ("quote", "ref"):
            continue
        for each in cited:
            is_one = each.typed and run.uri in each.addresses
            span = _span(text, start, end, each) if is_one else None
            if span and text[: span[0]].endswith("[") and text.startswith("]", span[1]):
                span = span[0] - 1, span[1] + 1  # Those that a style sets.
            if span and span[0] >= done:
                yield from within(line, done, span[0])
                yield Run(each.typed, "locus")
                done = span[1]
                break
    yield from without(line, done) if done else line


def _span(text: str, start: int, end: int, cited: Cited) -> tuple[int, int] | None:
    """Where a citation is printed whose link stands there, if it is this one."""
    if not text[:start].endswith(cited.before):
        return None
    start -= len(cited.before)
    if cited.after.strip(", ") and text.startswith(cited.after, end):
        return start, end + len(cited.after)
    shown = text[:end].endswith(cited.locator) if cited.locator else not cited.after
    return (start, end) if shown else None
