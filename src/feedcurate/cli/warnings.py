"""Warnings beyond those of checking, on the command line: what is plain to see, what is proved, what a history says.

In: checked rules and what was asked for. Out: `Warned`s; a bar on standard error for a person who waits.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import evolve, frozen

from feedcurate.cli import streams
from feedcurate.cli.interrupts import ctrl_c_between_questions

if TYPE_CHECKING:
    from feedcurate.proof.warnings import Warned
    from feedcurate.ruleset import Ruleset

DAYS = 90
"""So far back a history is asked how often a rule fired."""


@frozen
class Wanted:
    """What to look for: whether to `prove`, the `seconds` for one question, and a `history`."""

    prove: bool = False
    seconds: float = 1.0
    history: Path | None = None

    @property
    def is_plain(self) -> bool:
        """Whether nothing is wanted but what is plain to see."""
        return not self.prove and self.history is None


@frozen
class Looked:
    """What was found, and whether that is all: not where Ctrl-C came first."""

    warned: tuple[Warned, ...]
    is_whole: bool


def look(rules: Ruleset, wanted: Wanted) -> Looked:
    """Everything that is wanted of some rules.

    Raises:
        MissingExtra: the extra `prove` is not installed, and a proof is wanted.
        HistoryError: the history cannot be read.
    """
    from feedcurate.cli.reader import instant_of
    from feedcurate.proof.warnings import plain_warnings, proved_warnings, written

    text = written(rules, instant_of(None, rules, None))
    found = list(plain_warnings(text))
    is_whole = True
    if wanted.prove:
        try:
            with ctrl_c_between_questions() as stop, _bar(len(text.rules), stop) as done:
                found.extend(proved_warnings(text, seconds=wanted.seconds, done=done))
        except KeyboardInterrupt:
            is_whole = False
    told = found if wanted.history is None else list(_with_facts(rules, found, wanted.history))
    return Looked(tuple(told), is_whole)


@contextmanager
def _bar(rules: int, stop: Callable[[], None]) -> Iterator[Callable[[], None]]:
    """A bar over the parts of the work, where somebody sees it; `stop` is called with every part."""
    from feedcurate.proof.warnings import PARTS

    if not streams.is_terminal(sys.stderr) or not rules:
        yield stop
        return
    with click.progressbar(length=PARTS * rules, label="proving", file=sys.stderr) as bar:

        def done() -> None:
            stop()
            bar.update(1)

        yield done


def _with_facts(rules: Ruleset, found: list[Warned], history: Path) -> Iterator[Warned]:
    """What was found, with how often the rules fired of late."""
    from feedcurate.cli.past import past
    from feedcurate.cli.reader import instant_of
    from feedcurate.review.replay import replay

    now = instant_of(None, rules, None)
    before = past(history, None, rules.program.item, now.tzinfo)
    streams.say_unread(before.problems)
    replayed = replay(rules, before.history, now - timedelta(days=DAYS), now)
    fired = {one.rule: one.fired for one in replayed.rules if one.replayed}
    for one in found:
        if one.rules and one.rules[0] in fired:
            count = fired[one.rules[0]]
            fact = f"`{one.rules[0]}` fired {count:,} time{'' if count == 1 else 's'} in {DAYS} days"
            help_ = f"{one.diagnostic.help}; {fact}"
            yield evolve(one, diagnostic=evolve(one.diagnostic, help=help_))
        else:
            yield one
