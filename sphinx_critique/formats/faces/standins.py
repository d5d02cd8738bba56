"""Faces of readers' machines, made as wide as those of an edition, for as long as these are on
their way: when they come, nearly every line stays as long as it was.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from .finding import Faces
from .reading import Measures, measures
from .rules import Rule, rules
from .subsetting import FAMILY

PROPERTY: Final = "--critique-faces"
"""What a style sheet names to have the face, what stands in for it, and the reader's own."""
_STYLES: Final = ("upright", "italic", "bold", "bold_italic")
_NAMED: Final = {
    "upright": ("", ""),
    "italic": (" Italic", "-Italic"),
    "bold": (" Bold", "-Bold"),
    "bold_italic": (" Bold Italic", "-BoldItalic"),
}
"""What stands behind the name of a family in the full name of a font, and in that for printers."""
_WIDTHS: Final = {
    ("Georgia",): (0.438, 0.448, 0.510, 0.522),
    ("Noto Serif",): (0.478, 0.464, 0.507, 0.512),
    ("DejaVu Serif",): (0.512, 0.512, 0.565, 0.565),
    ("Times New Roman", "Liberation Serif"): (0.400, 0.401, 0.425, 0.411),
}
"""How wide their letters are, in ems, each as often as English has it: as in ``measures``."""
_OWN: Final = (
    '"Iowan Old Style"',
    '"Palatino Linotype"',
    "Palatino",
    "Charter",
    "Georgia",
    "serif",
)


def stand_ins(faces: Faces) -> str:
    """The rules of a style sheet, and the property that names all families in their order."""
    found = {style: measures(path) for style, path in faces.styles.items()}
    served = dict(
        zip(faces.styles, rules(faces, dict.fromkeys(faces.styles, "-.otf")), strict=True)
    )
    text, families = "", [FAMILY]
    for names, widths in _WIDTHS.items():
        family = f"{FAMILY} {names[0]}"
        families.append(family)
        for style, width in zip(_STYLES, widths, strict=True):
            if style in found and found[style].width:
                text += _rule(family, names, served[style], style, found[style], width)
    listed = ", ".join([*(f'"{family}"' for family in families), *_OWN])
    return f"{text}:root {{ {PROPERTY}: {listed}; }}\n"


def _rule(
    family: str, names: Iterable[str], served: Rule, style: str, ours: Measures, width: float
) -> str:
    adjusted = ours.width / width
    lines = (
        f'font-family: "{family}"',
        *served.style,
        f"src: {', '.join(_local(names, style))}",
        f"size-adjust: {adjusted:.1%}",
        f"ascent-override: {ours.ascent / adjusted:.1%}",
        f"descent-override: {ours.descent / adjusted:.1%}",
        f"line-gap-override: {ours.gap / adjusted:.1%}",
    )
    return "@font-face {\n" + "".join(f"  {line};\n" for line in lines) + "}\n"


def _local(names: Iterable[str], style: str) -> Iterator[str]:
    full, printers = _NAMED[style]
    for name in names:
        yield f'local("{name}{full}")'
        yield f'local("{name.replace(" ", "")}{printers}")'
