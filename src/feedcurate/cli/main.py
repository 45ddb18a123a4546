"""`feedcurate`: the door of the command line.

In: the arguments of the process. Out: its exit status. A command is imported when it is asked for.
"""

from __future__ import annotations

import gc
import os

import click

from feedcurate import __version__
from feedcurate.cli.root import Root

_COMMANDS = "feedcurate.cli.commands"
_MODULES = {
    "init": f"{_COMMANDS}.init",
    "check": f"{_COMMANDS}.check",
    "fmt": f"{_COMMANDS}.fmt",
    "run": f"{_COMMANDS}.run",
    "explain": f"{_COMMANDS}.explain",
    "try": f"{_COMMANDS}.try_",
    "test": f"{_COMMANDS}.test",
    "prove": f"{_COMMANDS}.prove",
    "import": f"{_COMMANDS}.import_",
    "history": f"{_COMMANDS}.history",
    "advice": f"{_COMMANDS}.advice",
    "replay": f"{_COMMANDS}.replay",
    "diff": f"{_COMMANDS}.diff",
    "audit": f"{_COMMANDS}.audit",
    "packs": f"{_COMMANDS}.packs",
    "completion": f"{_COMMANDS}.completion",
    "help": f"{_COMMANDS}.help",
}


@click.group(
    cls=Root,
    modules=_MODULES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="feedcurate %(version)s")
@click.option("--no-cache", is_flag=True, help="Check rule files anew, and keep nothing for the next command.")
def cli(no_cache: bool) -> None:
    """Curate feeds by rules that you write in words.

    Begin with `feedcurate init`, then `feedcurate run my.curate FEED…`.
    """
    # What `no_cache` says is asked for where a rule file is loaded: see `caching`.


def main() -> None:
    """Run the process's command and leave with its status."""
    # A command is over before cyclic garbage counts, and needs none of the plugins that others installed for pydantic:
    # together they would take an eighth of the time of a `check`.
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    cli(prog_name="feedcurate")
