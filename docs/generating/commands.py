"""The page of the command line: the help of every command, as it prints it.

In: the click commands. Out: the page.
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from feedcurate.cli.main import cli

INTRODUCTION = """\
# Command line

Results go to standard output, progress and errors to standard error. Colours appear on a terminal only, and not where
[`NO_COLOR`](https://no-color.org/) is set. Control characters in posts never reach the terminal.

| status | meaning |
| --- | --- |
| 0 | fine |
| 1 | the rules have errors; for `diff`, something changes |
| 2 | wrong usage, or input that could not be read; what could be read was still curated |
| 3 | for `diff`, without a history: it stays undecided whether anything changes |

Rule files that did not change are not parsed again by the next command: [The cache](cache.md).

Shell completion: `feedcurate completion bash`, `zsh` or `fish` prints a script for that shell.

"""
WIDTH = 100


def pages() -> Iterator[tuple[str, str]]:
    """The page of commands."""
    settings = {**cli.context_settings, "max_content_width": WIDTH, "terminal_width": WIDTH}
    root = click.Context(cli, info_name="feedcurate", **settings)
    parts = [INTRODUCTION, _help("feedcurate", cli, root)]
    for name in cli.list_commands(root):
        command = cli.get_command(root, name)
        if command is not None and not command.hidden:
            parts += _helps(f"feedcurate {name}", command, click.Context(command, parent=root, info_name=name))
    yield "reference/commands.md", "\n".join(parts)


def _helps(title: str, command: click.Command, context: click.Context) -> Iterator[str]:
    """The help of a command, and of those that stand behind it."""
    yield _help(title, command, context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None and not inner.hidden:
                yield from _helps(f"{title} {name}", inner, click.Context(inner, parent=context, info_name=name))


def _help(title: str, command: click.Command, context: click.Context) -> str:
    return f"## {title}\n\n```text\n{command.get_help(context)}\n```\n"
