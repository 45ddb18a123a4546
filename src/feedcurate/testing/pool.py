"""The values that posts are made of: everyday ones, and those that a rule set's own conditions draw.

In: nothing. Out: `Pool`, a frozen collection by kind of value, and `EVERYDAY`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from attrs import field, frozen

from feedcurate.model.kinds import Kind

T = TypeVar("T")

NOW = datetime(2026, 5, 8, 8, 0, tzinfo=UTC)
"""The instant that dates lie around where no other is given."""
TICK = timedelta(microseconds=1)


@frozen
class Pool:
    """Values by kind. `numbers`, `words` and `spans` are by the name of a field; under `""` stand those for any.

    `people` are accounts by one identifier each: (`id`, `handle` or `url`, value). `signals` are declared ones.
    """

    texts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()
    numbers: Mapping[str, tuple[float, ...]] = field(factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(factory=dict)
    spans: Mapping[str, tuple[timedelta, ...]] = field(factory=dict)
    clocks: tuple[time, ...] = ()
    dates: tuple[date, ...] = ()
    signals: Mapping[str, Kind] = field(factory=dict)

    def __or__(self, other: Pool) -> Pool:
        """The values of both, each once."""
        return Pool(
            texts=_once(self.texts, other.texts),
            tags=_once(self.tags, other.tags),
            sites=_once(self.sites, other.sites),
            people=_once(self.people, other.people),
            languages=_once(self.languages, other.languages),
            numbers=_merged(self.numbers, other.numbers),
            words=_merged(self.words, other.words),
            spans=_merged(self.spans, other.spans),
            clocks=_once(self.clocks, other.clocks),
            dates=_once(self.dates, other.dates),
            signals={**self.signals, **other.signals},
        )

    def near(self, values: Mapping[str, tuple[T, ...]], name: str) -> tuple[T, ...]:
        """The values for a field: its own where there are some, else those for any."""
        return values.get(name) or values.get("", ())


def _once(*parts: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(value for part in parts for value in part))


def _merged(left: Mapping[str, tuple[T, ...]], right: Mapping[str, tuple[T, ...]]) -> dict[str, tuple[T, ...]]:
    return {name: _once(left.get(name, ()), right.get(name, ())) for name in (*left, *right)}


EVERYDAY = Pool(
    texts=(
        "Good morning", "A long walk by the sea, and then tea.", "READ THIS NOW", "ein Spaziergang", "ダイエット",
        "🙂 fine", "l'été à la mer", "1.5 km #news", "line one\nline two", "https://news.example/1",
    ),
    tags=("news", "LongWalks", "art", "été"),
    sites=("news.example", "video.example/watch", "shop.example"),
    people=(
        ("handle", "ann@a.example"), ("handle", "bob@b.example"), ("handle", "dan.bsky.social"),
        ("id", "did:plc:3"), ("url", "https://video.example/@cat"),
    ),
    languages=("en", "en-GB", "de", "pt-BR", "ja"),
    spans={"": tuple(timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours", "days", "weeks"))},
    clocks=(time(0), time(12), time(23, 30)),
    dates=(NOW.date(),),
)  # fmt: skip
"""What posts are made of where no rule says what it looks for."""
