"""In which order tests are begun."""

LONGEST = (
    "page_in_themes",
    "epub",
    "foot",
    "webpdf_foot",
    "lists_after_edits",
    "latex_scripts",
    "latex",
    "incremental",
    "page",
    "latex_books",
    "report",
    "webpdf",
    "lists",
    "builders",
)
"""Modules that take longest: begun first, so that at the end no process has much to do alone."""


def module_of(nodeid: str) -> str:
    """The name of the module of a test, without ``test_``."""
    return nodeid.partition("::")[0].rpartition("/test_")[2].removesuffix(".py")


def urgency(nodeid: str) -> int:
    """By what tests are sorted, the first to be begun first."""
    module = module_of(nodeid)
    return LONGEST.index(module) if module in LONGEST else len(LONGEST)
