"""Tests of the sample app, as an app would write them: `pytest examples/embedding`.

The examples and claims in `tray.curate` are tests too; feedcurate's pytest plugin finds them by itself.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tray import FEEDS, NOW, RULES, App

import feedcurate as fc
from feedcurate.testing import assert_monotone, assert_never_hidden, assert_order_free, items_for


def test_the_week_is_sorted_into_feed_and_tray() -> None:
    """Everything that is not blocked is in one of them or held back, and everything in the tray has a reason."""
    items = fc.read(FEEDS).items
    page = App().page(items, NOW)
    assert len(page.feed) + len(page.tray) + page.later == len(items) == 300
    assert page.tray
    assert all(card.why for card in page.tray)


def test_what_is_taken_out_of_the_tray_is_there_no_more() -> None:
    """The reader's word counts more than the rules."""
    app, items = App(), fc.read(FEEDS).items
    key = app.page(items, NOW).tray[0].key
    app.take_out(key)
    assert key not in {card.key for card in app.page(items, NOW).tray}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the first post is slow, as it makes the others
@given(st.lists(items_for(fc.load(RULES)), max_size=5, unique_by=lambda item: (item.source, item.id)))
def test_any_post_can_be_taken_out(items: list[fc.Item]) -> None:
    """Whatever is posted: once everything in the tray was asked for, the tray is empty."""
    app = App()
    for card in app.page(items, NOW).tray:
        app.take_out(card.key)
    assert app.page(items, NOW).tray == ()


def test_the_rules_keep_their_promises() -> None:
    """What the app builds on, in one line each."""
    rules = fc.load(RULES)
    assert_never_hidden(rules, when="post.asked_for", outcomes=("collapsed", "hidden", "blocked"))
    assert_never_hidden(rules, when="author in close and not post is ad and not post is sponsored")
    assert_monotone(rules, "asked_for")
    assert_order_free(rules)


def test_a_broken_rule_file_changes_nothing_until_it_is_mended(tmp_path: Path) -> None:
    """The app says what is wrong, and goes on with the old rules."""
    path = tmp_path / "mine.curate"
    path.write_text('set timezone: "UTC"\nrule few when post.likes < 3 then hide\n', encoding="utf-8")
    post = fc.Item(id="1", source="app", text="hello", likes=2, published=NOW - timedelta(hours=1))
    app = App(path)
    assert len(app.page([post], NOW).tray) == 1
    path.write_text("rule few when post.lykes < 3 then hide\n", encoding="utf-8")
    assert len(app.page([post], NOW).tray) == 1
    assert "lykes" in app.trouble[0]
    path.write_text('set timezone: "UTC"\nrule few when post.likes < 2 then hide\n', encoding="utf-8")
    assert app.page([post], NOW).tray == ()
    assert app.trouble == ()
