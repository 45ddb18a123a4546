"""The table of a curation: what it says, where it says it, and that colour says nothing more."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.model.decision import Curation, Decision, Outcome
from feedcurate.outputs.layout import layout
from feedcurate.outputs.plain import plain
from feedcurate.outputs.pretty import pretty
from feedcurate.outputs.report import report, summary
from feedcurate.outputs.width import cells
from tests.outputs.samples import CURATION, ITEMS, NOW

AT_80_COLUMNS = """\
in the feed (2)
1  2 h    @sis@mastodon.social    My summer body plan: more ice cream than last…
          boosted 6 hours · labelled growth
          prefer_growth (author in growth, not author in close)
          outweighed: No comparison bait: comparison bait (“summer body” in
            text)
2  2 d    日本放送協会ニュース…   日本語のとても長いタイトルです、本当に長いの…
          demoted 12 hours
          collapsed: Health advice from someone not on your list
          note: Talk to someone you trust.

hidden (1)
   5 min  @gym@example.social     Your summer body, week 2
          reposted by @bro@example.social
          No comparison bait: comparison bait (“summer body” in text)

held (1)
   now    @gym@example.social     Third in a row
          held: at most 2 in a row by author

what shadow rules would have done (1)
   now    @gym@example.social     Third in a row
          would be blocked
          No comparison bait: comparison bait (“summer body” in text)

could not be met
at least 3 in 10 when author in growth: 1 of 3 in the first 10 (my.curate:30:5)

could not be read
notes.txt:3: is in no known format

4 posts in: 1 shown, 1 collapsed, 1 hidden, 1 held
"""


def drawn(width: int) -> str:
    """The sample's table without colour."""
    return plain(layout(report(CURATION, ITEMS, NOW), width))


def test_the_table_at_80_columns() -> None:
    """Feed, what was left out and why, shadow rules, unmet quotas, problems, sum: the whole of it, as it is printed."""
    assert drawn(80) == AT_80_COLUMNS


@pytest.mark.parametrize("width", [1, 40, 60, 80, 100, 120, 140, 500])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """Wide characters counted as two, from 40 columns on; what is wider than 140 is no easier to read."""
    assert all(cells(line) <= min(max(width, 40), 140) for line in drawn(width).splitlines())


@pytest.mark.parametrize("width", [40, 80, 120])
def test_colour_changes_no_character(width: int) -> None:
    """Without its colours, the coloured table is the plain one."""
    lines = list(layout(report(CURATION, ITEMS, NOW), width))
    painted = pretty(lines)
    uncoloured = re.sub(r"\x1b\[[0-9;]*m", "", painted)
    assert uncoloured != painted
    assert [line.rstrip() for line in uncoloured.splitlines()] == plain(lines).splitlines()


def test_colour_without_rich_says_which_extra_it_needs() -> None:
    """The layout needs no rich; painting names the extra that brings it."""
    code = """
import sys
sys.modules["rich.console"] = None
from feedcurate.errors import MissingExtra
from feedcurate.outputs.layout import layout
from feedcurate.outputs.plain import plain
from feedcurate.outputs.pretty import pretty
from feedcurate.outputs.report import report
from tests.outputs.samples import CURATION, ITEMS, NOW
lines = list(layout(report(CURATION, ITEMS, NOW), 80))
print(plain(lines).splitlines()[0])
try:
    pretty(lines)
except MissingExtra as missing:
    print(missing)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "in the feed (2)",
        "a table in colour needs the extra `pretty`: pip install 'feedcurate[pretty]'",
    ]


def test_a_post_that_is_not_at_hand_is_told_by_its_id() -> None:
    """A decision without its item still has a line."""
    told = plain(layout(report(CURATION, (), NOW), 80))
    assert "1  –  –  1\n" in told


@pytest.mark.parametrize(
    ("outcomes", "words"),
    [
        ([], "0 posts in"),
        ([Outcome.SHOWN], "1 post in: 1 shown"),
        ([Outcome.HELD, Outcome.SHOWN, Outcome.BLOCKED, Outcome.SHOWN], "4 posts in: 2 shown, 1 blocked, 1 held"),
    ],
)
def test_the_sum_counts_every_outcome_that_occurs(outcomes: list[Outcome], words: str) -> None:
    """In the order of the outcomes, none of them with a nought."""
    posts = tuple(Decision(id=str(i), source="s", outcome=outcome) for i, outcome in enumerate(outcomes))
    assert summary(Curation(posts=posts)) == words


@given(st.lists(st.sampled_from(Outcome), max_size=8))
def test_every_post_has_a_row(outcomes: list[Outcome]) -> None:
    """Whatever happens to them, as many rows as posts."""
    in_feed = (Outcome.SHOWN, Outcome.COLLAPSED)
    posts = tuple(
        Decision(id=f"post-{i}", source="s", outcome=outcome, place=i + 1 if outcome in in_feed else None)
        for i, outcome in enumerate(outcomes)
    )
    told = report(Curation(posts=posts), (), NOW)
    assert sorted(row.text for table in told.posts for row in table.rows) == sorted(post.id for post in posts)


def test_what_a_quota_holds_is_shown_in_part_and_counted_whole() -> None:
    """A finite feed holds most of what comes in: five of each quota have a row, and the rest is counted."""
    held = [
        Decision(
            id=str(n), source="rss", outcome=Outcome.HELD, held="once per link" if n % 9 == 0 else "at most 1 per day"
        )
        for n in range(18)
    ]
    told = report(Curation(posts=tuple(held)), [], NOW).posts
    assert [(posts.title, posts.count, len(posts.rows), posts.more) for posts in told] == [
        ("held", 18, 7, ("… and 11 more held: at most 1 per day",))
    ]
