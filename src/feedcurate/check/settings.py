"""`set`: the reader's settings, and what is set in files that are used.

In: the `Set` statements of all files. Out: `Settings`; overrides of `let`s and rules go into the elaboration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from attrs import evolve

from feedcurate.check.elaborate import Elaboration
from feedcurate.check.lets import define, home
from feedcurate.check.literals import account_entry, duration_of
from feedcurate.check.messages import names as say_names
from feedcurate.check.messages import values as say
from feedcurate.check.scope import Space, Symbol, bare
from feedcurate.model.activity import ActivityKind
from feedcurate.model.identity import account_set
from feedcurate.model.kinds import DAYS
from feedcurate.program.program import Settings
from feedcurate.syntax import nodes
from feedcurate.syntax.nodes import Mode
from feedcurate.syntax.printer import format_expr
from feedcurate.text.span import Span

Values = tuple[nodes.Expr, ...]
_WANTED: Mapping[str, str] = {
    "timezone": 'a time zone, such as `"Europe/Berlin"`',
    "week_start": "a day: `mon` … `sun`",
    "day_start": "a clock, such as `04:00`",
    "me": "the reader's accounts, such as `@name@host`",
    "session_gap": "a duration, such as `5 minutes`",
    "active": "kinds of activity, such as `reply, post`",
    "own_posts": "`rules` (rules may hide them) or `keep`",
    "keep_history": "a duration, such as `400 days`: what is older is forgotten",
}
"""The settings, with what each takes; the reference prints this table."""

SETTINGS = tuple(_WANTED)


def check_settings(e: Elaboration, statements: Iterable[tuple[nodes.Set, Space]]) -> Settings:
    """The settings that all files make together; the same one set in two ways is an error."""
    settings = Settings()
    first: dict[str, nodes.Set] = {}
    for node, space in statements:
        key = _key(e, node, space)
        if key is None:
            continue
        if key in first:
            if set(first[key].values) != set(node.values):
                e.report(say.settings_differ(key, node.span, first[key].span))
            continue
        first[key] = node
        if isinstance(node.key, nodes.Name):
            settings = _apply(e, settings, key, node)
    return settings


def _key(e: Elaboration, node: nodes.Set, space: Space) -> str | None:
    """A setting's name, or the qualified name of what is set in a used file; reports unknown ones."""
    if isinstance(node.key, nodes.Name):
        if node.key.id in _WANTED:
            return node.key.id
        e.report(say_names.unknown_setting(node.key.id, node.key.span, SETTINGS))
        return None
    target = _target(node.key, space)
    return None if target is None else target.qualified


def _target(key: nodes.Attribute, space: Space) -> Symbol | None:
    alias = bare(key.value)
    other = None if alias is None else space.find_alias(alias)
    return None if other is None else other.find(key.name)


def _apply(e: Elaboration, settings: Settings, key: str, node: nodes.Set) -> Settings:
    e.settings.add(key)
    reader = _READERS[key]
    value = reader(e, node.values)
    if value is None:
        return settings
    if value is _BAD:
        e.report(say.bad_setting(key, _WANTED[key], _span(node.values, node.span)))
        return settings
    return evolve(settings, **{"keep_own_posts" if key == "own_posts" else key: value})


def _span(values: Values, whole: Span) -> Span:
    return values[0].span.to(values[-1].span) if values else whole


_BAD = object()
"""What a reader returns for a value of the wrong sort; None where it has reported something better itself."""


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _timezone(e: Elaboration, values: Values) -> Any:
    match values:
        case (nodes.TextLit(name) as node,):
            try:
                ZoneInfo(name)
            except (KeyError, ValueError, OSError):
                e.report(say.unknown_timezone(name, node.span, _zones()))
                return None
            return name
        case _:
            return _BAD


def _week_start(_: Elaboration, values: Values) -> Any:
    match values:
        case (nodes.Name(word),) if word in DAYS:
            return DAYS.index(word)
        case _:
            return _BAD


