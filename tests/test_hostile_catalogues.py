"""Catalogues of hostile translations: what a translator puts in for any text is text.

Prose is translated by prose, in which nothing is markup; all else as it stands.
"""

import shutil
import subprocess
from io import BytesIO
from typing import Any

import pytest
from babel.messages.pofile import read_po, write_po
from lxml import etree

from sphinx_critique.texts.printed import UNPRINTABLE

from .conftest import Project, program
from .hostile import GATHERED, in_rst, in_xml, one_line
from .test_hostile import OBEYED, escapes

PAGE = """\
Prose title
===========

.. excerpt:: serge2016, 107
   :name: demands
   :voice: a French novelist; Greeman
   :unchecked: no scan

   Prose of small traders.

   -- Prose of an attribution

.. correction:: small traders
   :right: small craftsmen
   :charged: the publisher
   :tags: secret
   :cite: see petropavlovsk1921, item 15

   Prose, and :quote:`words quoted <107>`.

   .. reply::
      :voice: a reader

      Prose of a reply.

.. omission:: no such words
   :absent: barred
   :unchecked: left so

   Prose of an omission.

.. recall:: demands
   :lemma: small

.. translation:: serge2016, 2
   :lang: fr

   Prose in another language.

.. gloss::
   :at: work

   Prose of a gloss.

.. critique-list::
   :columns: number; lemma; kind; voice; charged; source

.. apparatus::

.. argument-map::

.. score::

.. critique-summary::
   :by: voice

.. index-locorum::

.. edition::

.. bibliography::
   :all:
"""
FORMS = ("html", "epub", "latex", "text", "man", "texinfo", "xml", "quotecheck")


@pytest.fixture(scope="module", params=GATHERED)
def translated(tmp_path_factory: pytest.TempPathFactory, request: Any) -> Project:
    """A project in which each text that a catalogue has is translated by the payload."""
    project = Project(tmp_path_factory.mktemp("translated")).cite()
    project.config |= {
        "latex_engine": "pdflatex",
        "latex_use_xindy": False,
        "latex_documents": [("index", "set.tex", "Title", "Nobody", "howto")],
        "epub_copyright": "nobody",
        "version": "1",
    }
    template = project.write({"index.rst": PAGE}).build("gettext").out / "index.pot"
    catalogue = read_po(BytesIO(template.read_bytes()))
    for message in catalogue:
        if message.id:
            message.string = _translation(str(message.id), GATHERED[request.param])
    out = BytesIO()
    write_po(out, catalogue)
    path = project.source / "locale/de/LC_MESSAGES/index.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(out.getvalue())
    shutil.rmtree(project.build_folder)
    project.config |= {"language": "de", "locale_dirs": ["locale"]}
    return project


def _translation(text: str, payload: str) -> str:
    if text == "Prose title":  # Sphinx puts it into files of its own as it is.
        return f"Worte {in_rst(in_xml(payload))}"
    is_prose = text.startswith("Prose")
    return f"Worte {in_rst(payload) if is_prose else one_line(payload)}"


@pytest.mark.slow
@pytest.mark.parametrize("builder", FORMS)
def test_nothing_is_markup(translated: Project, builder: str) -> None:
    built = translated.build(builder)
    said = "\n".join(each for each in built.warnings if "[critique." in each)
    assert said
    assert not OBEYED.search(said)
    for path in built.out.rglob("*.html"):
        assert [*escapes(path.read_text(encoding="utf-8"))] == [], path
    for path in (*built.out.rglob("*.xhtml"), *built.out.rglob("*.xml"), *built.out.rglob("*.svg")):
        etree.parse(str(path))
    for path in built.out.rglob("output.*"):
        assert not OBEYED.search(path.read_text(encoding="utf-8")), path
    for path in (*built.out.glob("*.txt"), *built.out.glob("*.1"), *built.out.glob("*.tex*")):
        assert not UNPRINTABLE.search(path.read_text(encoding="utf-8")), path


@pytest.mark.slow
def test_nothing_runs_in_latex(translated: Project) -> None:
    out = translated.build("latex").out
    command = [program("pdflatex"), "-shell-escape", "-interaction=nonstopmode", "-halt-on-error"]
    done = subprocess.run([*command, "set.tex"], cwd=out, capture_output=True)
    assert done.returncode == 0, done.stdout[-2000:]
    assert not list(out.glob("pwned*"))
