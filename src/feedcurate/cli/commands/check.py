"""`feedcurate check`: everything that is wrong with rule files. In: their paths. Out: diagnostics, drawn or as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedcurate.cli import streams
from feedcurate.cli.options import format_option
from feedcurate.cli.rules import count_words
from feedcurate.cli.watching import at_every_save

if TYPE_CHECKING:
    from feedcurate.text.diagnostic import Diagnostic


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@format_option("text", "json", default="text", told="Diagnostics to read (text) or one JSON array.")
@click.option("--watch", is_flag=True, help="Check again at every save, until Ctrl-C.")
def command(files: tuple[Path, ...], form: str, watch: bool) -> int:
    """Tell what is wrong with rule files.

    Every mistake is told at once, with how to mend it. The status is 1 where a file has errors, 2 where one cannot
    be read; warnings alone are fine.
    """
    if watch:
        at_every_save(lambda: _show(files, form), files)
    return _check(files, form)[0]


def _show(files: tuple[Path, ...], form: str) -> tuple[Path, ...]:
    """Check once, on a terminal on a screen of its own; the files that were read for it."""
    if streams.is_terminal(sys.stdout):
        click.clear()
    used = _check(files, form)[1]
    streams.say("watching; Ctrl-C ends")
    return used


def _check(files: tuple[Path, ...], form: str) -> tuple[int, tuple[Path, ...]]:
    """Check files once: the exit status, and every file that was read for it."""
    from feedcurate.ruleset import examine

    diagnostics: list[Diagnostic] = []
    used: list[Path] = []
    unread = False
    for path in files:
        used.append(path)
        try:
            examined = examine(path)
        except OSError as error:
            streams.say(f"Error: cannot read `{path}`: {error.strerror}")
            unread = True
            continue
        diagnostics.extend(examined.diagnostics)
        used.extend(Path(source.name) for source in examined.sources)
    if form == "json":
        streams.emit_json(_as_json(diagnostics))
    else:
        streams.emit(_as_text(diagnostics))
    failed = any(diagnostic.severity == "error" for diagnostic in diagnostics)
    return 2 if unread else int(failed), tuple(dict.fromkeys(used))


def _as_text(diagnostics: list[Diagnostic]) -> str:
    from feedcurate.text.render import render

    drawn = render(diagnostics, colour=streams.wants_colour(sys.stdout)) if diagnostics else ""
    return f"{drawn}{count_words(diagnostics)}\n"


def _as_json(diagnostics: list[Diagnostic]) -> str:
    from feedcurate.outputs.safe import visible_json
    from feedcurate.text.render import to_dict

    document = json.dumps([to_dict(diagnostic) for diagnostic in diagnostics], indent=2, ensure_ascii=False)
    return visible_json(document) + "\n"
