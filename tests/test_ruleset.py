"""Rule sets as an app holds them: equal by content, safe to send and to share, cached while their files stand."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar, cast

import pytest
from pydantic import Field

import feedcurate as fc

T = TypeVar("T")
NOW = datetime(2026, 5, 8, tzinfo=UTC)
RULES = 'topic bait: "summer body"\nrule no_bait when post mentions bait then hide, because "bait"'


def pickled(value: T) -> T:
    """What arrives in another process."""
    return cast(T, pickle.loads(pickle.dumps(value)))  # noqa: S301 - pickled on the same line


def outcome(rules: fc.Ruleset, item: fc.Item) -> str:
    """What happens to one post."""
    return fc.evaluate(rules, [item], now=NOW).posts[0].outcome.value


def test_rules_with_the_same_content_are_equal_and_hash_alike() -> None:
    """Layout and comments make no difference, a word does."""
    again = fc.loads("-- mine\n" + RULES.replace("\n", "\n\n"))
    other = fc.loads(RULES.replace("summer", "winter"))
    assert fc.loads(RULES) == again != other
    assert len({fc.loads(RULES), again, other}) == 2


def test_pickled_rules_decide_the_same() -> None:
    """A rule set survives the way to another process."""
    rules = pickled(fc.loads(RULES))
    assert rules == fc.loads(RULES)
    assert outcome(rules, fc.Item(id="1", text="My SUMMER body")) == "hidden"


def test_rules_are_shared_between_threads() -> None:
    """Eight threads that judge with one rule set get what one thread gets."""
    rules = fc.loads(RULES)
    items = [fc.Item(id=str(n), text="summer body" if n % 3 else "rain") for n in range(200)]
    expected = [outcome(rules, item) for item in items]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda item: outcome(rules, item), items)) == expected


def test_an_unchanged_file_is_not_checked_again(tmp_path: Path) -> None:
    """Loading twice gives the very same program; a change of the file or of one it uses gives another."""
    main, friends = tmp_path / "my.curate", tmp_path / "friends.txt"
    main.write_text('accounts close from "friends.txt"\nrule r when author in close then keep')
    friends.write_text("@ann@a.example")
    first = fc.load(main)
    assert fc.load(main).program is first.program
    friends.write_text("@bob@b.example")
    assert fc.load(main) != first
    main.write_text("rule r when post is repost then hide")
    assert fc.load(main) != first


def test_errors_come_all_at_once_and_survive_pickling() -> None:
    """`RuleFileError` holds every diagnostic of the file."""
    with pytest.raises(fc.RuleFileError) as caught:
        fc.loads("rule a when post.likez > 1 then hide\nrule b when author in nobody then hide")
    assert [d.code for d in caught.value.diagnostics] == ["E102", "E101"]
    assert [d.code for d in pickled(caught.value).diagnostics] == ["E102", "E101"]


def test_a_missing_file_is_a_diagnostic(tmp_path: Path) -> None:
    """Not a traceback of the operating system's."""
    with pytest.raises(fc.RuleFileError, match="E167"):
        fc.load(tmp_path / "nowhere.curate")


class Mood(StrEnum):
    """An app's own enumeration."""

    CALM = "calm"
    LOUD = "loud"


class Toot(fc.Item):
    """An app's item with fields of its own."""

    mood: Mood | None = Field(None, description="how it sounds")
    bookmarks: int | None = Field(None, description="how many kept it")


def test_an_apps_own_fields_work_in_rules() -> None:
    """Fields of a subclass of `Item` are known, typed, and words after `is`, with no further work."""
    rules = fc.loads("rule quiet when post is loud or post.bookmarks > 3 then hide", item=Toot)
    assert outcome(rules, Toot(id="1", mood=Mood.LOUD)) == "hidden"
    assert outcome(rules, Toot(id="1", mood=Mood.CALM, bookmarks=4)) == "hidden"
    assert outcome(rules, Toot(id="1", mood=Mood.CALM)) == "shown"
    with pytest.raises(fc.RuleFileError) as caught:
        fc.loads("rule quiet when post.mood = lout then hide", item=Toot)
    assert "did you mean `loud`" in caught.value.diagnostics[0].help


def test_a_declared_signal_is_a_typed_field() -> None:
    """A host's signal is declared in the file or to `loads`, and then usable as a field of the post."""
    text = "rule toxic when post.toxicity > 80% then hide"
    declared = fc.loads(f"signal toxicity: share\n{text}")
    by_host = fc.loads(text, signals=[fc.Signal("toxicity", "share")])
    for rules in (declared, by_host):
        assert outcome(rules, fc.Item(id="1", signals={"toxicity": 0.9})) == "hidden"
        assert outcome(rules, fc.Item(id="1")) == "shown"
    with pytest.raises(ValueError, match="type 'colour'"):
        fc.loads(text, signals=[fc.Signal("toxicity", "colour")])


def test_now_needs_a_zone() -> None:
    """An instant without a zone is refused instead of guessed at."""
    with pytest.raises(ValueError, match="time zone"):
        fc.evaluate(fc.loads(RULES), [], now=datetime(2026, 5, 8))  # noqa: DTZ001 - the point of the test
