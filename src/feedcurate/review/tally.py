"""What each rule for posts came to, counted post by post.

In: verdicts in order of time. Out: a `RuleReplay` for each rule, all but what it spared the reader.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from attrs import define, field

from feedcurate.engine.interpret import Reading
from feedcurate.program.program import AnyRule, PostActions, Rule, Strength
from feedcurate.review.court import Verdicts
from feedcurate.review.directory import TOP, Directory
from feedcurate.review.excerpts import example
from feedcurate.review.results import Example, RuleReplay, Subject
from feedcurate.syntax.nodes import Mode

EXAMPLES = 3
_DONE = {Strength.HIDE: "hidden", Strength.COLLAPSE: "collapsed", Strength.BLOCK: "blocked", Strength.KEEP: "kept"}
OUTWEIGHED = "outweighed"


@define(eq=False)
class Tally:
    """One rule's figures so far."""

    rule: AnyRule
    fired: int = 0
    first: datetime | None = None
    last: datetime | None = None
    did: Counter[str] = field(factory=Counter)
    accounts: Counter[int] = field(factory=Counter)
    examples: list[Example] = field(factory=list)
    fresh: list[Reading] = field(factory=list)
    """Readings of the latest posts, of which examples may be made."""

    def count(self, now: datetime, account: int | None) -> None:
        """It fired."""
        self.fired += 1
        self.first = now if self.first is None else min(self.first, now)
        self.last = now if self.last is None else max(self.last, now)
        if account is not None:
            self.accounts[account] += 1

    def result(self, subject: Subject, directory: Directory) -> RuleReplay:
        """The figures."""
        on_whom = directory.on_whom(self.accounts)
        return RuleReplay(
            rule=self.rule.name,
            title=self.rule.title,
            at=self.rule.span.place,
            subject=subject,
            shadow=self.rule.mode is Mode.SHADOW,
            fired=self.fired,
            accounts=len(on_whom),
            top=on_whom[:TOP],
            first=self.first,
            last=self.last,
            did=dict(sorted(self.did.items())),
            examples=tuple(reversed(self.examples)),
        )


class Tallies:
    """The figures of all rules for posts."""

    def __init__(self, rules: tuple[Rule, ...], directory: Directory) -> None:
        self._tallies = {rule.name: Tally(rule) for rule in rules}
        self._done = {rule.name: tuple(_done_by(rule.actions)) for rule in rules}
        self._directory = directory
        self._unsettled: set[str] = set()

    def count(self, now: datetime, verdicts: Verdicts) -> None:
        """Every rule that fired on a post."""
        found = verdicts.opinion
        if not (found.fired or found.shadow):
            return
        reading = found.reading
        account = self._directory.number(reading.author)
        outweighed = found.verdict.overridden
        for rule in (*found.fired, *found.shadow):
            tally = self._tallies[rule.name]
            tally.count(now, account)
            lost = rule.name in outweighed
            if lost:
                tally.did[OUTWEIGHED] += 1
            elif rule.actions.strength is not Strength.SHOW:
                tally.did[_DONE[rule.actions.strength]] += 1
            for word in self._done[rule.name]:
                tally.did[word] += 1
            tally.fresh.append(reading)
            if len(tally.fresh) > EXAMPLES:
                del tally.fresh[0]
            self._unsettled.add(rule.name)

    def settle(self) -> None:
        """Make examples of the latest posts, so that what their readings hold of the past can go."""
        for name in self._unsettled:
            tally = self._tallies[name]
            rule: Rule = tally.rule  # type: ignore[assignment]  # there are only rules for posts here
            tally.examples += [example(rule, reading) for reading in tally.fresh]
            del tally.examples[:-EXAMPLES]
            tally.fresh.clear()
        self._unsettled.clear()

    def results(self) -> Iterator[RuleReplay]:
        """The figures, by name of the rule."""
        self.settle()
        return (tally.result(Subject.POST, self._directory) for _, tally in sorted(self._tallies.items()))


def _done_by(actions: PostActions) -> Iterator[str]:
    """What a rule does besides its outcome, which nothing outweighs."""
    if actions.shift > timedelta(0):
        yield "boosted"
    if actions.shift < timedelta(0):
        yield "demoted"
    if actions.labels:
        yield "labelled"
    if actions.notes:
        yield "noted"
