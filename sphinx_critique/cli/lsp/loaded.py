"""What every project loads, imported once: processes that read one begin as copies of this."""

from contextlib import suppress
from importlib import import_module

from sphinx.application import builtin_extensions

for _name in (*builtin_extensions, "sphinxcontrib.bibtex", "myst_parser.sphinx_ext.main"):
    with suppress(Exception):  # Of an extension that a project need not have.
        import_module(_name)
