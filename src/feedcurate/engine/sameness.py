"""The same post twice: which one counts, and the order that input order cannot change.

In: posts as they came. Out: each (source, id) once, sorted by it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from feedcurate.engine.moments import EARLIEST
from feedcurate.model.item import Item


def each_once(items: Iterable[Item]) -> tuple[Item, ...]:
    """Every (source, id) once, the newest of its posts, sorted by source and id in code points."""
    given = tuple(items)
    if len(given) < 2:
        return given
    newest: dict[tuple[str, str], Item] = {}
    for item in given:
        key = (item.source, item.id)
        rival = newest.get(key)
        newest[key] = item if rival is None else newer(rival, item)
    return tuple(newest[key] for key in sorted(newest))


def newer(left: Item, right: Item) -> Item:
    """Of two posts with one identity: the later `updated`, then `fetched_at`, then the larger canonical JSON."""
    if left is right or left == right:
        return left
    ages = [(_age(item.updated), _age(item.fetched_at)) for item in (left, right)]
    if ages[0] != ages[1]:
        return left if ages[0] > ages[1] else right
    return max(left, right, key=canonical_json)


def canonical_json(item: Item) -> str:
    """A post as JSON with sorted keys and no spaces; equal posts have equal texts."""
    return json.dumps(item.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _age(instant: datetime | None) -> datetime:
    return EARLIEST if instant is None else instant
