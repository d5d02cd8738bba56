"""Style sheets that name the files of faces."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from .finding import Faces
from .reading import is_variable
from .subsetting import FAMILY

NAMES: Final = {
    "upright": "critique-upright",
    "italic": "critique-italic",
    "bold": "critique-bold",
    "bold_italic": "critique-bold-italic",
}
"""What files are called where they are put."""
_WEIGHTS: Final = {"upright": "400", "italic": "400", "bold": "600", "bold_italic": "600"}
_ALL: Final = "100 900"
_FORMATS: Final = {".woff2": "woff2", ".otf": "opentype", ".ttf": "truetype"}


class Rule(NamedTuple):
    """One file of a family: its address, for which weights it serves, and whether it slants."""

    address: str
    weights: str
    slanted: bool

    @property
    def style(self) -> tuple[str, str]:
        """For which words it serves."""
        slant = "italic" if self.slanted else "normal"
        return f"font-style: {slant}", f"font-weight: {self.weights}"

    def __str__(self) -> str:
        """As CSS; where the file comes late, the page keeps the face in which it is being read."""
        kind = _FORMATS[self.address[self.address.rindex(".") :]]
        lines = (
            f'font-family: "{FAMILY}"',
            *self.style,
            "font-display: fallback",
            f'src: url("{self.address}") format("{kind}")',
        )
        return "@font-face {\n" + "".join(f"  {line};\n" for line in lines) + "}\n"


def sheet(rules: Iterable[Rule]) -> str:
    """The sheet of a family."""
    return "".join(map(str, rules))


def rules(faces: Faces, addresses: Mapping[str, str]) -> list[Rule]:
    """Of the files that there are; a style without one is made up by who shows the page."""
    return [
        Rule(
            addresses[style],
            _ALL if is_variable(path) else _WEIGHTS[style],
            "italic" in style,
        )
        for style, path in faces.styles.items()
    ]
