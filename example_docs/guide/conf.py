"""The guide for authors: how to write an edition of one's own."""

project = "A guide for authors"
author = "sphinx-critique contributors"
copyright = "2026, sphinx-critique contributors"
version = "1"
language = "en"

# For a PDF without TeX.
extensions = ["sphinx_critique"]

html_theme = "alabaster"
html_sidebars = {"**": ["localtoc.html", "searchbox.html"]}

epub_uid = "guide"
epub_identifier = "sphinx-critique-guide"
epub_description = "How to write a critical edition with sphinx-critique."

latex_engine = "lualatex"
latex_use_xindy = False
latex_elements = {"papersize": "a4paper", "extraclassoptions": "openany,oneside"}
