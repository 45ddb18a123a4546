"""A world that shows something as an `example` to paste into the rule file.

In: a world and what the rules make of its post. Out: the canonical text of an example that expects just that, and
whether it says all there is to say of the post.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from attrs import frozen
from pydantic import BaseModel

from feedcurate.model.account import Account, Claim, Credential
from feedcurate.model.decision import Outcome
from feedcurate.model.fields import fields_of
from feedcurate.model.item import Item, Media
from feedcurate.model.kinds import Enumeration, Kind, Simple
from feedcurate.model.words import Flag, is_words
from feedcurate.program.examples import NOW
from feedcurate.program.program import Program
from feedcurate.proof.world import World, opinion_in
from feedcurate.syntax.nodes import Unit
from feedcurate.syntax.parse import parse
from feedcurate.syntax.printer import format_file
from feedcurate.syntax.reserved import RESERVED
from feedcurate.syntax.writing import number, quoted
from feedcurate.text.span import Source

_UNITS = ((Unit.DAY, 86_400), (Unit.HOUR, 3_600), (Unit.MINUTE, 60))
_BY_THEMSELVES = frozenset({"id", "author", "text", "published", "fetched_at", "signals"})
_PARTS = {"via": "post is repost", "in_reply_to": "post is reply", "quote": "post is quote", "poll": "post has poll"}
_MEDIA = {"image": "image", "video": "video", "audio": "audio", "gifv": "gif", "live": "live"}


@frozen
class Pasted:
    """An example's text; `is_whole`: it says everything of the post and of what was before."""

    text: str
    is_whole: bool


def pasted(program: Program, title: str, world: World) -> Pasted:
    """A world as an example of such a title that expects what the rules make of it."""
    telling = _Telling(program, world.item, world.now)
    details = list(telling.details())
    lines = [f"example {quoted(title)}"]
    if world.now != NOW:
        telling.missing |= world.now.second > 0 or world.now.microsecond > 0
        zone = program.settings.timezone
        lines.append(f"at {world.now.astimezone(UTC if zone is None else ZoneInfo(zone)):%Y-%m-%d %H:%M}")
    text = world.item.text
    lines.append(
        "given post"
        + telling.by()
        + ("" if text is None else f" saying {quoted(text)}")
        + (f" with {', '.join(details)}" if details else "")
    )
    lines += _expected(program, world)
    parsed = parse(Source("example", "\n".join(lines))).file
    is_whole = not telling.missing and world.facts.history is None and not parsed.broken
    return Pasted("\n".join(lines) + "\n" if parsed.broken else format_file(parsed), is_whole)


def _expected(program: Program, world: World) -> Iterator[str]:
    """What happens: the outcome, how the post moves, and its labels."""
    found = opinion_in(program, world)
    verdict = found.verdict
    why = [rule.name for rule in found.fired if rule.actions.strength is verdict.strength]
    by = f" by {why[0]}" if why and verdict.outcome is not Outcome.SHOWN else ""
    yield f"expect {verdict.outcome}{by}"
    if verdict.shift:
        yield f"expect {'boosted' if verdict.shift > timedelta(0) else 'demoted'}"
    yield from (f"expect labelled {_word(label)}" for label in verdict.labels)


class _Telling:
    """The details of a post in the words of an example; `missing` is set where one cannot be said."""

    def __init__(self, program: Program, item: Item, now: datetime) -> None:
        self.program, self.item, self.now = program, item, now
        self.missing = False

    def by(self) -> str:
        """Whose the post is."""
        author = self.item.author
        if author is None:
            return ""
        named = _named(author)
        known = sum(one is not None for one in (author.id, author.handle, author.url))
        self.missing |= known > (named is not None)
        return "" if named is None else f" by {named}"

    def details(self) -> Iterator[str]:
        """Everything else."""
        yield from self._of(self.item, "post", _BY_THEMSELVES | _PARTS.keys())
        yield from self._dated()
        yield from (told for name, told in _PARTS.items() if self._has_part(name))
        if self.item.via is not None and self.item.via.account is not None:
            named = _named(self.item.via.account)
            self.missing |= named is None
            if named is not None:
                yield f"reposter = {named}"
        if self.item.author is not None:
            yield from self._of(self.item.author, "author", {"id", "handle", "url"})
            yield from self._related(self.item.author)
        for name, value in sorted(self.item.signals.items()):
            yield self._signal(name, value)

    def _has_part(self, name: str) -> bool:
        """Whether a part is there; what is in it cannot be said."""
        part = getattr(self.item, name)
        if isinstance(part, BaseModel):
            known = {field for field in part.model_fields_set if getattr(part, field) is not None}
            self.missing |= bool(known - {"id", "account", "source"})
        return part is not None

    def _dated(self) -> Iterator[str]:
        published = self.item.published
        if published is not None and published != self.now:
            ago = _duration(self.now - published)
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
                yield from self._listed(name, value)
            elif name != "relation":
                literal = self._literal(value, field.kind)
                self.missing |= literal is None
                if literal is not None:
                    yield f"{path}.{name} = {literal}"

    def _listed(self, name: str, values: tuple[Any, ...]) -> Iterator[str]:
        """The elements of a list, as far as they can be said."""
        for value in values:
            told = _element(name, value)
            self.missing |= told is None or (isinstance(value, Media) and value.model_fields_set != {"kind"})
            if told is not None:
                yield told
        self.missing |= not values or (name == "media" and len(values) > 1)

    def _credential(self, claims: Sequence[Claim]) -> str:
        """What an account says of itself, as its credential; several claims, and what is in them, cannot be said."""
        self.missing |= len(claims) > 1 or any(claim.model_fields_set != {"kind"} for claim in claims)
        return f"author.credential = {claims[0].kind if claims else Credential.NONE}"

    def _literal(self, value: Any, kind: Kind) -> str | None:
        """A value as it is written; None for one that cannot be."""
        if isinstance(kind, Enumeration):
            return _word(str(value))
        match kind:
            case Simple.NUMBER:
                return number(float(value))
            case Simple.SHARE:
                return f"{number(float(value) * 100)}%" if float(value) * 100 / 100 == value else None
            case Simple.DURATION:
                return _duration(value)
            case Simple.LANGUAGE:
                return _word(value)
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
            named = _named(value)
            return None if named is None else f"post mentions {named}"
        case "media" if value.kind is not None:
            return f"post has {_MEDIA[value.kind.value]}"
        case _:
            return None


def _named(account: Account) -> str | None:
    """An account as it is written."""
    if account.handle is not None and not re.search(r"[\s,:/]", account.handle):
        return f"@{account.handle}"
    if account.url is not None:
        return quoted(account.url if "://" in account.url else f"https://{account.url}")
    return account.id if account.id is not None and account.id.startswith("did:") else None


def _duration(value: timedelta) -> str | None:
    """A duration in the largest unit that it is whole in."""
    seconds = value.total_seconds()
    unit, size = next(((unit, size) for unit, size in _UNITS if seconds % size == 0), (Unit.SECOND, 1))
    return f"{number(seconds / size)} {unit}s"


def _word(word: str) -> str:
    """A bare word, or one in quotes where it has to be."""
    return word if word.isidentifier() and word not in RESERVED else quoted(word)
