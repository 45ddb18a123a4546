"""`feedcurate completion`: the script with which a shell completes commands, options and files.

In: the name of a shell. Out: its script on standard output.
"""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete

from feedcurate.cli import streams

_SHELLS = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@click.command()
@click.argument("shell", type=click.Choice(list(_SHELLS)))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    r"""Print the completion script of a shell.

    \b
    bash: feedcurate completion bash > ~/.local/share/bash-completion/completions/feedcurate
    zsh:  feedcurate completion zsh > ~/.zfunc/_feedcurate   (with ~/.zfunc in fpath)
    fish: feedcurate completion fish > ~/.config/fish/completions/feedcurate.fish
    """
    script = _SHELLS[shell](ctx.find_root().command, {}, "feedcurate", "_FEEDCURATE_COMPLETE").source()
    streams.emit(script + "\n")
