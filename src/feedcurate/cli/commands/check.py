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
    from feedcurate.ruleset import Examined
    from feedcurate.text.diagnostic import Diagnostic


_STDIN = Path("-")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@format_option("text", "json", default="text", told="Diagnostics to read (text) or one JSON array.")
@click.option("--watch", is_flag=True, help="Check again at every save, until Ctrl-C.")
def command(files: tuple[Path, ...], form: str, watch: bool) -> int:
    """Tell what is wrong with rule files.

    Every mistake is told at once, with how to mend it; - checks standard input. The status is 1 where a file has
    errors, 2 where one cannot be read; warnings alone are fine.
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
    examined = [_examined(path) for path in files]
    diagnostics = [diagnostic for one in examined for diagnostic in one.diagnostics]
    if form == "json":
        streams.emit_json(_as_json(diagnostics))
    else:
        streams.emit(_as_text(diagnostics))
    used = (Path(source.name) for one in examined for source in one.sources)
    return _status(diagnostics), tuple(dict.fromkeys((*files, *used)))


def _examined(path: Path) -> Examined:
    """What is in a file, or on standard input, which may use what is in the folder at hand."""
    from feedcurate.check.resolver import FolderResolver
    from feedcurate.ruleset import examine, examine_text

    if path != _STDIN:
        return examine(path)
    text = streams.standard_input().read().decode("utf-8", "surrogateescape")
    return examine_text(text, name="<stdin>", resolver=FolderResolver(Path(), ""))


def _status(diagnostics: list[Diagnostic]) -> int:
    from feedcurate.check.messages.values import cannot_open
    from feedcurate.text.diagnostic import has_errors

    unreadable = cannot_open("", "").code
    return 2 if any(one.code == unreadable for one in diagnostics) else int(has_errors(diagnostics))


def _as_text(diagnostics: list[Diagnostic]) -> str:
    from feedcurate.text.render import render

    drawn = render(diagnostics, colour=streams.wants_colour(sys.stdout)) if diagnostics else ""
    return f"{drawn}{count_words(diagnostics)}\n"


def _as_json(diagnostics: list[Diagnostic]) -> str:
    from feedcurate.outputs.safe import visible_json
    from feedcurate.text.render import to_dict

    document = json.dumps([to_dict(diagnostic) for diagnostic in diagnostics], indent=2, ensure_ascii=False)
    return visible_json(document) + "\n"
