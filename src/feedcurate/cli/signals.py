"""Signals that are worked out on this machine, where a rule file declares them.

In: rules. Out: the same rules, with what works those signals out; on standard error, which stay unknown, and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from feedcurate.cli import streams

if TYPE_CHECKING:
    from feedcurate.ruleset import Ruleset


def with_local_signals(rules: Ruleset) -> Ruleset:
    """The rules with the local signals that they declare; tells of those that cannot be worked out."""
    if not _may_declare(rules):
        return rules
    from feedcurate.signals.local import computed_here

    tell_unknown_signals(rules)
    return computed_here(rules)


def tell_unknown_signals(rules: Ruleset) -> None:
    """Tell of the local signals that rules declare and that cannot be worked out here."""
    for message in _unknown(rules) if _may_declare(rules) else ():
        streams.say(message)


def _may_declare(rules: Ruleset) -> bool:
    """Whether it is worth looking into the program, which takes time."""
    return any("signal" in source.text for source in rules.sources)


def _unknown(rules: Ruleset) -> Iterator[str]:
    from feedcurate.errors import MissingExtra
    from feedcurate.signals.local import LOCAL, is_installed

    declared, there = {name: str(kind) for name, kind in rules.program.signals}, is_installed()
    for one in LOCAL:
        if one.name in declared and declared[one.name] != one.type:
            yield (
                f"the signal `{one.name}` is declared as {declared[one.name]}, and what is worked out here is "
                f"{one.type}: it is unknown of posts that do not bring it along"
            )
        elif one.name in declared and not there:
            yield str(MissingExtra("signals", f"working out the signal `{one.name}`"))
