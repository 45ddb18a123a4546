"""What the reader did look at, although the rules would have taken it away.

In: verdicts, and afterwards the views in a history. Out: how many posts that were, and how much time went into them,
in all and for each rule that took them away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from attrs import define, field

from feedcurate.engine.seen import Identity, identity
from feedcurate.history.base import History
from feedcurate.model.activity import ActivityKind
from feedcurate.model.decision import Outcome
from feedcurate.model.facts import Act
from feedcurate.program.program import Strength
from feedcurate.review.court import Verdicts
from feedcurate.review.results import Spared
from feedcurate.review.slices import Slices

_AWAY = (Outcome.HIDDEN, Outcome.BLOCKED, Outcome.COLLAPSED)
_TAKES_AWAY = (Strength.HIDE, Strength.BLOCK, Strength.COLLAPSE)

By = tuple[str, ...]
"""The names of the rules that took a post away."""


@define(eq=False)
class Sparing:
    """The posts that were taken away, by whom, and which of them say themselves that they were seen."""

    _away: dict[Identity, By] = field(factory=dict)
    _names: dict[By, By] = field(factory=dict)
    _seen: set[Identity] = field(factory=set)

    def note(self, verdicts: Verdicts) -> None:
        """Remember a post that live rules, or shadow rules on their own, take away."""
        found = verdicts.opinion
        if not (found.fired or found.shadow):
            return
        rules = list(found.shadow)
        if verdicts.outcome in _AWAY:
            rules += [rule for rule in found.fired if rule.actions.strength is found.verdict.strength]
        by = tuple(rule.name for rule in rules if rule.actions.strength in _TAKES_AWAY)
        if not by:
            return
        item = found.reading.item
        key = identity(item)
        mark = (_LIVE,) if verdicts.outcome in _AWAY else ()
        self._away[key] = self._names.setdefault((*mark, *by), (*mark, *by))
        if item.seen_at is not None:
            self._seen.add(key)

    def spared(self, history: History, start: datetime, end: datetime) -> tuple[Spared, dict[str, Spared]]:
        """What the reader would have been spared, in all and by rule, by the views of a time."""
        posts: Counter[str] = Counter()
        times: dict[str, timedelta] = {}
        for act in self._views(history, start, end):
            by = () if act.post is None else self._away.get(act.post, ())
            if by and act.post is not None:
                self._seen.add(act.post)
                for name in by:
                    times[name] = times.get(name, timedelta(0)) + (act.activity.duration or timedelta(0))
        for key in self._seen:
            posts.update(self._away[key])
        every = {name: Spared(posts=count, time=times.get(name, timedelta(0))) for name, count in posts.items()}
        return every.pop(_LIVE, Spared()), every

    def _views(self, history: History, start: datetime, end: datetime) -> Iterator[Act]:
        if not self._away:
            return
        slices = Slices(start, end)
        while not slices.is_over():
            last = slices.end()
            acts = list(history.acts(slices.at, last, (ActivityKind.VIEW,)))
            slices.done(last, len(acts))
            yield from acts


_LIVE = ""
"""Stands for all live rules together; no rule has this name."""
