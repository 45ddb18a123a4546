"""Standard output and standard error: what may be written there, and how.

In: text that is already safe to show. Out: the same on a stream, or `CannotWrite`.
"""

from __future__ import annotations

import codecs
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, TextIO

import click

from feedcurate.outputs.safe import ascii_json
from feedcurate.text.visible import visible

if TYPE_CHECKING:
    from feedcurate.model.decision import InputProblem

INTERRUPTED = 130
PIPE_CLOSED = 141
_SUBSTITUTES = {"…": ".", "·": "-", "–": "-", "─": "-", "“": '"', "”": '"', "━": "-", "│": "|", "╭": ",", "╰": "`"}
_HANDLER = "feedcurate.substitute"


class CannotWrite(click.ClickException):
    """Standard output or a file refuses what is written to it."""

    exit_code = 2


class PipeClosed(click.ClickException):
    """Whoever read standard output went away; there is nobody to tell."""

    exit_code = PIPE_CLOSED

    def __init__(self) -> None:
        super().__init__("")

    def show(self, file: IO[Any] | None = None) -> None:
        """Say nothing."""


def _substitute(error: UnicodeError) -> tuple[str, int]:
    """What a stream cannot encode: our own signs have a likeness in ASCII, any other character is `?`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(_SUBSTITUTES.get(character, "?") for character in lost), error.end


def prepare() -> None:
    """Make standard output and error take any text, in whatever encoding they are."""
    codecs.register_error(_HANDLER, _substitute)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=_HANDLER)


def emit(text: str) -> None:
    """Write to standard output, at once.

    Raises:
        CannotWrite: it is closed or refuses.
        PipeClosed: whoever read it went away.
    """
    # A process may be started without it, whatever the type says.
    stream: TextIO | None = sys.stdout
    if stream is None:
        raise CannotWrite("standard output is closed")
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError as error:
        abandon()
        raise PipeClosed from error
    except OSError as error:
        abandon()
        raise CannotWrite(f"cannot write to standard output: {error.strerror}") from error


def emit_json(text: str) -> None:
    """Write JSON to standard output; one that is not UTF-8 gets ASCII only, which means the same."""
    emit(text if is_utf8(sys.stdout) else ascii_json(text))


def standard_input() -> BinaryIO:
    """Standard input, as bytes; a person in front of it is told how to end it.

    Raises:
        click.UsageError: it is closed.
    """
    # As with standard output, there may be none.
    stream: TextIO | None = sys.stdin
    if stream is None:
        raise click.UsageError("`-` is standard input, which is closed")
    if is_terminal(stream):
        say("reading from the terminal; Ctrl-D ends")
    return stream.buffer


def say(message: str) -> None:
    """Write one line to standard error, where there is one; control characters in it are written out."""
    show(visible(message))


def say_unread(problems: Iterable[InputProblem]) -> None:
    """Tell on standard error what could not be read; what is alike, in one line."""
    from feedcurate.outputs.unread import unread

    for line in unread(problems):
        say(f"could not read {line}")


def show(drawn: str) -> None:
    """Write lines that are already safe, perhaps with colours, to standard error."""
    click.echo(drawn, err=True)


def is_utf8(stream: TextIO | None) -> bool:
    """Whether a stream takes every character."""
    return stream is not None and codecs.lookup(stream.encoding or "ascii").name.startswith("utf")


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person is looking."""
    return stream is not None and stream.isatty()


def wants_colour(stream: TextIO | None) -> bool:
    """Whether a stream is a terminal with colours, and nobody asked for none (https://no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def columns() -> int:
    """How wide the terminal is: `COLUMNS`, else what it says, else 80."""
    return shutil.get_terminal_size((80, 24)).columns


def abandon() -> None:
    """Point standard output nowhere, so that the interpreter's last flush finds nothing to complain about."""
    try:
        descriptor = sys.stdout.fileno()
    except (AttributeError, OSError, ValueError):
        return
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), descriptor)
