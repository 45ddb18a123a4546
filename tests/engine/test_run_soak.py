"""However many posts are evaluated, the memory stays the same."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest

import feedcurate as fc
from feedcurate.model.account import Account
from feedcurate.model.item import Item
from tests.engine.build import NOW, post

STATUS = Path("/proc/self/statm")
PAGE = 4_096
MANY = 1_000_000
FEW = 4_200
"""More than what is remembered of anything."""
RULES = """
accounts close: @ann@a.example
rule a when post mentions {"gym", "summer body", #fitspo} and not author in close then hide, note "{post.likes}"
rule b when post.likes > 3 and post.language is en then label many
rule c when post.community = "Foo" or post.site in {"tab.example"} then boost 1 hour
"""


def resident() -> int:
    """How many bytes of this process are in memory."""
    return int(STATUS.read_text(encoding="ascii").split()[1]) * PAGE


def posts(different: int) -> Iterator[Item]:
    """Posts without end, so many of them different: new words, tags, accounts, languages and sites in each."""
    made = [
        post(
            f"gym {n} #tag{n} … https://tab.example/{n} {chr(0x1F300 + n % 500)}",
            likes=n % 9,
            author=Account(handle=f"a{n}@b.example"),
            tags=(f"t{n}",),
            language=f"en-x{n}",
            community=f"c{n}",
            url=f"https://tab.example/{n}",
        )
        for n in range(different)
    ]
    return cycle(made)


def evaluate(rules: fc.Ruleset, given: Iterator[Item], count: int) -> None:
    """Evaluate so many posts, each by itself."""
    for item in islice(given, count):
        assert fc.evaluate(rules, (item,), now=NOW).posts


def test_memory_stays_flat_for_thousands() -> None:
    """Once all that is remembered has been replaced by other things, thousands of posts more leave nothing behind."""
    rules, given = fc.loads(RULES), posts(3 * FEW)
    evaluate(rules, given, FEW)
    tracemalloc.start()
    try:
        sizes = []
        for _ in range(2):
            evaluate(rules, given, FEW)
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert sizes[1] - sizes[0] < FEW * 40


@pytest.mark.soak
@pytest.mark.skipif(not STATUS.exists(), reason="only Linux says how much memory a process has")
def test_memory_stays_flat_for_millions() -> None:
    """What is remembered of texts, tags, sites and languages is bounded, whatever posts bring."""
    rules, given = fc.loads(RULES), posts(50_000)
    sizes: list[int] = []
    for _ in range(10):
        evaluate(rules, given, MANY)
        sizes.append(resident())
    assert sizes[-1] - sizes[0] < 8_000_000
