"""A case as it would be if one value were another: what `nearest` tries out.

In: a case (program, context, post), the path of a value, and another value for it. Out: the changed case; None where
that value cannot be changed on its own. Nothing is changed in place.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from attrs import evolve, frozen
from pydantic import BaseModel

from feedcurate.engine.context import Context
from feedcurate.engine.derive import READING_SPEED
from feedcurate.engine.interpret import Judge, Reading
from feedcurate.engine.moments import first_instant, local
from feedcurate.matching.measures import word_count
from feedcurate.model.account import Account, Claim, Relation
from feedcurate.model.item import Item, Link, Via
from feedcurate.program.expr import Derive, ExprId, Get, Input, Root, SignalOf

Change = Callable[[Any, Any, Context], Any]


@frozen(eq=False)
class Case:
    """A judge (a program in a context) and a post."""

    judge: Judge
    item: Item

    def reading(self) -> Reading:
        """The post as the judge reads it."""
        return self.judge.read(self.item)


def put(case: Case, reading: Reading, expr: ExprId, value: Any) -> Case | None:
    """The case with another value at the path that `expr` is; None where it is no path or cannot be changed."""
    match case.judge.program.exprs[expr]:
        case Root(start):
            return _put_root(case, start, value)
        case SignalOf(name):
            return _put_signal(case, name, value)
        case Get(base, field):
            owner = reading.value(base)
            return None if owner is None else put(case, reading, base, owner.model_copy(update={field: value}))
        case Derive(base, name):
            owner = reading.value(base)
            changed = None if owner is None else underived(owner, name, value, case.judge.context)
            return None if changed is None else put(case, reading, base, changed)
        case _:
            return None


def _put_root(case: Case, start: Input, value: Any) -> Case | None:
    match start:
        case Input.POST:
            return evolve(case, item=value)
        case Input.AUTHOR:
            return evolve(case, item=case.item.model_copy(update={"author": value}))
        case Input.REPOSTER:
            via = case.item.via or Via()
            return evolve(case, item=case.item.model_copy(update={"via": via.model_copy(update={"account": value})}))
        case Input.NOW:
            context = case.judge.context
            return evolve(
                case, judge=evolve(case.judge, context=evolve(context, now=value, past=context.past.at(value)))
            )
        case _:
            return None


def _put_signal(case: Case, name: str, value: Any) -> Case:
    context, key = case.judge.context, (case.item.source, case.item.id)
    signals = {**context.signals, key: {**context.signals.get(key, {}), name: value}}
    return evolve(case, judge=evolve(case.judge, context=evolve(context, signals=signals)))


def underived(owner: Any, name: str, value: Any, context: Context) -> Any:
    """Something from which that value would be derived, else the same; None where nobody knows how."""
    for cls, changes in _CHANGES.items():
        if isinstance(owner, cls) and name in changes:
            try:
                return changes[name](owner, value, context)
            except OverflowError:
                return None
    return None


def _field(name: str) -> Change:
    return lambda owner, value, _: owner.model_copy(update={name: value})


def _since(name: str) -> Change:
    return lambda owner, age, context: owner.model_copy(update={name: context.now - age})


def _relation(name: str) -> Change:
    def change(account: Account, value: bool, _: Context) -> Account:
        relation = (account.relation or Relation()).model_copy(update={name: value})
        return account.model_copy(update={"relation": relation})

    return change


def _address(owner: Item | Link, site: str, _: Context) -> BaseModel:
    return owner.model_copy(update={"url": f"https://{site}"})


def _credential(account: Account, value: str, _: Context) -> Account:
    claims = () if value == "none" else (Claim.model_validate({"kind": value}),)
    return account.model_copy(update={"claims": claims})


def _seen(item: Item, value: bool, context: Context) -> Item:
    return item.model_copy(update={"seen_at": context.now if value else None})


def _in_text(change: Callable[[str, float], str]) -> Change:
    return lambda text, value, _: change(text, value)


def _in_writing(change: Callable[[str, float], str]) -> Change:
    """A change of the text, or of the title where there is no text; the other's words count with it."""

    def of_item(item: Item, value: float, _: Context) -> Item:
        name, other = ("text", item.title) if item.text is not None else ("title", None)
        own = getattr(item, name) or ""
        return item.model_copy(update={name: change(own, value - (word_count(other) if other else 0))})

    return of_item


def with_words(text: str, wanted: float) -> str:
    """The text cut, or filled up, to a number of words."""
    missing = math.ceil(wanted) - word_count(text)
    if missing >= 0:
        return text + " …x" * missing
    kept = text.split()
    while kept and word_count(" ".join(kept)) > wanted:
        kept.pop()
    return " ".join(kept)


def _reading_time(item: Item, value: timedelta, context: Context) -> Any:
    words = value / timedelta(minutes=1) * READING_SPEED
    return _in_writing(with_words)(item, round(words, 6), context)


def _quiet(item: Item, _: float, __: Context) -> Item:
    texts = {name: text.lower() for name in ("title", "text") if (text := getattr(item, name)) is not None}
    return item.model_copy(update=texts)


def _on_the_wall(change: Callable[[datetime, Any], datetime]) -> Change:
    def of_instant(instant: datetime, value: Any, context: Context) -> datetime | None:
        shown = local(instant, context.zone)
        return None if shown is None else first_instant(change(shown.replace(tzinfo=None), value), context.zone)

    return of_instant


def _to_clock(shown: datetime, clock: time) -> datetime:
    return datetime.combine(shown.date(), clock)


def _to_date(shown: datetime, day: date) -> datetime:
    return datetime.combine(day, shown.time())


def _to_day(shown: datetime, day: int) -> datetime:
    return shown + timedelta(days=(day - shown.weekday()) % 7)


_CHANGES: Mapping[type, Mapping[str, Change]] = {
    Item: {
        "age": _since("published"),
        "mine": _field("mine"),
        "labels": _field("labels"),
        "seen": _seen,
        "site": _address,
        "words": _in_writing(with_words),
        "reading_time": _reading_time,
        "shouting": _quiet,
    },
    Account: {
        "age": _since("created"),
        "credential": _credential,
        **{name: _relation(name) for name in ("followed", "follower", "muted", "blocked")},
    },
    Link: {"site": _address},
    str: {"words": _in_text(with_words), "shouting": lambda text, _, __: text.lower()},
    datetime: {"time": _on_the_wall(_to_clock), "date": _on_the_wall(_to_date), "day": _on_the_wall(_to_day)},
}
"""How to change something so that a value derived from it becomes another, where one change does it."""
