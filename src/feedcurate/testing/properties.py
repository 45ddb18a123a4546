"""Promises about rules that an app checks in one line: nothing hidden that must not be, order, monotony.

In: a rule set. Out: nothing, or an `AssertionError` with a post and the explanation of what happens to it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Literal

from hypothesis import strategies as st

from feedcurate.model.facts import NO_FACTS, Facts
from feedcurate.ruleset import Ruleset
from feedcurate.syntax.parse import parse
from feedcurate.testing.conditions import asking
from feedcurate.testing.measuring import measured
from feedcurate.testing.promises import Monotone, NeverHidden, OrderFree, When, mixtures, pairs
from feedcurate.testing.searching import EXAMPLES, search, sights

OUT_OF_SIGHT = ("hidden", "blocked")
Towards = Literal["shown", "hidden"]


def assert_never_hidden(
    rules: Ruleset,
    *,
    when: When | None = None,
    outcomes: Collection[str] = OUT_OF_SIGHT,
    facts: Facts = NO_FACTS,
    now: datetime | None = None,
    examples: int = EXAMPLES,
) -> None:
    """No post, or none for which `when` holds, is hidden or blocked.

    `when` is a condition in the language, which may use the names of the rule file (`"author in close"`), or a function
    of the item; unknown does not hold. `outcomes` are those that must not happen. `now` fixes the instant, else the
    instants are those at which the rules turn. Quotas play no part. Posts are made for the rules (`items_for`); the
    Hypothesis profile in force says whether they are the same every time.

    Raises AssertionError with the post and the explanation, `RuleFileError` where `when` has a mistake.
    """
    asked = _asked(rules, when)
    search(sights(asked, now), NeverHidden(rules, asked, when, outcomes, facts), examples)


def assert_order_free(
    rules: Ruleset,
    *,
    facts: Facts = NO_FACTS,
    now: datetime | None = None,
    most: int = 8,
    examples: int = EXAMPLES // 4,
) -> None:
    """Neither the order of the posts nor that of the statements in the main rule file changes any decision.

    Feeds have up to `most` posts, each with an id of its own. What is compared is all of a decision but where in their
    file the rules stand: the outcome, the place, the shift, labels, notes and reasons.

    Raises AssertionError with the posts and the first two decisions that differ.
    """
    file = parse(rules.sources[0]).file
    statements = tuple(node.span.source.text[node.span.start : node.span.end] for node in file.statements)
    feeds = st.lists(sights(rules, now), min_size=2, max_size=most)
    search(mixtures(feeds, statements), OrderFree(rules, facts), examples)


def assert_monotone(
    rules: Ruleset,
    field: str,
    *,
    towards: Towards = "shown",
    when: When | None = None,
    facts: Facts = NO_FACTS,
    now: datetime | None = None,
    examples: int = EXAMPLES,
) -> None:
    """With more of a field, and everything else the same, a post is never less visible.

    Visible are, least first: blocked, hidden, collapsed, shown. `towards` is `"shown"`, or `"hidden"`, which turns it
    round: with more of the field a post is never more visible. `field` is a number, share, duration, instant or truth
    (false before true) of the item by its path, `"likes"` or `"author.followers"`, or a declared signal by its name.
    Two known values are compared; that a value becomes known is no increase. Boosts and quotas play no part. With
    `when`, only posts count for which it holds at both values.

    Raises AssertionError with the post, both values and both explanations; ValueError where there is no such field or
    its values have no order; `RuleFileError` where `when` has a mistake.
    """
    asked, measure = _asked(rules, when), measured(rules.program, field)
    sign = 1 if towards == "shown" else -1
    search(pairs(sights(asked, now), measure), Monotone(rules, asked, measure, sign, when, facts), examples)


def _asked(rules: Ruleset, when: When | None) -> Ruleset:
    return asking(rules, when) if isinstance(when, str) else rules
