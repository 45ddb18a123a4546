"""`feedcurate import`: what happened before, into a history. In: files, ActivityWatch. Out: a database, and counts."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedcurate.cli import streams
from feedcurate.cli.options import format_option, inputs_argument, moment, zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from feedcurate.cli.importing import Count, Import
    from feedcurate.model.item import Item

_DOCUMENT_BYTES = 256 * 1024 * 1024
"""How large an input may be that is held whole: years of ActivityWatch, one's own, take that much."""


@click.command()
@inputs_argument
@click.option(
    "--history",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The database to put it into; made where there is none.",
)
@click.option("--timezone", callback=zone, metavar="NAME", help="Your time zone, over that of the rules.")
@click.option("--rules", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Rules with a time zone.")
@click.option(
    "--since", callback=moment, metavar="DATE", help="Since when the inputs have all there is (the oldest record)."
)
@format_option("text", "json", default="text", told="A sentence (text) or JSON.")
def command(
    inputs: tuple[str, ...],
    history: Path,
    timezone: ZoneInfo | None,
    rules: Path | None,
    since: datetime | None,
    form: str,
) -> int:
    """Put posts and activities of before into a history.

    INPUT is a file of posts or activities (JSON Lines, JSON, CSV, an ActivityWatch export, what a platform exports of
    an account, any feed), a folder or an archive of such files, - for standard input, or the ActivityWatch of this
    machine as http://localhost:5600; what each is, is found out and told. What is imported twice is there once, so an
    import that was cut short can be started again. The status is 2 where something cannot be read; the rest goes in.
    """
    from zoneinfo import ZoneInfo

    from feedcurate.cli.importing import Import
    from feedcurate.cli.rules import load_rules
    from feedcurate.history.sqlite import SQLiteHistory
    from feedcurate.model.item import Item

    program = None if rules is None else load_rules(rules).program
    if timezone is None and program is not None and program.settings.timezone is not None:
        timezone = ZoneInfo(program.settings.timezone)
    if since is not None and since.tzinfo is None:
        since = since.replace(tzinfo=timezone or ZoneInfo("UTC"))
    make = Item if program is None else program.item
    with SQLiteHistory(history, item=make) as held:
        work = Import(held)
        _run(work, inputs, make, timezone, since)
    _tell(work)
    if form == "json":
        streams.emit_json(_document(work))
    else:
        streams.emit(f"{_words(work)}\n")
    return 2 if work.problems else 0


def _run(
    work: Import, inputs: tuple[str, ...], make: type[Item], timezone: ZoneInfo | None, since: datetime | None
) -> None:
    """Import portion by portion; what is in when it is interrupted stays there, and is told."""
    from feedcurate.cli.progress import progress
    from feedcurate.sources.base import ReadLimits
    from feedcurate.sources.flow import flow
    from feedcurate.sources.opened import size_of
    from feedcurate.sources.read import STDIN
    from feedcurate.sources.watched import StoreAddresses

    limits = ReadLimits(document_bytes=_DOCUMENT_BYTES)
    portions = flow(
        inputs,
        item=make,
        zone=timezone,
        known=StoreAddresses(work.history),
        stdin=streams.standard_input() if STDIN in inputs else None,
        since=since,
        limits=limits,
    )
    try:
        with progress(lambda: size_of(inputs, limits), "importing") as go_on:
            for portion in portions:
                work.take(portion)
                go_on(portion.bytes)
        work.complete(since)
    except KeyboardInterrupt:
        streams.say(f"interrupted; what is in stays: {_words(work)}; import again to go on")
        raise


def _tell(work: Import) -> None:
    """What each input was taken for, notes and problems, on standard error."""
    from feedcurate.outputs.unread import taken
    from feedcurate.sources.activities_stream import FORMS

    for line in taken(work.sources, FORMS):
        streams.say(line)
    for note in work.notes:
        streams.say(f"note: {note}")
    streams.say_unread(work.problems)


def _words(work: Import) -> str:
    """`12,000 posts (11,950 new, 20 newer, 30 known), 1 activity (1 new)`: what there is none of is not told."""
    return f"{_counted(work.posts, 'post', 'posts')}, {_counted(work.activities, 'activity', 'activities')}"


def _counted(count: Count, one: str, more: str) -> str:
    told = f"{count.read:,} {one if count.read == 1 else more}"
    parts = ((count.new, "new"), (count.newer, "newer"), (count.known, "known"))
    # That nothing was new is what a second import is looked at for.
    kinds = ", ".join(f"{number:,} {word}" for number, word in parts if number or word == "new")
    return f"{told} ({kinds})" if count.read else told


def _document(work: Import) -> str:
    from attrs import asdict

    from feedcurate.outputs.safe import visible_json

    document = {
        "posts": asdict(work.posts),
        "activities": asdict(work.activities),
        "sources": [asdict(source) for source in work.sources],
        "notes": [note.model_dump(mode="json") for note in work.notes],
        "problems": [problem.model_dump(mode="json") for problem in work.problems],
    }
    return visible_json(json.dumps(document, indent=2, ensure_ascii=False)) + "\n"
