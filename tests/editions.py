"""Editions that several tests build.

In ``FULL`` each place where an author can write words has a word of its own: ``word…`` must be
printed wherever documents are, and so must the locators ``9…``; ``hidden…`` (tags, terms of
``:absent:``) never. The words of bodies are ``wordbody…``: they are printed once.
"""

import re
from typing import Final

from sphinx_critique.model.kinds import KINDS

MINIMAL: Final = {
    "index.rst": """
Revolt
======

.. excerpt::
   :voice: Serge

   the end of rationing, freedom for small traders

.. omission:: the end of rationing

   Rationed alike.
""",
}

_PASSAGES = """
Wordtitlepassages
=================

.. excerpt:: 9101–2
   :name: full
   :voice: Wordvoiceinner; Wordvoiceouter
   :date: 1921-03-17
   :layout: beside
   :unchecked: worduncheckedexcerpt
   :class: anyclass

   wordexcerptone *wordemphasis* **wordstrong** ``wordliteral`` `wordlink <https://e.org/>`_
   wordtwo wordthree wordfour wordfive wordsix [#mark]_ wordseven, :math:`wordmath`.

   * wordlistone wordlisttwo

     1. wordlistinner

   wordafterlist

       wordinnerquote

       -- wordinnerattribution

   .. gloss:: wordexcerptone

      wordbodyinexcerpt

   .. only:: not draft

      .. context:: wordtwo

         wordbodyonly

.. omission:: wordemphasis wordstrong wordliteral wordlink wordtwo
   :name: markup
   :absent: hiddenabsentone; hiddenabsenttwo <9990–9991>
   :tags: hiddentagone; hiddentagtwo
   :class: anyclass
   :unchecked: worduncheckednote

   wordansweredelsewhere

   .. code-block:: text

      wordbodycode

   .. list-table::

      * - wordbodycell
        - wordbodyothercell

   .. note:: wordbodyadmonition

.. contradiction:: wordtwo wordthree wordfour

   wordbodycontradiction; see :critique:ref:`markup` and :critique:ref:`wordreftitle <verse>`.

.. fallacy:: wordthree wordfour wordfive

   wordanswered as in :any:`lines` and :critique:ref:`a-label`.

   .. reply:: wordanswered
      :voice: wordvoicereply
      :name: reply

      wordbodyreply

      .. reply::

         wordbodyreplyreply

.. reversal:: wordfour

   wordbodyreversal

.. mystery:: wordseven … wordlistone

   wordbodymystery

.. concession::

   wordbodyconcession

.. reply::

   wordbodyreplytoconcession

.. correction:: wordsix
   :right: wordright
   :charged: editor; wordcharged
   :cite: serge, 9111; cf. trotsky, 9112–13, vol. 2; 9114; lenin, 25: 9115 in serge, 9116
   :voice: wordvoicenote

   wordbodycorrection

.. distortion:: wordmissingone wordmissingtwo

   wordbodyanchorless

A paragraph, :locus:`9121`, :locus:`see trotsky, item 9122, my translation`, with
:quote:`wordquotedone “wordquotedinner” <9123>` and :quote:`wordquotedtwo` and
:quote:`wordquotedthree <trotsky, 9124, emphasis added>` wordafterquotes.

.. only:: draft

   .. gloss:: wordseven
      :on: full

      draftbody

.. [#mark] wordfootnote

Wordtitleverse
--------------

.. _a-label:

.. excerpt:: trotsky, chap. 9131
   :name: verse
   :numbered:

   | wordverseone wordversetwo
   |   wordversethree
   | wordversefour

   -- wordverseattribution

.. translation:: lenin, 9143
   :lang: fr

   wordtranslatedone *wordtranslatedtwo*

.. translation::

   wordtranslatedthree

.. gloss:: wordtranslatedtwo

   wordbodytranslated

.. double-standard:: wordversetwo wordversethree
   :with: full; quoted

   wordbodydoublestandard

.. excerpt::
   :name: lines
   :numbered:

   wordlineone *wordlinetwo
   wordlinethree* wordlinefour

   -- serge, 9141

.. unsupported:: wordlinetwo wordlinethree

   wordbodyunsupported

.. quotation:: lenin, 25: 9142
   :name: quoted
   :voice: Wordvoicequotation
   :date: 1917

   wordquotationone

   …

   wordquotationtwo
"""

_ANSWERS = """
Wordtitleanswers
================

.. counterquote:: wordlistone wordlisttwo
   :on: full

   wordbodyquote

   -- trotsky, 9151

   wordbodyafterquote

.. counterquote::
   :at: lenin, 25: 9152
   :cite: trotsky, 9153

   wordbodybeforequote

       wordbodyonesource

.. context::
   :at: work

   wordbodywork

       wordbodyotherquote

       -- wordnoteattribution, a pamphlet

.. reply:: wordansweredelsewhere
   :on: markup

   wordbodyreplyelsewhere

wordparagraph after :critique:ref:`root`

.. critique:gloss:: wordinnerquote
   :on: full

   wordbodyinnerquote
"""

