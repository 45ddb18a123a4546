"""What each check of `properties` promises: when an example breaks it, how it gets smaller, and what is said of it.

In: rules and an example (a post, a feed in two orders, a post with less and with more of something). Out: answers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import Any

from attrs import evolve, frozen
from hypothesis import assume
from hypothesis import strategies as st

from feedcurate.api import evaluate
from feedcurate.engine.deciding import Opinion
from feedcurate.model.decision import Curation, Outcome
from feedcurate.model.facts import Facts
from feedcurate.model.item import Item
from feedcurate.ruleset import Ruleset
from feedcurate.testing.conditions import ASKED, again
from feedcurate.testing.measuring import Measured
from feedcurate.testing.searching import Seen, opinion_on, told, told_why
from feedcurate.testing.simpler import simpler_models

VISIBILITY = (Outcome.BLOCKED, Outcome.HIDDEN, Outcome.COLLAPSED, Outcome.SHOWN)
"""What a reader sees of a post, least first."""

When = str | Callable[[Item], bool]


@frozen
class NeverHidden:
    """No post for which `when` holds gets one of some outcomes; `asked` are the rules with `when` among them."""

    rules: Ruleset
    asked: Ruleset
    when: When | None
    outcomes: Collection[str]
    facts: Facts

    def breaks(self, seen: Seen) -> bool:
        """Whether a post gets one."""
        found = opinion_on(self.asked, seen.item, self.facts, seen.now)
        return found.verdict.outcome in self.outcomes and _holds(self.when, found)

    def simpler(self, seen: Seen) -> Iterator[Seen]:
        """The same with less known of the post."""
        return (evolve(seen, item=item) for item in simpler_models(seen.item))

    def tell(self, seen: Seen) -> str:
        """Which, with the post and the explanation."""
        outcome = opinion_on(self.rules, seen.item, self.facts, seen.now).verdict.outcome
        said = f"{_named(self.when)} is {outcome}"
        return f"{said}\n  {told(seen.item)}\n{_why(self.rules, seen.item, self.facts, seen.now)}"


@frozen
class Mixed:
    """Posts, and the same posts and the statements of a file in another order."""

    posts: tuple[Item, ...]
    mixed: tuple[Item, ...]
    statements: tuple[str, ...]
    now: datetime


@frozen
class OrderFree:
    """The order of posts and of statements changes no decision."""

    rules: Ruleset
    facts: Facts

    def breaks(self, drawn: Mixed) -> bool:
        """Whether a decision differs."""
        return bool(self._differing(drawn))

    def simpler(self, drawn: Mixed) -> Iterator[Mixed]:
        """The same with a post less."""
        for gone in drawn.posts:
            yield evolve(
                drawn,
                posts=tuple(post for post in drawn.posts if post.id != gone.id),
                mixed=tuple(post for post in drawn.mixed if post.id != gone.id),
            )

    def tell(self, drawn: Mixed) -> str:
        """The first two decisions that differ, and both orders."""
        [(one, other), *_] = self._differing(drawn)
        parts = ["another order gives another result", f"first: {one}", f"then:  {other}"]
        parts += ["first the posts are", *(f"  {told(post)}" for post in drawn.posts)]
        parts += ["then they are", *(f"  {told(post)}" for post in drawn.mixed), "of the rules", *drawn.statements]
        return "\n".join(parts)

    def _differing(self, drawn: Mixed) -> list[tuple[object, object]]:
        first = _bare(evaluate(self.rules, drawn.posts, self.facts, now=drawn.now))
        then = _bare(evaluate(again(self.rules, drawn.statements), drawn.mixed, self.facts, now=drawn.now))
        return [pair for pair in zip(first, then, strict=True) if pair[0] != pair[1]]


@st.composite
def mixtures(draw: st.DrawFn, feeds: st.SearchStrategy[list[Seen]], statements: tuple[str, ...]) -> Mixed:
    """Feeds in two orders; each post has an id of its own."""
    feed = draw(feeds)
    posts = tuple(seen.item.model_copy(update={"id": f"p{number}"}) for number, seen in enumerate(feed))
    orders = draw(st.permutations(posts)), draw(st.permutations(statements))
    return Mixed(posts, tuple(orders[0]), tuple(orders[1]), feed[0].now)


@frozen
class Pair:
    """A post, and a smaller and a larger value of something of it."""

    item: Item
    low: Any
    high: Any
    now: datetime


@frozen
class Monotone:
    """With more of something a post is never less visible (`sign` 1), or more (-1), where `when` holds both times."""

    rules: Ruleset
    asked: Ruleset
    measure: Measured
    sign: int
    when: When | None
    facts: Facts

    def breaks(self, pair: Pair) -> bool:
        """Whether it is."""
        first, then = self._both(pair)
        rise = VISIBILITY.index(then.verdict.outcome) - VISIBILITY.index(first.verdict.outcome)
        return rise * self.sign < 0 and _holds(self.when, first) and _holds(self.when, then)

    def simpler(self, pair: Pair) -> Iterator[Pair]:
        """The same with less known of the post, but for what is measured."""
        return (evolve(pair, item=item) for item in simpler_models(pair.item) if self.measure.has_owner(item))

    def tell(self, pair: Pair) -> str:
        """Both outcomes, with the post and the explanation of each."""
        path = ".".join(self.measure.steps)
        outcomes = [found.verdict.outcome for found in self._both(pair)]
        parts = [f"{_named(self.when)} is less visible" if self.sign > 0 else f"{_named(self.when)} is more visible"]
        parts[0] += f" with {path} = {pair.high} than with {path} = {pair.low}"
        for value, outcome in zip((pair.low, pair.high), outcomes, strict=True):
            item = self.measure.put(pair.item, value)
            parts += [f"{outcome}:", f"  {told(item)}", _why(self.rules, item, self.facts, pair.now)]
        return "\n".join(parts)

    def _both(self, pair: Pair) -> tuple[Opinion, Opinion]:
        first, then = (self.measure.put(pair.item, value) for value in (pair.low, pair.high))
        return (
            opinion_on(self.asked, first, self.facts, pair.now),
            opinion_on(self.asked, then, self.facts, pair.now),
        )


@st.composite
def pairs(draw: st.DrawFn, seen: st.SearchStrategy[Seen], measure: Measured) -> Pair:
    """The post's own value, where it is known, and another."""
    sight = draw(seen)
    assume(measure.has_owner(sight.item))
    values = sight.supply.kind(measure.kind, measure.name)
    own = measure.get(sight.item)
    low, high = sorted((draw(values), draw(values) if own is None else own))
    assume(low != high)
    return Pair(sight.item, low, high, sight.now)


def _holds(when: When | None, found: Opinion) -> bool:
    match when:
        case None:
            return True
        case str():
            rules = found.reading.judge.program.rules
            return any(rule.name == ASKED and found.reading.truth(rule.when) is True for rule in rules)
        case _:
            return bool(when(found.reading.item))


def _named(when: When | None) -> str:
    match when:
        case None:
            return "a post"
        case str():
            return f"a post with `{when}`"
        case _:
            return f"a post with `{getattr(when, '__name__', 'when')}`"


def _why(rules: Ruleset, item: Item, facts: Facts, now: datetime) -> str:
    return f"  at {now.isoformat()}\n{told_why(rules, item, facts, now)}"


def _bare(curation: Curation) -> list[dict[str, Any]]:
    """The decisions without where the rules stand."""
    dumped = [decision.model_dump(mode="json") for decision in curation.posts]
    for decision in dumped:
        for because in (*decision["because"], *decision["overridden"]):
            del because["at"]
    return dumped
