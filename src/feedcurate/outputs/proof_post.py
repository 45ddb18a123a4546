"""A post in the words of an example.

In: a post, and the instant that it is told at. Out: whose it is, what it says and its other details, each as a piece of
a `given` line; and whether that is all there is to say of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel

from feedcurate.model.account import Account, Claim, Credential
from feedcurate.model.fields import fields_of
from feedcurate.model.item import Item
from feedcurate.model.kinds import Enumeration, Kind, ListOf, Simple
from feedcurate.model.words import Flag, is_words
from feedcurate.program.program import Program
from feedcurate.syntax.nodes import Unit
from feedcurate.syntax.reserved import RESERVED
from feedcurate.syntax.writing import number, quoted

_UNITS = ((Unit.DAY, 86_400), (Unit.HOUR, 3_600), (Unit.MINUTE, 60))
_BY_THEMSELVES = frozenset({"id", "author", "text", "published", "fetched_at", "signals"})
_PARTS = {"via": "post is repost", "in_reply_to": "post is reply", "quote": "post is quote", "poll": "post has poll"}
_MEDIA = {"image": "image", "video": "video", "audio": "audio", "gifv": "gif", "live": "live"}


class Telling:
    """The details of a post in the words of an example; `missing` is set where one cannot be said."""

    def __init__(self, program: Program, item: Item, now: datetime) -> None:
        self.program, self.item, self.now = program, item, now
        self.missing = False

    def by(self) -> str:
        """Whose the post is."""
        author = self.item.author
        if author is None:
            return ""
        named = account_text(author)
        known = sum(one is not None for one in (author.id, author.handle, author.url))
        self.missing |= known > (named is not None)
        return "" if named is None else f" by {named}"

    def details(self) -> Iterator[str]:
        """Everything else."""
        yield from self._of(self.item, "post", _BY_THEMSELVES | _PARTS.keys())
        yield from self._dated()
        yield from self._parts()
        if self.item.via is not None and self.item.via.account is not None:
            named = account_text(self.item.via.account)
            self.missing |= named is None
            if named is not None:
                yield f"reposter = {named}"
        if self.item.author is not None:
            yield from self._of(self.item.author, "author", {"id", "handle", "url", "created"})
            if self.item.author.created is not None:
                yield f"author.age = {duration_text(self.now - self.item.author.created)}"
            yield from self._related(self.item.author)
        for name, value in sorted(self.item.signals.items()):
            yield self._signal(name, value)

    def _parts(self) -> Iterator[str]:
        """A repost, a reply, a quote, a poll, and what can be said of it."""
        for name, word in _PARTS.items():
            part = getattr(self.item, name)
            if not isinstance(part, BaseModel):
                continue
            # A repost that is told of is of the instant at which it is told.
            is_now = name == "via" and getattr(part, "at", None) == self.now
            beside = {"id", "source", *(["account"] if name == "via" else []), *(["at"] if is_now else [])}
            yield from self._literals(part, f"post.{name}", frozenset(beside)) or [word]

    def _dated(self) -> Iterator[str]:
        published = self.item.published
        if published is not None and published != self.now:
            ago = duration_text(self.now - published)
            self.missing |= ago is None
            if ago is not None:
                yield f"post.age = {ago}"

    def _signal(self, name: str, value: float | bool | str) -> str:
        kind = dict(self.program.signals)[name]
        if isinstance(value, bool):
            return f"post.{name}" if value else f"not post.{name}"
        return f"post.{name} = {self._literal(value, kind) or quoted(str(value))}"

    def _related(self, account: Account) -> Iterator[str]:
        relation = account.relation
        if relation is not None:
            for name in ("followed", "follower", "muted", "blocked"):
                value = getattr(relation, name)
                if value is not None:
                    yield f"author is {'' if value else 'not '}{name}"

    def _of(self, thing: BaseModel, path: str, beside: frozenset[str] | set[str]) -> Iterator[str]:
        """The fields of a structure that are set."""
        words = {word.path: name for name, word in is_words(type(thing)).items() if isinstance(word, Flag)}
        for name, field in fields_of(type(thing)).items():
            value = getattr(thing, name)
            if name in beside or value is None or value == type(thing).model_fields[name].default:
                continue
            if isinstance(value, bool):
                yield f"{path} is {'' if value else 'not '}{words.get(name, name)}"
            elif name == "claims":
                yield self._credential(value)
            elif isinstance(value, tuple):
                yield from self._listed(name, field.kind, value)
            elif name != "relation":
                literal = self._literal(value, field.kind)
                self.missing |= literal is None
                if literal is not None:
                    yield f"{path}.{name} = {literal}"

    def _listed(self, name: str, kind: Kind, values: tuple[Any, ...]) -> Iterator[str]:
        """The elements of a list, as far as they can be said; that there are none."""
        singular = kind.singular if isinstance(kind, ListOf) else name
        if not values:
            yield f"not post has {singular}"
        for value in values:
            told = _element(name, value)
            if told is None and isinstance(value, BaseModel):
                literals = self._literals(value, singular, frozenset())
                told = f"any(post.{name} where {' and '.join(literals)})" if literals else None
            self.missing |= told is None
            if told is not None:
                yield told

    def _literals(self, thing: BaseModel, path: str, beside: frozenset[str]) -> list[str]:
        """The fields of a structure that have literals."""
        told = []
        for name, field in fields_of(type(thing)).items():
            value = getattr(thing, name)
            if name in beside or value is None or value == type(thing).model_fields[name].default:
                continue
            literal = account_text(value) if isinstance(value, Account) else self._literal(value, field.kind)
            self.missing |= literal is None
            if literal is not None:
                told.append(f"{path}.{name} = {literal}")
        return told

    def _credential(self, claims: Sequence[Claim]) -> str:
        """What an account says of itself, as its credential; several claims, and what is in them, cannot be said."""
        self.missing |= len(claims) > 1 or any(claim.model_fields_set != {"kind"} for claim in claims)
        return f"author.credential = {claims[0].kind if claims else Credential.NONE}"

    def _literal(self, value: Any, kind: Kind) -> str | None:
        """A value as it is written; None for one that cannot be."""
        if isinstance(kind, Enumeration):
            return word_text(str(value))
        match kind:
            case Simple.NUMBER:
                return number(float(value))
            case Simple.SHARE:
                return f"{number(float(value) * 100)}%" if float(value) * 100 / 100 == value else None
            case Simple.DURATION:
                return duration_text(value)
            case Simple.LANGUAGE:
                return word_text(value)
            case Simple.TEXT | Simple.ADDRESS | Simple.SITE:
                return quoted(value)
            case _:
                return None


def _element(name: str, value: Any) -> str | None:
    match name:
        case "tags":
            return f"#{value} in post.tags" if value.isidentifier() else None
        case "labels":
            return f"{quoted(value.value)} in post.labels"
        case "mentions":
            named = account_text(value)
            return f"post mentions {named}" if named is not None and named.startswith("@") else None
        case "media" if value.model_fields_set == {"kind"} and value.kind is not None:
            return f"post has {_MEDIA[value.kind.value]}"
        case _:
            return None


def account_text(account: Account) -> str | None:
    """An account as it is written."""
    if account.handle is not None and not re.search(r"[\s,:/]", account.handle):
        return f"@{account.handle}"
    if account.url is not None:
        return quoted(account.url if "://" in account.url else f"https://{account.url}")
    return account.id if account.id is not None and account.id.startswith("did:") else None


def duration_text(value: timedelta) -> str | None:
    """A duration in the largest unit that it is whole in."""
    seconds = value.total_seconds()
    unit, size = next(((unit, size) for unit, size in _UNITS if seconds % size == 0), (Unit.SECOND, 1))
    return f"{number(seconds / size)} {unit}s"


def word_text(word: str) -> str:
    """A bare word, or one in quotes where it has to be."""
    return word if word.isidentifier() and word not in RESERVED else quoted(word)
