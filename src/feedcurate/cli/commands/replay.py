"""`feedcurate replay`: rules over the past. In: a rule file and a history. Out: what each rule would have done."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedcurate.cli import streams
from feedcurate.cli.options import format_option, rules_argument
from feedcurate.cli.period import period_options

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


@click.command()
@rules_argument
@period_options("all")
@format_option("table", "json", default="table", told="A page to read (table) or one JSON document.")
def command(
    rules: Path,
    history: Path,
    activities: Path | None,
    start: datetime | None,
    end: datetime | None,
    timezone: ZoneInfo | None,
    me: tuple[str, ...],
    form: str,
) -> int:
    """Evaluate the past as it came, each post at its own time.

    For each rule: how often it fired, on whom, what it did, and what of that you did look at. Posts that were curated
    together are judged together again, as of then; others one by one, as of their date. Nothing is written. The status
    is 1 where the rules have errors, 2 where something cannot be read.
    """
    from feedcurate.cli.past import past
    from feedcurate.cli.period import period
    from feedcurate.cli.reader import zone_of
    from feedcurate.cli.results import paint
    from feedcurate.cli.rules import load_rules
    from feedcurate.outputs.replay import replay_json, replay_page
    from feedcurate.review.replay import replay

    ruleset = load_rules(rules)
    reader = zone_of(ruleset, timezone)
    first, last = period(start, end, reader)
    before = past(history, activities, ruleset.program.item, reader)
    streams.say_unread(before.problems)
    replayed = replay(ruleset, before.history, first, last, timezone=timezone, me=me)
    if form == "json":
        streams.emit_json(replay_json(replayed) + "\n")
    else:
        lines = replay_page(replayed, last, streams.columns())
        streams.emit(paint(lines, colour=streams.wants_colour(sys.stdout)))
    return 2 if before.problems else 0
