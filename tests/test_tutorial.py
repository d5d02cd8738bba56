"""The tutorial of the guide, done line by line, in reST and MyST."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from docutils.nodes import Element
from in_myst import in_myst

from .guiding import page

pytestmark = pytest.mark.slow

_BLOCK = re.compile(
    r"^\.\. (?P<name>code-block|example)::(?: (?P<language>\w+))?\n"
    r"(?P<options>(?:   :\w+:.*\n)*)\n(?P<body>(?:(?:   .*)?\n)+)",
    re.MULTILINE,
)
