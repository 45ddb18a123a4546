"""Items as columns, and what the reference makes of them.

In: items and rules. Out: Arrow tables of them, and rows as `feedcurate.batch` should give them, judged one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa

import feedcurate as fc
from feedcurate.batch import schema
from feedcurate.engine.deciding import bench_of, opinion
from feedcurate.engine.scene import scene_of
from feedcurate.model.facts import NO_FACTS, Facts
from feedcurate.model.item import Item

QUOTES = 4
"""How many posts deep the quotes of test posts are."""


def table(items: Iterable[Item], rules: fc.Ruleset) -> Any:
    """The posts as a table in the schema of their rules."""
    return pa.Table.from_pylist([row(item, rules) for item in items], schema=schema(rules, quotes=QUOTES))


def row(item: Item, rules: fc.Ruleset) -> dict[str, Any]:
    """A post as a row; a signal that is not of the kind the rules declare has no column, and so is left out."""
    fields = item.model_dump(mode="python", exclude={"signals"})
    kinds = {"truth": bool, "text": str}
    for name, kind in rules.program.signals:
        value = item.signals.get(name)
        wanted = kinds.get(str(kind), float)
        fields[f"signals.{name}"] = value if type(value) is wanted else None
    return fields


def expected(rules: fc.Ruleset, item: Item, now: datetime, facts: Facts = NO_FACTS) -> dict[str, Any]:
    """The row that comes out for a post, by the reference."""
    judge = scene_of(rules.program, (item,), facts, now).judge
    found = opinion(bench_of(rules.program, judge), item)
    return {
        "source": item.source,
        "id": item.id,
        "outcome": found.verdict.outcome.value,
        "shift": found.verdict.shift,
        "labels": list(found.verdict.labels),
        "notes": list(found.verdict.notes),
        "collapse": found.verdict.collapse,
        "fired": [rule.name for rule in found.fired],
        "shadow": [rule.name for rule in found.shadow],
    }


def all_expected(rules: fc.Ruleset, items: Sequence[Item], now: datetime) -> list[dict[str, Any]]:
    """The rows of some posts."""
    return [expected(rules, item, now) for item in items]
