"""Timelines of Mastodon and of servers that speak its API.

In: a timeline, and the reader's token for its server, if there is one. Out: its pages. Older posts are at the address
that the header `Link` names (https://docs.joinmastodon.org/api/guidelines/#pagination).
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from attrs import define, field

from feedcurate.live.addresses import MastodonTimeline
from feedcurate.live.client import Answer, Client
from feedcurate.live.failed import Unfetched
from feedcurate.live.timeline import Page, document_in
from feedcurate.live.tokens import Secret, variable
from feedcurate.sources.values import Record, fields, identifier, records

_MOST = 40
"""Posts a page, the most that the API gives."""
_LINK = re.compile(r"<([^<>]{1,4000})>\s*;\s*([^<>]{0,200})")
_NEEDS_KEY = frozenset({401, 403, 422})


@define
class Mastodon:
    """The pages of one timeline."""

    target: MastodonTimeline
    token: Secret | None = field(repr=False)
    _account: str | None = None

    @property
    def in_order(self) -> bool:
        """Every timeline of it is."""
        return True

    async def page(self, client: Client, place: str | None, since: Record | None) -> Page:
        """The page at a place (the id of a post), at first the newest one. Raises `Unfetched`."""
        if self.token is None and self.target.kind in ("home", "list"):
            raise _no_key(self.target.host)
        asked: dict[str, str | int] = {"limit": _MOST}
        newest = None if since is None else self.key(since)
        if place is not None:
            asked["max_id"] = place
        if newest is not None:
            asked["since_id"] = newest
        answer = await self._get(client, await self._path(client), asked)
        document = document_in(answer, "Mastodon")
        if not isinstance(document, list):
            raise Unfetched("does not answer as Mastodon does: there is no list of posts")
        found = tuple(records(document))
        return Page(answer, found, self._older(answer, found))

    def key(self, record: Record) -> str | None:
        """The number that its server gave it."""
        return identifier(record.get("id"))

    async def _path(self, client: Client) -> str:
        name = quote(self.target.name, safe="")
        match self.target.kind:
            case "home":
                return "timelines/home"
            case "local" | "public":
                return "timelines/public"
            case "list":
                return f"timelines/list/{name}"
            case "tag":
                return f"timelines/tag/{name}"
            case _:
                return f"accounts/{await self._number(client)}/statuses"

    async def _number(self, client: Client) -> str:
        """The number of the account that the timeline is of; asked for once."""
        if self._account is None:
            answer = await self._get(client, "accounts/lookup", {"acct": self.target.name})
            number = identifier(fields(document_in(answer, "Mastodon")).get("id"))
            if number is None:
                raise Unfetched(f"knows no account `{self.target.name}`")
            self._account = quote(number, safe="")
        return self._account

    async def _get(self, client: Client, path: str, asked: dict[str, str | int]) -> Answer:
        if self.target.kind == "local" and path == "timelines/public":
            asked = {**asked, "local": "true"}
        address = f"{self.target.origin}/api/v1/{path}?{urlencode(asked)}"
        key = {} if self.token is None else {"Authorization": f"Bearer {self.token.value}"}
        answer = await client.get(address, {"Accept": "application/json", **key}, follows=False)
        if answer.status == 200:
            return answer
        answer.body.close()
        if answer.status in _NEEDS_KEY and self.token is None:
            raise _no_key(self.target.host)
        if answer.status in _NEEDS_KEY:
            raise Unfetched(f"does not accept the key to it (status {answer.status})")
        raise Unfetched("is not there (status 404)" if answer.status == 404 else f"answers with status {answer.status}")

    def _older(self, answer: Answer, found: tuple[Record, ...]) -> str | None:
        """The place of older posts: only its number is taken, so that no server sends the key elsewhere."""
        link = answer.headers.get("link")
        if link is None:
            # Servers of its kin and proxies leave the header out.
            return self.key(found[-1]) if len(found) >= _MOST else None
        for address, parameters in _LINK.findall(link):
            if re.search(r'rel\s*=\s*"?next\b', parameters):
                return dict(parse_qsl(urlsplit(address).query)).get("max_id")
        return None


def _no_key(host: str) -> Unfetched:
    return Unfetched(f"needs your key: `keyring set feedcurate mastodon:{host}`, or set {variable('mastodon', host)}")
