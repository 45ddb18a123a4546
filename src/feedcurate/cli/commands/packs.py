"""`feedcurate packs`: the rule files that ship with the library.

In: nothing, or the name of a pack. Out: a line a pack, or the pack itself, to be read or to begin one's own with.
"""

from __future__ import annotations

import click

from feedcurate.cli import streams

_SIGN = "--"


@click.command()
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """List the packs that ship with feedcurate, or print one.

    A rule file takes one in with `use "feedcurate:NAME"`, sets its numbers with `set NAME.limit: …` and switches its
    rules off with `set NAME.rule: off`.
    """
    from feedcurate.check.packs import pack_names, pack_text
    from feedcurate.check.suggest import did_you_mean

    names = pack_names()
    if name is None:
        width = max(map(len, names))
        streams.emit("".join(f"{one:{width}}  {_told(pack_text(one))}\n" for one in names))
        return
    if name not in names:
        help_ = did_you_mean(name, names) or "`feedcurate packs` lists them"
        raise click.UsageError(f"there is no pack `{name}`: {help_}")
    streams.emit(pack_text(name))


def _told(text: str) -> str:
    """What a pack is for: its first line, which is a comment, without the name."""
    first = text.splitlines()[0].removeprefix(_SIGN).strip()
    return first.partition(": ")[2].capitalize()
