"""Servers that speak as Mastodon and Bluesky do: pages, limits and keys, in the shapes that their documentation gives.

In: posts. Out: handlers for a `Server`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from attrs import define, field

from tests.live.serving import Asked, Handler, Server, answer

TOKEN = "t0ken-Of-The-Reader"  # noqa: S105 (of nobody)
PASSWORD = "abcd-efgh-ijkl-mnop"  # noqa: S105 (of nobody)
SESSION = "eyJhbGciOi.session.key"
BEGAN = datetime(2026, 5, 8, 6, 0, tzinfo=UTC)


def _json(writer: asyncio.StreamWriter, status: int, document: object, headers: Mapping[str, str]) -> None:
    body = json.dumps(document).encode()
    lines = {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}
    said = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    writer.write(f"HTTP/1.1 {status} Said\r\n{said}\r\n".encode() + body)


def _query(asked: Asked) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(asked.path).query).items()}


def status(number: int, host: str = "social.example") -> dict[str, Any]:
    """A status of Mastodon; higher numbers are newer."""
    return {
        "id": str(100_000 + number),
        "created_at": (BEGAN + timedelta(minutes=number)).isoformat().replace("+00:00", "Z"),
        "in_reply_to_id": None,
        "visibility": "public",
        "language": "en",
        "uri": f"https://{host}/users/ann/statuses/{number}",
        "url": f"https://{host}/@ann/{number}",
        "content": f"<p>post {number}</p>",
        "reblog": None,
        "account": {"id": "1", "username": "ann", "acct": "ann", "display_name": "Ann", "url": f"https://{host}/@ann"},
        "media_attachments": [], "mentions": [], "tags": [], "emojis": [], "card": None, "poll": None,
        "sensitive": False, "spoiler_text": "", "favourites_count": number, "reblogs_count": 0, "replies_count": 0,
    }  # fmt: skip


@define(eq=False)
class MastodonServer:
    """A server with a timeline; `left` is how many questions its rate limit allows, `token` the key that it knows."""

    server: Server
    newest: int = 100
    left: int = 300
    page: int = 40
    has_links: bool = True
    token: str | None = TOKEN
    reset: str = "2026-05-08T08:05:00.000000Z"
    gone: set[int] = field(factory=set)

    def install(self, *paths: str) -> None:
        """Serve the timeline at some paths of the API."""
        for path in paths or ("timelines/home",):
            self.server.routes[f"/api/v1/{path}"] = self._answer

    async def _answer(self, asked: Asked, writer: asyncio.StreamWriter) -> None:
        limits = {"X-RateLimit-Limit": "300", "X-RateLimit-Remaining": str(max(0, self.left - 1)),
                  "X-RateLimit-Reset": self.reset}  # fmt: skip
        if self.token is not None and asked.headers.get("authorization") != f"Bearer {self.token}":
            _json(writer, 401, {"error": "The access token is invalid"}, {})
            return
        if self.left <= 0:
            _json(writer, 429, {"error": "Too many requests"}, limits)
            return
        self.left -= 1
        query = _query(asked)
        below = int(query.get("max_id", "999999")) - 100_000
        above = int(query.get("since_id", "100000")) - 100_000
        size = min(int(query.get("limit", "20")), self.page)
        numbers = [n for n in range(min(self.newest, below - 1), above, -1) if n > 0 and n not in self.gone][:size]
        if numbers and self.has_links:
            base = f"{self.server.address(asked.place)}?limit={size}"
            older, newer = 100_000 + numbers[-1], 100_000 + numbers[0]
            limits["Link"] = f'<{base}&max_id={older}>; rel="next", <{base}&min_id={newer}>; rel="prev"'
        _json(writer, 200, [status(number) for number in numbers], limits)


def view(number: int, repost_of: int | None = None) -> dict[str, Any]:
    """A feed view of Bluesky; higher numbers are newer."""
    did, post = "did:plc:ann", number if repost_of is None else repost_of
    uri = f"at://{did}/app.bsky.feed.post/{post}"
    at = (BEGAN + timedelta(minutes=number)).isoformat().replace("+00:00", "Z")
    author = {"did": did, "handle": "ann.example", "displayName": "Ann"}
    record = {"$type": "app.bsky.feed.post", "text": f"post {post}", "createdAt": at, "langs": ["en"]}
    given: dict[str, Any] = {
        "post": {"uri": uri, "cid": f"bafy{post}", "author": author, "record": record, "indexedAt": at,
                 "replyCount": 0, "repostCount": 0, "likeCount": number, "quoteCount": 0, "labels": []}
    }  # fmt: skip
    if repost_of is not None:
        by = {"did": "did:plc:bob", "handle": "bob.example"}
        given["reason"] = {"$type": "app.bsky.feed.defs#reasonRepost", "by": by, "indexedAt": at}
    return given


@define(eq=False)
class BlueskyServer:
    """A server with accounts and a timeline; of pages that begin with an `empty` number everything is left out.

    `home` is where the account's own server is said to be.
    """

    server: Server
    newest: int = 250
    left: int = 3000
    is_public: bool = False
    home: str | None = None
    reset: int = int((BEGAN + timedelta(hours=2, minutes=5)).timestamp())
    empty: set[int] = field(factory=set)

    def install(self) -> None:
        """Serve sessions, and the timeline as home, as an author's and as a feed's."""
        self.server.routes["/xrpc/com.atproto.server.createSession"] = self._session
        for call in ("getTimeline", "getAuthorFeed", "getFeed", "getListFeed"):
            self.server.routes[f"/xrpc/app.bsky.feed.{call}"] = self._answer

    async def _session(self, asked: Asked, writer: asyncio.StreamWriter) -> None:
        given = json.loads(asked.body)
        if given.get("password") != PASSWORD:
            _json(writer, 401, {"error": "AuthenticationRequired", "message": "Invalid identifier or password"}, {})
            return
        pds = {"id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": self.home}
        did = {"id": "did:plc:ann", "service": [pds] if self.home else []}
        session = {"did": "did:plc:ann", "handle": given["identifier"], "accessJwt": SESSION, "refreshJwt": "r"}
        _json(writer, 200, {**session, "didDoc": did}, {})

    async def _answer(self, asked: Asked, writer: asyncio.StreamWriter) -> None:
        limits = {"ratelimit-limit": "3000", "ratelimit-remaining": str(max(0, self.left - 1)),
                  "ratelimit-reset": str(self.reset), "ratelimit-policy": "3000;w=300"}  # fmt: skip
        if not self.is_public and asked.headers.get("authorization") != f"Bearer {SESSION}":
            _json(writer, 401, {"error": "AuthMissing", "message": "Authentication Required"}, {})
            return
        if self.left <= 0:
            _json(writer, 429, {"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"}, limits)
            return
        self.left -= 1
        query = _query(asked)
        start = int(query.get("cursor", str(self.newest)))
        end = max(0, start - int(query.get("limit", "50")))
        feed = [] if start in self.empty else [view(number) for number in range(start, end, -1)]
        _json(writer, 200, {"feed": feed, **({"cursor": str(end)} if end else {})}, limits)


def lookup(number: str) -> Handler:
    """The answer to who an account is."""
    return answer(200, json.dumps({"id": number, "acct": "ann"}).encode(), Content_Type="application/json")
