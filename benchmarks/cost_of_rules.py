"""The chart of the README: what a post costs each contender, against the number of rules.

In: the rates of the race, and those of this library where more rules concern no more posts. Out: the picture, and the
file it belongs in.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.chart import Line, drawn
from benchmarks.contenders import CHEAP_FIRST, EXPERT, FEEDS, NAIVE, ONE_BY_ONE
from benchmarks.peers import NAMES
from benchmarks.throughput import Rates

FILE = Path(__file__).parents[1] / "docs" / "images" / "cost-of-rules.svg"
TITLE = "What a post costs, against the number of rules"

_OURS = {ONE_BY_ONE: "feedcurate, post by post", FEEDS: "feedcurate, feed by feed"}
_HAND = {
    EXPERT: "by hand, by an expert",
    CHEAP_FIRST: "by hand: a regex where all else holds",
    NAIVE: "by hand: a regex for each rule",
}


def picture(race: Rates, growth: Rates) -> str:
    """All contenders; dashed, this library where no more rules fire."""
    return drawn(
        [*_lines(race), Line("feedcurate, no more rules fire", "ours", _costs(growth, FEEDS), dashed=True)], TITLE
    )


def write(race: Rates, growth: Rates) -> None:
    """Put the picture where README and documentation show it."""
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(picture(race, growth), encoding="utf-8")


def _lines(race: Rates) -> Iterator[Line]:
    kinds = {"ours": _OURS, "hand": _HAND, "peer": {name: name.strip("`") for name in NAMES}}
    for kind, names in kinds.items():
        for contender, name in names.items():
            if costs := _costs(race, contender):
                yield Line(name, kind, costs)


def _costs(rates: Rates, contender: str) -> dict[int, float]:
    """Microseconds a post, by number of rules, of a contender that took part."""
    return {size: 1_000_000 / found[contender] for size, found in rates.items() if contender in found}
