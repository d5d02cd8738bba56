"""An edition that quotes in many languages."""

project = "Of many tongues"
author = "The editors"
version = release = "1"
extensions = ["sphinx_critique", "myst_parser"]
critique_work = "work"
bibtex_bibfiles = ["sources.bib"]
bibtex_reference_style = "author_year"
latex_engine = "lualatex"
html_theme = "alabaster"
epub_copyright = "none"
latex_documents = [("index", "set.tex", project, author, "howto")]
latex_use_xindy = False
