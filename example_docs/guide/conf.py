"""The guide: how to write an edition of one's own, in reST or MyST."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # The directives of this guide lie beside it.

project = "sphinx-critique: the guide"
author = "sphinx-critique contributors"
copyright = "2026, sphinx-critique contributors"
version = "1"
language = "en"

extensions = ["sphinx_critique", "sphinx_design", "examples", "described"]

# What its examples quote, of the review and the pamphlet beside it.
critique_work = "serge2016"
bibtex_bibfiles = ["sources.bib"]
bibtex_default_style = "critique"
bibtex_reference_style = "critique"
critique_transcripts = {
    key: {"path": f"../review/transcripts/{key}.txt", "partial": True}
    for key in ("serge2016", "petropavlovsk1921", "trotsky1961", "anweiler1974", "lenincw")
}
critique_transcripts["pamphlet1893"] = {
    "path": "../pamphlet/transcripts/pamphlet1893.xml",
    "emphasis": False,
}
# And what its tutorial and its page on transcripts show.
critique_transcripts |= {
    Path(name).stem: {"path": f"transcripts/{name}", "partial": True}
    for name in ("hobbes1651.txt", "milton1644.hocr", "report1893.txt", "shakespeare.xml")
}
critique_layout = "below"
# Added in howto/kinds.
critique_kinds = {
    "anachronism": {"stance": "against", "cito": "disputes", "colour": "#8a5a00"},
}

html_theme = "critique"
pygments_style = "bw"
html_theme_options = {"contents": "side"}
html_static_path = ["_static"]
html_css_files = ["guide.css"]

epub_uid = "guide"
epub_identifier = "sphinx-critique-guide"
epub_description = "How to write a critical edition with sphinx-critique."

latex_engine = "lualatex"
latex_use_xindy = False
latex_elements = {"papersize": "a4paper", "extraclassoptions": "openany,oneside"}
