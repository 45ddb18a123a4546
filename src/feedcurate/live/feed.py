"""One feed by its address → its newest body.

In: an address, what is known of it, and a client. Out: a `Fetched`. It is not asked for while it is known to be fresh,
at rest or refusing; else it is asked for only where it changed. Of a web page the first feed that it links to is read.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from http import HTTPStatus

from attrs import evolve

from feedcurate.live.addresses import shown
from feedcurate.live.client import Answer, Client
from feedcurate.live.failed import Unfetched
from feedcurate.live.fetched import Fetched
from feedcurate.live.freshness import Wishes, fresh_until, rest_until, wishes_of
from feedcurate.live.kept import Known, age
from feedcurate.live.pages import PAGE_BYTES, feeds_of, is_page

_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json,"
    " application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, application/activity+json;q=0.5, text/html;q=0.5,"
    " */*;q=0.1"
)
_HEAD = 65_536


async def fetch_feed(client: Client, address: str, known: Known) -> Fetched:
    """The newest body of a feed; nothing is raised, whatever its server does."""
    now = client.clock()
    waiting = _waiting(known, now)
    if waiting is not None:
        return waiting
    try:
        answer = await client.get(known.moved or address, {"Accept": _ACCEPT, **_conditions(known)})
        if answer.status == HTTPStatus.NOT_MODIFIED:
            answer.body.close()
            return _unchanged(known, answer, client)
        if is_page(_head(answer)):
            return await _feed_of_page(answer, client)
        return _changed(answer, answer.moved or known.moved, client)
    except Unfetched as problem:
        # Where it moved to may be gone by now: the next time it is asked where it was.
        return failed(known.model_copy(update={"moved": None}), problem, now)


def failed(known: Known, problem: Unfetched, now: datetime) -> Fetched:
    """What there is when something could not be fetched: what is kept, if anything is."""
    words = str(problem)
    if problem.until is not None:
        known = known.model_copy(update={"refused_until": problem.until})
        words += f"; it is not asked again before {when(problem.until)}"
    return Fetched(known, problems=(words + _instead(known, now),))


def when(instant: datetime) -> str:
    """An instant as it is told: to the minute, and none too early."""
    return f"{instant.astimezone(UTC) + timedelta(seconds=59):%Y-%m-%d %H:%M} UTC"


def _instead(known: Known, now: datetime) -> str:
    return f"; what was there {age(known, now)} is used" if known.has_body else ""


def _waiting(known: Known, now: datetime) -> Fetched | None:
    """What there is while an address is not to be asked; None where it may be."""
    if known.refused_until is not None and now < known.refused_until:
        again = f"is not asked again before {when(known.refused_until)}, since its server refused"
        return Fetched(known, problems=(again + _instead(known, now),))
    if not known.has_body:
        return None
    until, why = known.fresh_until, "until then it holds"
    if until is None or until <= now:
        wishes = Wishes(hours=frozenset(known.hours_of_rest), days=frozenset(known.days_of_rest))
        until, why = rest_until(wishes, now), "so it wishes"
    if until is None:
        return None
    return Fetched(known, notes=(f"is not asked again before {when(until)}: {why}{_instead(known, now)}",))


def _conditions(known: Known) -> dict[str, str]:
    """Headers that ask for a feed only if it changed since what is kept of it."""
    if not known.has_body:
        return {}
    said = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in said.items() if value}


def _unchanged(known: Known, answer: Answer, client: Client) -> Fetched:
    """What is kept is still the newest. Raises `Unfetched`."""
    if not known.has_body:
        raise Unfetched("says that nothing changed (status 304), though it was asked for all")
    now = client.clock()
    holds = Wishes(holds=None if known.holds_seconds is None else timedelta(seconds=known.holds_seconds))
    learnt = known.model_copy(
        update={
            "etag": answer.headers.get("etag", known.etag),
            "last_modified": answer.headers.get("last-modified", known.last_modified),
            "checked": now,
            "fresh_until": fresh_until(answer.headers, holds, now, client.limits),
            "refused_until": None,
            "moved": _without_key(answer.moved) or known.moved,
        }
    )
    return Fetched(learnt, notes=_moved(answer.moved or known.moved))


def _changed(answer: Answer, moved: str | None, client: Client) -> Fetched:
    """A new body. Raises `Unfetched`."""
    if answer.status != HTTPStatus.OK:
        answer.body.close()
        raise Unfetched(_status(answer.status))
    now, wishes = client.clock(), wishes_of(_head(answer))
    learnt = Known(
        etag=answer.headers.get("etag"),
        last_modified=answer.headers.get("last-modified"),
        checked=now,
        fresh_until=fresh_until(answer.headers, wishes, now, client.limits),
        hours_of_rest=tuple(sorted(wishes.hours)),
        days_of_rest=tuple(sorted(wishes.days)),
        holds_seconds=None if wishes.holds is None else wishes.holds.total_seconds(),
        moved=_without_key(moved),
        base=shown(answer.address),
        content_type=answer.headers.get("content-type"),
        language=answer.headers.get("content-language"),
    )
    return Fetched(learnt, answer.body, notes=_moved(moved))


async def _feed_of_page(page: Answer, client: Client) -> Fetched:
    """The first feed that a page links to. Raises `Unfetched`.

    The page is asked for again the next time: it may link to another one then. So it is no condition that its feed
    did not change.
    """
    with page.body:
        if page.status != HTTPStatus.OK:
            raise Unfetched(_status(page.status))
        found = next(feeds_of(page.body.read(PAGE_BYTES), page.address), None)
    if found is None:
        raise Unfetched("is a web page that links to no feed")
    try:
        answer = await client.get(found, {"Accept": _ACCEPT})
        if is_page(_head(answer)):
            answer.body.close()
            raise Unfetched("is a web page, too")
        fetched = _changed(answer, None, client)
    except Unfetched as problem:
        raise Unfetched(f"is a web page, and its feed `{shown(found)}` {problem}", problem.until) from None
    learnt = fetched.known.model_copy(update={"etag": None, "last_modified": None})
    note = f"is a web page; the feed that it links to is read: `{shown(found)}`"
    return evolve(fetched, known=learnt, notes=(note,))


def _head(answer: Answer) -> bytes:
    """The first bytes of a body, which is then at its beginning again."""
    head = answer.body.read(_HEAD)
    answer.body.seek(0)
    return head


def _without_key(address: str | None) -> str | None:
    """An address that may be kept: one with a password in it is not."""
    return address if address is None or shown(address) == address else None


def _moved(moved: str | None) -> tuple[str, ...]:
    return () if moved is None else (f"has moved for good to `{shown(moved)}`: write that address instead",)


def _status(status: int) -> str:
    """What a status means, for a reader."""
    if status == HTTPStatus.GONE:
        return "is gone for good (status 410): take it off your list"
    try:
        return f"answers with status {status} ({HTTPStatus(status).phrase.lower()})"
    except ValueError:
        return f"answers with status {status}"
