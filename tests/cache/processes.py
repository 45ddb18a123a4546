"""Load rule files in processes of their own, and hear what they did for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from attrs import frozen

_LOAD = """
import json, sys
from feedcurate.ruleset import examine
path, folder = sys.argv[1:]
found = examine(path, cache=folder or False)
parsed = "feedcurate.syntax.parse" in sys.modules
unpacked = bool(parsed or {"pydantic", "feedcurate.program.program"} & set(sys.modules))
rules = found.ruleset
told = [one.code for one in found.diagnostics]
print(json.dumps({
    "parsed": parsed, "unpacked": unpacked, "codes": told, "digest": rules and rules.digest,
    "names": rules and [rule.name for rule in rules.program.rules],
}))
"""


@frozen
class Loaded:
    """What a process found in a rule file, and whether it had to parse it for that, or to make its program."""

    parsed: bool
    unpacked: bool
    codes: list[str]
    digest: str | None
    names: list[str] | None


def command(path: Path, folder: Path | str) -> list[str]:
    """The command that loads a rule file with a cache in a folder (`""`: without one)."""
    return [sys.executable, "-c", _LOAD, str(path), str(folder)]


def environment(**settings: str) -> dict[str, str]:
    """This process's environment without what it says about the cache, and with some settings."""
    return {name: value for name, value in os.environ.items() if name != "FEEDCURATE_CACHE"} | settings


def load(path: Path, folder: Path | str, **settings: str) -> Loaded:
    """Load a rule file in a process of its own."""
    done = subprocess.run(
        command(path, folder), env=environment(**settings), capture_output=True, text=True, check=True, timeout=60
    )
    return told(done.stdout)


def told(output: str) -> Loaded:
    """What such a process printed."""
    record: dict[str, Any] = json.loads(output)
    return Loaded(**record)
