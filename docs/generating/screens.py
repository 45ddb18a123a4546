"""Pictures of a terminal with what the commands really print.

In: the command lines below, run in the root of the repository on a terminal of 100 columns. Out: SVG by its path below
`docs/`, painted by rich; it fetches no font and nothing else.
"""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from attrs import frozen
from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

ROOT = Path(__file__).resolve().parents[2]
WIDTH = 100
_MISTAKES = """\
topic bait: "you won't believe", "wait for it"

rule no_bait
    when post mentions bate and post.lykes > 10
    then hide

rule enough for session
    when passive_time(today) > 20
    then pause 1 hour
"""


@frozen
class Screen:
    """A picture: its name, the command as it is shown, and the parts of what it prints that are in it.

    A part is how the first of its lines begins, and how many lines it has.
    """

    name: str
    command: str
    parts: tuple[tuple[str, int], ...]


_FEEDS = "examples/balanced.curate examples/feeds/ --now 2026-05-08T08:00:00Z"
SCREENS = (
    Screen("run", f"feedcurate run {_FEEDS}", (("in the feed", 10), ("33 ", 5), ("hidden (", 10), ("300 posts in", 1))),
    Screen("check", "feedcurate check my.curate", (("error", 1_000),)),
    Screen("explain", f"feedcurate explain {_FEEDS} \\\n    --post 116498321899520004", (("hidden", 22),)),
)

# Where rich puts the pieces of a picture is rich's to say (`Console.export_svg`).
_FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-family: system-ui, sans-serif; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def images() -> Iterator[tuple[str, str]]:
    """Every picture by its path below `docs/`."""
    for screen in SCREENS:
        yield f"images/{screen.name}.svg", drawn(screen.name, printed(screen))


def printed(screen: Screen) -> Text:
    """The prompt with the command, and the lines of what it prints that are in the picture."""
    with TemporaryDirectory() as folder:
        here = Path(folder)
        copytree(ROOT / "examples", here / "examples")
        (here / "my.curate").write_text(_MISTAKES, encoding="utf-8")
        every = on_a_terminal(screen.command, here).split("\n")
    shown = Text().append(f"$ {screen.command}\n", "bold")
    for begins, count in screen.parts:
        plain = [Text.from_ansi(line).plain for line in every]
        first = next(number for number, line in enumerate(plain) if line.startswith(begins))
        if first:
            shown.append("…\n", "dim")
        for line in every[first : first + count]:
            shown.append_text(Text.from_ansi(line)).append("\n")
    return shown


def on_a_terminal(command: str, folder: Path) -> str:
    """What a command prints on a terminal of that width, with its colours."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, WIDTH, 0, 0))
    wanted: Mapping[str, str] = {"PATH": str(Path(sys.executable).parent), "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    with subprocess.Popen(  # noqa: S603 - our own commands, as they stand above
        command.replace("\\\n", " ").split(),
        cwd=folder,
        env={**environment, **wanted},
        stdout=follower,
        stderr=follower,
        stdin=follower,
    ):
        os.close(follower)
        told = bytearray()
        while True:
            try:
                more = os.read(leader, 65_536)
            except OSError:  # the terminal is gone with the command
                break
            if not more:
                break
            told += more
    os.close(leader)
    return told.decode().replace("\r\n", "\n").rstrip("\n")


def drawn(name: str, shown: Text) -> str:
    """A picture of some lines."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print(shown, end="", soft_wrap=True, highlight=False)
    return console.export_svg(title="feedcurate", theme=DIMMED_MONOKAI, code_format=_FORMAT, unique_id=name)
