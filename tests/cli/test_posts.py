"""A post made from words of the command line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import click
import pytest

from feedcurate.cli.posts import post_of
from feedcurate.model.account import Account
from feedcurate.model.item import Item, MediaKind

NOW = datetime(2026, 5, 8, 8, tzinfo=UTC)


def made(*settings: str, **given: object) -> Item:
    """The post of some options and settings."""
    return post_of(Item, given, settings, NOW)


def test_what_is_given_is_known_and_nothing_else() -> None:
    """Text and instant are there; title, likes, tags are unknown, not empty."""
    post = made(text="Hello", title=None, tags=())
    assert post == Item(id="try", source="try", text="Hello", published=NOW)


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("@gym@example.social", Account(handle="gym@example.social")),
        ("gym@example.social", Account(handle="gym@example.social")),
        ("@gym", Account(handle="gym")),
        ("did:plc:abc", Account(id="did:plc:abc")),
        ("https://www.youtube.com/@3blue1brown", Account(url="https://www.youtube.com/@3blue1brown")),
        ("The Guardian", Account(name="The Guardian")),
    ],
)
def test_an_author_is_known_by_what_was_written(text: str, account: Account) -> None:
    """Handle, DID, address or name, as one would write it in a rule file."""
    assert made(author=text).author == account


def test_settings_reach_into_structures_and_take_json() -> None:
    """Numbers, truths, lists and objects are JSON; anything else is text."""
    post = made(
        "likes=3",
        "author.bot=true",
        "language=de",
        'media=[{"kind": "video", "duration": "PT1M"}]',
        author="@a@b.example",
        tags=("#fitspo", "gym"),
    )
    assert post.likes == 3
    assert post.author == Account(handle="a@b.example", bot=True)
    assert post.language == "de"
    assert post.media is not None
    assert (post.media[0].kind, post.media[0].duration) == (MediaKind.VIDEO, timedelta(minutes=1))
    assert post.tags == ("fitspo", "gym")


def test_a_number_where_text_is_wanted_is_text() -> None:
    """`--set title=2024` means the title 2024, also inside a structure."""
    post = made("title=2024", "author.name=7")
    assert post.title == "2024"
    assert post.author == Account(name="7")


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("likes", "`--set likes` says no field: write `--set likes=3`"),
        ("=3", "`--set =3` says no field: write `--set likes=3`"),
        ("publishd=3", "a post has no field `publishd`: did you mean `published`?"),
        ("athor.wrong=3", "a post has no field `athor`: did you mean `author`?"),
        ("likes=many", "`likes`: input should be a valid integer, unable to parse string as an integer"),
        ("author.bot=maybe", "`author.bot`: input should be a valid boolean, unable to interpret input"),
        ("text.size=3", "`--set text.size=3`: `text` has no fields of its own"),
    ],
)
def test_a_setting_that_cannot_be_is_told(setting: str, message: str) -> None:
    """The field is named, and the nearest one that there is."""
    fields: Mapping[str, object] = {"text": "Hello"}
    with pytest.raises(click.UsageError) as error:
        post_of(Item, fields, (setting,), NOW)
    assert error.value.message == message
