"""What a watched address may be the address of.

In: web addresses, posts, accounts. Out: keys, short texts; an address leads to a post or an account where they share
one. And the source of a social site, by its host.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qs, unquote, urlsplit

from attrs import frozen

from feedcurate.model.account import Account
from feedcurate.model.identity import account_address, canonical_address, identifiers
from feedcurate.model.item import Item, SourceName

SOCIAL = {
    "bsky.app": SourceName.BLUESKY.value,
    "reddit.com": SourceName.REDDIT.value,
    "youtube.com": SourceName.YOUTUBE.value,
    "youtu.be": SourceName.YOUTUBE.value,
    "x.com": "x",
    "twitter.com": "x",
    "instagram.com": "instagram",
    "tiktok.com": "tiktok",
    "facebook.com": "facebook",
}
"""Hosts whose every page, and every page of a host below them, is feed use, with what their source is called."""

_NAMED_BY_ONE = frozenset({"x.com", "twitter.com", "instagram.com"})
_BEFORE_A_NAME = frozenset({"profile", "user", "u", "users", "channel", "c"})
_NO_WEB = re.compile(r"^(?!https?://)[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@frozen
class _Parts:
    """A web address taken apart: its host without `www.`, the steps of its path, and its query."""

    host: str
    steps: tuple[str, ...]
    query: str

    @property
    def site(self) -> str:
        """The host in `SOCIAL` that it is or lies below, else the host itself."""
        labels = self.host.split(".")
        names = (".".join(labels[start:]) for start in range(len(labels)))
        return next((name for name in names if name in SOCIAL), self.host)


@lru_cache(maxsize=256)  # of one post or page several things are asked in a row
def _parts(address: str) -> _Parts | None:
    text = address.strip()
    if _NO_WEB.match(text):
        return None
    try:
        split = urlsplit(text if "://" in text else f"//{text}")
        host = split.hostname
    except ValueError:
        return None
    if not host:
        return None
    steps = tuple(unquote(step) for step in split.path.split("/") if step)
    return _Parts(host.casefold().removeprefix("www.").rstrip("."), steps, split.query)


def bare_host(address: str) -> str | None:
    """The host of a web address, casefolded, without `www.`; None for any other kind of address."""
    parts = _parts(address)
    return None if parts is None else parts.host


def social_source(address: str) -> str | None:
    """The source that an address of `SOCIAL` belongs to; None for any other."""
    parts = _parts(address)
    return None if parts is None else SOCIAL.get(parts.site)


def keys_of_post(item: Item) -> tuple[str, ...]:
    """The keys of a post: its address, also as other pages of its site show it, and who wrote it under which id."""
    keys = list(_post_keys(item.url)) if item.url is not None else []
    if "://" in item.id:
        keys += _post_keys(item.id)
    if item.author is not None and item.author.handle is not None:
        keys.append(f"{item.id} by {item.author.handle}")
    return tuple(dict.fromkeys(keys))


def post_keys_of(address: str) -> tuple[str, ...]:
    """The keys of the posts that an address may be the address of, the surest first.

    A Mastodon server shows posts of others at `https://server/@name@host/id`, with an id of its own.
    """
    keys = list(_post_keys(address))
    parts = _parts(address)
    if parts is not None and len(parts.steps) > 1 and parts.steps[0].startswith("@"):
        keys.append(f"{parts.steps[1]} by {_handle(parts.steps[0], parts.host)}")
    return tuple(dict.fromkeys(keys))


def _post_keys(address: str) -> list[str]:
    keys = [canonical_address(address)]
    parts = _parts(address)
    if parts is None:
        return keys
    match parts.site, parts.steps:
        case "youtu.be", (video, *_):
            keys.append(f"youtube {video}")
        case "youtube.com", ("shorts" | "live" | "embed", video, *_):
            keys.append(f"youtube {video}")
        case "youtube.com", ("watch", *_):
            keys += [f"youtube {video}" for video in parse_qs(parts.query).get("v", ())[:1]]
        # What follows the number is the title, then perhaps a comment of the thread.
        case "reddit.com", ("r" | "user", _, "comments", number, *_) | ("comments", number, *_):
            keys.append(f"reddit {number.casefold()}")
    return keys


def keys_of_account(account: Account) -> tuple[str, ...]:
    """The keys of an account: a DID, a handle, the address of its page. An id that is no DID stands in no address."""
    known = identifiers(account)
    return tuple(f"{kind} {known[kind]}" for kind in ("did", "handle", "address") if kind in known)


def account_keys_of(address: str) -> tuple[str, ...]:
    """The keys of the accounts that an address may be the page of, or a page below it."""
    keys = [f"address {account_address(address)}"]
    parts = _parts(address)
    if parts is None or not parts.steps:
        return tuple(keys)
    first = parts.steps[0]
    if first.startswith("@"):
        for host in (parts.host, parts.site):
            keys += [f"address {account_address(f'{host}/{first}')}", f"handle {_handle(first, host)}"]
    elif first in _BEFORE_A_NAME and len(parts.steps) > 1:
        name = parts.steps[1]
        for written in ("user", "u") if parts.site == "reddit.com" else (first,):
            keys.append(f"address {account_address(f'{parts.site}/{written}/{name}')}")
        keys.append(f"did {name}" if name.startswith("did:") else f"handle {_name(name, parts.site)}")
    elif parts.site in _NAMED_BY_ONE:
        keys.append(f"address {account_address(f'{parts.site}/{first}')}")
    return tuple(dict.fromkeys(keys))


def _handle(written: str, host: str) -> str:
    """`@name@host` or `@name` on a host, as handles are compared."""
    name = written.removeprefix("@").casefold()
    return name if "@" in name else f"{name}@{host}"


def _name(name: str, site: str) -> str:
    """A handle that stands bare in an address; on Bluesky it is whole, elsewhere it belongs to the site."""
    return name.casefold() if site == "bsky.app" or "@" in name else f"{name.casefold()}@{site}"
