"""Arguments and options that several commands share, each described in one place.

In: words of the command line. Out: checked values; a wrong one is a `click.UsageError` with what to write instead.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from feedcurate.check.suggest import did_you_mean

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Command = TypeVar("Command", bound=Callable[..., Any])
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_PATH = click.Path(dir_okay=False, path_type=Path)


def zone(_context: click.Context, parameter: click.Parameter, name: str | None) -> ZoneInfo | None:
    """A time zone by its name."""
    from zoneinfo import ZoneInfo, available_timezones

    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        hint = did_you_mean(name, available_timezones()) or "names look like `Europe/Berlin`"
        raise click.BadParameter(f"there is no time zone `{name}`: {hint}", param=parameter) from None


def moment(_context: click.Context, parameter: click.Parameter, text: str | None) -> datetime | None:
    """An instant in ISO 8601; without an offset it stays naive and is the reader's."""
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        message = f"`{text}` is no instant: write it like `2026-05-08T08:00:00Z`"
        raise click.BadParameter(message, param=parameter) from None


def rules_argument(command: Command) -> Command:
    """RULES: the rule file."""
    return click.argument("rules", type=_FILE)(command)


def several_rules_argument(command: Command) -> Command:
    """RULES…: rule files."""
    return click.argument("rules", nargs=-1, required=True, metavar="RULES...", type=_FILE)(command)


def inputs_argument(command: Command) -> Command:
    """INPUT…: files, folders, or `-`."""
    return click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")(command)


def reader_options(command: Command) -> Command:
    """Who reads, when and where: `--now`, `--timezone`, `--me`."""
    for option in (
        click.option("--me", multiple=True, metavar="ACCOUNT", help="An account of yours; may be given again."),
        click.option("--timezone", callback=zone, metavar="NAME", help="Your time zone, over that of the rules."),
        click.option("--now", callback=moment, metavar="INSTANT", help="Decide as of this instant (the clock)."),
    ):
        command = option(command)
    return command


def past_options(command: Command) -> Command:
    """What happened before: `--history`, `--activities`."""
    for option in (
        click.option("--activities", type=_FILE, help="What you did: JSON Lines, CSV, or an ActivityWatch export."),
        click.option("--history", type=_PATH, help="What was before: a database, or JSON Lines of items."),
    ):
        command = option(command)
    return command


def fetch_options(command: Command) -> Command:
    """How addresses among the inputs are fetched: `--limit`, `--allow-local`."""
    for option in (
        click.option("--allow-local", is_flag=True, help="Fetch addresses of local networks, too."),
        click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many posts of each address."),
    ):
        command = option(command)
    return command


def format_option(*formats: str, told: str, default: str | None = None) -> Callable[[Command], Command]:
    """`--format`, one of some; without a default the command chooses."""
    return click.option("--format", "form", type=click.Choice(formats), default=default, help=told)
