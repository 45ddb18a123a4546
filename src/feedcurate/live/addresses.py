"""What an address on the command line leads to.

In: a word of the reader's. Out: a feed or a web page by its address, a timeline of Mastodon or Bluesky, or why it is
none of these. What is shown of an address never holds the password that may stand in it.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

from attrs import frozen

_SCHEMES = re.compile(r"(?:https?|feed|ftp)://|feed:https?://|(?:mastodon|bluesky):", re.IGNORECASE)
_KEPT = "%/:=&?~#+!$,;'@()*[]"
_HERE = re.compile(r"(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?")
_HOST = re.compile(r"[\w.-]+(?::\d+)?|\[[0-9A-Fa-f:.]+\](?::\d+)?")
_PLAIN = frozenset({"home", "local", "public"})
_NAMED = frozenset({"list", "tag", "account"})
_BLUESKY_NAMED = frozenset({"feed", "list", "author"})


@frozen
class Web:
    """A feed, or a page that links to one, by its http address."""

    address: str


@frozen
class MastodonTimeline:
    """A timeline of a Mastodon server or its kin: `kind` home, local, public, list, tag or account."""

    host: str
    kind: str
    name: str = ""

    @property
    def origin(self) -> str:
        """The beginning of its addresses. A server on this machine, which somebody is working on, speaks http."""
        return f"{'http' if _HERE.fullmatch(self.host) else 'https'}://{self.host}"


@frozen
class BlueskyTimeline:
    """A timeline of Bluesky: `kind` home, feed, list or author; `account` is the handle of the reader who asks."""

    kind: str
    name: str = ""
    account: str | None = None


Target = Web | MastodonTimeline | BlueskyTimeline


class NoAddress(ValueError):
    """A word is no address that can be fetched; the message says why."""


def is_address(name: object) -> bool:
    """Whether a word is meant as an address, and not as the name of a file."""
    return isinstance(name, str) and bool(_SCHEMES.match(name))


def target_of(name: str) -> Target:
    """What an address leads to. Raises `NoAddress`."""
    scheme, _, rest = name.strip().partition(":")
    match scheme.lower():
        case "mastodon":
            return _mastodon(rest)
        case "bluesky":
            return _bluesky(rest)
        case "feed" if rest.lower().startswith(("http://", "https://")):
            return Web(web(rest))
        case "feed":
            return Web(web(f"http:{rest}"))
        case _:
            return Web(web(name.strip()))


def web(address: str) -> str:
    """An http address as it is asked for: in ASCII, its host in lower case, without a place in the page."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        if parts.scheme not in ("http", "https"):
            raise NoAddress("begins with neither `http://` nor `https://`, and nothing else is fetched")
        if not host:
            raise NoAddress("names no host")
        name = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise NoAddress("names no host that there can be") from None
    except NoAddress:
        raise
    except ValueError:
        raise NoAddress("is no address") from None
    user, at, _ = parts.netloc.rpartition("@")
    where = f"{quote(user, safe=_KEPT)}{at}{name}{'' if port is None else f':{port}'}"
    return urlunsplit((parts.scheme, where, quote(parts.path or "/", safe=_KEPT), quote(parts.query, safe=_KEPT), ""))


def shown(address: str) -> str:
    """An address without the name and password that may stand before its host."""
    head, slashes, rest = address.partition("//")
    where, slash, path = rest.partition("/")
    return f"{head}{slashes}{where.rpartition('@')[2]}{slash}{path}" if slashes and "@" in where else address


def _mastodon(rest: str) -> MastodonTimeline:
    what, at, host = rest.rpartition("@")
    kind, slash, name = what.partition("/")
    is_known = (kind in _PLAIN and not slash) or (kind in _NAMED and name)
    if not at or not is_known or not _HOST.fullmatch(host):
        raise NoAddress(
            "is no timeline of Mastodon: write `mastodon:home@HOST`, `mastodon:list/NUMBER@HOST`,"
            " `mastodon:tag/NAME@HOST`, `mastodon:account/NAME@HOST`, `mastodon:local@HOST` or `mastodon:public@HOST`"
        )
    return MastodonTimeline(host.lower(), kind, name.removeprefix("#").removeprefix("@"))


def _bluesky(rest: str) -> BlueskyTimeline:
    what, _, account = rest.partition("@") if not rest.startswith("author/@") else (rest, "", "")
    kind, slash, name = what.partition("/")
    name = name.removeprefix("@")
    is_known = (kind == "home" and not slash) or (kind in _BLUESKY_NAMED and name)
    is_record = name.startswith("at://") or kind not in ("feed", "list")
    if not is_known or not is_record:
        raise NoAddress(
            "is no timeline of Bluesky: write `bluesky:home@HANDLE`, `bluesky:author/HANDLE`, `bluesky:feed/at://…` or"
            " `bluesky:list/at://…`"
        )
    return BlueskyTimeline(kind, name, account.lower() or None)
