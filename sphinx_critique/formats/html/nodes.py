"""Elements of HTML, named by their tag."""

from docutils import nodes


class html_block(nodes.container):
    """An HTML element with blocks in it; ``tag`` names it."""


class html_line(nodes.paragraph):
    """An HTML element that is a block with words in it; ``tag`` names it."""


class html_inline(nodes.inline):
    """An HTML element with words in it; ``tag`` names it."""


OURS = (html_block, html_line, html_inline)
