"""ActivityWatch on this machine, asked over its REST API → the JSON of an export.

In: an address such as `http://localhost:5600`. Out: the same document as an export of the buckets that say something
about feeds. Only this machine is asked: the connection is made to a loopback address and to nothing else, no proxy is
used and no redirect is followed.

https://docs.activitywatch.net/en/latest/api/rest.html
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import time
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote, urlencode, urlsplit

from attrs import define, frozen

from feedcurate.sources.activitywatch_events import Watcher
from feedcurate.sources.base import Unreadable
from feedcurate.sources.decode import NotJson, json_value
from feedcurate.sources.values import Record, fields, records

_API = "/api/0/"
_PORT = 5600
_PIECE = 65_536


@frozen
class ApiLimits:
    """How patient and how hungry a client is: seconds for an answer, bytes of one, events a page, pages a bucket."""

    seconds: float = 20
    answer_bytes: int = 64 * 1024 * 1024
    page: int = 10_000
    pages: int = 2_000


_DEFAULTS = ApiLimits()


@define
class _Server:
    """One server on this machine, by number."""

    host: str
    port: int
    limits: ApiLimits

    def get(self, path: str, query: Mapping[str, str | int] | None = None) -> object:
        """The JSON of an answer. Raises `Unreadable`."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=self.limits.seconds)
        until = time.monotonic() + self.limits.seconds
        try:
            connection.request("GET", f"{_API}{path}{'?' + urlencode(query) if query else ''}")
            answer = connection.getresponse()
            if 300 <= answer.status < 400:
                raise Unreadable("answers with a redirect, which is not followed")
            if answer.status != http.HTTPStatus.OK:
                raise Unreadable(f"answers with status {answer.status} to `{_API}{path}`")
            return json_value(self._body(answer, until))
        except NotJson as problem:
            raise Unreadable(f"answers with what {problem}") from None
        except TimeoutError:
            raise Unreadable(f"does not answer within {self.limits.seconds:g} seconds") from None
        except ConnectionRefusedError:
            raise Unreadable("cannot be reached: is ActivityWatch running?") from None
        except (OSError, http.client.HTTPException) as error:
            raise Unreadable(f"cannot be read: {str(error) or type(error).__name__}") from None
        finally:
            connection.close()

    def _body(self, answer: http.client.HTTPResponse, until: float) -> bytes:
        body = bytearray()
        while piece := answer.read1(_PIECE):
            body += piece
            if len(body) > self.limits.answer_bytes:
                raise Unreadable(f"answers with more than {self.limits.answer_bytes:,} bytes")
            if time.monotonic() > until:
                raise TimeoutError
        return bytes(body)


def export(address: str, *, since: datetime | None = None, limits: ApiLimits = _DEFAULTS) -> Record:
    """What the server at an address has recorded since an instant, else ever, as the JSON of an export.

    Raises:
        Unreadable: it is not on this machine, or does not answer as ActivityWatch does.
    """
    server = _server(address, limits)
    listed = server.get("buckets/")
    if not isinstance(listed, dict):
        raise Unreadable("does not answer as ActivityWatch does: its buckets are no object")
    buckets: dict[str, object] = {}
    for name, content in listed.items():
        bucket = fields(content)
        is_read = bucket.get("type") in list(Watcher)
        buckets[name] = {**bucket, "events": _all_events(server, name, since) if is_read else []}
    return {"buckets": buckets}


def _server(address: str, limits: ApiLimits) -> _Server:
    """The server an address names, by the number of a loopback interface. Raises `Unreadable`."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port or _PORT
    except ValueError:
        raise Unreadable("is no address") from None
    number = _loopback(host or "", port)
    if parts.scheme.lower() != "http":
        raise Unreadable("is no address of ActivityWatch, which look like `http://localhost:5600`")
    if parts.path.rstrip("/") not in ("", "/api", "/api/0") or parts.query or parts.username is not None:
        raise Unreadable("is more than the address of a server: give `http://localhost:5600`")
    return _Server(number, port, limits)


def _loopback(host: str, port: int) -> str:
    """The number of a host on this machine. A name is resolved once, and all it stands for has to be here."""
    refused = Unreadable(
        "is not on this machine: only ActivityWatch is asked, at `http://localhost:5600`; save anything else to a file"
    )
    if host == "localhost":
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError:
            raise Unreadable("cannot be found: this machine does not know `localhost`") from None
        numbers = sorted((str(one[4][0]) for one in found), key=lambda number: (":" in number, number))
    else:
        numbers = [host]
    try:
        if numbers and all(ipaddress.ip_address(number).is_loopback for number in numbers):
            return numbers[0]
    except ValueError:
        pass
    raise refused


def _all_events(server: _Server, bucket: str, since: datetime | None) -> list[object]:
    """The events of a bucket, page by page: a page has the latest ones, the next one those before the oldest of it."""
    found: dict[str, object] = {}
    query: dict[str, str | int] = {"limit": server.limits.page}
    if since is not None:
        query["start"] = since.isoformat()
    for _ in range(server.limits.pages):
        page = server.get(f"buckets/{quote(bucket, safe='')}/events", query)
        if not isinstance(page, list):
            raise Unreadable(f"does not answer as ActivityWatch does: the events of `{bucket}` are no list")
        known = len(found)
        for event in page:
            # An event at the border is in both pages, in the later-asked one perhaps cut short.
            found.setdefault(_key(event), event)
        if len(page) < server.limits.page:
            return list(found.values())
        stamps = [stamp for event in records(page) if isinstance(stamp := event.get("timestamp"), str)]
        if len(found) == known or not stamps:
            break
        query["end"] = min(stamps)
    raise Unreadable(f"does not come to an end with the events of `{bucket}`")


def _key(event: object) -> str:
    number = fields(event).get("id")
    return f"id {number}" if number is not None else json.dumps(event, sort_keys=True)
