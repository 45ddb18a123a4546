"""`feedcurate fmt`: rule files in their one layout. In: paths, or `-`. Out: files rewritten whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedcurate.cli import streams
from feedcurate.cli.files import write_whole
from feedcurate.cli.rules import tell

if TYPE_CHECKING:
    from feedcurate.text.diagnostic import Diagnostic

_STDIN = Path("-")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Change nothing; name the files that would change.")
def command(files: tuple[Path, ...], only_check: bool) -> int:
    """Put rule files into the canonical layout.

    Comments are kept; - formats standard input to standard output. A file with errors of syntax is left as it is.
    The status is 1 where there is one, and with --check where a file would change.
    """
    return max(_format(path, only_check) for path in files)


def _format(path: Path, only_check: bool) -> int:
    """Format one file: the exit status that it asks for."""
    try:
        data = streams.standard_input().read() if path == _STDIN else path.read_bytes()
    except OSError as error:
        streams.say(f"Error: cannot read `{path}`: {error.strerror}")
        return 2
    text, diagnostics = _canonical(data, "<stdin>" if path == _STDIN else str(path))
    if text is None:
        tell(diagnostics)
        return 1
    changed = text.encode() != data
    if only_check:
        if changed:
            streams.emit(f"{path}\n")
        return int(changed)
    if path == _STDIN:
        streams.emit(text)
    elif changed:
        write_whole(path, text)
        streams.say(f"formatted `{path}`")
    return 0


def _canonical(data: bytes, name: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The file in its canonical layout, or None and why it has none."""
    from feedcurate.syntax.parse import parse
    from feedcurate.syntax.printer import format_file
    from feedcurate.syntax.reading import decode
    from feedcurate.text.diagnostic import Diagnostic, has_errors

    source = decode(data, name)
    if isinstance(source, Diagnostic):
        return None, (source,)
    parsed = parse(source)
    if has_errors(parsed.diagnostics):
        return None, parsed.diagnostics
    return format_file(parsed.file), ()
