"""What runs when: every transform and every event of ours, in order, each with its reason."""

from collections.abc import Callable
from enum import Enum
from typing import Any

from sphinx.application import Sphinx

READING = "reading"
"""Transforms of a document as it is read."""
WRITING = "writing"
"""Transforms of a document as a builder is to print it."""


class Step(Enum):
    """A moment: an event of Sphinx's, or one of the two kinds of transform, and a priority.

    Within an event or kind the lowest priority comes first, and none stands twice: what must come
    before what is written here, not in the order in which parts are set up.
    """

    CHECK_SETTINGS = "config-inited", 400
    """Before anything reads them; Sphinx itself looks at values at 800."""
    ALLOW_NO_BIBLIOGRAPHY = "config-inited", 410
    """Before sphinxcontrib-bibtex demands files."""
    REGISTER_STYLE = "config-inited", 415
    """Before sphinxcontrib-bibtex looks for the styles of a project."""
    CHECK_LATEX_FOOT = "config-inited", 420
    CHECK_LATEX_BOOK = "config-inited", 421
    """Said in every build, for whatever builder."""
    FIND_FACES = "config-inited", 430
    """So is what is wrong with a folder of faces."""
    STAND_IN_FOR_EPUB = "config-inited", 500
    """Every extension has added its builders."""
    DISCARD_BROKEN = "config-inited", 890
    """Sphinx has not loaded what it has kept."""
    REGISTER_SYNTAX = "config-inited", 900
    """Every extension has its directives and roles: short names are given where they are free."""

    READ_BIBLIOGRAPHY = "builder-inited", 400
    """Before sphinxcontrib-bibtex (500) would read what it does not find read."""
    FIND_FOLDER = "builder-inited", 500
    """Transcripts are looked for from the folder of ``conf.py``."""
    TELL_OF_START = "builder-inited", 505
    """The builder has not begun."""
    READ_THEME_OPTIONS = "builder-inited", 507
    """The builder has its theme, and has written nothing."""
    BE_HEARD = "builder-inited", 510
    """Other extensions have registered visitors by the names of builders."""

    READ_BROKEN = "env-get-outdated", 490
    """What is kept is not trusted before."""
    READ_AGAIN = "env-get-outdated", 500
    """Documents that hold words of a transcript that has changed."""

    CITE_AGAIN = "env-get-outdated", 510
    """Those that cite from a bibliography that has changed."""

    SPARE_COLLECTOR = "env-before-read-docs", 400
    """All is loaded, and the build is sure to end with ``build-finished``."""
    BREAK_SEAL = "env-before-read-docs", 500
    """Nothing has been read."""

    PLACE_TRANSLATIONS = READING, 4
    """Before anything looks at what an excerpt holds."""
    READ_ATTRIBUTIONS = READING, 5
    """Nothing is resolved or translated yet: keys like ``foo_`` are still what was typed."""
    CLEAN_TRANSLATED = READING, 26
    """Words are translated (20), and Sphinx has counted how many (25)."""
    RESOLVE_LATER = READING, 570
    """Links stand where they are printed (220)."""
    SETTLE_WORKS = READING, 580
    """What is translated (20) or substituted (220) stands where it is printed."""
    ARRANGE_NOTES = READING, 590
    """Words are translated (20) and substituted (220), labels given to what they stand before
    (260); footnotes made of citations are numbered in the new order."""
    MAKE_FOOTNOTES = READING, 600
    """Before Sphinx numbers footnotes (620)."""

    SET_APOSTROPHES = READING, 740
    """Words are translated; Sphinx makes quote marks curly at 750."""
    BIND_SPACES = READING, 745
    """Words are translated."""

    DEPEND_ON_BIBLIOGRAPHY = "doctree-read", 500
    """All citations of the document have been read."""

    KEEP_BROKEN = "env-updated", 690
    """All documents are read, and nothing is stored."""
    DERIVE = "env-updated", 700
    """After sphinxcontrib-bibtex, which makes its lists at the same event."""
    TELL_OF_DRIFT = "env-updated", 710
    """All quotations are checked."""
    KEEP_SILENT = "warn-missing-reference", 500
    """Each build warns of our references, not only the one that reads them."""

    DROP_INDEX_ENTRIES = "write-started", 500
    """The environment has been stored, and keeps what is dropped here."""
    LEAVE_OTHERS_ALONE = "write-started", 505
    """It is known whether there is anything of ours; no label is looked for yet."""
    KEEP_COPIES_APART = "write-started", 507
    """Nothing has been written."""
    KEEP_NUMBERS = "write-started", 508
    """A builder of one page has not put its own in the place of those of sections and figures."""
    WRITE_COLOURS = "write-started", 510
    """Before any page asks for the style sheet."""
    WRITE_FACE_RULES = "write-started", 515
    """So is that of the faces; the files that it names are made when all pages are there."""
    WRITE_EPUB_LOOK = "write-started", 517
    ADD_STATIC_FILES = "write-started", 520
    """So late that Sphinx does not see a changed configuration in the next build."""
    LEAVE_GRAPH_STYLE = "write-started", 525
    ADD_LATEX_STYLE = "write-started", 530
    """The packages are loaded in the order of the five."""
    ADD_LATEX_SCRIPTS = "write-started", 540
    ADD_LATEX_COLOURS = "write-started", 550
    ADD_LATEX_FOOT = "write-started", 560
    ADD_LATEX_BOOK = "write-started", 570
    """It sets all of them in another way."""

    SETTLE = WRITING, -1
    """Nothing has looked at the document. (docutils sorts by text: a minus comes before digits.)"""
    SET_REFERENCES = WRITING, 0
    """Before sphinxcontrib-bibtex prints its lists (5)."""
    PRINT_AGAIN = WRITING, 1
    """Notes printed again are treated as all others from here on."""
    PRINT_LISTS = WRITING, 2
    """Before references are resolved (sphinxcontrib-bibtex 5, Sphinx 10): notes bring theirs."""
    SHOW_STATUSES = WRITING, 3
    """Cuts are spans of the text as it was read."""
    MARK_LEMMATA = WRITING, 4
    """So are lemmata; a reference not yet resolved is marked as a whole."""
    LINK_EXTERNAL = WRITING, 8
    """Before intersphinx does (9)."""
    ADD_TITLE_PAGES = WRITING, 194
    """Lists are printed; nothing is dressed."""
    COMPOSE = WRITING, 195
    """References are resolved; what is said around a note needs its final place."""
    SET_CITATIONS = WRITING, 196
    """Everything that is cited has its place in the tree."""
    MOVE_TO_FOOT = WRITING, 197
    """Notes are complete and citations set; neither is dressed."""
    ADD_PAGE_NUMBERS = WRITING, 198
    """All references are made, those at the foot too, and are told from numbers by what is
    neutral still."""
    DRESS = WRITING, 199
    """Neutral nodes become those of a format, and of one only."""
    DRESS_FOR_EPUB = WRITING, 200
    """Elements of HTML have been made."""
    TAKE_NAMES = WRITING, 205
    """No link is made any more."""
    SET_FOOTNOTES_OF_COPIES = WRITING, 206
    """What is brought keeps its name, for which Sphinx looks in LaTeX (600)."""
    PUT_FOOTNOTES_UNDER = WRITING, 610
    """LaTeX: Sphinx has set its footnotes (600)."""
    SET_SCRIPTS = WRITING, 800
    """LaTeX: nothing changes words any more."""

    NAME_PICTURES_APART = "doctree-resolved", 900
    """Lists of todos, made at 500, have brought pictures that stand elsewhere."""
    ADD_WORDS_OF_THEME = "html-page-context", 495
    """Whatever else is done to a page may change them."""
    ADD_GRAPH_STYLE = "html-page-context", 500
    """Style sheets are loaded in this order: what is ours overrides what is others'."""
    SORT_INDEX = "html-page-context", 505
    ADD_FACES = "html-page-context", 507
    ADD_STYLE = "html-page-context", 510
    ADD_EPUB_LOOK = "html-page-context", 525
    ADD_SCRIPT = "html-page-context", 530
    """The page is known to hold something of ours."""
    LINK_EXPORTS = "html-page-context", 535
    """So it is here."""
    SET_DIRECTION = "html-page-context", 540
    """Nothing else is put around the words of a page."""

    WRITE_FACES = "build-finished", 490
    """All pages are written, and it is known which characters they have."""
    ALLOW_RUNS = "build-finished", 500
    """Sphinx has written what latexmk reads."""
    WRITE_EXPORTS = "build-finished", 900
    """Whatever others do to pages when all are there is done."""
    SET_SEAL = "build-finished", 990
    """Nobody writes anything any more."""
    RELEASE_COLLECTOR = "build-finished", 995

    @property
    def phase(self) -> str:
        """The event, or :data:`READING` or :data:`WRITING`."""
        return self.value[0]

    @property
    def priority(self) -> int:
        """Lower is earlier."""
        return self.value[1]

    def connect(self, app: Sphinx, listener: Callable[..., Any]) -> None:
        """Have an event call a listener at its moment."""
        app.connect(self.phase, listener, priority=self.priority)
