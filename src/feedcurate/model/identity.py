"""Who is who and what is where: accounts, addresses and sites, compared as language.md says.

In: accounts, entries of lists and addresses as written. Out: true, false, or None where too little is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from attrs import frozen

if TYPE_CHECKING:
    from feedcurate.model.account import Account

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_AT_POST = re.compile(r"^at://([^/]+)/app\.bsky\.feed\.post/([^/?#]+)$")


def canonical_address(address: str) -> str:
    """An address for comparison: no scheme, `www.`, fragment, `utm_*` or trailing slash; the host casefolded.

    A Bluesky post's web address and its `at://` address are the same.
    """
    at_post = _AT_POST.match(address.strip())
    if at_post:
        address = f"bsky.app/profile/{at_post[1]}/post/{at_post[2]}"
    bare = _SCHEME.sub("", address.strip())
    bare, _, _fragment = bare.partition("#")
    path, mark, query = bare.partition("?")
    if mark:
        kept = [(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not k.lower().startswith("utm_")]
        query = urlencode(kept)
    host, slash, rest = path.rstrip("/").partition("/")
    path = f"{host.casefold().removeprefix('www.')}{slash}{rest}"
    return f"{path}?{query}" if query else path


def account_address(address: str) -> str:
    """An account's address for comparison: as `canonical_address`, and case does not matter anywhere."""
    return canonical_address(address).casefold()


def same_address(left: str, right: str) -> bool:
    """Whether two ids or addresses of a post are the same."""
    return left == right or canonical_address(left) == canonical_address(right)


@frozen
class AccountSet:
    """A list of accounts: DIDs and other ids, handles with a host, local parts that stand for any host, addresses."""

    ids: frozenset[str] = frozenset()
    handles: frozenset[str] = frozenset()
    locals: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether it has any entry."""
        return bool(self.ids or self.handles or self.locals or self.addresses)

    def __or__(self, other: AccountSet) -> AccountSet:
        """The entries of both."""
        return AccountSet(
            self.ids | other.ids,
            self.handles | other.handles,
            self.locals | other.locals,
            self.addresses | other.addresses,
        )

    def has(self, account: Account | None) -> bool | None:
        """Whether any known identifier of the account matches an entry; None where none is known."""
        if account is None or (account.id is None and account.handle is None and account.url is None):
            return None
        if account.id is not None and (account.id in self.ids or account.id.casefold() in self.ids):
            return True
        if account.handle is not None and self._has_handle(account.handle):
            return True
        return bool(self.addresses) and account.url is not None and account_address(account.url) in self.addresses

    def _has_handle(self, handle: str) -> bool:
        if handle in self.handles:
            return True
        return bool(self.locals) and handle.partition("@")[0] in self.locals


def account_set(entries: Iterable[str]) -> AccountSet:
    """The set of accounts written as `@name@host`, `@name`, a DID or an address.

    `@name.bsky.social` is a handle; `@name` without a dot or a host is that local part on any host.
    """
    ids: set[str] = set()
    handles: set[str] = set()
    local: set[str] = set()
    addresses: set[str] = set()
    for entry in entries:
        if entry.startswith("did:"):
            ids.add(entry)
        elif entry.startswith("@"):
            name = entry[1:].casefold()
            (handles if "@" in name or "." in name else local).add(name)
        elif "@" in entry and "/" not in entry:
            handles.add(entry.casefold())
        else:
            addresses.add(account_address(entry))
    return AccountSet(frozenset(ids), frozenset(handles), frozenset(local), frozenset(addresses))


def identifiers(account: Account) -> dict[str, str]:
    """What an account is known by, by kind: an id of its source, a DID, a handle, an address.

    Ids are unique within their source and say nothing beside those of another; DIDs are unique everywhere.
    """
    known: dict[str, str] = {}
    if account.id is not None:
        known["did" if account.id.startswith("did:") else f"id of {account.source or ''}"] = account.id
    if account.handle is not None:
        known["handle"] = account.handle
    if account.url is not None:
        known["address"] = account_address(account.url)
    return known


def same_account(left: Account | None, right: Account | None) -> bool | None:
    """Equal by an identifier of the same kind, different where a kind is known of both and none is equal, else None."""
    if left is None or right is None:
        return None
    one, other = identifiers(left), identifiers(right)
    both = one.keys() & other.keys()
    return any(one[kind] == other[kind] for kind in both) if both else None


def account_key(account: Account) -> str | None:
    """One text that stands for an account: its id, else its handle, else its address; None where none is known."""
    known = identifiers(account)
    kind = next(iter(known), None)
    return None if kind is None else f"{kind} {known[kind]}"


def site_of(address: str) -> str | None:
    """The host and path of a web address (`example.com/deals`), casefolded, without `www.`; None where it has none."""
    text = address.strip()
    try:
        parts = urlsplit(text if _SCHEME.match(text) or text.startswith("//") else f"//{text}")
        host = parts.hostname
    except ValueError:
        return None
    if not host:
        return None
    return (host.removeprefix("www.").rstrip(".") + parts.path.rstrip("/")).casefold()


def covers_site(pattern: str, site: str) -> bool:
    """Whether a site (host and path) is a pattern's domain or below it, and below its path where it has one."""
    domain, _, path = pattern.partition("/")
    host, _, rest = site.partition("/")
    if host != domain and not host.endswith(f".{domain}"):
        return False
    return not path or rest == path or rest.startswith(f"{path}/")


def sites_above(site: str) -> Iterator[str]:
    """All entries that would cover a site: its domain and those above, each with the beginnings of its path."""
    host, _, path = site.partition("/")
    labels = host.split(".")
    steps = path.split("/") if path else []
    for start in range(len(labels)):
        name = ".".join(labels[start:])
        yield name
        for end in range(1, len(steps) + 1):
            yield f"{name}/{'/'.join(steps[:end])}"


@frozen
class SiteSet:
    """A list of sites, as `host` or `host/path`, casefolded, without `www.`."""

    sites: frozenset[str] = frozenset()

    def __or__(self, other: SiteSet) -> SiteSet:
        """The entries of both."""
        return SiteSet(self.sites | other.sites)

    def has(self, site: str | None) -> bool | None:
        """Whether an entry covers the site; None where it is unknown. Costs one look-up a part of the name."""
        if site is None:
            return None
        return not self.sites.isdisjoint(sites_above(site))


def site_set(entries: Iterable[str]) -> SiteSet:
    """The set of sites written as domains, with a path where wanted."""
    return SiteSet(frozenset(site for entry in entries if (site := site_of(entry)) is not None))
