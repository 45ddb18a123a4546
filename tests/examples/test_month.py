"""The example of a month gives what its README says; the figures here were worked out by hand, without the library."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

import feedcurate as fc
from feedcurate.syntax.parse import parse
from feedcurate.syntax.printer import format_file
from feedcurate.text.span import Source

MONTH = Path(__file__).resolve().parents[2] / "examples" / "month"
RULES = MONTH / "month.curate"
NOW = datetime.fromisoformat("2026-05-01T21:00:00+02:00")
SESSION = """
set timezone: "Europe/Berlin"
set me: @mara@example.social
rule the_time for session when passive_time(today) = 1638 seconds and active_time(today) = 65 seconds then stop
rule the_posts for session when posts_seen(today) = 24 and sessions(today) = 11 and count(opens, today) = 5 then stop
rule the_week for session when passive_time(7 days) = 8608 seconds and active_time(7 days) = 329 seconds then stop
rule the_month for session when passive_time(30 days) = 35117 seconds and active_time(30 days) = 1460 seconds then stop
rule my_posts for session when count(posts by me, 24 hours) = 3 then stop
"""


@pytest.fixture(scope="module")
def items() -> tuple[fc.Item, ...]:
    """Every post of the month."""
    return tuple(fc.Item.model_validate_json(line) for line in (MONTH / "posts.jsonl").read_bytes().splitlines())


@pytest.fixture(scope="module")
def activities() -> tuple[fc.Activity, ...]:
    """Everything that Mara did."""
    return tuple(
        fc.Activity.model_validate_json(line) for line in (MONTH / "activities.jsonl").read_bytes().splitlines()
    )


@pytest.fixture
def history(items: tuple[fc.Item, ...], activities: tuple[fc.Activity, ...]) -> fc.MemoryHistory:
    """The month, as a history."""
    found = fc.MemoryHistory()
    found.add(items)
    found.record(activities)
    return found


def test_the_month_has_what_the_readme_says(items: tuple[fc.Item, ...], activities: tuple[fc.Activity, ...]) -> None:
    """So many posts, authors, activities and check-ins; what has an id has one of its own."""
    assert len({(item.source, item.id) for item in items}) == len(items) == 473
    assert len({item.author.handle for item in items if item.author}) == 41
    assert len({activity.id for activity in activities}) == len(activities) == 991
    assert sum(activity.mood is not None for activity in activities) == 47


def test_the_rule_file_is_clean_and_canonical() -> None:
    """No diagnostics, and `feedcurate fmt` would leave it as it is."""
    text = RULES.read_text(encoding="utf-8")

    assert not fc.load(RULES).diagnostics
    assert format_file(parse(Source(RULES.name, text)).file) == text


def test_the_advice_is_that_of_the_readme(history: fc.MemoryHistory) -> None:
    """One account to unfollow and three to mute."""
    found = fc.Curator(fc.load(RULES), history=history).accounts(now=NOW)

    assert {advice.account.handle: advice.advice for advice in found} == {
        "bright_rooms@pictogram.example": "mute",
        "dailygasp@gasp.example": "mute",
        "gym_gloria@gym.example": "unfollow",
        "rootcause_rick@wellness.example": "mute",
    }


@pytest.mark.parametrize(
    ("handle", "measured"),
    [
        ("gym_gloria@gym.example", "count(posts by account where post mentions comparison, 14 days) = 6"),
        ("gym_gloria@gym.example", "count(posts by account where post mentions comparison, 30 days) = 11"),
        ("gym_gloria@gym.example", "count(posts by account, 30 days) = 25"),
        ("gym_gloria@gym.example", "count(views of account, 30 days) = 31"),
        ("gym_gloria@gym.example", "days(views of account, 30 days) = 15"),
        ("gym_gloria@gym.example", "mood_shift(30 days) between -1.335 and -1.3348"),
        ("bright_rooms@pictogram.example", "mood_shift(30 days) between -1.4223 and -1.4222"),
        ("tomek@sea.example", "mood_shift(30 days) between 0.5936 and 0.5938"),
        ("dr_adeyemi@clinic.example", "share(posts by account where post mentions cures, 30 days) < 23%"),
        ("rootcause_rick@wellness.example", "count(posts by account where post mentions cures, 30 days) = 6"),
    ],
)
def test_a_window_gives_what_was_worked_out_by_hand(history: fc.MemoryHistory, handle: str, measured: str) -> None:
    """The engine and plain arithmetic over the same files come to the same figures."""
    lists = RULES.read_text(encoding="utf-8").partition("\nrule ")[0]
    rules = fc.loads(
        f"{lists}\naccounts one: @{handle}\nrule right for account when {measured} and account in one then suggest mute"
    )

    [advice] = fc.Curator(rules, history=history).accounts(now=NOW)

    assert advice.account.handle == handle


def test_the_last_day_is_what_was_worked_out_by_hand(history: fc.MemoryHistory) -> None:
    """Sessions, time and posts of the day, the week and the month."""
    advice = fc.Curator(fc.loads(SESSION), history=history).session(now=NOW)

    assert {because.rule for because in advice.because} == {
        "the_time",
        "the_posts",
        "the_week",
        "the_month",
        "my_posts",
    }


def test_the_evening_ends_with_a_pause(history: fc.MemoryHistory) -> None:
    """Enough was looked at: an hour's pause, with something else to do."""
    advice = fc.Curator(fc.load(RULES), history=history).session(now=NOW)

    assert advice.advice == "pause"
    assert advice.until == datetime.fromisoformat("2026-05-01T22:00:00+02:00")
    assert advice.texts == ("Call Ines, or wedge some clay.",)


def test_the_next_draft_has_to_wait(history: fc.MemoryHistory) -> None:
    """Two posts that are there and one in another app make three in 24 hours."""
    advice = fc.Curator(fc.load(RULES), history=history).draft(fc.Draft(text="And another thing."), now=NOW)

    assert advice.ask == ("Why am I posting this, and for whom?",)
    assert advice.hold is not None
    assert advice.hold.total_seconds() == 600
