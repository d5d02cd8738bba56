"""Damage some thousand quotations: ``python -m tests.damage [NUMBER]``."""

import sys
import tempfile
from pathlib import Path

from .trials import report, trials

number = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
with tempfile.TemporaryDirectory() as folder:
    outcomes = list(trials(number, Path(folder)))
print(report(outcomes))
sys.exit(any(each.wrong for each in outcomes))
