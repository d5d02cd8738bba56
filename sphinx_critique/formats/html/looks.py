"""What style sheets can be about: the classes and custom properties of our pages, for manuals.

Tests hold the tables against what is on built pages, in style sheets and scripts.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Look(NamedTuple):
    """A class or a custom property: what has it, or what it is for.

    A public one keeps its name and meaning from version to version; others may change.
    """

    meaning: str
    is_public: bool = False


CLASSES: Final[Mapping[str, Look]] = {
    # Passages and notes.
    "critique-excerpt": Look("A passage that can be answered (``figure``).", True),
    "critique-quotation": Look("A passage that is quoted and not answered (``figure``).", True),
    "critique-lemma": Look("The words that a note is about (``mark``).", True),
    "critique-annotation": Look("A note (``aside``); it has the class of its kind, too.", True),
    "critique-quote": Look("Words quoted in running text (``q``).", True),
    "critique-against": Look("A note, lemma, number or mark of a kind that is against.", True),
    "critique-for": Look("The same of a kind that is for.", True),
    "critique-neutral": Look("The same of a kind that is neutral.", True),
    "critique-group": Look("A passage with the notes that stand under it."),
    "critique-group-beside": Look("The same where its notes stand beside it."),
    "critique-columns": Look("The two columns of such a group."),
    "critique-notes": Look("The notes of a group."),
    "critique-replies": Look("The notes that answer a note, within it."),
    "critique-numbered": Look("A passage whose lines are numbered."),
    "critique-lines": Look("The lines of a passage; in heads, the numbers of those meant."),
    "critique-line-number": Look("The number of a line."),
    "critique-nested-1": Look("A lemma within another one."),
    "critique-nested-2": Look("A lemma within two others."),
    "critique-nested-3": Look("A lemma within three others."),
    "critique-nested-4": Look("A lemma within four others or more."),
    "critique-call": Look("The number behind a lemma, a link to its note."),
    "critique-number": Look("The number of a note or a passage."),
    "critique-parallel": Look("A passage with its translations beside it."),
    "critique-translation": Look("A translation in such a passage."),
    "critique-translated": Look("Where a translation is from."),
    "critique-paragraph": Look("A paragraph within a passage that is no paragraph of HTML."),
    "critique-cut": Look("A cut that opens (``details``)."),
    "critique-cut-words": Look("The words that it leaves out."),
    "critique-leftout": Look("The words left out, where a cut cannot be opened."),
    "critique-attribution": Look("Where a quotation in a note is from."),
    # The lines around them.
    "critique-heading": Look("The head of a note: number, kind, lemma."),
    "critique-kind": Look("The kind in it."),
    "critique-lemma-words": Look("A lemma, where it is printed again."),
    "critique-about": Look("What a note is about, where that is not the passage above it."),
    "critique-locus": Look("Where a passage or a note is from."),
    "critique-place": Look("The place of a passage, without its source."),
    "critique-point": Look("A point between two parts of a line."),
    "critique-date": Look("When a passage was said."),
    "critique-voice": Look("Who speaks."),
    "critique-charged": Look("Who is faulted."),
    "critique-reading": Look("A line with what a lemma should read."),
    "critique-wrong": Look("What is wrong there (``del``)."),
    "critique-right": Look("What is right (``ins``)."),
    "critique-word": Look("A word of ours in such a line."),
    "critique-beside": Look("Another passage that a note is set beside."),
    "critique-twins": Look("The lemma and that passage, side by side."),
    "critique-twin": Look("One of these two."),
    "critique-grounds": Look("What a note rests on, in one line."),
    "critique-sources": Look("The sources in it."),
    "critique-cite": Look("A citation."),
    "critique-source": Look("The name of a source."),
    "critique-checked": Look("What a check came to: a sign, or words."),
    "critique-unchecked": Look("Why something was not checked."),
    "critique-elsewhere": Look("A line with links to notes written elsewhere."),
    "critique-home": Look(
        "In a note printed again, a link to where it was written; in the theme, the"
        " name of the edition."
    ),
    "critique-ref": Look("A link to a note or a passage, in a list."),
    "critique-work": Look("A line with the work that a page answers."),
    "critique-reviewed": Look("The reference of a work, at the head of a review."),
    "critique-references": Look("A list of sources, below a document."),
    # Lists.
    "critique-roll": Look("A list over the edition; it has the class of its form, too."),
    "critique-table": Look("A table over the edition."),
    "critique-table-in-book": Look("Such a table in an EPUB."),
    "critique-counts": Look("A table of numbers."),
    "critique-leaf": Look("What is left of a list where there is nothing to list."),
    "critique-nothing": Look("The words that say so."),
    "critique-entry": Look("An entry of a list."),
    "critique-of": Look("In an apparatus, the passage whose notes follow."),
    "critique-apparatus": Look("An apparatus."),
    "critique-list": Look("A list of notes."),
    "critique-summary": Look("A table of how many notes there are."),
    "critique-index-locorum": Look("An index of loci."),
    "critique-locorum": Look("The entries of one."),
    "critique-score": Look("A score: where in the work the notes fall."),
    "critique-argument-map": Look("A graph of the argument."),
    "critique-cut-list": Look("A list of cuts."),
    "critique-sigla": Look("A list of sigla."),
    "critique-siglum": Look("A siglum in it."),
    "critique-tags": Look("The tags of a note."),
    "critique-staves": Look("The drawing of a score."),
    "critique-arc": Look("An arc between two places in it."),
    "critique-points": Look("The points of a kind in a drawing."),
    "critique-bar": Look("The bar beside a number."),
    "critique-share": Look("A part of a bar."),
    "critique-total": Look("A number of notes."),
    "critique-counted": Look("Links to the notes that a number counts."),
    "critique-first": Look("The first of these."),
    "critique-figures": Look("A list of figures."),
    "critique-legend": Look("What the signs of a drawing mean."),
    "critique-code": Look("Something to copy, as it stands."),
    # A front page.
    "critique-edition": Look("A front page."),
    "critique-front": Look("The lines at the head of one."),
    "critique-fronttitle": Look("The title in it."),
    "critique-booktitle": Look("The title of a book."),
    "critique-subtitle": Look("A subtitle."),
    "critique-series": Look("The series."),
    "critique-facts": Look("What is said of the edition."),
    "critique-fact": Look("A line of that."),
    "critique-contents": Look("Its contents; in the theme, those of the edition."),
    "critique-strokes": Look("A stroke for each note of a chapter or page."),
    "critique-stroke": Look("One of these."),
    # What the script adds.
    "critique-tally": Look("The bar that shows and hides notes."),
    "critique-switches": Look("The switches of one sort in it."),
    "critique-switch": Look("One switch."),
    "critique-help": Look("The button that lists the keys."),
    "critique-keys": Look("That list."),
    "critique-close": Look("The button that closes it."),
    "critique-told": Look("What is told to readers who hear the page."),
    "critique-tools": Look("The links of a note: to itself, and to copy it."),
    "critique-preview": Look("What a link leads to, shown before one goes there."),
    "critique-js": Look("The page (``html``), where the script runs."),
    "critique-lit": Look("What the pointer or the keys are at."),
    "critique-off": Look("A mark whose notes are hidden."),
    "critique-folded": Look("A note that is cut short beside its passage; a number that unfolds."),
    "critique-unfold": Look("The button that opens it."),
    "critique-sticks": Look("A passage that stays in view while its notes pass."),
    # The theme.
    "critique-press": Look("The page (``html``) in the theme of ours."),
    "critique-page": Look("The main part of a page in it."),
    "critique-sided": Look("The same, where something stands at its side."),
    "critique-side": Look("What stands there."),
    "critique-head": Look("The head of a page."),
    "critique-here": Look("The title of the page in it."),
    "critique-ways": Look("The links in it."),
    "critique-where-narrow": Look("Contents that stand at the side where there is room."),
    "critique-lamp": Look("The button for light and dark."),
    "critique-skip": Look("The link to the text, for the keyboard."),
    "critique-search": Look("The form on the page for searching."),
    "critique-onward": Look("The links to the page before and the next."),
    "critique-foot-of-page": Look("The foot of a page."),
    "critique-letters": Look("The letters of an index."),
    "critique-entries": Look("The entries under one."),
    "critique-below": Look("An entry that stands under another one."),
}
"""By name; beside these each kind has a class, ``critique-KIND``, which is public."""

PROPERTIES: Final[Mapping[str, Look]] = {
    "--critique-against": Look("The colour of kinds that are against.", True),
    "--critique-for": Look("The colour of kinds that are for.", True),
    "--critique-neutral": Look("The colour of kinds that are neutral.", True),
    "--critique-wash": Look("What is behind words that are lit up.", True),
    "--critique-paper": Look("The colour of the page.", True),
    "--critique-rule": Look("The colour of lines.", True),
    "--critique-serif": Look("The faces of passages and notes.", True),
    "--critique-quiet": Look("The colour of what is said beside the text."),
    "--critique-small": Look("The size of that."),
    "--critique-measure": Look("The longest line of a passage."),
    "--critique-stance": Look("The colour of one kind, on what is of that kind."),
    "--critique-ground": Look("What is behind words that lie over others."),
    "--critique-height": Look("How much of a folded note is seen; set by the script."),
    "--critique-room": Look("How much wider a column may be; set by the script."),
    "--critique-ink": Look("The colour of words, in the theme."),
    "--critique-faces": Look("The faces that the theme has brought."),
    "--critique-link": Look("The colour of the lines under links, in the theme."),
    "--critique-rail": Look("The width of the margin for places, in the theme."),
}
"""By name; to be set on ``:root`` in a style sheet of yours."""

ATTRIBUTES: Final[Mapping[str, Look]] = {
    "data-critique-status": Look("What the check of a quotation came to.", True),
    "data-critique-kind": Look("The kind of a note."),
    "data-critique-voice": Look("Who speaks in the passage that it answers."),
    "data-critique-tags": Look("Its tags, joined by ``;``."),
    "data-critique-note": Look("The ids of the notes that a mark belongs to."),
    "data-critique-filter": Look("What a switch shows and hides."),
}
"""Attributes of elements on our pages."""
