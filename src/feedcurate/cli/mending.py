"""`feedcurate check --fix`: a rule file is mended where that is safe.

In: the path of a rule file. Out: the file, replaced whole, and what has changed in it as a diff.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from difflib import unified_diff
from functools import partial
from pathlib import Path

from feedcurate.cli import streams
from feedcurate.cli.files import write_whole
from feedcurate.cli.interrupts import ctrl_c_between_questions


def mend(path: Path, *, prove: bool, seconds: float) -> str:
    """Mend a file: what has changed in it; empty where nothing could be done, or the file cannot be read.

    Raises:
        MissingExtra: the extra `prove` is not installed, and a proof is wanted.
        CannotWrite: the file cannot be written.
    """
    from feedcurate.check.resolver import FolderResolver
    from feedcurate.proof.warnings.mending import Mender
    from feedcurate.ruleset import examine_text
    from feedcurate.syntax.reading import decode
    from feedcurate.text.diagnostic import Diagnostic

    try:
        source = decode(path.read_bytes(), str(path))
    except OSError:
        return ""
    if isinstance(source, Diagnostic):
        return ""
    examine = partial(examine_text, name=str(path), resolver=FolderResolver(path.parent, ""))
    with ctrl_c_between_questions() if prove else nullcontext(_go_on) as stop:
        mended = Mender(examine, datetime.now(UTC), prove, seconds, stop).mended(source.text)
    if not mended.fixed:
        return ""
    write_whole(path, mended.text)
    codes = ", ".join(sorted({one.code for one in mended.fixed}))
    streams.say(f"mended `{path}`: {len(mended.fixed)} ({codes})")
    return "".join(_diff(source.text, mended.text, str(path)))


def _go_on() -> None:
    """Nobody stops what takes no time."""


def _diff(before: str, after: str, name: str) -> Iterator[str]:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for line in unified_diff(old, new, fromfile=name, tofile=f"{name} (mended)"):
        yield line if line.endswith("\n") else f"{line}\n"