def _day_start(_: Elaboration, values: Values) -> Any:
    match values:
        case (nodes.ClockLit(value),):
            return time(value.hour, value.minute, value.second)
        case _:
            return _BAD


def _me(e: Elaboration, values: Values) -> Any:
    written = [account_entry(e, v) if isinstance(v, nodes.AccountLit | nodes.TextLit) else "" for v in values]
    if None in written:
        return None
    return _BAD if "" in written else account_set(text for text in written if text)


def _session_gap(_: Elaboration, values: Values) -> Any:
    match values:
        case (nodes.DurationLit() as node,) if duration_of(node) > timedelta(0):
            return duration_of(node)
        case _:
            return _BAD


def _active(_: Elaboration, values: Values) -> Any:
    # `like` is a reserved word of the language, so it is written as a text here.
    words = frozenset(v.value if isinstance(v, nodes.TextLit) else bare(v) or "" for v in values)
    known = {kind.value for kind in ActivityKind}
    return words if len(words) == len(values) and words <= known else _BAD


def _keep_history(e: Elaboration, values: Values) -> Any:
    match values:
        case (nodes.DurationLit() as node,) if duration_of(node) > timedelta(0):
            e.keep_history_span = node.span
            return duration_of(node)
        case _:
            return _BAD


def _own_posts(_: Elaboration, values: Values) -> Any:
    match values:
        case (nodes.Name("rules" | "keep" as word),):
            return word == "keep"
        case _:
            return _BAD


_READERS: Mapping[str, Callable[[Elaboration, Values], Any]] = {
    "timezone": _timezone,
    "week_start": _week_start,
    "day_start": _day_start,
    "me": _me,
    "session_gap": _session_gap,
    "active": _active,
    "own_posts": _own_posts,
    "keep_history": _keep_history,
}


def check_overrides(
    e: Elaboration, statements: Iterable[tuple[nodes.Set, Space]]
) -> tuple[dict[str, nodes.Expr], dict[str, Mode]]:
    """What is set in used files, by qualified name: the values of `let`s and the modes of rules."""
    values: dict[str, nodes.Expr] = {}
    modes: dict[str, Mode] = {}
    for node, space in statements:
        if isinstance(node.key, nodes.Name):
            continue
        target, text = _target(node.key, space), format_expr(node.key)
        match target, node.values:
            case Symbol(nodes.Let()) as let, (value,):
                if _is_of_its_kind(e, let, value, text):
                    values[let.qualified] = value
            case Symbol(nodes.Rule()) as rule, (nodes.Name("off" | "shadow" as word),):
                modes[rule.qualified] = Mode(word)
            case Symbol(nodes.Rule()), _:
                e.report(say.bad_setting(text, "`off` or `shadow`", _span(node.values, node.span)))
            case Symbol(nodes.Let()), _:
                e.report(say.bad_setting(text, "one value", _span(node.values, node.span)))
            case _:
                e.report(say.cannot_override(text, node.key.span, _overridable(node.key, space)))
    return values, modes


def _overridable(key: nodes.Attribute, space: Space) -> list[str]:
    alias = bare(key.value)
    other = None if alias is None else space.find_alias(alias)
    if other is None:
        return [f"{name}.{key.name}" for name in space.aliases]
    return [f"{alias}.{name}" for name, s in other.own.items() if isinstance(s.node, nodes.Let | nodes.Rule)]


def _is_of_its_kind(e: Elaboration, target: Symbol, value: nodes.Expr, text: str) -> bool:
    """Whether a new value is of the kind of the definition."""
    scope = home(e, target)
    declared, given = define(e, target, scope), e.infer(value, scope)
    if declared is None or given is None:
        return False
    if declared.kind != given.kind:
        e.report(say.override_kind(text, str(declared.kind), str(given.kind), value.span, target.span))
        return False
    return True
