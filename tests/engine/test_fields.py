"""The texts that a reader sees, with their paths and without."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feedcurate.engine.fields import fields_seen, texts_seen
from feedcurate.model.draft import Draft
from feedcurate.model.item import Item
from tests.engine.test_total import items, maybe


@given(items(maybe(items(st.none()))))
def test_texts_are_those_of_the_fields_in_their_order(item: Item) -> None:
    """Of a post with what it quotes, and of a draft with the same writing."""
    draft = Draft(text=item.text, title=item.title, summary=item.summary, tags=item.tags, media=item.media)
    for one in (item, draft):
        assert texts_seen(one) == [(field.tag, field.text) for field in fields_seen(one)]
