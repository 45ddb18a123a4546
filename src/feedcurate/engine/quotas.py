"""From a program's quotas to what each asks of each post.

In: quotas, posts in the feed's order, the answers to their conditions, what was seen. Out: `at most`s as ceilings and
`at least`s with one answer a post. Unknown conditions, authors and sites count towards nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import assert_never

from feedcurate.engine.atmost import Budget, Ceiling, Group, Run, Spread
from feedcurate.engine.keys import key_of
from feedcurate.engine.seen import SeenLately, identity
from feedcurate.model.item import Item
from feedcurate.program.expr import ExprId
from feedcurate.program.program import AtLeast, AtMost, InARow, Key, Once, Per, Quota

Truth = Callable[[ExprId, Item], bool | None]


def floors_of(quotas: Iterable[Quota], items: Sequence[Item], truth: Truth) -> list[tuple[AtLeast, list[bool]]]:
    """Every `at least` with whether each post counts for it; two that mean the same are one."""
    meanings: dict[tuple[int, int, ExprId], AtLeast] = {}
    for quota in quotas:
        if isinstance(quota, AtLeast):
            meanings.setdefault((quota.count, quota.window, quota.when), quota)
    return [(floor, [truth(floor.when, item) is True for item in items]) for floor in meanings.values()]


def ceilings_of(quotas: Iterable[Quota], items: Sequence[Item], truth: Truth, seen: SeenLately) -> list[Ceiling]:
    """Every `at most`, with what each post counts for in it."""
    ceilings: list[Ceiling] = []
    for quota in quotas:
        match quota:
            case AtMost():
                counts = [truth(quota.when, item) is True for item in items]
                ceilings.append(Spread(quota.text, quota.count, quota.window, counts))
            case InARow():
                groups = [_group(quota.key, quota.when, item, truth) for item in items]
                ceilings.append(Run(quota.text, quota.count, groups))
            case Per():
                ceilings.append(_budget(quota, items, truth, seen))
            case AtLeast() | Once():
                continue
            case _:
                assert_never(quota)
    return ceilings


def _group(key: Key | None, when: ExprId | None, item: Item, truth: Truth) -> Group:
    """The value that posts are grouped by; without a key all posts are one group; None: the post does not count."""
    group: Hashable | None = () if key is None else key_of(key, item)
    return group if group is not None and (when is None or truth(when, item) is True) else None


def _budget(quota: Per, items: Sequence[Item], truth: Truth, seen: SeenLately) -> Budget:
    before = seen(quota.period)
    spent = Counter(_group(quota.key, quota.when, item, truth) for item in before.values())
    groups = [None if identity(item) in before else _group(quota.key, quota.when, item, truth) for item in items]
    return Budget(quota.text, quota.count, groups, spent)
