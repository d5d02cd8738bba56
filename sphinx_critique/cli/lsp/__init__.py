"""``sphinx-critique lsp``: what a build would say, said while one types.

Here is what speaks to the editor (:mod:`.server` offers it, :mod:`.features`, :mod:`.actions`,
:mod:`.commands` and :mod:`.publishing` say it in its terms). Each project is read in a process of
its own (:mod:`.worker`, :mod:`.copies`): one that hangs or ends is begun anew, and the editor waits
for none. There, ``reading`` has it read by Sphinx, with the same records, checks and warnings as a
build; ``written`` is what stands in a document, be it finished or not; ``answers`` what can be
asked.
"""
