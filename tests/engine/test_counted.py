"""What windows counted is named in reasons."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from feedcurate import Account, Facts, Item, MemoryHistory, evaluate, loads
from feedcurate.engine.explain import explain

NOW = datetime(2026, 5, 8, 8, tzinfo=UTC)
ANN, BEN = Account(handle="ann@a.example"), Account(handle="ben@b.example")


@pytest.mark.parametrize(
    ("when", "named"),
    [
        ("any(post.mentions where count(posts by mention, 7 days) > 1)", {"a0", "a1", "a2"}),
        ("all(post.mentions where count(posts by mention, 7 days) > 0)", {"a0", "a1", "a2", "b0"}),
        ("count(post.mentions where count(posts by mention, 7 days) = 1) = 1", {"b0"}),
        ("not any(post.mentions where count(posts by mention, 7 days) > 5)", set()),
    ],
)
def test_the_posts_of_people_in_a_list_are_named(when: str, named: set[str]) -> None:
    """Those of each element that the condition is true of, in the decision and in the explanation."""
    rules = loads(f"rule r\n    when {when}\n    then hide\n")
    past = [_post(f"a{number}", ANN, number) for number in range(3)] + [_post("b0", BEN, 1)]
    item = Item(id="1", source="x", mentions=(ANN, BEN), published=NOW)
    facts = Facts(history=MemoryHistory(past))
    (because,) = evaluate(rules, [item], now=NOW, facts=facts).posts[0].because
    assert {one.id for clause in because.clauses for one in clause.counted} == named
    assert explain(rules.program, item, facts, now=NOW).outcome == "hidden"


def _post(name: str, author: Account, days: int) -> Item:
    return Item(id=name, source="x", author=author, published=NOW - timedelta(days=days, hours=1))
