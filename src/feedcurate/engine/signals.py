"""The signals of a post. In: a program, a context, a post, a signal's name. Out: its value, None where it is unknown.

What the host says of the post counts for more than what the post brings along, and that more than what a function of
the host works out, which is asked only where nobody has said anything.
"""

from __future__ import annotations

from feedcurate.engine.context import Context
from feedcurate.model.facts import SignalValue
from feedcurate.model.item import Item
from feedcurate.program.program import Program


def signal_of(program: Program, context: Context, item: Item, name: str) -> SignalValue | None:
    """The value that a signal has, whatever its type."""
    own = item.signals.get(name)
    told = context.signals.get((item.source, item.id), {}).get(name, own)
    if told is None and name in program.computed:
        return program.computed[name].of(item)
    return told
