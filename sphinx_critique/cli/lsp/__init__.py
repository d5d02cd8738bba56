"""``sphinx-critique lsp``: what a build would say, said while one types.

The server (:mod:`.server`) speaks to the editor. Each project is read in a process of its own
(:mod:`.worker`), by Sphinx and with the same records, checks and warnings as a build
(:mod:`.opened`): one that hangs or ends is begun anew, and the editor waits for none.
"""
