"""`feedcurate history`: what is stored, taken out or given away. In: a database. Out: counts, or JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedcurate.cli import streams
from feedcurate.cli.options import moment, zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from feedcurate.model.account import Account

_DATABASE = click.argument("database", metavar="HISTORY", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group()
def command() -> None:
    """Take your history with you, or take something out of it."""


@command.command()
@_DATABASE
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead.")
def export(database: Path, output: Path | None) -> None:
    """Write everything in a history as JSON Lines, which `restore` reads."""
    import json

    from feedcurate.cli.files import write_whole
    from feedcurate.history.sqlite import SQLiteHistory

    with SQLiteHistory(database) as held:
        records = (json.dumps(record, ensure_ascii=False) + "\n" for record in held.export())
        if output is not None:
            write_whole(output, "".join(records))
        else:
            for line in records:
                streams.emit_json(line)


@command.command()
@click.argument("database", metavar="HISTORY", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("exported", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(database: Path, exported: Path) -> None:
    """Put what `export` wrote into a history, all or nothing of it; what is there already stays."""
    from feedcurate.history.sqlite import SQLiteHistory

    with SQLiteHistory(database) as held:
        added = held.restore(_records(exported))
    streams.emit(f"{added.new:,} new, {added.newer:,} newer, {added.known:,} known\n")


@command.command()
@_DATABASE
@click.option("--account", metavar="ACCOUNT", help="What this account wrote or reposted, and all about it.")
@click.option("--from", "start", callback=moment, metavar="DATE", help="What is from this instant on.")
@click.option("--until", "end", callback=moment, metavar="DATE", help="What is up to this instant.")
@click.option("--everything", is_flag=True, help="All of it.")
@click.option("--timezone", callback=zone, metavar="NAME", help="Your time zone (UTC).")
@click.option("--yes", is_flag=True, help="Do not ask whether to go on.")
def erase(
    database: Path,
    account: str | None,
    start: datetime | None,
    end: datetime | None,
    everything: bool,
    timezone: ZoneInfo | None,
    yes: bool,
) -> None:
    """Take posts, activities and advice out of a history, for good.

    With --account and times, what fits both. There is no way back, but for what you exported before.
    """
    from feedcurate.history.sqlite import SQLiteHistory

    if not (everything or account or start or end):
        raise click.UsageError("say what to erase: --account, --from, --until, or --everything")
    if everything and (account or start or end):
        raise click.UsageError("`--everything` leaves nothing for the other options: leave them out")
    whom = None if account is None else _account(account)
    if not yes:
        click.confirm(f"erase this from {database}?", abort=True, err=True)
    with SQLiteHistory(database) as held:
        erased = held.erase(
            account=whom, start=_in_zone(start, timezone), end=_in_zone(end, timezone), everything=everything
        )
    streams.emit(
        f"erased {erased.posts:,} posts, {erased.activities:,} activities, {erased.decisions:,} decisions, "
        f"{erased.advice:,} advice\n"
    )


def _records(path: Path) -> Iterator[Mapping[str, object]]:
    """The objects of a file of JSON Lines.

    Raises:
        click.UsageError: a line is none.
    """
    import json

    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            try:
                record = json.loads(line)
            except ValueError:
                record = None
            if not isinstance(record, dict):
                raise click.UsageError(f"{path}:{number}: is no record of an export; nothing is restored")
            yield record


def _account(text: str) -> Account:
    from feedcurate.model.account import Account

    if text.startswith("did:"):
        return Account(id=text)
    return Account(url=text) if "://" in text or "/" in text else Account(handle=text)


def _in_zone(instant: datetime | None, timezone: ZoneInfo | None) -> datetime | None:
    from zoneinfo import ZoneInfo

    if instant is None or instant.tzinfo is not None:
        return instant
    return instant.replace(tzinfo=timezone or ZoneInfo("UTC"))
