"""Rules and quotas of one program in the numbers of another, and the numbers that they name.

In: a rule or a quota, and what its expressions are elsewhere. Out: the same rule or quota there, without its reasons
and the way it is written, which decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import asdict, evolve

from feedcurate.program.expr import ExprId
from feedcurate.program.program import A, AnyRule, Once, Quota, RuleOf, Template

_TEXTS = frozenset({"collapse", "notes", "nudges", "suggestions", "asks", "warns"})
"""The texts of actions, but for reasons."""


def named_by_rule(rule: AnyRule) -> Iterator[ExprId]:
    """The condition of a rule, and the values that its texts name."""
    yield rule.when
    for value in _texts(rule.actions).values():
        for template in value if isinstance(value, tuple) else (value,):
            yield from (part for part in template.parts if not isinstance(part, str))


def named_by_quota(quota: Quota) -> Iterator[ExprId]:
    """The condition of a quota, where it has one."""
    if not isinstance(quota, Once) and quota.when is not None:
        yield quota.when


def renumbered_rule(rule: RuleOf[A], at: Mapping[ExprId, ExprId]) -> RuleOf[A]:
    """A rule in other numbers; its clause stays as it was written."""
    changes: dict[str, Any] = {"because": None}
    for name, value in _texts(rule.actions).items():
        several = isinstance(value, tuple)
        changes[name] = tuple(_template(one, at) for one in value) if several else _template(value, at)
    return evolve(rule, when=at[rule.when], actions=evolve(rule.actions, **changes))


def renumbered_quota(quota: Quota, at: Mapping[ExprId, ExprId]) -> Quota:
    """A quota in other numbers, without its text."""
    if isinstance(quota, Once) or quota.when is None:
        return evolve(quota, text="")
    return evolve(quota, text="", when=at[quota.when])


def _texts(actions: Any) -> dict[str, Any]:
    """The texts of actions that are there, by the names of their fields: a template, or several."""
    found = asdict(actions, recurse=False)
    return {name: value for name, value in found.items() if name in _TEXTS and value is not None}


def _template(template: Template, at: Mapping[ExprId, ExprId]) -> Template:
    return Template(tuple(part if isinstance(part, str) else at[part] for part in template.parts))
