"""Records as JSON text, for a database, an export, and to tell equal ones.

In: models. Out: JSON without what is at its default, which is read back to an equal model; equal activities have
equal texts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, create_model

from feedcurate.model.account import Account
from feedcurate.model.activity import Activity
from feedcurate.model.item import Item, Via
from feedcurate.model.record import QueuedAdvice

_NO_SIGNALS = {"signals"}
_json = json.JSONEncoder(ensure_ascii=False).encode
_dense_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def text_of(record: BaseModel) -> str:
    """A record as JSON; what a subclass computes is left out, since it is not read back."""
    return record.model_dump_json(exclude_defaults=True, round_trip=True)


def item_text(item: Item) -> str:
    """A post as JSON. Its signals are made by a factory, so that their default has to be left out by name."""
    hidden = None if item.signals else _NO_SIGNALS
    return item.model_dump_json(exclude_defaults=True, round_trip=True, exclude=hidden)


def advice_text(entry: QueuedAdvice) -> str:
    """An advice as JSON; its evidence is a set and comes sorted."""
    data = entry.model_dump(mode="json", exclude_defaults=True, round_trip=True)
    if "evidence" in data:
        data["evidence"] = sorted(data["evidence"])
    return _dense_json(data)


def form_text(pairs: Mapping[str, str]) -> str:
    """The identifiers of an account as one text: accounts with the same ones have one form."""
    return _dense_json(sorted(pairs.items()))


def activity_name(activity: Activity, text: str) -> str:
    """What makes two activities one: the source and id, else all there is of it (`text`, its JSON)."""
    return text if activity.id is None else _json([activity.source, activity.id])


People = tuple[Account | None, Account | None]
"""The author and the reposter of a post."""
_MOST_KNOWN = 6_000


class PeopleReader:
    """Reads of a post's JSON only who it is by, for a class of items."""

    def __init__(self, item: type[Item]) -> None:
        author: Any = item.model_fields["author"].annotation
        via: Any = item.model_fields["via"].annotation
        self._model: type[BaseModel] = create_model("_By", author=(author, None), via=(via, None))

    def __call__(self, text: str) -> People:
        """Its author and its reposter; raises ValidationError where the text is no post."""
        by = self._model.model_validate_json(text)
        author: Account | None = getattr(by, "author", None)
        via: Via | None = getattr(by, "via", None)
        return author, None if via is None else via.account


class KnownPeople:
    """Who posts are by that were read lately, so that activities about them need not read them again.

    A post is named by its row and by the change that it is from: what is written later has another. What a change that
    may yet be undone has written is not to be noted.
    """

    def __init__(self, read: PeopleReader) -> None:
        self.read = read
        self._newer: dict[tuple[int, int], People] = {}
        self._older: dict[tuple[int, int], People] = {}

    def note(self, post: tuple[int, int], people: People) -> People:
        """Remember who a post is by; after many others it is forgotten."""
        if len(self._newer) >= _MOST_KNOWN:
            self._newer, self._older = {}, self._newer
        self._newer[post] = people
        return people

    def by(self, post: tuple[int, int]) -> People | None:
        """Who a post is by; None where that is not remembered."""
        return self._newer.get(post) or self._older.get(post)
