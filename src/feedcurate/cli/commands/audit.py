"""`feedcurate audit`: what is in a feed, and where time goes. In: a history, perhaps rules. Out: a table or a page."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedcurate.cli import streams
from feedcurate.cli.options import format_option
from feedcurate.cli.period import period_options

if TYPE_CHECKING:
    from datetime import tzinfo
    from zoneinfo import ZoneInfo

    from feedcurate.review.audit_model import Audit

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("rules", type=_FILE, required=False)
@period_options("30 days before the end")
@format_option("table", "json", "html", default="table", told="A table, all of it as JSON, or a page to print.")
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead.")
def command(
    rules: Path | None,
    history: Path,
    activities: Path | None,
    start: datetime | None,
    end: datetime | None,
    timezone: ZoneInfo | None,
    me: tuple[str, ...],
    form: str,
    output: Path | None,
) -> int:
    """Look at a whole feed: every account, and where the time goes.

    Each account with its purpose, its posts, your time, trigger matches, mood, credential, reach and advice; then what
    share of the feed was suggested, and passive and active time by day and hour. With --format html, one page that
    needs no network, to print and take to somebody you trust. RULES may be left out; then there are no lists, matches
    and advice. Nothing is done to any account, and nothing is written but --output.
    """
    from zoneinfo import ZoneInfo

    from feedcurate.cli.past import past
    from feedcurate.cli.period import period
    from feedcurate.cli.rules import load_rules
    from feedcurate.model.item import Item
    from feedcurate.review.audit import audit

    ruleset = None if rules is None else load_rules(rules)
    told = None if ruleset is None else ruleset.program.settings.timezone
    reader = timezone or ZoneInfo(told or "UTC")
    make = Item if ruleset is None else ruleset.program.item
    before = past(history, activities, make, reader)
    since, until = period(start, end, reader)
    streams.say_unread(before.problems)
    audited = audit(before.history, ruleset, start=since, end=until, timezone=reader, me=me)
    _present(audited, reader, form, output)
    return 2 if before.problems else 0


def _present(audited: Audit, reader: tzinfo, form: str, output: Path | None) -> None:
    from feedcurate.cli.files import write_whole

    if form == "json":
        from feedcurate.outputs.safe import visible_json

        text = visible_json(audited.model_dump_json(indent=2)) + "\n"
    elif form == "html":
        from feedcurate.outputs.audit_html import audit_page

        text = audit_page(audited, reader)
    else:
        from feedcurate.cli.results import paint
        from feedcurate.outputs.audit_table import audit_table

        colour = output is None and streams.wants_colour(sys.stdout)
        text = paint(audit_table(audited, reader, streams.columns()), colour=colour)
    if output is not None:
        write_whole(output, text)
    elif form == "json":
        streams.emit_json(text)
    else:
        streams.emit(text)
