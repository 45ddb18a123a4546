"""Values as a person reads them: in filled texts, in explanations and in suggestions.

In: a value, its kind and the reader's zone. Out: short English text, without any look at the machine's locale.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo
from typing import Any, assert_never

from pydantic import BaseModel

from feedcurate.engine.moments import local
from feedcurate.model.account import Account
from feedcurate.model.item import Item, Label, Link, Media, Option, Reference, Via
from feedcurate.model.kinds import DAYS, Enumeration, Kind, ListOf, SetOf, Simple, Structure
from feedcurate.program.bounds import AtLeast

UNKNOWN = "unknown"
_EXACT_BELOW = 10**15
_UNITS = (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1)))


def in_words(value: Any, kind: Kind, zone: tzinfo) -> str:
    """Any value of the language."""
    if value is None:
        return UNKNOWN
    if isinstance(value, AtLeast):
        return f"at least {in_words(value.value, kind, zone)}"
    match kind:
        case Simple():
            return _simple_in_words(value, kind, zone)
        case Structure():
            return structure_in_words(value)
        case ListOf(element) | SetOf(element):
            return ", ".join(in_words(part, element, zone) for part in value) or "none"
        case Enumeration():
            return str(value)
        case _:
            assert_never(kind)


def _simple_in_words(value: Any, kind: Simple, zone: tzinfo) -> str:
    match kind:
        case Simple.TRUTH:
            return "true" if value else "false"
        case Simple.NUMBER:
            return number_in_words(value)
        case Simple.SHARE:
            return f"{value * 100:.6g}%"
        case Simple.DURATION:
            return duration_in_words(value)
        case Simple.INSTANT:
            return instant_in_words(value, zone)
        case Simple.CLOCK:
            return clock_in_words(value)
        case Simple.DAY:
            return DAYS[value]
        case Simple.HASHTAG:
            return f"#{value}"
        case Simple.DATE | Simple.TEXT | Simple.SITE | Simple.LANGUAGE | Simple.ADDRESS:
            return str(value)
        case _:
            assert_never(kind)


def number_in_words(value: float) -> str:
    """A number without a `.0` that says nothing: `3`, `0.5`, `1e+300`."""
    return str(int(value)) if value.is_integer() and abs(value) < _EXACT_BELOW else repr(value)


def duration_in_words(value: timedelta) -> str:
    """A duration by its two largest neighbouring units, cut off below: `6 hours`, `1 day 2 hours`, `-0.25 seconds`."""
    sign, rest = ("-", -value) if value < timedelta(0) else ("", value)
    parts: list[str] = []
    for name, unit in _UNITS:
        amount, rest = divmod(rest, unit)
        if amount:
            parts.append(_amount(str(amount), name))
        elif parts:
            return sign + parts[0]
        if len(parts) == 2:
            return sign + " ".join(parts)
    if rest or not parts:
        seconds = rest.seconds if parts else rest.total_seconds()
        parts.extend([_amount(number_in_words(float(seconds)), "second")] if seconds or not parts else [])
    return sign + " ".join(parts)


def _amount(amount: str, unit: str) -> str:
    return f"{amount} {unit}" if amount == "1" else f"{amount} {unit}s"


def instant_in_words(value: datetime, zone: tzinfo) -> str:
    """An instant on the reader's wall: `2026-05-01 23:10`."""
    shown = local(value, zone) or value
    return shown.replace(tzinfo=None).isoformat(sep=" ", timespec="minutes")


def clock_in_words(value: time) -> str:
    """A time of day: `23:10`, with seconds only where it has some."""
    return value.isoformat(timespec="auto" if value.second or value.microsecond else "minutes")


def account_in_words(account: Account) -> str:
    """An account by its name, else its handle, its address or its id."""
    handle = f"@{account.handle}" if account.handle else None
    return account.name or handle or account.url or account.id or UNKNOWN


def structure_in_words(value: BaseModel) -> str:
    """A structure by the one of its fields that a reader knows it by."""
    match value:
        case Account():
            return account_in_words(value)
        case Via() if value.account is not None:
            return account_in_words(value.account)
        case Reference() if value.author is not None:
            return account_in_words(value.author)
        case Label():
            return value.value
        case Link() | Item() if value.url:
            return value.url
        case Media():
            return value.alt or value.kind or value.url or "media"
        case Option() if value.text:
            return value.text
        case Item():
            return value.id
        case _:
            return "known"
