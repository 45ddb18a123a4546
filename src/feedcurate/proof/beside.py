"""What two programs say beside their rules for posts: settings, quotas, and rules for accounts, sessions and drafts.

In: two programs, and both as one. Out: which settings differ and may matter, and what is not the same in both. What is
the same here is so as it is written, in any order and under any names of lists and `let`s; nothing is proved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from attrs import asdict

from feedcurate.model.kinds import Simple
from feedcurate.program.expr import HabitOver, Over
from feedcurate.program.program import A, Program, RuleOf
from feedcurate.proof.joining import Joined, Side
from feedcurate.proof.renumbering import renumbered_quota, renumbered_rule
from feedcurate.syntax.nodes import Mode

Names = tuple[str, ...]
_Said = tuple[str, Hashable]
"""A name, and what it comes to."""
_OF_TIME = frozenset({Simple.INSTANT, Simple.DATE, Simple.CLOCK, Simple.DAY})
_CALENDAR = ("timezone", "week_start", "day_start", "session_gap", "active")


def settings_apart(old: Program, new: Program, both: Program) -> Names:
    """The settings that differ and may matter; that of own posts is encoded, and is none of these."""
    found = [name for name in ("me", "keep_history") if getattr(old.settings, name) != getattr(new.settings, name)]
    if _minds_the_time(both) or any(map(_has_more, (old, new))):
        found += [name for name in _CALENDAR if _setting(old, name) != _setting(new, name)]
    return tuple(sorted(found))


def _setting(program: Program, name: str) -> object:
    value = getattr(program.settings, name)
    return "UTC" if name == "timezone" and value is None else value


def _minds_the_time(program: Program) -> bool:
    """Whether a calendar, a session or a date plays a part."""
    return (
        any(isinstance(expr, Over | HabitOver) for expr in program.exprs)
        or not _OF_TIME.isdisjoint(kind for kind in program.kinds if isinstance(kind, Simple))
        or any(rule.start is not None or rule.end is not None for rule in program.rules)
    )


def _has_more(program: Program) -> bool:
    return len(program.all_rules) > len(program.rules) or bool(program.quotas)


def written_apart(old: Program, new: Program, pair: Joined) -> Mapping[str, tuple[Names, Names]]:
    """What is in one of the programs only, by what it is: the old one's, and the new one's."""
    sides = ((old, pair.old), (new, pair.new))
    parts: dict[str, list[list[_Said]]] = {
        "rules for accounts": [_rules(program.account_rules, side) for program, side in sides],
        "rules for sessions": [_rules(program.session_rules, side) for program, side in sides],
        "rules for drafts": [_rules(program.draft_rules, side) for program, side in sides],
        "limits of the feed": [_quotas(program, side) for program, side in sides],
        "order of the feed": [[(f"order by {program.order}", program.order)] for program, _ in sides],
    }
    found = {part: (_only(one, other), _only(other, one)) for part, (one, other) in parts.items()}
    return {part: names for part, names in found.items() if any(names)}


def _rules(rules: Iterable[RuleOf[A]], side: Side) -> list[_Said]:
    """The rules that act, by their names, and what they come to."""
    found: list[_Said] = []
    for rule in rules:
        if rule.mode is Mode.LIVE:
            moved = renumbered_rule(rule, side.exprs)
            found.append((rule.name, (moved.when, _unordered(moved.actions), rule.start, rule.end)))
    return found


def _unordered(actions: Any) -> Hashable:
    """Actions, whose texts are gathered in no order."""
    found = asdict(actions, recurse=False).items()
    return frozenset((name, frozenset(value) if isinstance(value, tuple) else value) for name, value in found)


def _quotas(program: Program, side: Side) -> list[_Said]:
    return [(quota.text, renumbered_quota(quota, side.exprs)) for quota in program.quotas]


def _only(these: list[_Said], others: list[_Said]) -> Names:
    """The names of what is here more often than there."""
    left = Counter(one for _, one in others)
    found = []
    for name, one in these:
        if left[one]:
            left[one] -= 1
        else:
            found.append(name)
    return tuple(sorted(found))
