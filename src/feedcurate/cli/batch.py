"""`feedcurate run --batch`: rules over a file of columns, on the command line.

In: the values of options. Out: the file that `--out` names, written whole or not at all; on standard error what was
read, a bar while it goes on, and what could not be read.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedcurate.cli import streams

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from feedcurate.batch.files import FileReport
    from feedcurate.batch.formats import Source

_NAMED = 5
"""How many rules a message names."""


def run_batch(
    rules: Path,
    batch: Path | None,
    out: Path | None,
    jobs: int | None,
    now: datetime | None,
    timezone: ZoneInfo | None,
    me: tuple[str, ...],
    *,
    others: bool,
) -> int:
    """Judge the posts of one file; the exit status. `others`: options were given that say nothing here.

    Raises:
        click.UsageError: the options do not go together.
        MissingExtra: the extra `batch` is not installed.
        RulesFail: the rule file has errors.
        CannotWrite: the file to write refuses.
    """
    source, target = _files(batch, out, others)
    from feedcurate.batch import Decider, decide_file
    from feedcurate.batch.files import Unreadable, format_of
    from feedcurate.cli.reader import instant_of
    from feedcurate.cli.rules import load_rules

    if format_of(target) is None:
        raise click.UsageError(f"`--out {target}` says no format: end it in .parquet, .arrow or .ndjson")
    ruleset = load_rules(rules)
    _say_what_is_left_out(ruleset.program.quotas, ruleset.program.session_rules, ruleset.program.account_rules)
    for name in sorted(ruleset.program.computed):
        streams.say(f"`{name}` is not worked out here: it is what the column `signals.{name}` says")
    decider = Decider(ruleset, now=instant_of(now, ruleset, timezone), timezone=timezone, me=me)
    _say_what_looks_back(decider.looking_back)
    gc.enable()  # A command is over before garbage counts; this one may go on for an hour.
    try:
        with _Bar(source) as bar:
            report = decide_file(
                decider, source, target, jobs=jobs or os.cpu_count() or 1, begun=bar.begin, progress=bar.more
            )
    except Unreadable as error:
        streams.say(f"{source}: {error}")
        return 2
    except OSError as error:
        raise streams.CannotWrite(f"cannot write `{target}`: {error.strerror or error}") from error
    return _told(report, source)


def _files(batch: Path | None, out: Path | None, others: bool) -> tuple[Path, Path]:
    if batch is None:
        raise click.UsageError("`--out` and `--jobs` go with `--batch FILE`")
    if out is None:
        raise click.UsageError("`--batch` needs `--out FILE`, the file to write")
    if others:
        raise click.UsageError(
            "`--batch` judges each post of one file by itself: give it no INPUT, `--format`, `--output`, `--explain`, "
            "`--history` or `--activities`"
        )
    return batch, out


def _say_what_is_left_out(*kinds: tuple[object, ...]) -> None:
    names = ("quotas", "rules for the session", "rules for accounts")
    left_out = [name for name, found in zip(names, kinds, strict=True) if found]
    if left_out:
        streams.say(f"left out, as each post is judged by itself: {', '.join(left_out)}")


def _say_what_looks_back(rules: tuple[str, ...]) -> None:
    if rules:
        named = ", ".join(f"`{name}`" for name in rules[:_NAMED])
        more = f" and {len(rules) - _NAMED} more" if len(rules) > _NAMED else ""
        streams.say(f"asked as if each post were the only one, as they look back: {named}{more}")


def _told(report: FileReport, source: Path) -> int:
    posts = "1 post" if report.rows == 1 else f"{report.rows} posts"
    streams.say(f"{source}: {report.format.value}, {posts}")
    if report.missing:
        names = ", ".join(f"`{name}`" for name in report.missing)
        streams.say(f"{source}: no column {names}; what the rules ask of it is unknown")
    for fault in report.faults:
        streams.say(f"{source}: {fault}")
    return 2 if report.faults else 0


class _Bar:
    """A bar that begins once it is known how much there is."""

    def __init__(self, path: Path) -> None:
        self._path, self._open = path, ExitStack()
        self._advance: Callable[[int], None] = lambda _done: None

    def more(self, done: int) -> None:
        self._advance(done)

    def begin(self, source: Source) -> None:
        from feedcurate.cli.progress import progress

        self._advance = self._open.enter_context(progress(lambda: source.size, self._path.name))

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()
