"""Which fields can make a difference to a program: all others may as well be unknown.

In: programs. Out: names of fields, of any class.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from feedcurate.program.expr import (
    Derive,
    Expr,
    Get,
    InMe,
    Input,
    Matches,
    Mentions,
    MentionsAccount,
    Over,
    Root,
    Scope,
)
from feedcurate.program.program import Program

_ALWAYS = ("source", "author", "published", "mine")
_SEEN = ("title", "summary", "text", "tags", "media", "alt", "links", "description", "poll", "options", "quote")
"""What a reader sees of a post."""
_KEYS = ("url", "via", "account", "community", "feed", "thread", "links", "title", "fetched_at", "seen_at")
"""What quotas go by."""
_BELOW: Mapping[str, tuple[str, ...]] = {
    "age": ("published", "created"),
    "words": ("title", "text"),
    "shouting": ("title", "text"),
    "emoji": ("title", "text"),
    "reading_time": ("title", "text"),
    "site": ("url", "site"),
    "labels": ("labels", "value", "negated", "expires_at"),
    "seen": ("seen_at",),
    "credential": ("claims",),
    "followed": ("relation", "followed"),
    "follower": ("relation", "follower"),
    "mutual": ("relation", "followed", "follower"),
    "muted": ("relation", "muted"),
    "blocked": ("relation", "blocked"),
}
"""What a derived value follows from."""


def relevant(programs: Iterable[Program]) -> frozenset[str]:
    """The fields that some programs look at, one way or another."""
    found = set(_ALWAYS)
    for program in programs:
        found.update(name for node in program.exprs for name in _fields(node))
        found.update(_KEYS if program.quotas else ())
    return frozenset(found)


def _fields(node: Expr) -> Iterator[str]:
    match node:
        case Get(_, name):
            yield name
        case Derive(_, name):
            yield from _BELOW.get(name, ())
        case Root(Input.REPOSTER):
            yield from ("via", "account")
        case Mentions(_, Scope.POST) | Matches(_, Scope.POST):
            yield from _SEEN
        case MentionsAccount():
            yield from ("mentions", "text", "title")
        case InMe() | Over():
            yield from ("via", "account", "at")
        case _:
            pass
