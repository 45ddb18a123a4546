"""`feedcurate init`: a rule file to begin with.

In: a path, and what the reader wishes, by options or in a short conversation. Out: a new file, never over another.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from feedcurate.cli import streams
from feedcurate.cli.starting import BOTHERS, USUAL, Wishes, first_file, offered, zone_here

_MINUTES = 30
_NIGHT = ("22:30", "07:00")
_NONE = "-"
_CLOCKS = re.compile(r"(\d{1,2}:\d{2})\s*(?:\.\.|-|to|until)\s*(\d{1,2}:\d{2})")


def _night(_: object, __: object, value: str | None) -> tuple[str, ...] | None:
    """`22:30..07:00` as two clocks; none of them for `-`."""
    if value is None or value == _NONE:
        return None if value is None else ()
    found = _CLOCKS.fullmatch(value.strip())
    if found is None or any(int(one.split(":")[0]) > 23 or int(one.split(":")[1]) > 59 for one in found.groups()):
        raise click.BadParameter(f"`{value}` is not two clocks, as in 22:30..07:00")
    return tuple(one.zfill(5) for one in found.groups())


def _account(_: object, __: object, values: tuple[str, ...]) -> tuple[str, ...]:
    """Accounts as a rule file has them; several may stand in one value, with commas."""
    from feedcurate.ruleset import examine_text
    from feedcurate.syntax.writing import quoted

    found = []
    for value in filter(None, re.split(r"[\s,]+", " ".join(values))):
        written = value if value.startswith(("@", "did:")) else quoted(value)
        if examine_text(f"accounts one: {written}").diagnostics:
            raise click.BadParameter(f"`{value}` is no account; write @name@host, @name.bsky.social or an address")
        found.append(written)
    return tuple(found)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), default="my.curate")
@click.option("--yes", is_flag=True, help="Ask nothing: what no option says is as most people have it.")
@click.option(
    "--bother", "bothers", multiple=True, type=click.Choice([*BOTHERS, _NONE]),
    help="What bothers you; once for each. - for nothing.",
)  # fmt: skip
@click.option("--never-miss", multiple=True, metavar="ACCOUNT", callback=_account, help="Whom you never want to miss.")
@click.option("--minutes", type=click.IntRange(0, 1440), help="So many minutes a day are enough; 0 for no limit.")
@click.option("--night", metavar="CLOCKS", callback=_night, help="When it should be quiet: 22:30..07:00.")
@click.option("--posting/--no-posting", default=None, help="Ask before I post, where there may be a reason to.")
@click.option("--me", multiple=True, metavar="ACCOUNT", callback=_account, help="Your own accounts.")
@click.option("--timezone", metavar="ZONE", help="Your time zone, as in Europe/Berlin; without it this machine's.")
def command(
    file: Path,
    yes: bool,
    bothers: tuple[str, ...],
    never_miss: tuple[str, ...],
    minutes: int | None,
    night: tuple[str, ...] | None,
    posting: bool | None,
    me: tuple[str, ...],
    timezone: str | None,
) -> None:
    """Write a first rule file, after a few questions.

    It goes to FILE (my.curate). A file that is already there is never touched. In a terminal what no option says is
    asked for; Enter takes what stands in brackets.
    """
    if file.exists() or file.is_symlink():
        raise click.UsageError(f"`{file}` is already there; name another file")
    asks = not yes and streams.is_terminal(sys.stdin) and streams.is_terminal(sys.stderr)
    zone, against = _zone(timezone, asks=asks), _bothers(bothers, asks=asks)
    people = never_miss or (_people("Whom do you never want to miss?") if asks else ())
    enough = _minutes(minutes, asks=asks) or None
    quiet = _quiet(asks=asks) if night is None else night
    posts = posting if posting is not None else asks and click.confirm("A question before you post?", err=True)
    own = me or (_people("Your own accounts?") if asks and posts else ())
    wishes = Wishes(zone, against, people, enough, quiet, posts, own)
    _write(file, first_file(wishes, str(file)))
    streams.say(f"wrote `{file}`; next: `feedcurate check {file}`, then `feedcurate run {file} FEED…`")


def _zone(named: str | None, *, asks: bool) -> str:
    from zoneinfo import available_timezones

    zones = available_timezones()

    def known(value: str) -> str:
        if value not in zones:
            raise click.BadParameter(f"`{value}` is no time zone; one is Europe/Berlin")
        return value

    if named is not None:
        return known(named)
    return str(click.prompt("Your time zone", zone_here(), value_proc=known, err=True)) if asks else zone_here()


def _bothers(named: tuple[str, ...], *, asks: bool) -> tuple[str, ...]:
    """What bothers the reader; without a word what the best packs are against."""
    there = offered()
    if named:
        return tuple(word for word in there if word in named)
    if not asks:
        return tuple(word for word in there if word in USUAL)
    asked = "Less of this? {}"
    return tuple(
        word for word in there if click.confirm(asked.format(BOTHERS[word][1]), default=word in USUAL, err=True)
    )


def _people(asked: str) -> tuple[str, ...]:
    def known(value: str) -> tuple[str, ...]:
        return () if value == _NONE else _account(None, None, (value,))

    told = f"{asked} @name@host, with commas; {_NONE} for none"
    found: tuple[str, ...] = click.prompt(told, _NONE, value_proc=known, err=True)
    return found


def _minutes(named: int | None, *, asks: bool) -> int:
    if named is not None or not asks:
        return _MINUTES if named is None else named
    asked = "How many minutes of looking on are enough for a day? 0 for no limit"
    found: int = click.prompt(asked, _MINUTES, type=click.IntRange(0, 1440), err=True)
    return found


def _quiet(*, asks: bool) -> tuple[str, ...]:
    if not asks:
        return _NIGHT
    asked = "When should it be quiet? - for never"
    found: tuple[str, ...] = click.prompt(
        asked, "..".join(_NIGHT), value_proc=lambda value: _night(None, None, value) or (), err=True
    )
    return found


def _write(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise click.UsageError(f"`{file}` is already there; name another file") from None
    except OSError as error:
        raise streams.CannotWrite(f"cannot write `{file}`: {error.strerror}") from error
