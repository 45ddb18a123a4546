"""`feedcurate try` says at once what would happen to a post."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.feed import NOW


@pytest.mark.parametrize(
    ("text", "options", "outcome"),
    [
        ("my summer body", ["--set", "likes=3"], "hidden"),
        ("my summer body", ["--set", "likes=3000"], "shown, place 1"),
        ("my summer body", [], "shown, place 1"),
        ("GET UP AND SHOUT OUT LOUD", [], "collapsed, place 1"),
        ("good morning", ["--title", "BODY GOALS OF THE DAY", "--set", "likes=1"], "hidden"),
        (
            "my summer body",
            ["--set", "likes=3", "--author", "@me@x.example", "--me", "@me@x.example"],
            "shown, place 1",
        ),
    ],
)
def test_what_would_happen(text: str, options: list[str], outcome: str, run: Run, rules: Path) -> None:
    """The outcome stands on the first line; what is not given is not known and triggers nothing."""
    done = run("try", rules, text, *options, "--now", NOW)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == outcome


def test_it_says_why(run: Run, rules: Path) -> None:
    """Rule, clause, value: as `explain` does."""
    done = run("try", rules, "my summer body", "--set", "likes=3", "--now", NOW)
    assert "No comparison bait: comparison bait (“summer body” in text)" in done.stdout
    assert "post.likes < 1000 (post.likes = 3)" in done.stdout
    assert "would be shown if likes ≥ 1000" in done.stdout


def test_what_is_not_known_says_so(run: Run, rules: Path) -> None:
    """A rule that would need the likes did not fire, since they are unknown."""
    done = run("try", rules, "my summer body", "--now", NOW)
    assert "unknown post.likes < 1000 (post.likes = unknown) – this stopped it" in done.stdout


def test_an_author_moves_it(run: Run, rules: Path) -> None:
    """Boosts and labels are told."""
    done = run("try", rules, "hello", "--author", "@slowmind@mind.example", "--now", NOW)
    assert "boosted 6 hours · labelled growth" in done.stdout


def test_json_has_decision_and_explanation(run: Run, rules: Path) -> None:
    """One object, as a line of `run --explain`."""
    done = run("try", rules, "my summer body", "--set", "likes=3", "--now", NOW, "--format", "json")
    told = json.loads(done.stdout)
    assert told["outcome"] == "hidden"
    assert told["explanation"]["nearest"]["text"] == "would be shown if likes ≥ 1000"


def test_a_field_that_is_not_there_is_told(run: Run, rules: Path) -> None:
    """Status 2, with the nearest."""
    done = run("try", rules, "hello", "--set", "lkes=3")
    assert done.exit_code == 2
    assert "a post has no field `lkes`: did you mean `likes`" in done.stderr


DRAFTS = """
set timezone: "UTC"
rule third for draft
    when count(posts by me, 24 hours) >= 2
    then ask "Why, and for whom?", hold 10 minutes
rule public for draft
    when draft has contact_details
    then warn "There is a number in it."
"""


def test_a_draft_is_asked_about(run: Run, tmp_path: Path) -> None:
    """By the rules for drafts, with what the reader posted before."""
    (tmp_path / "my.curate").write_text(DRAFTS, encoding="utf-8")
    posts = [{"kind": "post", "at": f"{NOW[:10]}T{hour}:00:00Z"} for hour in ("01", "02")]
    (tmp_path / "acts.jsonl").write_text("\n".join(map(json.dumps, posts)), encoding="utf-8")
    asked = ("try", "my.curate", "call +49 30 1234567", "--draft", "--activities", "acts.jsonl", "--now", NOW)
    told = run(*asked).stdout
    assert "held 10 minutes" in told
    assert "asks: Why, and for whom?" in told
    assert "warns: There is a number in it." in told
    advice = json.loads(run(*asked, "--format", "json").stdout)
    assert (advice["hold"], advice["ask"], [one["rule"] for one in advice["because"]]) == (
        "PT10M",
        ["Why, and for whom?"],
        ["public", "third"],
    )


def test_a_harmless_draft_passes(run: Run, tmp_path: Path) -> None:
    """Nothing is asked, and nothing is held."""
    (tmp_path / "my.curate").write_text(DRAFTS, encoding="utf-8")
    assert run("try", "my.curate", "good morning", "--draft", "--now", NOW).stdout == "nothing to ask\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [(["--author", "@a@x.example"], "a draft has no author"), (["--set", "likes=3"], "a draft has no field `likes`")],
)
def test_what_says_nothing_of_a_draft_is_refused(run: Run, tmp_path: Path, options: list[str], said: str) -> None:
    """Nothing given is passed over."""
    (tmp_path / "my.curate").write_text(DRAFTS, encoding="utf-8")
    done = run("try", "my.curate", "good morning", "--draft", *options)
    assert (done.exit_code, said in done.stderr) == (2, True)
