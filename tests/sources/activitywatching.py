"""What the tests of ActivityWatch share: exports in its own shapes, and a history that knows some addresses."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import Any, cast

from attrs import frozen

from feedcurate.model.account import Account
from feedcurate.model.facts import Store
from feedcurate.model.item import Item
from feedcurate.sources.activities import ActivityReading, read_activities
from feedcurate.sources.watched import StoreAddresses

GYM = Account(id="7", handle="gym@example.social", url="https://example.social/@gym", source="mastodon", bio="fit")
POST = Item(id="1", source="mastodon", url="https://example.social/@gym/1", author=GYM)


@frozen
class Shelf:
    """As much of a history as addresses ask for."""

    items: tuple[Item, ...] = ()
    accounts: tuple[Account, ...] = ()

    def posts(self, start: datetime, end: datetime) -> tuple[Item, ...]:  # noqa: ARG002 - the protocol's signature
        """All of them."""
        return self.items

    def people(self) -> tuple[Account, ...]:
        """The authors, and some more."""
        return (*self.accounts, *(item.author for item in self.items if item.author is not None))

    def reading(self) -> AbstractContextManager[None]:
        """Nothing changes anyway."""
        return nullcontext()


def addresses(items: Iterable[Item] = (POST,), accounts: Iterable[Account] = ()) -> StoreAddresses:
    """The addresses of a history with some posts, by default one."""
    return StoreAddresses(cast("Store", Shelf(tuple(items), tuple(accounts))))


def event(at: str, duration: float = 60, **data: object) -> dict[str, Any]:
    """An event that begins at a time of 2026-05-08 in UTC."""
    return {"timestamp": f"2026-05-08T{at}+00:00", "duration": duration, "data": data}


def web(at: str, url: str = "https://example.social/@gym/1", duration: float = 60, **data: object) -> dict[str, Any]:
    """An event of a watcher in a browser."""
    return event(at, duration, url=url, title="A page", audible=False, incognito=False, tabCount=1, **data)


def bucket(kind: str, *events: dict[str, Any], host: str = "desk", name: str | None = None) -> dict[str, Any]:
    """A bucket with its events, as an export has them."""
    known = name or f"aw-watcher-{kind.partition('.')[0]}_{host}"
    return {
        "id": known,
        "type": kind,
        "client": "aw-watcher",
        "hostname": host,
        "created": "2026-01-01T00:00:00+00:00",
        "events": list(events),
    }


def export(*buckets: dict[str, Any]) -> dict[str, Any]:
    """A whole export."""
    return {"buckets": {one["id"]: one for one in buckets}}


def read(document: object, **settings: Any) -> ActivityReading:
    """The reading of an export on standard input."""
    settings = {"zone": None, "known": addresses(), **settings}
    return read_activities("-", stdin=io.BytesIO(json.dumps(document).encode()), **settings)
