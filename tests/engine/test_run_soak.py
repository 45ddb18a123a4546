"""Ten million evaluations need no more memory than one million."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

import pytest

import feedcurate as fc
from feedcurate.model.account import Account
from tests.engine.build import NOW, post

STATUS = Path("/proc/self/statm")
PAGE = 4_096
MANY = 1_000_000
RULES = """
accounts close: @ann@a.example
rule a when post mentions {"gym", "summer body", #fitspo} and not author in close then hide, note "{post.likes}"
rule b when post.likes > 3 and post.language is en then label many
rule c when post.community = "Foo" or post.site in {"tab.example"} then boost 1 hour
"""


def resident() -> int:
    """How many bytes of this process are in memory."""
    return int(STATUS.read_text(encoding="ascii").split()[1]) * PAGE


@pytest.mark.soak
@pytest.mark.skipif(not STATUS.exists(), reason="only Linux says how much memory a process has")
def test_memory_stays_flat() -> None:
    """What is remembered of texts, tags, sites and languages is bounded, whatever posts bring."""
    rules = fc.loads(RULES)
    posts = cycle(
        post(
            f"gym {n} #tag{n} … https://tab.example/{n}",
            likes=n % 9,
            author=Account(handle=f"a{n}@b.example"),
            tags=(f"t{n}",),
            language=f"en-x{n}",
            community=f"c{n}",
            url=f"https://tab.example/{n}",
        )
        for n in range(50_000)
    )
    sizes: list[int] = []
    for _ in range(10):
        for item in islice(posts, MANY):
            assert fc.evaluate(rules, (item,), now=NOW).posts
        sizes.append(resident())
    assert sizes[-1] - sizes[0] < 8_000_000
