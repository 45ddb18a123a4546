"""`feedcurate advice` keeps the queue: what is advised, what the reader answered, and what is asked again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

RULES = """
set timezone: "UTC"
topic comparison: "summer body"

rule triggers "Three times" for account
    when count(posts by account where post mentions comparison, 14 days) >= 3
    then suggest unfollow, because "{account.name} again"
"""
NOW = ("--now", "2026-05-10T12:00:00Z")


def _post(number: int, day: int, text: str = "summer body, again") -> str:
    author = {"handle": "gym@example.social", "name": "Gym"}
    return json.dumps(
        {
            "id": str(number),
            "source": "mastodon",
            "author": author,
            "text": text,
            "published": f"2026-05-{day:02}T09:00Z",
        }
    )


@pytest.fixture
def asked(tmp_path: Path, run: Run) -> Run:
    """Ask for advice, with three triggers in a database and the rules beside it."""
    (tmp_path / "my.curate").write_text(RULES, encoding="utf-8")
    (tmp_path / "posts.jsonl").write_text("\n".join(_post(n, n) for n in (1, 4, 8)), encoding="utf-8")
    assert run("import", "posts.jsonl", "--history", "me.db").exit_code == 0

    def ask(*options: str, now: tuple[str, str] = NOW) -> Any:
        return run("advice", "my.curate", "--history", "me.db", *now, *options)

    return ask


def _ids(asked: Run, *options: str) -> list[str]:
    return [entry["id"] for entry in json.loads(asked("--format", "json", *options).stdout)]


def test_advice_comes_with_its_evidence(asked: Run) -> None:
    """The rule, its words, the posts with their dates and what matched in them."""
    told = asked().stdout
    assert "unfollow  @gym@example.social  (Gym)" in told
    assert "Three times: Gym again" in told
    assert "2026-05-08  “summer body”  summer body, again" in told


def test_an_answer_is_remembered_and_can_be_taken_back(asked: Run) -> None:
    """What was rejected does not come again, until the answer is undone."""
    [one] = _ids(asked)
    assert asked("--reject", one).stdout == "no advice waits for an answer\n"
    assert _ids(asked) == []
    assert _ids(asked, "--all") == [one]
    assert _ids(asked, "--undo", one) == [one]


def test_new_evidence_brings_it_back(asked: Run, run: Run, tmp_path: Path) -> None:
    """A fourth time is something else than the three that were answered."""
    [one] = _ids(asked)
    asked("--accept", one)
    (tmp_path / "more.jsonl").write_text(_post(9, 9, "my summer body is back"), encoding="utf-8")
    run("import", "more.jsonl", "--history", "me.db")
    assert [entry != one for entry in _ids(asked)] == [True]


def test_a_snoozed_advice_comes_back_when_its_time_is_over(asked: Run) -> None:
    """After as many days as were asked for."""
    [one] = _ids(asked)
    assert _ids(asked, "--snooze", one, "--for", "3") == []
    later = asked("--format", "json", now=("--now", "2026-05-13T12:00:00Z"))
    assert [entry["id"] for entry in json.loads(later.stdout)] == [one]


@pytest.mark.parametrize("option", ["--accept", "--reject", "--snooze", "--undo"])
def test_an_unknown_id_is_told(asked: Run, option: str) -> None:
    """It is wrong usage, and nothing is remembered."""
    done = asked(option, "nothing")
    assert done.exit_code == 2
    assert "there is no advice `nothing`" in done.stderr


def test_there_is_no_answer_to_take_back_before_there_is_one(asked: Run) -> None:
    """Which is told, not passed over."""
    [one] = _ids(asked)
    done = asked("--undo", one)
    assert (done.exit_code, "has no answer to take back" in done.stderr) == (2, True)


def test_what_came_back_from_a_snooze_waits_like_any_other(asked: Run) -> None:
    """It does not say that it is snoozed any longer."""
    [one] = _ids(asked)
    asked("--snooze", one, "--for", "3")
    assert "snoozed until" in asked("--all").stdout
    assert asked(now=("--now", "2026-05-13T12:00:00Z")).stdout.startswith(f"{one}  since 2026-05-10\n")
