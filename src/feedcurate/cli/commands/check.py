"""`feedcurate check`: everything that is wrong with rule files. In: their paths. Out: diagnostics, drawn or as JSON.

What checking says comes first, then what is plain to see of rules that are in order, then what was proved of them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedcurate.cli import streams
from feedcurate.cli.caching import is_caching
from feedcurate.cli.options import format_option
from feedcurate.cli.signals import tell_unknown_signals
from feedcurate.cli.watching import at_every_save

if TYPE_CHECKING:
    from feedcurate.cli.warnings import Wanted
    from feedcurate.ruleset import Examined
    from feedcurate.text.diagnostic import Diagnostic


_STDIN = Path("-")
_SECONDS = 1.0


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@format_option("text", "json", default="text", told="Diagnostics to read (text) or one JSON array.")
@click.option("--watch", is_flag=True, help="Check again at every save, until Ctrl-C.")
@click.option("--prove", is_flag=True, help="Prove which rules and conditions have no effect (extra prove).")
@click.option(
    "--seconds", type=click.FloatRange(min=0.01), default=_SECONDS, show_default=True,
    help="How long the solver may think about one question.",
)  # fmt: skip
@click.option("--fix", is_flag=True, help="Mend what can be mended for certain, and show what has changed.")
@click.option("--cost", is_flag=True, help="Tell which posts each rule is asked about.")
@click.option(
    "--history", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Tell of each rule that is warned of how often it fired in the last 90 days.",
)  # fmt: skip
def command(
    files: tuple[Path, ...], form: str, watch: bool, prove: bool, seconds: float, fix: bool, cost: bool,
    history: Path | None,
) -> int:  # fmt: skip
    """Tell what is wrong with rule files.

    Every mistake is told at once, with how to mend it; - checks standard input. With --prove also rules that can never
    fire, that never decide anything or that contradict each other; what the solver does not find out in time is not
    told. --fix writes a file anew where it is certain to mean the same. --cost tells of each rule which posts it is
    asked about at all. The status is 1 where a file has errors, 2 where one cannot be read; warnings alone are fine.
    """
    from feedcurate.cli.warnings import Wanted

    wanted = Wanted(prove, seconds, history)
    if fix and (watch or _STDIN in files):
        raise click.UsageError("`--fix` writes files: it goes neither with standard input nor with `--watch`")
    if fix:
        _mend(files, form, wanted)
    if watch:
        at_every_save(lambda: _show(files, form, wanted, cost), files)
    return _check(files, form, wanted, cost)[0]


def _mend(files: tuple[Path, ...], form: str, wanted: Wanted) -> None:
    """Mend files, each by itself."""
    from feedcurate.cli.mending import mend
    from feedcurate.text.visible import visible

    for path in files:
        changes = mend(path, prove=wanted.prove, seconds=wanted.seconds)
        told = "\n".join(map(visible, changes.splitlines()))
        if told and form == "json":
            streams.show(told)
        elif told:
            streams.emit(f"{told}\n")


def _show(files: tuple[Path, ...], form: str, wanted: Wanted, cost: bool) -> tuple[Path, ...]:
    """Check once, on a terminal on a screen of its own; the files that were read for it."""
    if streams.is_terminal(sys.stdout):
        click.clear()
    used = _check(files, form, wanted, cost)[1]
    streams.say("watching; Ctrl-C ends")
    return used


def _check(files: tuple[Path, ...], form: str, wanted: Wanted, cost: bool) -> tuple[int, tuple[Path, ...]]:
    """Check files once: the exit status, and every file that was read for it."""
    from feedcurate.cli.costs import with_costs
    from feedcurate.cli.diagnostics import as_json, as_text, told_of

    examined = [_examined(path) for path in files]
    told = told_of(examined, wanted)
    text = with_costs(told, examined, form) if cost else as_json(told) if form == "json" else as_text(told)
    if form == "json":
        streams.emit_json(text)
    else:
        streams.emit(text)
    for one in examined:
        if one.ruleset is not None:
            tell_unknown_signals(one.ruleset)
    used = (Path(source.name) for one in examined for source in one.sources)
    status = _status(told.diagnostics)
    if not told.is_whole:
        streams.say("interrupted: not everything was looked at")
        status = streams.INTERRUPTED
    return status, tuple(dict.fromkeys((*files, *used)))


def _examined(path: Path) -> Examined:
    """What is in a file, or on standard input, which may use what is in the folder at hand."""
    from feedcurate.check.resolver import FolderResolver
    from feedcurate.ruleset import examine, examine_text

    if path != _STDIN:
        return examine(path, cache=is_caching())
    text = streams.standard_input().read().decode("utf-8", "surrogateescape")
    return examine_text(text, name="<stdin>", resolver=FolderResolver(Path(), ""))


def _status(diagnostics: tuple[Diagnostic, ...]) -> int:
    from feedcurate.check.messages.values import cannot_open
    from feedcurate.text.diagnostic import has_errors

    unreadable = cannot_open("", "").code
    return 2 if any(one.code == unreadable for one in diagnostics) else int(has_errors(diagnostics))
