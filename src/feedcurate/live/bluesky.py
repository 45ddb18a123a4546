"""Timelines of Bluesky.

In: a timeline, and the reader's app password where they ask as themselves. Out: its pages; the place of older posts is
the `cursor` of an answer (https://docs.bsky.app/docs/api/app-bsky-feed-get-timeline). What is public is asked of the
public API, with no key at all. A session is made once a run and account, and kept nowhere.
"""

from __future__ import annotations

import asyncio
import json
from urllib.parse import urlencode, urlsplit

from attrs import define, field, frozen

from feedcurate.live.addresses import BlueskyTimeline
from feedcurate.live.client import Client
from feedcurate.live.failed import Unfetched
from feedcurate.live.timeline import Page, document_in
from feedcurate.live.tokens import HANDLE, Secret, variable
from feedcurate.sources.values import Record, elements, fields, records, text

_MOST = 100
"""Posts a page, the most that the API gives."""
_PUBLIC = "https://public.api.bsky.app"
_SERVER = "https://bsky.social"
_CALLS = {
    "home": ("app.bsky.feed.getTimeline", None),
    "feed": ("app.bsky.feed.getFeed", "feed"),
    "list": ("app.bsky.feed.getListFeed", "list"),
    "author": ("app.bsky.feed.getAuthorFeed", "actor"),
}


@frozen
class Session:
    """Where an account's server is, and the key that it gave for a while."""

    origin: str
    token: Secret | None = field(default=None, repr=False)


@define
class Sessions:
    """The sessions of one run. `server` is asked in place of Bluesky's own, where it is named."""

    server: str | None = None
    _made: dict[str, Session] = field(factory=dict)
    _making: asyncio.Lock = field(factory=asyncio.Lock)

    async def session(self, client: Client, account: str | None, password: Secret | None) -> Session:
        """The session of an account; without one the public API's, which knows nobody. Raises `Unfetched`."""
        if account is None:
            return Session(self.server or _PUBLIC)
        if password is None:
            raise Unfetched(
                f"needs an app password: `keyring set feedcurate bluesky:{account}`, or set"
                f" {variable('bluesky', account)}"
            )
        async with self._making:
            if account not in self._made:
                self._made[account] = await self._new(client, account, password)
            return self._made[account]

    async def _new(self, client: Client, account: str, password: Secret) -> Session:
        server = self.server or _SERVER
        said = json.dumps({"identifier": account, "password": password.value}).encode("utf-8")
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        answer = await client.post(f"{server}/xrpc/com.atproto.server.createSession", headers, said)
        given = fields(document_in(answer, "Bluesky"))
        token = text(given.get("accessJwt"))
        if answer.status in (400, 401):
            raise Unfetched(f"does not accept the app password of `{account}` (status {answer.status})")
        if answer.status != 200 or not token or not token.isascii() or not token.isprintable():
            raise Unfetched(f"makes no session (status {answer.status})")
        return Session(_home(given, server), Secret(token))


@define
class Bluesky:
    """The pages of one timeline."""

    target: BlueskyTimeline
    sessions: Sessions = field(repr=False)
    password: Secret | None = field(default=None, repr=False)

    @property
    def in_order(self) -> bool:
        """Feeds are in an order of their makers'."""
        return self.target.kind != "feed"

    async def page(self, client: Client, place: str | None, since: Record | None) -> Page:  # noqa: ARG002 (the API knows no `since`)
        """The page at a place (a cursor), at first the newest one. Raises `Unfetched`."""
        if self.target.kind == "home" and self.target.account is None:
            raise Unfetched(f"is nobody's: write `bluesky:home@YOUR.HANDLE`, or set {HANDLE}")
        session = await self.sessions.session(client, self.target.account, self.password)
        call, argument = _CALLS[self.target.kind]
        asked: dict[str, str | int] = {"limit": _MOST}
        if argument is not None:
            asked[argument] = self.target.name
        if place is not None:
            asked["cursor"] = place
        headers = {"Accept": "application/json"}
        if session.token is not None:
            headers["Authorization"] = f"Bearer {session.token.value}"
        answer = await client.get(f"{session.origin}/xrpc/{call}?{urlencode(asked)}", headers, follows=False)
        given = fields(document_in(answer, "Bluesky"))
        if answer.status != 200:
            raise Unfetched(f"answers with status {answer.status}{_why(given)}")
        if not isinstance(given.get("feed"), list):
            raise Unfetched("does not answer as Bluesky does: there is no `feed`")
        return Page(answer, tuple(records(elements(given["feed"]))), text(given.get("cursor")) or None)

    def key(self, record: Record) -> str | None:
        """The address of the post, and of its repost where it is one."""
        uri = text(fields(record.get("post")).get("uri"))
        reason = fields(record.get("reason"))
        by = text(reason.get("uri")) or text(fields(reason.get("by")).get("did"))
        return uri if by is None else f"{uri} {by}"


def _home(given: Record, server: str) -> str:
    """Where the account's own data server is, by its DID document; else the server that made the session."""
    for service in records(elements(fields(given.get("didDoc")).get("service"))):
        address = text(service.get("serviceEndpoint")) or ""
        if text(service.get("id")) in ("#atproto_pds", f"{given.get('did')}#atproto_pds") and _is_origin(address):
            return address.rstrip("/")
    return server


def _is_origin(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme == "https" and bool(parts.hostname) and parts.path in ("", "/") and "@" not in parts.netloc
    except ValueError:
        return False


def _why(given: Record) -> str:
    """What the server says is wrong; only the name of the error, which is a word of the lexicon."""
    name = text(given.get("error")) or ""
    return f" ({name})" if name.isalnum() and len(name) < 60 else ""
