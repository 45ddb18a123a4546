"""The shipped examples do what their comments say: the files check cleanly, and the demo's feed comes out as meant."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

import feedcurate as fc
from feedcurate.proof import Status, prove
from feedcurate.proof.warnings import plain_warnings, proved_warnings, written
from feedcurate.sources.read import read
from feedcurate.syntax import nodes
from feedcurate.syntax.parse import parse
from feedcurate.syntax.printer import format_file
from feedcurate.text.span import Source
from feedcurate.trial import run_examples

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
RULE_FILES = sorted(EXAMPLES.glob("*.curate"))
SHIPPED = sorted(EXAMPLES.rglob("*.curate"))
"""These, those of the month and the sample app, and the practices."""
NOW = datetime(2026, 5, 8, 8, tzinfo=UTC)
YEARS_LATER = datetime(2031, 1, 1, tzinfo=UTC)


@cache
def feed() -> tuple[fc.Item, ...]:
    """The week of posts."""
    reading = read(EXAMPLES / "feeds")
    assert not reading.problems
    return reading.items


@cache
def curated(name: str) -> fc.Curation:
    """The week as a rule file curates it."""
    return fc.Curator(fc.load(EXAMPLES / name)).curate(feed(), now=NOW)


def decision(name: str, words: str) -> fc.Decision:
    """What a rule file does to the one post (no repost) that has these words."""
    [item] = [item for item in feed() if words in f"{item.title} {item.text}" and item.via is None]
    [found] = [post for post in curated(name).posts if (post.source, post.id) == (item.source, item.id)]
    return found


def rules_of(found: fc.Decision) -> set[str]:
    """The names of the rules that fired."""
    return {because.rule for because in found.because}


def test_the_week_has_300_posts_of_several_sources() -> None:
    """What the README promises of the example feeds."""
    assert len(feed()) == 300
    assert len({(item.source, item.id) for item in feed()}) == 300
    assert {item.source for item in feed()} >= {"mastodon", "bluesky", "reddit", "youtube", "rss", "jsonfeed"}
    assert all(item.published is not None for item in feed())


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: path.name)
def test_a_rule_file_is_clean(path: Path) -> None:
    """No errors, and no warnings that a newcomer would have to explain to themselves."""
    assert not fc.load(path).diagnostics


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_nothing_is_found_by_a_proof(path: Path) -> None:
    """As by `check --prove`, also years later: nothing without effect that its writer did not allow."""
    rules = fc.load(path)
    text = written(rules, YEARS_LATER)
    found = [*rules.diagnostics, *(one.diagnostic for one in (*plain_warnings(text), *proved_warnings(text)))]
    assert [f"{one.code}: {one.message}" for one in found] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_claim_of_a_rule_file_is_proved(path: Path) -> None:
    """What an example says of all posts is so; none is left undecided."""
    assert [one.claim.title for one in prove(fc.load(path)) if one.status is not Status.PROVED] == []


def test_the_tour_of_the_language_has_every_kind_of_statement() -> None:
    """The file with which the definition of the language begins: with it all of the above is said of the whole file."""
    file = parse(Source("tour", (EXAMPLES / "language-tour.curate").read_text(encoding="utf-8"))).file
    lists = {one.kind for one in file.statements if isinstance(one, nodes.List)}
    rules = [one for one in file.statements if isinstance(one, nodes.Rule)]
    assert lists == set(nodes.ListKind)
    assert {rule.subject.id if rule.subject else "post" for rule in rules} == set(nodes.Subject)
    others = {nodes.Set, nodes.Let, nodes.Feed, nodes.Example, nodes.Claim}
    assert {type(statement) for statement in file.statements} == {nodes.List, nodes.Rule, *others}


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: path.name)
def test_a_rule_file_is_in_canonical_form(path: Path) -> None:
    """`feedcurate fmt` would leave it as it is."""
    text = path.read_text(encoding="utf-8")
    assert format_file(parse(Source(path.name, text)).file) == text


@pytest.mark.parametrize(
    "path",
    [path for path in (*RULE_FILES, EXAMPLES / "month" / "month.curate") if path.name != "words.curate"],
    ids=lambda path: path.name,
)
def test_the_examples_in_a_rule_file_pass(path: Path) -> None:
    """Every file that decides anything says of a few posts what it does, and does it."""
    tried = run_examples(fc.load(path)).tried
    assert tried
    assert [one.example.title for one in tried if not one.passed] == []


@pytest.mark.parametrize(
    "path", [path for path in RULE_FILES if path.name != "words.curate"], ids=lambda path: path.name
)
def test_a_rule_file_changes_the_feed(path: Path) -> None:
    """Every file that decides anything hides or folds some posts of the week and shows others."""
    outcomes = {post.outcome for post in curated(path.name).posts}
    assert "shown" in outcomes
    assert outcomes & {"hidden", "collapsed"}


def test_the_demo_has_every_outcome() -> None:
    """The demo shows all that can happen to a post, and posts moved in both directions."""
    posts = curated("balanced.curate").posts
    assert {post.outcome for post in posts} == set(fc.Outcome)
    assert any(post.shift.total_seconds() > 0 for post in posts)
    assert any(post.shift.total_seconds() < 0 for post in posts)
    assert any(post.labels for post in posts)
    assert any(post.overridden for post in posts)


@pytest.mark.parametrize(
    ("words", "outcome", "rule"),
    [
        ("Day 1 of SUMMER BODY SEASON", "hidden", "no_comparison"),
        ("what i eat in a day as that girl", "hidden", "no_comparison"),
        ("My 3-day reset cured anxiety", "hidden", "no_miracles"),
        ("GIVEAWAY", "hidden", "no_giveaways"),
        ("Water-only week", "blocked", "never_this"),
    ],
)
def test_the_demo_takes_away_what_it_says(words: str, outcome: str, rule: str) -> None:
    """What is not wanted goes, by the rule that says so."""
    posts = [item for item in feed() if words in f"{item.title} {item.text}"]
    assert posts
    by_id = {(post.source, post.id): post for post in curated("balanced.curate").posts}
    for item in posts:
        found = by_id[item.source, item.id]
        assert found.outcome == outcome
        assert rule in rules_of(found)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("7 signs you have ADHD", "not_about_you"),
        ("WAS WAR DAS FÜR EIN SPIEL", "no_shouting"),
        ("The ending of Salt Road", "spoilers"),
        ("Comment YES if you would rather be rich", "no_bait"),
        ("This heel bone", "marked"),
    ],
)
def test_the_demo_folds_what_it_says(words: str, rule: str) -> None:
    """What may wait is folded with a reason, whether or not there is room for it today."""
    found = decision("balanced.curate", words)
    assert found.collapse
    assert rule in rules_of(found)


@pytest.mark.parametrize(
    "words",
    [
        "I used to film what I eat in a day",
        "Ten months in recovery",
        "Bad day. Not going to make it a lesson",
        "My summer body plan: sleep in it",
        'A note on "what I eat in a day" clips',
    ],
)
def test_the_demo_never_hides_recovery_friends_or_clinicians(words: str) -> None:
    """The same words from the other side stay: at most there is no room for them today."""
    assert decision("balanced.curate", words).outcome in {"shown", "held"}


def test_a_friend_may_shout() -> None:
    """Capitals of close friends are joy; the rule against shouting leaves them alone."""
    assert decision("balanced.curate", "THEY CALLED").outcome == "shown"
