"""What Sphinx, docutils and other extensions have, around blocks of others."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import indent
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .documents import Document

Construct = Callable[["Document", "Body"], str]
Body = Callable[..., str]
"""Makes blocks that stand within; ``only`` limits by which builders they are printed."""
UNJUDGED: Final = "?"
"""Instead of an expression of ``only``: the words may be printed, or not."""


def _directive(name: str, *, argument: str = "words", **options: str) -> Construct:
    """A directive around its body; its argument is words, none, or as given."""

    def make(of: Document, body: Body) -> str:
        said = {"words": lambda: of.text(1, plain=True), "": str}.get(argument, lambda: argument)()
        return of.markup.directive(name, said, options.items(), body())

    return make


def _within(outer: str, inner: str, first: str = "", second: str = "", **given: str) -> Construct:
    """A directive in one that holds only such."""

    def make(of: Document, body: Body) -> str:
        bodies = [
            of.markup.directive(inner, second or of.text(1, plain=True), given.items(), body())
            for _ in range(of.random.randint(1, 2))
        ]
        return of.markup.directive(outer, first, (), "\n\n".join(bodies))

    return make


def _only(of: Document, body: Body) -> str:
    expression = of.random.choice(("html", "latex", "not html", "text or man", "xml", "no_such"))
    return of.markup.directive("only", expression, (), body(only=expression))


def _ifconfig(of: Document, body: Body) -> str:
    on = of.random.random() < 0.5
    expression = f"fuzz_on == {on}"
    return of.markup.directive("ifconfig", expression, (), body(only="" if on else "no_such"))


def _comment(of: Document, body: Body) -> str:
    return of.markup.comment(of.word(only=UNJUDGED))


def _listtable(of: Document, body: Body) -> str:
    options = of.some(
        [("header-rows", "1"), ("widths", "30 70"), ("class", "longtable"), ("stub-columns", "1")]
    )
    cells = [[of.text(1), body()] for _ in range(2)]
    rows = of.markup.items([of.markup.items(cell, "-") for cell in cells], "*")
    return of.markup.directive("list-table", of.text(1, plain=True), options, rows)


def _grid(of: Document, body: Body) -> str:
    """A table that is drawn, in reST; rows with cells that span, too."""
    if of.markup.suffix != "rst":
        return f"| a | b |\n|---|---|\n| {of.word()} | {of.inline()} |"
    lines = body().splitlines()
    if any(len(line.encode()) != len(line) for line in lines) or max(map(len, lines)) > 500:
        lines = [of.word()]
    width = max(*map(len, lines), 8) + 2
    rule, head = f"+{'-' * width}+----+", f"+{'=' * width}+====+"
    spans = f"|{(' ' + of.word()).ljust(width + 5)}|\n+{'-' * width}+----+"
    cells = "\n".join(f"| {line.ljust(width - 1)}|    |" for line in lines)
    return f"+{'-' * (width + 5)}+\n{spans}\n| a{' ' * (width - 2)}| b  |\n{head}\n{cells}\n{rule}"


def _csv(of: Document, body: Body) -> str:
    row = f'"{of.word()}","{of.text(2).replace(chr(34), "")}"'
    return of.markup.directive("csv-table", of.text(1, plain=True), [], row)


def _figure(of: Document, body: Body) -> str:
    inner = f"{of.text(2)}\n\n{body()}"
    return of.markup.directive("figure", "none.png", of.some([("name", of.label())]), inner)


def _footnote(of: Document, body: Body) -> str:
    # A list of todos in LaTeX dies of one (Sphinx 9.2), with us as without us.
    return body() if of.is_within("todo") else of.markup.footnote(of.label(), body())


def _attributed(of: Document, body: Body) -> str:
    said = of.random.choice(("-- ", "— ", "--- ", "--")) + of.attribution()
    return of.markup.quote(f"{body()}\n\n{said}")


def _hlist(of: Document, body: Body) -> str:
    items = of.markup.items([of.text(2), body()], "*")
    return of.markup.directive("hlist", "", [("columns", "2")], items)


def _glossary(of: Document, body: Body) -> str:
    return of.markup.directive("glossary", "", [], f"{of.word()}\n{indent(body(), '   ')}")


def _grammar(of: Document, body: Body) -> str:
    return of.markup.directive("productionlist", "", [], f'{of.label()}: "{of.word()}"')


def _code(of: Document, body: Body) -> str:
    caption = of.some([("caption", of.text(1, plain=True)), ("linenos", "")])
    return of.markup.directive("code-block", "none", caption, of.word())


def _literal(of: Document, body: Body) -> str:
    return of.markup.directive("parsed-literal", "", [], f"{of.word()} {of.inline()}")


def _math(of: Document, body: Body) -> str:
    return of.markup.directive("math", "", of.some([("label", of.label())]), "a = b")


def _raw(of: Document, body: Body) -> str:
    form = of.random.choice(("html", "latex"))
    return of.markup.directive("raw", form, [], of.word(only=UNJUDGED))


def _index(of: Document, body: Body) -> str:
    return of.markup.directive("index", f"single: {of.filler()}") + "\n\n" + body()


def _columns(of: Document, body: Body) -> str:
    return of.markup.directive("tabularcolumns", "|l|p{3cm}|") + "\n\n" + _listtable(of, body)


def _substitution(of: Document, body: Body) -> str:
    if of.markup.suffix != "rst":
        return f"{of.word()} {{{{ shared }}}}"
    name = of.label()
    return f"{of.text(1)} |{name}|\n\n.. |{name}| replace:: {of.text(2)}"


def _include(of: Document, body: Body) -> str:
    return of.markup.directive("include", "/included.txt") + "\n\n" + of.text(1)


def _objects(of: Document, body: Body) -> str:
    name = f"f{of.serial()}"
    form, said = of.random.choice(
        (
            ("py:function", f"{name}(a, b=1)"),
            ("py:class", name),
            ("c:function", f"int {name}(int a)"),
            ("js:function", f"{name}(a)"),
            ("rst:directive", name),
            ("confval", name),
            ("envvar", name.upper()),
            ("describe", name),
        )
    )
    fields = ":param a: One.\n:returns: Another.\n\n" if of.random.random() < 0.5 else ""
    return of.markup.directive(form, said, [], fields + body())


def _quoted(of: Document, body: Body) -> str:
    return of.markup.directive(
        of.random.choice(("epigraph", "highlights", "pull-quote")), "", [], body()
    )


def _verse(of: Document, body: Body) -> str:
    return of.markup.verse([of.text(2) for _ in range(3)])


def _options(of: Document, body: Body) -> str:
    if of.markup.suffix != "rst":
        return f"- [ ] {of.text(2)}"
    return f"-a, --all=X  {of.word()}\n\n{of.text(1)}"


def _toctree(of: Document, body: Body) -> str:
    # Always the next: Sphinx (9.0) runs in a circle of these for ever.
    other = f"/d{min(of.number + 1, of.last):05}"
    return of.markup.directive("toctree", "", [("hidden", "")], other) + "\n\n" + body()


def _todolist(of: Document, body: Body) -> str:
    return of.markup.directive("todolist", "") + "\n\n" + body()


def _bullets(of: Document, body: Body) -> str:
    return of.markup.items([of.text(2), body(), body()], of.random.choice("*-"))


def _numbers(of: Document, body: Body) -> str:
    return of.markup.items([of.text(2), body()], "#.")


def _nested(of: Document, body: Body) -> str:
    """Eight of others around the one in the middle; docutils has no stack for many more."""
    block, depth = body(), of.random.choice((4, 8))
    for count in range(depth):
        if len(block) > 20_000:
            break
        around = ("note", "container", "quote", "items")[count % 4]
        if around == "quote":
            block = of.markup.quote(block)
        elif around == "items":
            block = of.markup.items([block], "*")
        else:
            block = of.markup.directive(around, "", (), block)
    return block


SPHINX: Final[dict[str, Construct]] = {
    **{name: _directive(name, argument="") for name in ("note", "warning", "tip", "seealso")},
    **{name: _directive(name, argument="") for name in ("compound", "todo", "danger")},
    **{name: _directive(name) for name in ("admonition", "topic", "sidebar")},
    **{name: _directive(name, argument="1.0") for name in ("versionadded", "deprecated")},
    "container": _directive("container", argument="any"),
    "class": _directive("rst-class", argument="any"),
    "rubric": lambda of, body: of.markup.directive("rubric", of.text(1, plain=True)),
    "centered": lambda of, body: of.markup.directive("centered", of.text(1, plain=True)),
    "only": _only,
    "ifconfig": _ifconfig,
    "comment": _comment,
    "listtable": _listtable,
    "grid": _grid,
    "csv": _csv,
    "figure": _figure,
    "footnote": _footnote,
    "quote": lambda of, body: of.markup.quote(body()),
    "attributed": _attributed,
    "hlist": _hlist,
    "glossary": _glossary,
    "grammar": _grammar,
    "code": _code,
    "literal": _literal,
    "math": _math,
    "raw": _raw,
    "index": _index,
    "tabularcolumns": _columns,
    "substitution": _substitution,
    "include": _include,
    "object": _objects,
    "epigraph": _quoted,
    "verse": _verse,
    "options": _options,
    "toctree": _toctree,
    "todolist": _todolist,
    "bullets": _bullets,
    "numbers": _numbers,
    "definition": lambda of, body: of.markup.definition(of.text(1, plain=True), body()),
    "field": lambda of, body: of.markup.field("field", body()),
    "nested": _nested,
}


AT_TOP: Final = frozenset({"topic", "sidebar"})
"""Those that cannot stand in others."""


def _exercise(of: Document, body: Body) -> str:
    label = of.label()
    made = of.markup.directive("exercise", of.text(1, plain=True), [("label", label)], body())
    return f"{made}\n\n{of.markup.directive('solution', label, (), body())}"


def _need(of: Document, body: Body) -> str:
    made = of.markup.directive("req", of.text(1, plain=True), [("id", of.label().upper())], body())
    lists = ("needlist", "needtable")
    if of.random.random() < 0.1:
        made += "\n\n" + of.markup.directive(of.random.choice(lists), "", [("tags", "no_such")])
    return made


def _tabs(of: Document, body: Body) -> str:
    form = of.random.choice(("tab", "group-tab"))
    parts = [of.markup.directive(form, of.word(), (), body()) for _ in range(2)]
    return of.markup.directive("tabs", "", (), "\n\n".join(parts))


def _button(of: Document, body: Body) -> str:
    return of.markup.directive("button-ref", of.neighbour(), [("color", "primary")], of.word())


EXTENSIONS: Final[dict[str, dict[str, Construct]]] = {
    "sphinx_design": {
        "card": _directive("card"),
        "dropdown": _directive("dropdown", open=""),
        "grids": _within("grid", "grid-item-card", "2"),
        "items": _within("grid", "grid-item", "1 2 3 4", " "),
        "tabset": _within("tab-set", "tab-item"),
        "button": _button,
        "div": _directive("div", argument="any"),
    },
    "sphinx_tabs.tabs": {"tabs": _tabs},
    "sphinx_togglebutton": {
        "toggle": _directive("toggle", argument="", show=""),
        "togglednote": _directive("admonition", **{"class": "dropdown"}),
    },
    "sphinx_exercise": {"exercise": _exercise},
    "sphinx_proof": {
        name: _directive(f"prf:{name}", nonumber="") for name in ("theorem", "proof", "remark")
    },
    "sphinx_needs": {"need": _need},
    "ablog": {"update": _directive("update", argument="20 Jan, 2020")},
}
"""What each extension has."""
