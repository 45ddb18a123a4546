"""Each of the 24 practices is a rule file that runs, says what it is for, and does its work on the example data."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

import feedcurate as fc
from feedcurate.proof import Status, prove
from feedcurate.sources.read import read
from feedcurate.syntax.parse import parse
from feedcurate.syntax.printer import format_file
from feedcurate.text.span import Source
from feedcurate.trial import run_examples

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PRACTICES = sorted((EXAMPLES / "practices").glob("*.curate"))
WEEK = datetime(2026, 5, 8, 8, tzinfo=UTC)
MONTH = datetime.fromisoformat("2026-05-01T21:00:00+02:00")


@cache
def rules(number: int) -> fc.Ruleset:
    """The rules of a practice."""
    [path] = (path for path in PRACTICES if path.name.startswith(f"p{number:02}_"))
    return fc.load(path)


@cache
def facts() -> fc.Facts:
    """What is known after the month."""
    history = fc.MemoryHistory()
    history.add(read(EXAMPLES / "month" / "posts.jsonl").items)
    lines = (EXAMPLES / "month" / "activities.jsonl").read_bytes().splitlines()
    history.record(fc.Activity.model_validate_json(line) for line in lines)
    return fc.Facts(history=history)


@cache
def week(number: int) -> fc.Curation:
    """What a practice makes of the week."""
    return fc.evaluate(rules(number), read(EXAMPLES / "feeds").items, now=WEEK)


def test_there_is_one_for_each_practice() -> None:
    """P1 to P24, each once."""
    assert [int(path.name[1:3]) for path in PRACTICES] == list(range(1, 25))


@pytest.mark.parametrize("path", PRACTICES, ids=lambda path: path.stem)
def test_a_practice_is_clean_and_begins_with_its_story(path: Path) -> None:
    """One sentence, then the data; nothing to warn of and nothing to format."""
    text = path.read_text(encoding="utf-8")
    story, data, *_ = text.splitlines()
    assert story.startswith("-- ")
    assert story.endswith((".", "?"))
    assert data.startswith("-- Data: ")
    assert fc.load(path).diagnostics == ()
    assert format_file(parse(Source(path.name, text)).file) == text


def test_the_readme_lists_them_by_what_they_are_for() -> None:
    """Each by its story, with a link to its file."""
    readme = (EXAMPLES.parent / "README.md").read_text(encoding="utf-8")
    for path in PRACTICES:
        story = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("-- ")
        assert f"| [{story}](examples/practices/{path.name}) | " in readme


@pytest.mark.parametrize("path", PRACTICES, ids=lambda path: path.stem)
def test_the_examples_of_a_practice_pass_and_its_claims_hold(path: Path) -> None:
    """At least two examples: one that it is for, and one that it leaves alone."""
    found = fc.load(path)
    trial = run_examples(found)
    assert trial.passed
    assert len(trial.tried) >= 2
    assert all(one.status is Status.PROVED for one in prove(found))


@pytest.mark.parametrize(
    ("number", "fired"),
    [
        (4, {"prefer_growth": 14}),
        (5, {"lift_kindness": 1}),
        (6, {"no_comparison": 18}),
        (7, {"prefer_taking_part": 5, "looking_on_waits": 31}),
        (8, {"calm_first": 8}),
        (9, {"groups_first": 2, "no_adverts": 3}),
        (11, {"check_credentials": 4, "paid_advice": 2}),
        (12, {"not_about_me": 7}),
        (13, {"too_good": 9, "viral_without_source": 4}),
        (22, {"less_of_what_was_chosen_for_me": 23}),
        (24, {"seen_it": 1}),
    ],
)
def test_a_practice_finds_what_it_is_for_in_the_week(number: int, fired: dict[str, int]) -> None:
    """So many posts are concerned, by rule."""
    posts = week(number).posts
    assert Counter(one.rule for post in posts for one in (*post.because, *post.overridden)) == fired


def test_a_feed_ends_after_so_many_posts() -> None:
    """Of the 300 of the week 40 are left, and of the clips ten."""
    assert [post.outcome for post in week(2).posts].count(fc.Outcome.SHOWN) == 40
    assert [post.outcome for post in week(8).posts].count(fc.Outcome.HELD) == 27


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (1, {"gym_gloria@gym.example": "unfollow"}),
        (
            10,
            {
                "bright_rooms@pictogram.example": "mute",
                "dailygasp@gasp.example": "mute",
                "gym_gloria@gym.example": "mute",
            },
        ),
        (
            18,
            {
                "bright_rooms@pictogram.example": "mute",
                "dailygasp@gasp.example": "mute",
                "gym_gloria@gym.example": "mute",
            },
        ),
        (23, {"gym_gloria@gym.example": "snooze"}),
    ],
)
def test_a_practice_advises_about_accounts_of_the_month(number: int, advice: dict[str, str]) -> None:
    """Those who trigger or lower Mara, and nobody else."""
    found = fc.account_advice(rules(number), facts(), now=MONTH)
    assert {one.account.handle: one.advice for one in found} == advice


@pytest.mark.parametrize(("number", "advice"), [(2, "wait"), (3, "pause"), (20, "nudge")])
def test_a_practice_speaks_up_at_the_end_of_the_month(number: int, advice: str) -> None:
    """Eleven times opened and 26 minutes looked on, that day."""
    assert fc.session_advice(rules(number), facts(), now=MONTH).advice == advice


def test_the_fourth_post_of_the_day_is_asked_about_where_four_are_often() -> None:
    """Mara wrote three that day: the practice leaves one more alone, the pack's own number does not."""
    draft = fc.Draft(text="Look, a mug")
    assert fc.draft_advice(rules(15), draft, facts(), now=MONTH) == fc.DraftAdvice()
    own = fc.loads('set me: @mara@example.social set timezone: "Europe/Berlin" use "feedcurate:mindful_posting"')
    assert fc.draft_advice(own, draft, facts(), now=MONTH).hold is not None
