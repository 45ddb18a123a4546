"""The group of all commands: it finds a command when it is asked for, and turns every end into an exit status.

In: the arguments of a process. Out: 0 fine, 1 the rules fail, 2 wrong usage or unreadable input,
130 interrupted, 141 when whoever read the output went away.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from io import StringIO
from typing import Any

import click

from feedcurate.check.suggest import did_you_mean
from feedcurate.cli import streams
from feedcurate.errors import FeedcurateError


class Root(click.Group):
    """A group whose commands are imported one by one, by the module that holds each as `command`."""

    def __init__(self, *, modules: Mapping[str, str], **settings: Any) -> None:
        """`modules`: from the name of a command to its module, in the order of the help."""
        super().__init__(**settings)
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the order in which a newcomer needs them."""
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of a name, imported now."""
        module = self._modules.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(module).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown one is told with the nearest."""
        name = click.utils.make_str(args[0])
        if name not in self._modules and not (name.startswith("-") or ctx.resilient_parsing):
            hint = did_you_mean(name, self._modules) or "see `feedcurate --help`"
            raise click.UsageError(f"there is no command `{name}`: {hint}", ctx)
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command and leave with its status; a command that returns nothing went fine."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        streams.prepare()
        try:
            status = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.ClickException as error:
            status = _tell(error)
        except FeedcurateError as error:
            streams.say(f"Error: {error}")
            status = 2
        except (click.Abort, KeyboardInterrupt):
            streams.abandon()
            status = streams.INTERRUPTED
        sys.exit(status if isinstance(status, int) else 0)


def _tell(error: click.ClickException) -> int:
    """Show an error on standard error, control characters of arguments and file names written out."""
    told = StringIO()
    error.show(told)
    for line in told.getvalue().splitlines():
        streams.say(line)
    return error.exit_code