_NESTED = """
Wordtitlenested
===============

* wordbodyitem

  .. excerpt:: 9181
     :name: nested

     wordnestedone :ref:`wordnestedlink <a-label>` :abbr:`wordnestedabbr (in full)` |swapped|

     .. code-block:: text

        wordnestedcode wordnestedcodetwo
        wordnestedcodethree {}\\ %

     .. math:: wordnestedformula

     ============== ==============
     wordnestedcell wordnestedlast
     ============== ==============

     .. note:: wordnestedadmonition

     .. rubric:: wordnestedrubric

     wordnestedterm
        wordnesteddefinition

  .. fallacy:: wordnestedlink wordnestedabbr wordnestedsubstitution

     wordbodynested [#inner]_

     .. excerpt:: 9182
        :numbered:

        wordinnerone
        wordinnertwo [#inner]_

     .. gloss:: wordinnertwo

        wordbodyinner

     .. [#inner] wordfootnoteinner

  .. gloss:: wordnestedcodetwo wordnestedcodethree
     :on: nested

     | wordbodylineone
     |   wordbodylinetwo

  .. gloss:: wordnestedformula wordnestedcell
     :on: nested

     wordbodyformula

  .. gloss:: wordnestedcell wordnestedlast wordnestedadmonition
     :on: nested

     wordbodyterm
        wordbodydefinition

  .. gloss:: wordnestedrubric wordnestedterm wordnesteddefinition
     :on: nested

     wordbodyacross

.. admonition:: wordbodyadmonitiontitle

   .. excerpt::

      wordadmonitionone wordadmonitiontwo

   .. gloss:: wordadmonitiontwo

      wordbodyinadmonition

.. list-table::

   * - .. excerpt::

          wordtableone wordtabletwo

       .. gloss:: wordtabletwo

          wordbodyintable

     - wordbodycellafter

.. |swapped| replace:: wordnestedsubstitution
"""

_MARKDOWN = """
# Wordtitlemarkdown

:::{excerpt} serge, 9161
wordmarkdownone *wordmarkdowntwo*
:::

:::{counterquote} wordmarkdownone wordmarkdowntwo
wordbodymarkdown

> wordbodymarkdownquote
>
> -- trotsky, 9162
:::
"""

_WRITTEN = re.compile(r"(?:\.\. |:::\{)(?:critique:)?([a-z-]+)(?:::|\})")


def _of_other_kinds() -> str:
    """A note of each kind that no text above is of, so that a new kind is tried with the rest."""
    texts = (_PASSAGES, _ANSWERS, _NESTED, _MARKDOWN)
    written = {kind for text in texts for kind in _WRITTEN.findall(text)}
    others = [kind.name for kind in KINDS if kind.name not in written]
    notes = (
        f".. {name}::\n   :on: root\n\n   wordbodyother{name.replace('-', '')}\n" for name in others
    )
    return "\n".join(["Wordtitleothers\n===============\n", *notes])


FULL: Final = {
    "index.rst": """
Edition
=======

.. toctree::

   passages
   part/answers
   nested
   markdown
   others
   sources

.. excerpt::
   :name: root

   wordrootone wordroottwo

.. gloss:: wordroottwo

   wordbodyroot :quote:`wordquotedroot <trotsky, 9171>`
""",
    "passages.rst": _PASSAGES,
    "part/answers.rst": _ANSWERS,
    "nested.rst": _NESTED,
    "markdown.md": _MARKDOWN,
    "others.rst": _of_other_kinds(),
    "sources.rst": """
Wordtitlesources
================

.. bibliography::
   :all:
""",
    "sources.bib": """
@book{serge, author = {Wordserge, Victor}, title = {Wordlife}, publisher = {P}, year = {9201}}
@book{trotsky, author = {Wordtrotsky, Leon}, title = {Wordterror}, publisher = {P}, year = {9202}}
@book{lenin, author = {Wordlenin, V. I.}, title = {Wordworks}, publisher = {P}, year = {9203}}
""",
}
FULL_CONFIG: Final = {
    "extensions": ["sphinx_critique", "myst_parser"],
    "myst_enable_extensions": ["colon_fence"],
    "critique_work": "serge",
    "critique_kinds": {"mystery": {"title": "Wordkindtitle", "stance": "neutral"}},
    "bibtex_bibfiles": ["sources.bib"],
    "bibtex_reference_style": "author_year",
}
UNANCHORED: Final = "wordmissingone wordmissingtwo"

_WORD = re.compile(r"(?:word|hidden|draft)[a-z]+|\b9\d{3}", re.IGNORECASE)


def words_in(text: str) -> list[str]:
    """The marked words in a text, in lower case, in order."""
    return [word.lower() for word in _WORD.findall(text)]


def words_written(*names: str) -> set[str]:
    """The marked words that the author of these files wrote for readers."""
    found = {word for name in names for word in words_in(FULL[name])}
    return {word for word in found if not re.match("hidden|draft|999", word)}
