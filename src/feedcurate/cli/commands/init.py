"""`feedcurate init`: a rule file to begin with. In: a path. Out: a new file there, never over another."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from feedcurate.cli import streams


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), default="my.curate")
def command(file: Path) -> None:
    """Write a starter rule file, with comments.

    It goes to FILE (my.curate). A file that is already there is never touched.
    """
    text = files("feedcurate.cli").joinpath("starter.curate").read_text("utf-8")
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise click.UsageError(f"`{file}` is already there; name another file") from None
    except OSError as error:
        raise streams.CannotWrite(f"cannot write `{file}`: {error.strerror}") from error
    streams.say(f"wrote `{file}`; next: `feedcurate check {file}`, then `feedcurate run {file} FEED…`")
