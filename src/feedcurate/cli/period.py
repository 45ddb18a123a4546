"""The time that is looked back on, on the command line: `--history`, `--activities`, `--from`, `--until`.

In: values of options. Out: instants of the reader, checked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path

import click

from feedcurate.cli.options import Command, moment, zone

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def period_options(begins: str, *, needed: bool = True) -> Callable[[Command], Command]:
    """The past and the time of it that is looked at, and who reads; `begins` says where the time does by itself.

    `needed`: there is nothing to do without a history.
    """
    options = (
        click.option("--me", multiple=True, metavar="ACCOUNT", help="An account of yours; may be given again."),
        click.option("--timezone", callback=zone, metavar="NAME", help="Your time zone, over that of the rules."),
        click.option("--until", "end", callback=moment, metavar="DATE", help="Up to this day or instant (now)."),
        click.option("--from", "start", callback=moment, metavar="DATE", help=f"From this day on ({begins})."),
        click.option("--activities", type=_FILE, help="What you did: JSON Lines, CSV, or an ActivityWatch export."),
        click.option("--history", required=needed, type=_FILE, help="The past: a database, or JSON Lines of items."),
    )

    def add(command: Command) -> Command:
        for option in options:
            command = option(command)
        return command

    return add


def period(start: datetime | None, end: datetime | None, reader: tzinfo) -> tuple[datetime | None, datetime]:
    """The first and the last instant. What has no offset is the reader's; an end without a clock is its whole day.

    Raises `click.UsageError` where it ends before it begins.
    """
    first = None if start is None else _in_zone(start, reader)
    last = datetime.now(reader) if end is None else _whole_day(end, reader)
    if first is not None and last < first:
        raise click.UsageError("the time ends before it begins: `--from` lies after `--until`")
    return first, last


def _whole_day(end: datetime, reader: tzinfo) -> datetime:
    from feedcurate.engine.moments import first_instant

    if end.tzinfo is not None or end.time() != time(0) or end.date() == date.max:
        return _in_zone(end, reader)
    return (first_instant(end + timedelta(days=1), reader) - timedelta(microseconds=1)).astimezone(reader)


def _in_zone(instant: datetime, reader: tzinfo) -> datetime:
    return instant.replace(tzinfo=reader) if instant.tzinfo is None else instant.astimezone(reader)
