"""The documents of a project read again and again by Sphinx, in one process.

What Sphinx says while a document is read or resolved is remembered until it is again; what is
derived from all of them is said anew each time. Both are what a build from clean says.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Set
from inspect import signature
from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.environment import CONFIG_OK, BuildEnvironment
from sphinx.util.build_phase import BuildPhase

from ....project.domain import CritiqueDomain
from ....sources.bibliographies.keeping import all_is_read
from ....sources.bibliographies.remembering import entries_anew
from ....texts.printed import one_line
from ...project import without_colours
from .heard import Heard, Said
from .named import named
from .remembered import Remembered

_BEFORE_ALL: Final = 0
_AFTER_ALL: Final = 999


class Reading:
    """What has been read, and what was said of it; some files are not as they are on disk."""

    def __init__(self, app: Sphinx, heard: Heard) -> None:
        self.app = app
        self.env = app.env
        self.domain = CritiqueDomain.of(app.env)
        self.just_read: set[str] = set()
        self._found = set(app.env.all_docs)
        self._heard = heard
        self._texts: dict[str, str] = {}
        self._fresh: set[str] = set()
        self._reading = ""
        self._said_of_all: list[Said] = []
        self._remembered = Remembered.of(app.env)
        # Before Sphinx 9, those of the builder are taken.
        takes = signature(app.env.get_and_resolve_doctree).parameters
        self._tags: dict[str, Any] = {"tags": app.tags} if "tags" in takes else {}
        app.connect("env-get-outdated", self._changed, priority=_AFTER_ALL)
        app.connect("env-before-read-docs", self._begin, priority=_AFTER_ALL)
        app.connect("env-purge-doc", self._next, priority=_BEFORE_ALL)
        app.connect("source-read", self._give, priority=_BEFORE_ALL)
        app.connect("include-read", self._give_part, priority=_BEFORE_ALL)
        app.connect("env-updated", self._end, priority=_BEFORE_ALL)

    def read(self, texts: Mapping[str, str]) -> None:
        """Read what has changed; ``texts``: those of files that are not as they are on disk."""
        before, self._texts = self._texts, dict(texts)
        changed = {each for each in {*before, *texts} if texts.get(each) != before.get(each)}
        self._fresh = self._made_of(changed)
        self._read_once()
        odd = self._at_odds(self.just_read)
        if odd - self.just_read:
            self._fresh = odd
            self._read_once()
        self.app.builder.phase = BuildPhase.CONSISTENCY_CHECK
        self.env.check_consistency()
        self._said_of_all += self._heard.take()
        names = named(self.env)
        if names != self._remembered.named:
            self._remembered.named = names
            self._remembered.unresolved.update(self.env.found_docs)

    def resolve(self) -> bool:
        """Resolve one of the documents that have to be, if there is one."""
        unresolved = self._remembered.unresolved
        if not unresolved:
            return False
        docname = min(unresolved, key=lambda each: (each not in self.just_read, each))
        unresolved.remove(docname)
        self._heard.take()
        self.app.builder.phase = BuildPhase.RESOLVING
        stopped = []
        try:
            with entries_anew(self.domain.bibliography.domain):
                self.env.get_and_resolve_doctree(docname, self.app.builder, **self._tags)
        except Exception as error:  # Of Sphinx, of any extension.
            stopped = [self._stopped(docname, error)]
        self._remembered.resolving[docname] = [*self._heard.take(), *stopped]
        return True

    @property
    def is_as_found(self) -> bool:
        """Whether all that has been read was so before, and is there yet."""
        return not self.just_read and self._found == set(self.env.all_docs) != set()

    @property
    def is_whole(self) -> bool:
        """Whether no document is left to be resolved."""
        return not self._remembered.unresolved

    def said(self) -> list[Said]:
        """All that is wrong with what is read, as far as it is known."""
        return [*self._remembered.all(), *self._said_of_all]

    def _read_once(self) -> None:
        self._heard.take()
        self._said_of_all = []
        self.app.builder.phase = BuildPhase.READING
        try:
            self.app.builder.read()
            # Everything would be read as long as settings or sources are not as they were kept.
            self.env.config_status = CONFIG_OK
            all_is_read(self.env)
        except Exception as error:  # Of Sphinx, of any extension.
            if "build" not in vars(self.domain):
                raise  # It has never been read whole: nothing can be said of it.
            is_there = self.app.config.root_doc in self.env.all_docs
            docname = self._reading if is_there else ""
            self._said_of_all.append(self._stopped(docname, error))
        self._said_of_all += self._heard.take()

    def _stopped(self, docname: str, error: Exception) -> Said:
        """What a build would stop at."""
        file = str(self.env.doc2path(docname)) if docname else ""
        message = f"a build stops here: {type(error).__name__}: {error}"
        return Said(file, 0, "", one_line(without_colours(message)), is_error=True)

    def _made_of(self, files: Set[str]) -> set[str]:
        """The documents that have any of some files in them."""
        found = {self.env.path2doc(file) or "" for file in files}
        for docname, paths in self.env.dependencies.items() if files else ():
            whole = (os.path.normpath(Path(self.env.srcdir, path)) for path in paths)
            if not files.isdisjoint(whole):
                found.add(docname)
        return found

    def _at_odds(self, docnames: Iterable[str]) -> set[str]:
        names = {docname: docname for docname in {*self.env.found_docs, *docnames}}
        paths = {str(self.env.doc2path(docname)): docname for docname in names}
        return self._remembered.at_odds([*docnames], names | paths)

    def _changed(
        self, _: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], gone: Set[str]
    ) -> list[str]:
        """The documents that are to be read besides those that have changed on disk."""
        found = self._fresh | self._remembered.unread
        for docname in gone:
            found |= env.files_to_rebuild.get(docname, set())
        return sorted((found | self._at_odds({*found, *added, *changed, *gone})) & env.found_docs)

    def _begin(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Forget all of them first: what was in the second is not yet there for the first."""
        self._said_of_all += self._heard.take()
        for docname in docnames:
            app.emit("env-purge-doc", env, docname)
            env.clear_doc(docname)
        self._reading = ""
        self.just_read = set(docnames)

    def _next(self, _: Sphinx, __: BuildEnvironment, docname: str) -> None:
        """What is said from here on is said while this document is read."""
        self._note()
        self._reading = docname
        self._remembered.begin(docname)
        # Sphinx reads a tree once in a build, and knows of no second reading.
        vars(self.env).get("_pickled_doctree_cache", {}).pop(docname, None)
        vars(self.env).pop("master_doctree", None)

    def _give(self, _: Sphinx, docname: str, source: list[str]) -> None:
        source[0] = self._texts.get(str(self.env.doc2path(docname)), source[0])

    def _give_part(self, _: Sphinx, path: Path, __: str, source: list[str]) -> None:
        source[0] = self._texts.get(os.path.normpath(Path(self.env.srcdir, path)), source[0])

    def _end(self, *_: object) -> None:
        self._note()
        self._reading = ""
        self._remembered.leave(self.env.found_docs)
        lists = self.domain.bibliography.domain.bibliographies
        in_order = sorted(lists.items(), key=lambda each: each[0].docname)
        lists.clear()
        lists.update(in_order)

    def _note(self) -> None:
        if self._reading:
            self._remembered.reading[self._reading] = self._heard.take()
