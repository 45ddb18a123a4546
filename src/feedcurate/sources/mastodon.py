"""Statuses of Mastodon and of servers that speak its API (https://docs.joinmastodon.org/entities/Status/).

In: statuses, notifications and conversations with the status in them, alone, in lists, or in the answers that hold
them. Out: items.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.dates import Dates
from feedcurate.sources.mastodon_status import is_status, item_of
from feedcurate.sources.mastodon_table import TABLE
from feedcurate.sources.values import Record, elements, fields, text

_LISTS = ("ancestors", "descendants", "statuses")
_HOLDING = frozenset({*_LISTS, "last_status"})
# What others did with a status of the reader's.
_TO_MINE = frozenset({"favourite", "reblog", "pleroma:emoji_reaction"})


class Mastodon:
    """The format `Mastodon`, known by an account with a user name beside content or an address."""

    table = TABLE

    def recognise(self, document: object) -> str | None:
        """A status, a list with one in it, or an object that holds such a list."""
        if isinstance(document, dict) and "account" in document:
            return "Mastodon" if _is_record(document) else None
        if isinstance(document, dict) and _HOLDING.isdisjoint(document):
            return None
        return "Mastodon" if any(_is_record(one) for one in _records(document)) else None

    def records(self, document: object) -> Iterable[object]:
        """The statuses, and what holds one each."""
        return _records(document)

    def item(self, make: type[ItemT], record: object, dates: Dates) -> ItemT:
        """One status."""
        if isinstance(record, dict):
            if is_status(record):
                return item_of(make, record, dates)
            kind, held = text(record.get("type")), fields(record.get("status"))
            if _is_notification(record):
                if not is_status(held):
                    raise Unreadable(f"is a notification without a post (`{(kind or '')[:60]}`)")
                return item_of(make, held, dates, mine=True if kind in _TO_MINE else None)
            if is_status(record.get("last_status")):
                return item_of(make, fields(record["last_status"]), dates)
        raise Unreadable("is no status of Mastodon")


def _records(document: object) -> Sequence[object]:
    if isinstance(document, list):
        return document
    held = fields(document)
    lists = [elements(held[key]) for key in _LISTS if isinstance(held.get(key), list)]
    return [status for one in lists for status in one] if lists else [document]


def _is_record(candidate: object) -> bool:
    if is_status(candidate):
        return True
    given = fields(candidate)
    return _is_notification(given) or ("accounts" in given and is_status(given.get("last_status")))


def _is_notification(given: Record) -> bool:
    return "created_at" in given and isinstance(given.get("type"), str) and "acct" in fields(given.get("account"))
