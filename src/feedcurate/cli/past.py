"""What happened before, from files.

In: JSON Lines of items (`--history`) and of activities (`--activities`). Out: a history, and what could not be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from attrs import frozen
from pydantic import ValidationError

from feedcurate.history.memory import MemoryHistory
from feedcurate.model.activity import Activity
from feedcurate.model.decision import InputProblem
from feedcurate.model.item import Item
from feedcurate.sources.read import read

_SQLITE = b"SQLite format 3\0"


@frozen
class Past:
    """A history, and what of its files could not be read."""

    history: MemoryHistory
    problems: tuple[InputProblem, ...]


def past(items: Path | None, activities: Path | None, make: type[Item]) -> Past:
    """The history that the files hold; no file, no history.

    Raises:
        click.UsageError: a file is a database.
    """
    problems: list[InputProblem] = []
    history = MemoryHistory()
    if items is not None:
        _refuse_database(items)
        reading = read([str(items)], item=make)
        problems.extend(reading.problems)
        history.add(reading.items)
    if activities is not None:
        _refuse_database(activities)
        told = list(_activities(activities))
        problems.extend(one for one in told if isinstance(one, InputProblem))
        history.record(one for one in told if isinstance(one, Activity))
    return Past(history, tuple(problems))


def _refuse_database(path: Path) -> None:
    with path.open("rb") as stream:
        if stream.read(len(_SQLITE)) == _SQLITE:
            raise click.UsageError(f"`{path}` is a database, which this version cannot read: give JSON Lines")


def _activities(path: Path) -> Iterator[Activity | InputProblem]:
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                yield Activity.model_validate_json(line)
            except ValidationError as error:
                first = error.errors(include_url=False, include_context=False, include_input=False)[0]
                place = ".".join(str(part) for part in first["loc"])
                message = f"is no activity: {f'`{place}`: ' if place else ''}{first['msg'].lower()}"
                yield InputProblem(source=str(path), line=number, message=message)
