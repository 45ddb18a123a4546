"""A timeline, page by page → its newest posts.

In: how a platform hands out pages, what is kept of the timeline, and how many posts are wanted. Out: a `Fetched` with
its posts, and with a body to keep that has a line for each time something was fetched: `{"at": …, "records": […]}`.

Posts are asked for from the newest back to the first that is known, so that a timeline is read on from where it was
left. A walk that is broken off (by a rate limit, by the network) keeps what came, and the place where to go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from attrs import define, evolve, field, frozen

from feedcurate.live.client import Answer, Client
from feedcurate.live.failed import Unfetched
from feedcurate.live.feed import failed, when
from feedcurate.live.fetched import Fetched, Part
from feedcurate.live.freshness import is_spent, rate_reset
from feedcurate.live.kept import Known
from feedcurate.live.parts import first, written
from feedcurate.sources.decode import NotJson, json_value
from feedcurate.sources.values import Record

_EMPTY_PAGES = 5
"""How many pages without a post are turned: servers leave out what a reader must not see, sometimes a whole page."""
_PLACE = 8_192


@frozen
class Page:
    """One answer: its posts as the platform gives them, and the place of older ones, None where there are none."""

    answer: Answer
    records: Sequence[Record]
    older: str | None


def document_in(answer: Answer, platform: str) -> object:
    """What a platform answers, as JSON; its body is closed. Raises `Unfetched` where it is none."""
    with answer.body:
        try:
            return json_value(answer.body.read())
        except NotJson as problem:
            raise Unfetched(f"does not answer as {platform} does: what it says {problem}") from None


class Timeline(Protocol):
    """How a platform hands out one timeline; one that is not `in_order` of time is read anew each time."""

    @property
    def in_order(self) -> bool:
        """Whether newer posts always come before older ones."""

    async def page(self, client: Client, place: str | None, since: Record | None) -> Page:
        """The page at a place, at first the newest one; `since` is the newest post known. Raises `Unfetched`."""

    def key(self, record: Record) -> str | None:
        """What a post is known by; two of the same are one."""


@define
class _Walk:
    """A walk back in time that ends at a known post: what was found on it, where it stands, and what stopped it."""

    timeline: Timeline
    known: frozenset[str | None]
    older: str | None = None
    found: list[Record] = field(factory=list)
    trouble: Unfetched | None = None

    async def go(self, client: Client, most: int, since: Record | None) -> None:
        """Turn pages until there are enough posts, one is known, or there are no more."""
        seen, places, empty = set(self.known), {self.older}, 0
        while len(self.found) < most and empty < _EMPTY_PAGES:
            try:
                page = await self.timeline.page(client, self.older, since)
            except Unfetched as trouble:
                self.trouble = trouble
                return
            empty = 0 if page.records else empty + 1
            for record in page.records:
                key = self.timeline.key(record)
                if key in self.known:
                    self.older = None
                    return
                if key not in seen:
                    seen.add(key)
                    self.found.append(record)
            is_last = page.older is None or page.older in places or len(page.older) > _PLACE
            self.older = None if is_last else page.older
            if is_last:
                return
            places.add(self.older)
            if is_spent(page.answer.headers) and len(self.found) < most:
                self.trouble = Unfetched("allows no more questions", rate_reset(page.answer.headers, client.clock()))
                return


async def fetch_timeline(client: Client, timeline: Timeline, known: Known, kept: Sequence[Part], posts: int) -> Fetched:
    """At most so many of the newest posts; nothing is raised, whatever the server does."""
    now = client.clock()
    old = tuple(kept)
    if known.refused_until is not None and now < known.refused_until:
        refused = Unfetched("was not asked: its server refused", known.refused_until)
        return evolve(failed(known, refused, now), parts=first(old, posts))
    fallback, old = old, old if timeline.in_order else ()
    before = [record for part in old for record in part.records]
    keys = frozenset(timeline.key(record) for record in before)
    walk = _Walk(timeline, keys)
    await walk.go(client, posts, before[0] if before else None)
    if walk.trouble is not None and not walk.found:
        return evolve(failed(known, walk.trouble, now), parts=first(fallback, posts))
    new = (Part(now, tuple(walk.found)),)
    if walk.trouble is not None or len(walk.found) >= posts:
        # What is kept is without gaps: where the walk did not reach what was known, only what is newer stays.
        return _result(known, now, (*new, *old), new, walk, posts)
    last = _Walk(timeline, frozenset(), known.older if before else walk.older)
    if last.older is not None and len(walk.found) + len(before) < posts:
        await last.go(client, posts - len(walk.found) - len(before), None)
    whole = (*new, *old, Part(now, tuple(one for one in last.found if timeline.key(one) not in keys)))
    return _result(known, now, whole, whole, last, posts)


def _result(
    known: Known, now: datetime, shown: Sequence[Part], kept: Sequence[Part], walk: _Walk, posts: int
) -> Fetched:
    """The result; `walk` is the one that went furthest back."""
    is_cut = sum(len(part.records) for part in kept) > posts
    until = None if walk.trouble is None else walk.trouble.until
    learnt = {"checked": now, "refused_until": until, "older": None if is_cut else walk.older}
    return Fetched(
        known.model_copy(update=learnt),
        written(first(kept, posts)),
        first(shown, posts),
        problems=() if walk.trouble is None else (_told(walk.trouble),),
    )


def _told(trouble: Unfetched) -> str:
    again = "" if trouble.until is None else f"; it is not asked again before {when(trouble.until)}"
    return f"{trouble}: some of its posts are missing, and are asked for the next time{again}"
