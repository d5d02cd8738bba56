"""What a build costs, as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Cost(NamedTuple):
    """Of one process: seconds of CPU (user and system), and memory at its peak."""

    cpu: float
    memory: float


def cost(source: Path, out: Path) -> Cost:
    """What a build from nothing costs."""
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-E", "-q", source, out]
    environment = os.environ | {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": ""}
    process = subprocess.Popen(command, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the build of {source} failed")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
