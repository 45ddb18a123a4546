"""A small curation made by hand, with something of everything a table can show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from feedcurate.model.account import Account
from feedcurate.model.decision import (
    Because,
    Clause,
    Curation,
    Decision,
    Evidence,
    InputProblem,
    Outcome,
    ShadowReport,
    Unmet,
)
from feedcurate.model.item import Item, Via

NOW = datetime(2026, 5, 8, 8, tzinfo=UTC)
_SUMMER = Evidence(field="text", start=3, end=14, words="summer body", pattern="summer body")
_BAIT = Because(
    rule="no_comparison",
    title="No comparison bait",
    at="my.curate:14:1",
    reason="comparison bait",
    clauses=(Clause(id=1, text="post mentions comparison", value=True, evidence=(_SUMMER,)),),
)
_GROWTH = Because(
    rule="prefer_growth",
    at="my.curate:20:1",
    clauses=(Clause(id=2, text="author in growth", value=True), Clause(id=3, text="author in close", value=False)),
)

ITEMS = (
    Item(
        id="1",
        source="mastodon",
        author=Account(handle="sis@mastodon.social"),
        text="My summer body plan:\nmore ice cream than last year, and nothing else, really",
        published=NOW - timedelta(hours=2),
    ),
    Item(
        id="2",
        source="rss",
        author=Account(name="日本放送協会ニュース速報"),
        title="日本語のとても長いタイトルです、本当に長いので切り取られるはずです、ですから",
        published=NOW - timedelta(days=2),
    ),
    Item(
        id="3",
        source="mastodon",
        author=Account(handle="gym@example.social"),
        text="Your summer body, week 2",
        via=Via(account=Account(handle="bro@example.social"), at=NOW - timedelta(minutes=5)),
    ),
    Item(id="4", source="mastodon", author=Account(handle="gym@example.social"), text="Third in a row", published=NOW),
)

CURATION = Curation(
    posts=(
        Decision(
            id="1",
            source="mastodon",
            outcome=Outcome.SHOWN,
            place=1,
            shift=timedelta(hours=6),
            labels=("growth",),
            because=(_GROWTH,),
            overridden=(_BAIT,),
        ),
        Decision(
            id="2",
            source="rss",
            outcome=Outcome.COLLAPSED,
            place=2,
            shift=timedelta(hours=-12),
            collapse="Health advice from someone not on your list",
            notes=("Talk to someone you trust.",),
        ),
        Decision(id="3", source="mastodon", outcome=Outcome.HIDDEN, because=(_BAIT,)),
        Decision(id="4", source="mastodon", outcome=Outcome.HELD, held="at most 2 in a row by author"),
    ),
    unmet=(
        Unmet(quota="at least 3 in 10 when author in growth", at="my.curate:30:5", message="1 of 3 in the first 10"),
    ),
    shadow=(ShadowReport(id="4", source="mastodon", outcome=Outcome.BLOCKED, because=_BAIT),),
    problems=(InputProblem(source="notes.txt", line=3, message="is in no known format"),),
)
