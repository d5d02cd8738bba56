"""The style ``critique`` for sphinxcontrib-bibtex: a list of references, and citations of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from pybtex.database import Entry
from pybtex.plugin import register_plugin as register_style
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinxcontrib.bibtex.plugin import register_plugin
from sphinxcontrib.bibtex.style import template as _template
from sphinxcontrib.bibtex.style.referencing import BracketStyle, GroupReferenceStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle
from sphinxcontrib.bibtex.style.referencing.basic_author_year import (
    BasicAuthorYearParentheticalReferenceStyle,
    BasicAuthorYearTextualReferenceStyle,
)
from sphinxcontrib.bibtex.style.referencing.extra_author import ExtraAuthorReferenceStyle
from sphinxcontrib.bibtex.style.referencing.extra_year import ExtraYearReferenceStyle

from ...model.config import settings
from ...model.steps import Step
from .names import in_lists
from .naming import Named, name_all, sort_key
from .reference import listed, noted
from .rich import Rich, text
from .source import Source
from .words import Words

NAME = "critique"

# pybtex and its templates are untyped.
_templates: Any = _template
join, join2, node = _templates.join, _templates.join2, _templates.node
post_text, pre_text, reference = _templates.post_text, _templates.pre_text, _templates.reference


@dataclass
class _Edition:
    """What a style must know of the edition; pybtex makes styles without telling them anything."""

    language: str = "en"
    as_notes: bool = False


_edition = _Edition()


class CritiqueEntry(FormattedEntry):
    """An entry as it is listed, with what citations call it."""

    def __init__(self, key: str, words: Rich, label: str, named: Named) -> None:
        initialize: Any = super().__init__
        initialize(key, words, label)
        self.named = named


class CritiqueStyle(BaseStyle):
    """Sets references after the Chicago Manual of Style, in the language of the edition."""

    def __init__(self, **kwargs: Any) -> None:
        initialize: Any = super().__init__
        initialize(**{"sorting_style": "none", **kwargs})
        self.words = Words(_edition.language)
        self.sort = self.sorted
        self.format_labels = self.keys_of

    def source(self, entry: Entry) -> Source:
        """What an entry says of a source."""
        return Source(entry, self.words)

    def sorted(self, entries: Iterable[Entry]) -> list[Entry]:
        """By names, year and title."""
        return sorted(entries, key=lambda entry: sort_key(self.source(entry)))

    def keys_of(self, entries: Iterable[Entry]) -> list[str]:
        """Keys for labels: what citations call sources is known once all lists are made."""
        return [str(entry.key) for entry in entries]

    def name_all(self, entries: Iterable[Entry]) -> dict[str, Named]:
        """What citations call all sources of an edition, by key."""
        return name_all(map(self.source, entries))

    def named(self, entry: Entry) -> Named:
        """What citations call a source that is alone."""
        return self.name_all([entry])[str(entry.key)]

    def format_entry(self, label: str, entry: Entry, bib_data: object = None) -> CritiqueEntry:
        """An entry of a list; nothing that it lacks is asked for."""
        return self.listed(entry, self.named(entry), label)

    def listed(self, entry: Entry, named: Named, label: str) -> CritiqueEntry:
        """An entry of a list with the year that citations have."""
        words = listed(self.source(entry), text(named.year))
        return CritiqueEntry(str(entry.key), words, label, named)

    def note(self, entry: Entry) -> Rich:
        """A source as a note has it where it is named first."""
        return noted(self.source(entry))

    def note_joint(self, entry: Entry) -> str:
        """What stands between a full note and the locator."""
        source = self.source(entry)
        return ": " if source.has("journaltitle") and not source.is_of_newspaper else ", "

    def short_note(self, entry: Entry, named: Named) -> Rich:
        """A source as a note has it later: its shorthand, else author and title in short."""
        source = self.source(entry)
        if source.has("shorthand"):
            return source.field("shorthand")
        title = source.short_title()
        return title if str(title) == str(named.author) else text(named.author, ", ", title)

    def author_date(self, entry: Entry, named: Named) -> Rich:
        """A source as a citation has it."""
        if not named.author:
            return text(named.year)
        first = self.source(entry).date("origdate").years
        year = f"[{first}] {named.year}" if first else named.year
        joint = ", " if not any(map(str.isdigit, named.year)) else " "
        return text(named.author, joint, year)

    def shorthand(self, entry: Entry) -> str:
        """What stands for a source once it has been cited, if its entry tells."""
        return str(self.source(entry).field("shorthand"))


def _named(data: dict[str, Any], full: bool) -> Named:
    entry, formatted = data["entry"], data["formatted_entry"]
    style = CritiqueStyle()
    named: Named = getattr(formatted, "named", None) or style.named(entry)
    persons = style.source(entry).lead[1]
    return named._replace(author=in_lists(persons, inverts=False)) if full and persons else named


def _author_of(children: object, data: dict[str, Any], full: bool = False) -> Rich:
    return _named(data, full).author


def _year_of(children: object, data: dict[str, Any]) -> Rich:
    if _edition.as_notes:
        return CritiqueStyle().source(data["entry"]).short_title()
    return text(_named(data, False).year)


def _author_date_of(children: object, data: dict[str, Any], full: bool = False) -> Rich:
    style, named = CritiqueStyle(), _named(data, full)
    if _edition.as_notes:
        return style.short_note(data["entry"], named)
    return style.author_date(data["entry"], named)


_author, _year, _author_date = map(node, (_author_of, _year_of, _author_date_of))


class _Parenthetical(BasicAuthorYearParentheticalReferenceStyle):
    def inner(self, role_name: str) -> Any:
        cited = reference[_author_date(full="s" in role_name)]
        return join2(sep1=" ", sep2=", ")[pre_text, cited, post_text]


class _Textual(BasicAuthorYearTextualReferenceStyle):
    def inner(self, role_name: str) -> Any:
        inside = join2(sep1=" ", sep2=", ")[pre_text, reference[_year], post_text]
        author = _author(full="s" in role_name)
        return join(sep=" ")[author, join[self.bracket.left, inside, self.bracket.right]]


class _Author(ExtraAuthorReferenceStyle):
    def inner(self, role_name: str) -> Any:
        return reference[_author(full=role_name.endswith("s"))]


class _Year(ExtraYearReferenceStyle):
    def inner(self, role_name: str) -> Any:
        return reference[_year]


def _round() -> BracketStyle:
    return BracketStyle(left="(", right=")", sep="; ")


@dataclass
class CritiqueReferenceStyle(AuthorYearReferenceStyle):
    """Author and year in round brackets."""

    brackets: BracketStyle = field(default_factory=_round)

    def __post_init__(self) -> None:
        self.bracket_label = self.brackets
        initialize: Any = super().__post_init__
        initialize()
        ours: list[Any] = [
            _Parenthetical(bracket=self.brackets),
            _Textual(bracket=self.brackets),
            _Author(bracket=self.brackets),
            _Year(bracket=self.brackets),
        ]
        self.styles.extend(ours)
        group: Any = GroupReferenceStyle.__post_init__
        group(self)


def register(app: Sphinx, config: Config) -> None:
    """Make the style known, in the language of a project."""
    _edition.language = config.language or "en"
    _edition.as_notes = settings(config).citation_style == "notes"
    lists: Callable[..., object] = register_style
    lists("pybtex.style.formatting", NAME, CritiqueStyle, force=True)
    group = "sphinxcontrib.bibtex.style.referencing"
    register_plugin(group, NAME, CritiqueReferenceStyle, force=True)


def setup(app: Sphinx) -> None:
    """Before sphinxcontrib-bibtex looks for the styles of a project."""
    Step.REGISTER_STYLE.connect(app, register)
