"""The example edition: a review of one book, rebuilt as notes on its passages."""

from pathlib import Path

project = "Omissions: a critical edition"
author = "sphinx-critique contributors"
copyright = "2026, sphinx-critique contributors"
version = "1"
language = "en"

extensions = ["sphinx_critique"]
exclude_patterns = ["transcripts"]

# The work under review and the bibliography.
critique_work = "serge2016"
bibtex_bibfiles = ["sources.bib"]
bibtex_default_style = "critique"
bibtex_reference_style = "critique"

# What the front page says of the edition.
critique_edition = {
    "subtitle": "A review of one book, as notes on its passages",
    "version": "first edition",
    "date": "2026",
    "licence": "MIT",
}

# What the review quotes of each source, page by page: quotations are checked against it.
critique_transcripts = {
    path.stem: {"path": f"transcripts/{path.name}", "partial": True}
    for path in sorted(Path(__file__).parent.glob("transcripts/*.txt"))
}

html_theme = "critique"
# Written beside the pages, for programs and other editors.
critique_exports = ["webannotation", "tei", "bibtex", "csl"]

epub_uid = "edition"
epub_identifier = "sphinx-critique-example"
epub_description = "A review of one book, as notes on its passages."

latex_engine = "lualatex"
latex_use_xindy = False

# A book, by LaTeX and by webpdf alike.
critique_book = True
