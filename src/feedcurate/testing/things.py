"""Items, accounts, activities and drafts as Hypothesis strategies, whatever rules look for.

In: an instant that dates lie around, and strategies for fields. Out: strategies; every field that may be unknown
sometimes is. An app's own subclass of `Item` gets its own fields filled in the same way.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from hypothesis import strategies as st

from feedcurate.model.account import Account
from feedcurate.model.activity import Activity
from feedcurate.model.draft import Draft
from feedcurate.model.item import Item
from feedcurate.testing.pool import EVERYDAY, NOW
from feedcurate.testing.supply import Supply

T = TypeVar("T", bound=Item)


def items(cls: type[T] = Item, *, now: datetime = NOW, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[T]:  # type: ignore[assignment]  # a type variable has no default before Python 3.13
    """Posts of any kind, whatever rules look for; `cls` is an app's own class of items.

    Dates lie around `now`. `fields` are strategies for some fields by name: `items(likes=st.integers(0, 5))`. What the
    class itself does not accept is drawn again.
    """
    return Supply(EVERYDAY, now).of(cls, fields)


def accounts(*, now: datetime = NOW, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Account]:
    """People, groups and bots, known by an id, a handle or an address. `fields` as for `items`."""
    return Supply(EVERYDAY, now).accounts(fields)


def activities(*, now: datetime = NOW, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Activity]:
    """What a reader does, most of it in the weeks before `now`. `fields` as for `items`."""
    return Supply(EVERYDAY, now).of(Activity, fields)


def drafts(*, now: datetime = NOW, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Draft]:
    """Posts that are about to be sent. `fields` as for `items`."""
    return Supply(EVERYDAY, now).of(Draft, fields)
