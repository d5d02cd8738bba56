"""The example edition: a review of one book, rebuilt as notes on its passages."""

project = "Omissions: a critical edition"
author = "sphinx-critique contributors"
copyright = "2026, sphinx-critique contributors"
version = "1"
language = "en"

extensions = ["sphinx_critique"]
exclude_patterns = ["_build"]

# The work under review and the bibliography.
critique_work = "serge2016"
bibtex_bibfiles = ["sources.bib"]
bibtex_default_style = "plain"
bibtex_reference_style = "author_year"

html_theme = "alabaster"

latex_engine = "lualatex"
latex_use_xindy = False
latex_elements = {
    "papersize": "a4paper",
    "pointsize": "11pt",
    "extraclassoptions": "openany,oneside",
}
