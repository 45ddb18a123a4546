from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from feedcurate.model.account import Account
from feedcurate.model.item import Item
from feedcurate.sources.html import prose
from feedcurate.sources.making import quickly
from feedcurate.sources.read import read
from feedcurate.sources.short_html import short_prose
from tests.sources.given import piped


class Own(Item):
    """An app's own class, which is made by checking."""


@pytest.mark.parametrize(
    "name", ["mastodon/statuses.jsonl", "bluesky/feed_view_posts.jsonl", "bluesky/post_views.jsonl"]
)
def test_what_is_made_quickly_is_what_checking_makes(corpus: Path, name: str) -> None:
    """The same values of the same types in the same order, and the same fields are set."""
    quick, checked = read(corpus / name).items, read(corpus / name, item=Own).items
    assert len(quick) == len(checked) > 10
    for one, other in zip(quick, checked, strict=True):
        assert repr(one) == repr(other).replace("Own(", "Item(", 1)
        assert one.model_fields_set == other.model_fields_set
        assert one.model_dump_json() == other.model_dump_json()
        again = Item.model_validate(one.model_dump())
        assert (again, repr(again)) == (one, repr(one))


def test_a_class_that_is_not_ours_is_called_as_it_is() -> None:
    """It may have fields and checks that only its app knows."""
    assert quickly(Own) is Own
    assert quickly(Account)(handle="a@b") == Account(handle="a@b")


def test_two_posts_do_not_share_what_can_be_changed() -> None:
    """Signals are a mapping of each post's own."""
    one, other = quickly(Item)(id="1"), quickly(Item)(id="2")
    assert one.signals == {}
    assert one.signals is not other.signals


def test_halves_of_surrogate_pairs_are_gone_before_a_post_is_made() -> None:
    """JSON can hold them, text cannot: each becomes a mark, and pairs stay what they are."""
    account = r'{"acct": "a\udc00", "display_name": "\ud83d\ude00"}'
    item = piped(rf'{{"id": "1", "content": "<p>\ud800 \\ud800</p>", "account": {account}}}').items[0]
    assert item.author is not None
    assert (item.text, item.author.name, item.author.handle) == ("\ufffd \\ud800", "\U0001f600", "a\ufffd")


PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<br>", "<br/>", "<br />", "</br>", "</a>", "<span>", "</span>", '<span class="invisible">'),
        *('<a href="https://x.example/?a=1&amp;b">', '<a class="mention hashtag" rel="tag" href="/t">', "<a>", "<b>"),
        *(
            '<a href="https://y.example" class="u-url mention">',
            "<A HREF='x'>",
            '<a href="z" href="https://w.example">',
        ),
        *(
            "#tag",
            " ",
            "  ",
            "\n",
            "\t x",
            "a",
            "&amp;",
            "&lt;p&gt;",
            "<",
            ">",
            "&#x1F600;",
            "é",
            "\xa0",
            '"',
            '<p class="',
        ),
        *("<pre>", "</pre>", "<ul><li>", "<!-- x -->", "<p\n>", "<pa>", '<p a="1"b="2">', "<p / >"),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=14))
def test_short_html_says_what_any_html_says(pieces: list[str]) -> None:
    """The quick way has no meaning of its own."""
    markup = "".join(pieces)
    assert short_prose(markup) == evolve(prose(markup), written_hashtags=())
