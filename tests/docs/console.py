"""Console blocks: commands and what they print. In: the block's text. Out: steps, and whether an output is as shown."""

from __future__ import annotations

import re
from collections.abc import Collection

from attrs import frozen

PROGRAMS = frozenset({"cat", "feedcurate", "pytest"})
"""What a page may run: this project's program, the one that shows a file, and the one that tests rule files."""

ANY_LINES = "..."


@frozen
class Step:
    """One command with the lines that the page says it prints."""

    command: str
    expected: tuple[str, ...]

    @property
    def asks_status(self) -> bool:
        """Whether the command only prints the exit status of the one before."""
        return self.command == "echo $?"


def read_steps(text: str, programs: Collection[str] = PROGRAMS) -> list[Step]:
    """Split a console block into its steps; a line that starts with `$ ` is a command, of one of some programs.

    Raises:
        ValueError: the block does not start with a command, or a command is none that a page may run.
    """
    steps: list[Step] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            steps.append(Step(_allowed(line[2:].strip(), programs), ()))
        elif steps:
            steps[-1] = Step(steps[-1].command, (*steps[-1].expected, line))
        else:
            raise ValueError(f"a console block starts with a command, not with `{line}`")
    return steps


def _allowed(command: str, allowed: Collection[str]) -> str:
    """Return the command; every program in it, on either side of a pipe, must be one that a page may run."""
    programs = {part.split()[0] for part in command.split("|")}
    if command != "echo $?" and not programs <= set(allowed):
        raise ValueError(f"a page may run {sorted(allowed)}, not `{command}`")
    return command


def is_as_shown(expected: tuple[str, ...], output: str) -> bool:
    """Whether an output is what the page shows: line by line, where a line `...` stands for any number of lines.

    Inside a line it stands for anything, as for the time that something took.

    White space at the end of a line and empty lines at the end do not count, since editors take them away.
    """
    shown = _tidy("\n".join(expected))
    pattern = "".join(r"(?:.*\n)*?" if line == ANY_LINES else _pattern(line) for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in _tidy(output))) is not None


def _tidy(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().splitlines()]


def _pattern(line: str) -> str:
    return ".*".join(map(re.escape, line.split(ANY_LINES))) + r"\n"
