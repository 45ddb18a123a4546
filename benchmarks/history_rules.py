"""Fifty rules that look back, as data and in the language.

In: nothing (a seed). Out: `Condition`s, each of which measures one stream in one window and asks whether that passes a
limit; and the rule file, in which each gives a post a label of its own.

`table`, `flag` and `value` say what a condition looks at in the words of the tables that the hand-written contenders
keep (`history_polars`, `history_duckdb`); `stream`, `where` and `field` say the same in the language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from enum import StrEnum
from functools import partial
from random import Random
from typing import TypedDict

from attrs import evolve, frozen

from benchmarks.history_workload import READER
from benchmarks.vocabulary import vocabulary
from benchmarks.workload import SEED, TERMS

TOPICS = 24

_RANKS = (350, 6_000)
"""Where the words of topics stand in the vocabulary."""

Value = int | float | None
"""What a condition measures: a number, a share, microseconds; None where that is not known."""


_COUNTS = (21, 22, 28, 92, 37, 29, 31, 94, 62, 57)


class _Limit(TypedDict):
    """A limit, as a number and as the language writes it."""

    limit: float
    written: str


class Measure(StrEnum):
    """What is made of the elements of a window."""

    COUNT = "count"
    SHARE = "share"
    SUM = "sum"
    AVERAGE = "average"
    DAYS = "days"
    SINCE = "since"


class Table(StrEnum):
    """Streams that are kept together. Those of the first kind are asked for one account."""

    WROTE = "wrote"
    """By account: what it wrote or reposted."""
    LOOKED = "looked"
    """By account: what the reader did about what it wrote or reposted."""
    POSTS = "posts"
    MINE = "mine"
    MOODS = "moods"

    @property
    def by_account(self) -> bool:
        """Asked for the author of the post at hand."""
        return self in {Table.WROTE, Table.LOOKED}


@frozen(kw_only=True)
class Condition:
    """`measure` of a stream in the time before now, beside a limit."""

    name: str = ""
    measure: Measure
    table: Table
    stream: str
    flag: str = "all"
    where: str = ""
    value: str = ""
    field: str = ""
    days: float = 0
    above: bool = True
    limit: float
    written: str

    @property
    def window(self) -> timedelta:
        """How far back it looks; nothing where it looks as far back as there is something."""
        return timedelta(days=self.days)

    def holds(self, measured: Value) -> bool:
        """Whether a rule with this condition fires. What is not known lets none fire."""
        if measured is None:
            return False
        return measured > self.limit if self.above else measured < self.limit

    @property
    def text(self) -> str:
        """The rule in the language."""
        of = f"{self.field} of " if self.field else ""
        where = f" where {self.where}" if self.where else ""
        window = f", {self.days:g} days" if self.days > 1 else ", 24 hours" if self.days else ""
        sign = ">" if self.above else "<"
        asked = f"{self.measure}({of}{self.stream}{where}{window}) {sign} {self.written}"
        return f"rule {self.name}\n    when {asked}\n    then label {self.name}\n"


def topics() -> tuple[tuple[str, ...], ...]:
    """Five words each."""
    random = Random(SEED + 20)
    words = [unit for unit in vocabulary(Random(SEED)).units[slice(*_RANKS)] if " " not in unit]
    return tuple(tuple(random.sample(words, TERMS)) for _ in range(TOPICS))


def flag_of(number: int) -> str:
    """The column that says of a post whether it mentions a topic."""
    return f"topic_{number:02}"


def conditions() -> tuple[Condition, ...]:
    """All fifty."""
    some = (*_of_posts(), *_of_views(), *_of_all())
    return tuple(evolve(one, name=f"look_back_{number:02}") for number, one in enumerate(some))


HEAD = f'set timezone: "UTC"\nset me: @{READER}\n\n'


def rule_file(some: Iterable[Condition]) -> str:
    """The rules in the language."""
    return HEAD + "\n".join(one.text for one in some)


def audit_file() -> str:
    """A rule that makes the first topic one that the audit counts."""
    words = ", ".join(f'"{word}"' for word in topics()[0])
    return f"{HEAD}topic {flag_of(0)}: {words}\nrule audited when post.text mentions {flag_of(0)} then hide\n"


def _of_posts() -> Iterator[Condition]:
    """What the author of the post at hand wrote or reposted."""
    ask = partial(Condition, table=Table.WROTE, stream="posts by author")
    about = [partial(ask, flag=flag_of(number), where=_where(words)) for number, words in enumerate(topics())]
    for topic, days, limit in zip(about, (7, 7, 7, 14, 14, 14, 14, 30, 30, 30), _COUNTS, strict=False):
        yield topic(measure=Measure.COUNT, days=days, **_number(limit))
    for topic, percent in zip(about[10:], (5, 6, 5, 9, 6, 6), strict=False):
        yield topic(measure=Measure.SHARE, days=30, limit=percent / 100, written=f"{percent}%")
    yield ask(measure=Measure.COUNT, days=1, **_number(405))
    yield ask(measure=Measure.COUNT, days=7, flag="repost", where="post is repost", **_number(720))
    yield ask(measure=Measure.COUNT, days=14, flag="link", where="post has link", **_number(830))
    yield ask(measure=Measure.SUM, days=7, value="likes", field="post.likes", **_number(168_000))
    for topic, limit in zip(about[16:], (4_800, 1_600, 5_600), strict=False):
        yield topic(measure=Measure.SUM, days=14, value="likes", field="post.likes", **_number(limit))
    for topic, limit in zip(about[19:], (22, 20, 26), strict=False):
        yield topic(measure=Measure.AVERAGE, days=30, value="replies", field="post.replies", **_number(limit))
    for topic, limit in zip(about[:4], (27, 29, 29, 30), strict=True):
        yield topic(measure=Measure.DAYS, days=30, **_number(limit))
    for topic, minutes in zip(about[20:], (15, 2, 10, 1), strict=True):
        yield topic(measure=Measure.SINCE, above=False, **_time(minutes=minutes))


def _of_views() -> Iterator[Condition]:
    """What the reader did about what the author of the post at hand wrote or reposted."""
    ask = partial(Condition, table=Table.LOOKED)
    views = partial(ask, stream="views of author", flag="view")
    spent = partial(views, value="spent", field="view.duration")
    yield views(measure=Measure.COUNT, days=1, **_number(380))
    yield views(measure=Measure.COUNT, days=7, **_number(2_600))
    for days, minutes in ((1, 17), (7, 120), (30, 512)):
        yield spent(measure=Measure.SUM, days=days, **_time(minutes=minutes))
    yield spent(measure=Measure.AVERAGE, days=7, **_time(seconds=6))
    yield views(measure=Measure.DAYS, days=14, above=False, **_number(1))
    yield views(measure=Measure.SINCE, **_time(days=30))
    yield ask(measure=Measure.COUNT, stream="likes of author", flag="like", days=30, **_number(432))
    yield ask(measure=Measure.COUNT, stream="replies of author", flag="reply", days=14, **_number(80))


def _of_all() -> Iterator[Condition]:
    """What has nothing to do with the author: all posts, the reader's own, how the reader felt."""
    ask = partial(Condition, table=Table.POSTS, stream="posts", days=1)
    about = [partial(ask, flag=flag_of(number), where=_where(words)) for number, words in enumerate(topics())]
    yield about[10](measure=Measure.COUNT, **_number(67))
    yield about[11](measure=Measure.COUNT, **_number(92))
    yield about[12](measure=Measure.SHARE, limit=0.006, written="0.6%")
    for days, limit in ((1, 29), (7, 195)):
        yield Condition(measure=Measure.COUNT, table=Table.MINE, stream="posts by me", days=days, **_number(limit))
    moods = partial(Condition, table=Table.MOODS, stream="checkins", value="mood", field="checkin.mood")
    yield moods(measure=Measure.AVERAGE, days=7, above=False, limit=2.98, written="2.98")


def _number(limit: float) -> _Limit:
    return _Limit(limit=limit, written=f"{limit:g}")


def _time(**parts: int) -> _Limit:
    """In microseconds; the one unit that is given is the one that is written."""
    [(unit, amount)] = parts.items()
    return _Limit(limit=timedelta(**parts) / timedelta(microseconds=1), written=f"{amount} {unit}")


def _where(words: Sequence[str]) -> str:
    return 'post.text mentions {"' + '", "'.join(words) + '"}'
