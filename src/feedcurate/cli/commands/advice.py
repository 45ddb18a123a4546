"""`feedcurate advice`: the queue of advice about accounts. In: rules, a history, answers. Out: what waits for one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedcurate.cli import streams
from feedcurate.cli.options import format_option, reader_options, rules_argument

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from feedcurate.curator import Curator
    from feedcurate.model.record import AdviceState, QueuedAdvice


@click.command()
@rules_argument
@click.option(
    "--history",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The database that knows what happened, and what you answered.",
)
@click.option(
    "--accept", multiple=True, metavar="ID", help="You did what is advised. May be given again, like the others."
)
@click.option("--reject", multiple=True, metavar="ID", help="You will not.")
@click.option("--snooze", multiple=True, metavar="ID", help="Not now: it comes back when the time of --for is over.")
@click.option("--for", "days", type=click.IntRange(1, 3650), default=7, show_default=True, help="How many days.")
@click.option("--undo", multiple=True, metavar="ID", help="Take your last answer back.")
@click.option("--all", "everything", is_flag=True, help="Show answered advice too.")
@format_option("text", "json", default="text", told="A page to read (text) or JSON.")
@reader_options
def command(
    rules: Path,
    history: Path,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    snooze: tuple[str, ...],
    days: int,
    undo: tuple[str, ...],
    everything: bool,
    form: str,
    now: datetime | None,
    timezone: ZoneInfo | None,
    me: tuple[str, ...],
) -> int:
    """Show the advice about accounts, and remember your answers.

    Each advice has an id and its evidence. What you answered is not asked again, unless there is new evidence. Nothing
    is done to any account: unfollowing is yours.
    """
    from datetime import timedelta

    from feedcurate.cli.reader import instant_of
    from feedcurate.cli.rules import load_rules
    from feedcurate.curator import Curator
    from feedcurate.history.sqlite import SQLiteHistory
    from feedcurate.model.record import AdviceState

    ruleset = load_rules(rules)
    at = instant_of(now, ruleset, timezone)
    with SQLiteHistory(history, item=ruleset.program.item) as held:
        curator = Curator(ruleset, history=held, timezone=timezone, me=me)
        _answer(curator, accept, AdviceState.ACCEPTED, at)
        _answer(curator, reject, AdviceState.REJECTED, at)
        _answer(curator, snooze, AdviceState.SNOOZED, at, at + timedelta(days=days))
        _undo(curator, undo)
        waiting = curator.advice(now=at)
        _present(held.queue() if everything else waiting, at, form)
    return 0


def _answer(
    curator: Curator, ids: Iterable[str], state: AdviceState, now: datetime, until: datetime | None = None
) -> None:
    for one in ids:
        try:
            curator.answer(one, state, until=until, now=now)
        except KeyError:
            raise _unknown(one) from None


def _undo(curator: Curator, ids: Iterable[str]) -> None:
    for one in ids:
        try:
            curator.undo(one)
        except KeyError:
            raise _unknown(one) from None
        except ValueError as error:
            raise click.UsageError(str(error)) from None


def _unknown(wanted: str) -> click.UsageError:
    return click.UsageError(f"there is no advice `{wanted}`; `feedcurate advice RULES --history FILE --all` lists them")


def _present(entries: tuple[QueuedAdvice, ...], now: datetime, form: str) -> None:
    from feedcurate.cli.results import paint
    from feedcurate.outputs.queue import queue_json, queue_page

    if form == "json":
        streams.emit_json(queue_json(entries) + "\n")
    else:
        import sys

        lines = queue_page(entries, now, streams.columns())
        streams.emit(paint(lines, colour=streams.wants_colour(sys.stdout)))
