"""Instants, durations, people and posts in few words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from feedcurate.model.account import Account
from feedcurate.model.item import Item, Media, Via
from feedcurate.outputs.words import account_words, age_words, duration_words, post_words, ranked_at

NOW = datetime(2026, 5, 8, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (timedelta(hours=6), "6 hours"),
        (timedelta(hours=-12), "12 hours"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(days=1, hours=12), "1 day 12 hours"),
        (timedelta(weeks=2, minutes=20, seconds=5), "2 weeks 20 minutes 5 seconds"),
        (timedelta(milliseconds=3), "0 seconds"),
    ],
)
def test_a_duration_reads_as_in_a_rule_file(duration: timedelta, words: str) -> None:
    """Its parts from weeks to seconds, each in the language's own unit."""
    assert duration_words(duration) == words


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=47), "47 h"),
        (timedelta(hours=48), "2 d"),
        (timedelta(days=14), "2 w"),
        (timedelta(days=365), "1 y"),
        (timedelta(hours=-2), "in 2 h"),
    ],
)
def test_an_age_is_told_in_its_largest_unit(ago: timedelta, words: str) -> None:
    """From minutes to years, and what is yet to come says so."""
    assert age_words(NOW - ago, NOW) == words


def test_a_post_without_a_date_has_no_age() -> None:
    """What is not known is a dash, never zero."""
    assert age_words(None, NOW) == "–"


@pytest.mark.parametrize(
    ("account", "words"),
    [
        (None, "–"),
        (Account(), "–"),
        (Account(handle="sis@mastodon.social", name="Sis"), "@sis@mastodon.social"),
        (Account(name="The Guardian\n\x1b[2J", url="https://x.example"), "The Guardian ␛[2J"),
        (Account(name=" ", url="https://x.example"), "https://x.example"),
        (Account(id="did:plc:1"), "did:plc:1"),
    ],
)
def test_an_account_is_called_by_its_handle_else_by_what_is_known(account: Account | None, words: str) -> None:
    """Handle, name, address, id: the first that there is."""
    assert account_words(account) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": "A title", "text": "and text"}, "A title · and text"),
        ({"title": "the same", "text": "the same"}, "the same"),
        ({"text": "the thing warned of", "summary": "food"}, "CW: food"),
        ({"title": "A title", "text": "a spoiler", "summary": "the end"}, "A title · CW: the end"),
        ({"text": " \n ", "media": (Media(alt=None), Media(alt="a cat"))}, "a cat"),
        ({"url": "https://x.example/1"}, "https://x.example/1"),
        ({}, "1"),
    ],
)
def test_a_post_is_told_by_its_words_but_not_past_a_warning(fields: dict[str, object], words: str) -> None:
    """Title and text; a content warning stands for the text; without words the picture's, the address, the id."""
    assert post_words(Item.model_validate({"id": "1", **fields})) == words


def test_a_repost_ranks_by_when_it_was_reposted() -> None:
    """The instant of the table is the one that ranks: repost, else published, else fetched."""
    hour = timedelta(hours=1)
    repost = Item(id="1", via=Via(at=NOW), published=NOW - hour, fetched_at=NOW + hour)
    assert ranked_at(repost) == NOW
    assert ranked_at(repost.model_copy(update={"via": Via()})) == NOW - hour
    assert ranked_at(Item(id="1", fetched_at=NOW)) == NOW
    assert ranked_at(Item(id="1")) is None
