"""`feedcurate help`: what a code, a command or a topic is about. In: its name. Out: a page on standard output."""

from __future__ import annotations

from typing import cast

import click
from click.shell_completion import CompletionItem

from feedcurate.check.suggest import did_you_mean
from feedcurate.cli import streams

CODES = "codes"


def _completions(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in _names(ctx) if name.startswith(incomplete)]


def _names(ctx: click.Context) -> list[str]:
    """Everything that has a page."""
    from feedcurate.text.codes import all_codes

    return [*_root(ctx).list_commands(ctx), CODES, *all_codes()]


def _root(ctx: click.Context) -> click.Group:
    return cast(click.Group, ctx.find_root().command)


@click.command()
@click.argument("what", required=False, metavar="[CODE|COMMAND|codes]", shell_complete=_completions)
@click.pass_context
def command(ctx: click.Context, what: str | None) -> None:
    """Explain a code or a command, or list all codes."""
    if what is None:
        streams.emit(ctx.find_root().get_help() + "\n")
        return
    found = _root(ctx).get_command(ctx, what)
    if found is not None:
        with click.Context(found, info_name=what, parent=ctx.find_root()) as of_command:
            streams.emit(found.get_help(of_command) + "\n")
        return
    streams.emit(_page(ctx, what))


def _page(ctx: click.Context, what: str) -> str:
    from feedcurate.text.codes import all_codes, page

    if what == CODES:
        return "".join(f"{code}  {page(code).title}\n" for code in all_codes())
    if what.upper() in all_codes():
        return page(what).text.rstrip("\n") + "\n"
    hint = did_you_mean(what, _names(ctx)) or f"see `feedcurate help` and `feedcurate help {CODES}`"
    raise click.UsageError(f"there is no help on `{what}`: {hint}")
