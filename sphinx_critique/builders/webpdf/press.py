"""The style sheet of a book's measures, sizes and colours, from the values of the press."""

from collections.abc import Iterator

from ...formats import press
from ...formats.faces import FAMILY
from ...formats.press import COLOURS, PAGE, TYPES

STYLE_SHEET = "critique-press.css"
_FACE = f'"{FAMILY}", "TeX Gyre Pagella", "Palatino Linotype", Palatino, Georgia, serif'
_HEADS = ("top-left", "top-right", "bottom-center")
_GAP = "6mm"
"""Between a running head and the text."""


def style_sheet(turned: bool = False) -> str:
    """All of it; ``turned`` is a book that is read from right to left."""
    return '@charset "utf-8";\n\n' + "\n\n".join((*_pages(turned), _root(), _text())) + "\n"


def _pages(turned: bool) -> Iterator[str]:
    sides = {"left": ("outer", "inner"), "right": ("inner", "outer")}
    yield f"@page {{\n  size: {PAGE.width}mm {PAGE.height}mm;\n  {_margins(*sides['right'])}\n}}"
    head = f"vertical-align: bottom; padding-bottom: {_GAP}; white-space: nowrap"
    left, right = ("chapter", "edition") if turned else ("edition", "chapter")
    for side, content in (
        ("left", f'counter(page) "\\2003" string({left})'),
        ("right", f'string({right}) "\\2003" counter(page)'),
    ):
        yield (
            f"@page:{side} {{\n  {_margins(*sides[side])}\n"
            f"  @top-left {{ content: none; }}\n  @top-right {{ content: none; }}\n"
            f"  @top-{side} {{ content: {content}; {head}; {_type('head')}; }}\n"
            f"  @bottom-center {{ content: none; }}\n"
            f"  @footnote {{ {_FOOT}; }}\n}}"
        )
    folio = f"@bottom-center {{ content: counter(page); {_type('head')}; }}"
    for page in ("chapter:nth(1 of chapter)", "contents"):
        yield f"@page {page} {{ {_none('top-left', 'top-right')} {folio} }}"
    yield f"@page leaf {{ {_none(*_HEADS)} }}"
    yield f"@page :blank {{ {_none(*_HEADS)} }}"


_FOOT = (
    "margin-top: 14pt; padding-top: 5pt;"
    f" border-top: {press.HAIRLINE}pt solid {COLOURS['hairline']}"
)


def _margins(left: str, right: str) -> str:
    margins = (PAGE.top, getattr(PAGE, right), PAGE.bottom, getattr(PAGE, left))
    return "margin: " + " ".join(f"{each}mm" for each in margins) + ";"


def _none(*boxes: str) -> str:
    return " ".join(f"@{each} {{ content: none; }}" for each in boxes)


def _type(name: str) -> str:
    size, leading = TYPES[name]
    return f"font: {size}pt/{leading}pt {_FACE}; font-variant-numeric: oldstyle-nums"


def _root() -> str:
    values = dict(COLOURS)
    for name, (size, leading) in TYPES.items():
        values[f"size-{name}"], values[f"leading-{name}"] = f"{size}pt", f"{leading}pt"
    for name in ("indent", "aside", "sink"):
        values[name] = f"{getattr(press, name.upper())}mm"
    values["depth"] = f"{PAGE.depth:g}mm"
    lines = (f"  --critique-{name}: {value};" for name, value in values.items())
    return ":root {\n" + "\n".join(lines) + "\n}"


def _text() -> str:
    before, behind = press.LETTERS
    return (
        f"html {{ {_type('text')}; }}\n"
        f"html {{ hyphenate-limit-chars: {before + behind} {before} {behind}; }}"
    )
