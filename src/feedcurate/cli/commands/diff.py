"""`feedcurate diff`: what other rules change. In: two rule files, and a history or none. Out: changes, with reasons.

With a history that is what changes in it. Without one the two are compared for every possible post.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from feedcurate.cli import streams
from feedcurate.cli.options import format_option
from feedcurate.cli.period import period_options

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from feedcurate.ruleset import Ruleset

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_TROUBLE = 2
_UNDECIDED = 3
_PAST = {
    "activities": "--activities",
    "start": "--from",
    "end": "--until",
    "timezone": "--timezone",
    "me": "--me",
    "show": "--show",
}
_PROOF = {"seconds": "--seconds", "search": "--search", "seed": "--seed"}


@click.command()
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@period_options("all", needed=False)
@click.option("--show", type=click.IntRange(min=0), default=20, show_default=True, help="How many changes are listed.")
@click.option(
    "--seconds", type=click.FloatRange(min=0.01), default=2.0, show_default=True,
    help="How long the solver may think about one question, without a history.",
)  # fmt: skip
@click.option(
    "--search", type=click.IntRange(min=0), default=300, show_default=True,
    help="How many posts and histories are tried where it cannot tell.",
)  # fmt: skip
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="What they are drawn with.")
@format_option("table", "json", default="table", told="A page to read (table) or one JSON document.")
@click.pass_context
def command(
    context: click.Context,
    old: Path,
    new: Path,
    history: Path | None,
    activities: Path | None,
    start: datetime | None,
    end: datetime | None,
    timezone: ZoneInfo | None,
    me: tuple[str, ...],
    show: int,
    seconds: float,
    search: int,
    seed: int,
    form: str,
) -> int:
    """Tell what another rule file changes.

    With --history: which past decisions, and for each the rule and the condition that made the difference; then which
    accounts are advised about differently as of the end.

    Without it: whether the two do the same for every possible post (this needs the extra `prove`). They are equivalent,
    or a post is shown that they treat differently, or it stays undecided, and it is told what was tried.

    As with diff(1), the status is 0 where nothing changes, 1 where something does, and 2 where there is trouble: a rule
    file has errors, or something cannot be read. It is 3 where it stays undecided.
    """
    _only_given(context, _PROOF if history is not None else _PAST, "without" if history is not None else "with")
    rulesets = _loaded(old), _loaded(new)
    if history is None:
        return _proved((old, new), rulesets, seconds, search, seed, form)
    return _looked_back(rulesets, history, activities, (start, end), timezone, me, show, form)


def _only_given(context: click.Context, names: Mapping[str, str], when: str) -> None:
    """Options that would do nothing are told, not passed over."""
    for name, option in names.items():
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"`{option}` is for a comparison {when} `--history`")


def _looked_back(
    rulesets: tuple[Ruleset, Ruleset],
    history: Path,
    activities: Path | None,
    time: tuple[datetime | None, datetime | None],
    timezone: ZoneInfo | None,
    me: tuple[str, ...],
    show: int,
    form: str,
) -> int:
    from feedcurate.cli.past import past
    from feedcurate.cli.period import period
    from feedcurate.cli.reader import zone_of
    from feedcurate.cli.results import paint
    from feedcurate.outputs.comparison import comparison_json, comparison_page
    from feedcurate.review.compare import compare

    reader = zone_of(rulesets[1], timezone)
    first, last = period(*time, reader)
    before = past(history, activities, rulesets[1].program.item, reader)
    streams.say_unread(before.problems)
    compared = compare(*rulesets, before.history, first, last, timezone=timezone, me=me, most=show)
    if form == "json":
        streams.emit_json(comparison_json(compared) + "\n")
    else:
        lines = comparison_page(compared, last, streams.columns())
        streams.emit(paint(lines, colour=streams.wants_colour(sys.stdout)))
    if before.problems:
        return _TROUBLE
    return 0 if compared.is_same else 1


def _proved(
    paths: tuple[Path, Path], rulesets: tuple[Ruleset, Ruleset], seconds: float, search: int, seed: int, form: str
) -> int:
    from feedcurate.cli.interrupts import ctrl_c_between_questions
    from feedcurate.cli.results import paint
    from feedcurate.outputs.difference import Sides, difference_json, difference_lines
    from feedcurate.proof.difference import Sameness
    from feedcurate.proof.equal import equivalence

    try:
        with ctrl_c_between_questions() as stop:
            found = equivalence(*rulesets, seconds=seconds, search=search, seed=seed, between=stop)
    except KeyboardInterrupt:
        streams.say("interrupted: it was not found out whether they are the same")
        return streams.INTERRUPTED
    except ValueError as problem:
        raise click.UsageError(str(problem)) from problem
    old, new = (rules.program for rules in rulesets)
    sides = Sides(old, new, *map(str, paths))
    if form == "json":
        streams.emit_json(difference_json(found, sides) + "\n")
    else:
        lines = difference_lines(found, sides, streams.columns())
        streams.emit(paint(lines, colour=streams.wants_colour(sys.stdout)))
    return {Sameness.EQUIVALENT: 0, Sameness.DIFFERENT: 1, Sameness.UNDECIDED: _UNDECIDED}[found.status]


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
