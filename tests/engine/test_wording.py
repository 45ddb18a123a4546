from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feedcurate.engine.wording import in_words
from feedcurate.model.account import Account
from feedcurate.model.item import Item, Label, Link, Media, MediaKind, Option, Reference, Via
from feedcurate.model.kinds import Kind, ListOf, Simple, Structure
from tests.engine.build import decided, post

S = Simple
ACCOUNT = Structure("account", Account)


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (None, S.NUMBER, "unknown"),
        (3.0, S.NUMBER, "3"),
        (-0.5, S.NUMBER, "-0.5"),
        (1234567.0, S.NUMBER, "1234567"),
        (1e300, S.NUMBER, "1e+300"),
        (0.3, S.SHARE, "30%"),
        (0.07, S.SHARE, "7%"),
        (1 / 3, S.SHARE, "33.3333%"),
        (True, S.TRUTH, "true"),
        (timedelta(hours=6), S.DURATION, "6 hours"),
        (timedelta(days=1, hours=2), S.DURATION, "1 day 2 hours"),
        (timedelta(days=1, hours=2, minutes=3), S.DURATION, "1 day 2 hours"),
        (timedelta(days=14), S.DURATION, "14 days"),
        (timedelta(days=1, minutes=3), S.DURATION, "1 day"),
        (timedelta(minutes=4, seconds=20.87), S.DURATION, "4 minutes 20 seconds"),
        (timedelta(seconds=1), S.DURATION, "1 second"),
        (timedelta(seconds=0.25), S.DURATION, "0.25 seconds"),
        (timedelta(0), S.DURATION, "0 seconds"),
        (timedelta(hours=-6), S.DURATION, "-6 hours"),
        (datetime(2026, 5, 1, 21, 10, tzinfo=UTC), S.INSTANT, "2026-05-01 23:10"),
        (datetime.max.replace(tzinfo=UTC), S.INSTANT, "9999-12-31 23:59"),
        (date(2026, 5, 1), S.DATE, "2026-05-01"),
        (time(7, 5), S.CLOCK, "07:05"),
        (time(7, 5, 30), S.CLOCK, "07:05:30"),
        (6, S.DAY, "sun"),
        ("diet", S.HASHTAG, "#diet"),
        ("as it is", S.TEXT, "as it is"),
        (("a", "b"), ListOf(S.HASHTAG, "tag"), "#a, #b"),
        ((), ListOf(S.HASHTAG, "tag"), "none"),
        (Account(name="Anna", handle="anna@x.example"), ACCOUNT, "Anna"),
        (Account(handle="anna@x.example", url="https://x.example/@anna"), ACCOUNT, "@anna@x.example"),
        (Account(url="https://x.example/@anna"), ACCOUNT, "https://x.example/@anna"),
        (Account(), ACCOUNT, "unknown"),
        (Via(account=Account(name="Anna")), Structure("via", Via), "Anna"),
        (Reference(author=Account(name="Anna")), Structure("reference", Reference), "Anna"),
        (Reference(), Structure("reference", Reference), "known"),
        (Label(value="nsfw"), Structure("label", Label), "nsfw"),
        (Link(url="https://x.example"), Structure("link", Link), "https://x.example"),
        (Media(kind=MediaKind.VIDEO), Structure("media", Media), "video"),
        (Option(text="Yes"), Structure("option", Option), "Yes"),
        (Item(id="5"), Structure("item", Item), "5"),
    ],
)
def test_a_value_reads(value: Any, kind: Kind, expected: str) -> None:
    """As a person would say it, in the reader's zone."""
    assert in_words(value, kind, ZoneInfo("Europe/Berlin")) == expected


def test_places_in_a_text_are_filled_in() -> None:
    """`{…}` is the value in words; what is unknown says so; `{{` is a brace."""
    rules = """
        rule r when always then note "{author.name} has {post.likes} likes, {post.replies} replies {{so far}}"
    """
    [note] = decided(rules, post(likes=3, author=Account(name="Anna"))).notes
    assert note == "Anna has 3 likes, unknown replies {so far}"
