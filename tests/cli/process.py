"""Start the program as a shell would: a process of its own, with its own environment and streams."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROGRAM = shutil.which("feedcurate", path=str(Path(sys.executable).parent)) or "feedcurate"
QUIET = {"COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM", "LANG", "LC_ALL", "LC_CTYPE", "PYTHONIOENCODING", "PYTHONUTF8"}


def environment(**settings: str) -> dict[str, str]:
    """This process's environment without what changes how output looks, and with some settings."""
    inherited = {name: value for name, value in os.environ.items() if name not in QUIET}
    return {**inherited, "LC_ALL": "C.UTF-8", **settings}


def start(
    *args: str | Path, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the program to its end; nothing on standard input unless given."""
    return subprocess.run(
        [PROGRAM, *map(str, args)],
        cwd=cwd,
        input=stdin,
        env=environment() if env is None else env,
        capture_output=True,
        check=False,
        timeout=60,
    )
