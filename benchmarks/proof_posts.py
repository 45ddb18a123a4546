"""Posts and pasts drawn at random around what a rule file speaks of: a search that knows nothing of proofs.

In: a rule file and a seeded `Random`. Out: a post, what is known besides, and an instant, one after the other.

What is written in the file (words, accounts, sites, numbers, durations, clocks, dates) makes up the posts: numbers one
more and one less, phrases whole and cut short, and so on. Every field may be unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from attrs import define, frozen

from feedcurate import Account, Activity, Claim, Facts, Item, Label, Link, Media, MemoryHistory, Option, Poll, Reference
from feedcurate.model.account import ClaimKind, Relation
from feedcurate.model.item import MediaKind, PostKind, Reason, Via, Visibility
from feedcurate.syntax import nodes
from feedcurate.syntax.parse import parse
from feedcurate.syntax.walk import descendants
from feedcurate.text.span import Source

T = TypeVar("T")
E = TypeVar("E", bound=Enum)
DAY = date(2026, 9, 17)
_FILLERS = ("", "hello", "my", "new plan", "every day", "HELLO THERE EVERYBODY", "recovery")


@frozen
class Case:
    """A post, what is known besides it, and when it is looked at."""

    item: Item
    facts: Facts
    now: datetime


@define
class Mentioned:
    """What a rule file speaks of, by kind."""

    words: list[str]
    tags: list[str]
    people: list[str]
    sites: list[str]
    numbers: list[float]
    spans: list[timedelta]
    clocks: list[time]
    dates: list[date]
    names: list[str]
    zone: str


def cases(text: str, random: Random, *, past: bool = True) -> Iterator[Case]:
    """Without end. `past` False leaves the history out, which is quicker."""
    spoken = mentioned(text)
    while True:
        yield _Drawer(spoken, random).case(past)


def mentioned(text: str) -> Mentioned:
    """What a rule file speaks of."""
    found = Mentioned([], ["news"], [], [], [0, 1], [timedelta(0)], [time(12)], [DAY], [], "UTC")
    for node in descendants(parse(Source("rules.curate", text)).file):
        match node:
            case nodes.Set(nodes.Name("timezone"), values):
                found.zone = next(value.value for value in values if isinstance(value, nodes.TextLit))
            case nodes.TextLit(value):
                found.words.append(value)
                if value.startswith("https://"):
                    found.people.append(value)
            case nodes.HashtagLit(tag):
                found.tags.append(tag)
            case nodes.AccountLit(value):
                found.people.append(value.removeprefix("@"))
            case nodes.SiteLit(value):
                found.sites.append(value)
            case nodes.NumberLit(value):
                found.numbers.append(value)
            case nodes.ShareLit(percent):
                found.numbers.append(percent)
            case nodes.DurationLit(amount, unit):
                found.spans.append(timedelta(**{f"{unit.value}s": amount}))
            case nodes.ClockLit(value):
                found.clocks.append(value)
            case nodes.DateLit(value):
                found.dates.append(value)
            case nodes.Name(name):
                found.names.append(name)
            case _:
                pass
    return found


@define
class _Drawer:
    """Draws one case."""

    spoken: Mentioned
    random: Random

    def case(self, past: bool) -> Case:
        zone = ZoneInfo(self.spoken.zone)
        day = self.pick(self.spoken.dates) + timedelta(days=self.random.choice((-1, 0, 0, 1, 2, 3, 4)))
        clock = self.pick(self.spoken.clocks)
        now = datetime.combine(day, clock, tzinfo=zone).astimezone(UTC) + self.tick()
        item = self.item(now)
        history = self.history(item, now) if past else None
        return Case(item, Facts(history=history), now)

    def item(self, now: datetime) -> Item:
        published = self.maybe(self.instant(now))
        return Item(
            id=f"p{self.random.randrange(1000)}",
            source=self.random.choice(("mastodon", "bluesky", "reddit", "youtube", "rss")),
            url=self.maybe(self.address()),
            kind=self.one_of(PostKind),
            author=self.maybe(self.account(now)),
            via=Via(account=self.maybe(self.account(now)), at=now) if self.random.random() < 0.3 else None,
            community=self.maybe(self.pick(self.spoken.words or ["group"])),
            title=self.maybe(self.text()),
            summary=self.maybe(self.text()),
            text=self.maybe(self.text()),
            language=self.random.choice((None, "en", "en-GB", "de", "fr")),
            tags=self.maybe(tuple(self.pick(self.spoken.tags) for _ in range(self.few()))),
            published=published,
            updated=None if published is None else published + abs(self.span()),
            in_reply_to=Reference(author=self.maybe(self.account(now))) if self.random.random() < 0.2 else None,
            quote=Item(id="q", text=self.text(), likes=self.number()) if self.random.random() < 0.2 else None,
            media=self.maybe(tuple(self.media() for _ in range(self.few()))),
            links=self.maybe(tuple(Link(url=self.address()) for _ in range(self.few(3)))),
            poll=Poll(options=(Option(text=self.text()),)) if self.random.random() < 0.1 else None,
            sensitive=self.truth(),
            sponsored=self.truth(),
            labels=self.maybe(
                tuple(Label(value=self.pick([*self.spoken.names, *self.spoken.words])) for _ in range(2))
            ),
            likes=self.maybe(self.number()),
            reposts=self.maybe(self.number()),
            replies=self.maybe(self.number()),
            views=self.maybe(self.number()),
            score=self.maybe(self.number() - 5),
            reason=self.one_of(Reason),
            visibility=self.one_of(Visibility),
            bookmarked=self.truth(),
            mine=self.random.choice((None, None, None, False, True)),
            signals=self.signals(),
        )

    def signals(self) -> dict[str, float]:
        """Any name of the file may be a signal's; other names do no harm."""
        names = {name for name in self.spoken.names if self.random.random() < 0.7}
        return {
            name: self.pick(self.spoken.numbers) / self.random.choice((1, 100)) + self.edge() / 100 for name in names
        }

    def account(self, now: datetime) -> Account:
        person = self.pick([*self.spoken.people, "nobody@else.example"])
        known = {"url": person} if person.startswith("https://") else {"handle": person}
        claims = tuple(Claim(kind=self.random.choice(list(ClaimKind))) for _ in range(self.random.randrange(3)))
        relation = Relation(followed=self.truth(), muted=self.truth())
        created = self.maybe(now - abs(self.span()))
        told = {"bot": self.truth(), "claims": self.maybe(claims), "relation": self.maybe(relation), "created": created}
        return Account.model_validate({**known, **told})

    def media(self) -> Media:
        alt, kind = self.maybe(self.text()), self.one_of(MediaKind)
        return Media(kind=kind, alt=alt, duration=self.maybe(abs(self.span())))

    def address(self) -> str:
        return f"https://{self.pick([*self.spoken.sites, 'ok.example'])}/{self.random.choice(('', '1', 'archive/x'))}"

    def text(self) -> str:
        return " ".join(self.phrase() for _ in range(self.random.randrange(1, 4)))

    def phrase(self) -> str:
        words = self.pick([*self.spoken.words, *_FILLERS, *(f"#{tag}" for tag in self.spoken.tags)]).split()
        kept = words[self.random.choice((0, 0, 0, 1)) : len(words) - self.random.choice((0, 0, 0, 1))]
        return " ".join(kept).replace("*", self.random.choice(("", "s", "thing")))

    def history(self, item: Item, now: datetime) -> MemoryHistory:
        """Posts and deeds of the time before, most about the post's author."""
        posts, deeds = [], []
        for number in range(self.random.choice((0, 3, 30, 130))):
            at = now - abs(self.span()) * self.random.random()
            posts.append(Item(id=f"h{number}", source=item.source, author=item.author, text=self.text(), published=at))
        for _ in range(self.random.choice((0, 5, 40))):
            kind = self.random.choice(("view", "view", "like"))
            at, took = now - abs(self.span()) * self.random.random(), timedelta(minutes=self.random.randrange(30))
            deeds.append(Activity.model_validate({"kind": kind, "at": at, "duration": took, "account": item.author}))
        return MemoryHistory(posts, deeds)

    def instant(self, now: datetime) -> datetime:
        if self.random.random() < 0.5:
            return now - self.span()
        return datetime.combine(now.date(), self.pick(self.spoken.clocks), tzinfo=UTC) + self.tick()

    def span(self) -> timedelta:
        return self.pick(self.spoken.spans) * self.random.choice((1, 1, 1, 2, 0.5)) + self.tick()

    def tick(self) -> timedelta:
        return self.edge() * self.random.choice((timedelta(microseconds=1), timedelta(minutes=10), timedelta(hours=1)))

    def number(self) -> int:
        return max(0, round(self.pick(self.spoken.numbers) * self.random.choice((1, 1, 1, 3, 20)) + self.edge()))

    def edge(self) -> int:
        return self.random.choice((-1, 0, 0, 1))

    def few(self, most: int = 12) -> int:
        return self.random.choice((0, 1, 1, 2, self.random.randrange(most)))

    def truth(self) -> bool | None:
        return self.random.choice((None, True, False))

    def one_of(self, kinds: type[E]) -> E | None:
        return self.maybe(self.random.choice(list(kinds)))

    def maybe(self, value: T) -> T | None:
        return None if self.random.random() < 0.2 else value

    def pick(self, values: Sequence[T]) -> T:
        return self.random.choice(values)
