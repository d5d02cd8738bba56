"""The small edition: a pamphlet whose whole text is there to be checked against."""

project = "A pamphlet, checked word by word"
author = "sphinx-critique contributors"
copyright = "2026, sphinx-critique contributors"
version = "1"
language = "en"

extensions = ["sphinx_critique"]
exclude_patterns = ["transcripts"]

critique_work = "pamphlet1893"
bibtex_bibfiles = ["sources.bib"]
bibtex_reference_style = "author_year"

# Quoted wrongly on purpose, to show what becomes of them.
critique_check_ignore = [
    "^Cheapness is the first of the virtues",
    "^They are idle in the day",
    "^Nobody has been able to tell me",
    "^Smash these infernal engines",
]

html_theme = "alabaster"
html_sidebars = {"**": ["localtoc.html", "searchbox.html"]}
latex_engine = "lualatex"
latex_use_xindy = False
