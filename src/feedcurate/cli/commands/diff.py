"""`feedcurate diff`: what other rules would change. In: two rule files and a history. Out: changes, with reasons."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from feedcurate.cli import streams
from feedcurate.cli.options import format_option
from feedcurate.cli.period import period_options

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from feedcurate.ruleset import Ruleset

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_TROUBLE = 2


@click.command()
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@period_options("all")
@click.option("--show", type=click.IntRange(min=0), default=20, show_default=True, help="How many changes are listed.")
@format_option("table", "json", default="table", told="A page to read (table) or one JSON document.")
def command(
    old: Path,
    new: Path,
    history: Path,
    activities: Path | None,
    start: datetime | None,
    end: datetime | None,
    timezone: ZoneInfo | None,
    me: tuple[str, ...],
    show: int,
    form: str,
) -> int:
    """Tell which past decisions another rule file changes.

    For each, the rule and the condition that made the difference; then which accounts are advised about differently as
    of the end. As with diff(1), the status is 0 where nothing changes, 1 where something does, and 2 where there is
    trouble: a rule file has errors, or something cannot be read.
    """
    from feedcurate.cli.past import past
    from feedcurate.cli.period import period
    from feedcurate.cli.reader import zone_of
    from feedcurate.cli.results import paint
    from feedcurate.outputs.comparison import comparison_json, comparison_page
    from feedcurate.review.compare import compare

    rulesets = _loaded(old), _loaded(new)
    reader = zone_of(rulesets[1], timezone)
    first, last = period(start, end, reader)
    before = past(history, activities, rulesets[1].program.item, reader)
    for problem in before.problems:
        streams.say(f"could not read {problem}")
    compared = compare(*rulesets, before.history, first, last, timezone=timezone, me=me, most=show)
    if form == "json":
        streams.emit_json(comparison_json(compared) + "\n")
    else:
        lines = comparison_page(compared, last, streams.columns())
        streams.emit(paint(lines, colour=streams.wants_colour(sys.stdout)))
    if before.problems:
        return _TROUBLE
    return 0 if compared.is_same else 1


def _loaded(path: Path) -> Ruleset:
    """The rules of a file; errors in it are trouble, not a difference."""
    from feedcurate.cli.rules import RulesFail, load_rules

    try:
        return load_rules(path)
    except RulesFail as failed:
        raise _Trouble(failed) from failed


class _Trouble(click.ClickException):
    """A failure that is told as it is, with the status of trouble."""

    exit_code = _TROUBLE

    def __init__(self, failed: click.ClickException) -> None:
        super().__init__(failed.message)
        self._failed = failed

    def show(self, file: IO[Any] | None = None) -> None:
        """Show the failure itself."""
        self._failed.show(file)
