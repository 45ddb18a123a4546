"""Posts of ActivityStreams 2.0 and ActivityPub (https://www.w3.org/TR/activitystreams-core/).

In: objects, activities, collections and their pages, alone or in lists. Out: items; an `Announce` is what it repeats,
`via` whoever repeated it. What is only an address is told: nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from feedcurate.sources.activitystreams_account import ACTORS
from feedcurate.sources.activitystreams_post import POSTS, Found, post
from feedcurate.sources.activitystreams_table import TABLE
from feedcurate.sources.activitystreams_words import address, is_ours, many, plain, said, tongue_of, types
from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.dates import Dates
from feedcurate.sources.values import Record, count, elements, fields, text

_COLLECTIONS = frozenset({"Collection", "OrderedCollection", "CollectionPage", "OrderedCollectionPage"})
_BRINGING = frozenset({"Create", "Update", "Add", "Announce"})
_ACTIVITIES = frozenset(
    {
        *("Accept", "Activity", "Announce", "Arrive", "Block", "Delete", "Dislike", "EmojiReact", "Flag", "Follow"),
        *("Ignore", "IntransitiveActivity", "Invite", "Join", "Leave", "Like", "Listen", "Move", "Offer", "Read"),
        *("Reject", "Remove", "TentativeAccept", "TentativeReject", "Travel", "Undo", "View"),
    }
)
# Objects of the vocabulary that are no posts, whatever they say.
_NEVER = frozenset({*ACTORS, *_ACTIVITIES, "Place", "Profile", "Relationship", "Tombstone", "Link", "Mention"})
_ITEMS = ("items", "orderedItems")


class ActivityStreams:
    """The format `ActivityStreams`, known by its `@context`, else by types beside properties of the vocabulary."""

    table = TABLE

    def recognise(self, document: object) -> str | None:
        """An object of the vocabulary, or a list with one in it."""
        several = elements(document) if isinstance(document, list) else (document,)
        return "ActivityStreams" if any(_is_ours(fields(one)) for one in several) else None

    def records(self, document: object) -> Iterator[Found]:
        """The posts in it, and in their place what is none, with the reason."""
        return _found(document)

    def item(self, make: type[ItemT], record: Found, dates: Dates) -> ItemT:
        """One post."""
        if record.why is not None:
            raise Unreadable(record.why)
        return post(make, record, dates)


def _is_ours(given: Record) -> bool:
    if "@context" in given:
        return is_ours(given["@context"])
    kinds = frozenset(types(given))
    if kinds & _COLLECTIONS:
        return any(key in given for key in (*_ITEMS, "first"))
    known = text(given.get("id")) or ""
    return bool(kinds & (POSTS | _BRINGING)) and ("attributedTo" in given or "actor" in given or "://" in known)


def _found(document: object) -> Iterator[Found]:
    """In the order of the document, without recursion."""
    waiting: list[tuple[object, Found]] = []
    for one in reversed(many(document)):
        tongue = tongue_of(fields(one).get("@context"))
        waiting.append((plain(one), Found({}, tongue=tongue)))
    while waiting:
        value, inside = waiting.pop()
        given = fields(value)
        kinds = types(given)
        inner: list[tuple[object, Found]] = []
        if isinstance(value, list):
            inner = [(one, inside) for one in value]
        elif frozenset(kinds) & _COLLECTIONS:
            inner = [(one, evolve(inside, feed=_title(given) or inside.feed)) for one in _held(given)]
            if not inner and (why := _why_empty(given)):
                yield evolve(inside, why=why)
        elif frozenset(kinds) & _BRINGING:
            objects = many(given.get("object"))
            inner = [(one, _around(inside, given, one)) for one in objects]
            if not objects:
                yield evolve(inside, why=f"is an activity (`{kinds[0]}`) that names no post")
        elif (why := _why_none(value, given, kinds)) is not None:
            yield evolve(inside, given=given, why=why)
        else:
            yield evolve(inside, given=given)
        waiting.extend(reversed(inner))


def _around(inside: Found, activity: Record, value: object) -> Found:
    """With one more activity around it; who announces an activity, as groups do, passes it on."""
    is_relay = "Announce" in types(activity) and bool(frozenset(types(fields(value))) & (_BRINGING - {"Announce"}))
    relay = next(iter(many(activity.get("actor"), 1)), None) if is_relay else inside.relay
    return evolve(inside, around=(*inside.around, activity), relay=relay)


def _held(given: Record) -> list[object]:
    """What a collection holds itself, and on the page of it that it holds."""
    held = [one for key in _ITEMS for one in many(given.get(key))]
    first = given.get("first")
    return [first] if not held and isinstance(first, dict) and "Link" not in types(first) else held


def _title(given: Record) -> str | None:
    named = said(given, "name").text or said(given, "summary").text
    return named or address(given.get("partOf")) or address({"id": given.get("id")})


def _why_empty(given: Record) -> str | None:
    """Why a collection gives nothing; one that is said to be empty needs no reason."""
    if count(given.get("totalItems")) == 0 or any(isinstance(given.get(key), list) for key in _ITEMS):
        return None
    page = next((known for key in ("first", "next", "last") if (known := address(given.get(key)))), None)
    return "is a collection without posts" if page is None else f"keeps its posts on a page of its own: {page[:200]}"


def _why_none(value: object, given: Record, kinds: tuple[str, ...]) -> str | None:
    """Why something is no post; None for a post."""
    has_words = "content" in given or "contentMap" in given
    if frozenset(kinds) & POSTS or (has_words and not frozenset(kinds) & _NEVER):
        return None
    known = address(value)
    if isinstance(value, str) or "Link" in kinds or (not kinds and set(given) <= {"id", "href", "@context"} and known):
        return f"is given by its address alone: {(known or '')[:200]}"
    if not given:
        return "is no object"
    if not kinds:
        return "has no type"
    if "Tombstone" in kinds:
        return "is what is left of a deleted post (`Tombstone`)"
    if frozenset(kinds) & ACTORS:
        return f"is an account (`{kinds[0][:60]}`)"
    is_activity = "actor" in given or frozenset(kinds) & _ACTIVITIES
    return f"is {'an activity that brings no post' if is_activity else 'no post'} (`{kinds[0][:60]}`)"
