"""Two rule sets are equivalent, or a post shows that they are not."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from feedcurate.errors import RuleFileError
from feedcurate.model.item import Item
from feedcurate.proof import Aspect, Difference, Sameness, equivalence
from feedcurate.proof.equal import aspects_apart
from feedcurate.proof.joining import joined
from feedcurate.proof.world import opinion_in
from feedcurate.ruleset import Ruleset, Signal, loads
from tests.proof.edits import edited, originals, reordered
from tests.proof.test_sound import MANY
from tests.proof.worlds import worlds

_SECONDS = 20
_HEAD = 'set timezone: "UTC"\naccounts close: @ann@a.example\ntopic diets: "diet", "calorie*"\n'
_BASE = "rule r when post.likes > 5 then hide"


def _compared(old: str, new: str, search: int = 0) -> Difference:
    return equivalence(loads(_HEAD + old), loads(_HEAD + new), seconds=_SECONDS, search=search)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("rule r when post.likes > 5 then hide", "rule other when not post.likes <= 5 then hide"),
        (
            "rule r when post mentions diets then hide",
            'rule r when post mentions {"diet plan", "calorie*", "diet"} then hide',
        ),
        (
            "rule r when author in close and post has video then keep",
            'let friend = author in close rule r when post has video and friend then keep, because "a friend"',
        ),
        (
            'rule a when post.likes > 5 then hide rule b when post.likes > 9 then collapse "many"',
            "rule a when post.likes > 5 then hide",
        ),
        ("rule r when post is mine then hide", "rule r when post is mine and post.likes > 3 then hide"),
        (
            "rule r when post.likes > 5 then boost 1 hour",
            "rule a when post.likes > 5 then boost 30 minutes rule b when post.likes > 5 then boost 30 minutes",
        ),
        (
            "rule a when post.likes > 5 then boost 20000 days rule b when post.likes > 5 then boost 20000 days",
            "rule a when post.likes > 5 then boost 20000 days rule b when post.likes > 5 then boost 30000 days",
        ),
        ("rule r shadow when post.likes > 5 then hide", "rule r off when post.likes > 6 then hide"),
        (
            "rule r for account when count(posts by account where post.likes > 5, 7 days) > 2 then suggest unfollow",
            "rule s for account when count(posts by account where post.likes > 5, 7 days) > 2 then suggest unfollow",
        ),
        (
            "feed at most 1 in 5 when author in close once per link",
            "accounts friends: @ann@a.example feed once per link at most 1 in 5 when author in friends",
        ),
        (
            "set own_posts: rules rule r when post.likes > 5 then label many",
            "rule r when post.likes > 5 then label many",
        ),
        ("set day_start: 04:00 rule r when post.likes > 5 then hide", "rule r when post.likes > 5 then hide"),
    ],
)
def test_rules_that_do_the_same_are_equivalent(old: str, new: str) -> None:
    """However they are written, and under whatever names."""
    assert _compared(old, new).status is Sameness.EQUIVALENT


@pytest.mark.parametrize(
    ("new", "aspect"),
    [
        ("rule r when post.likes > 6 then hide", Aspect.OUTCOME),
        ("rule r when post.likes >= 5 then hide", Aspect.OUTCOME),
        ("rule r when not post.likes <= 5 and author in close then hide", Aspect.OUTCOME),
        ("set own_posts: rules rule r when post.likes > 5 then hide", Aspect.OUTCOME),
        ("rule r when post.likes > 5 then hide, boost 1 hour", Aspect.SHIFT),
        ("rule r when post.likes > 5 then hide, label many", Aspect.LABELS),
        ('rule r when post.likes > 5 then hide, note "{post.likes}"', Aspect.NOTES),
        ("rule r shadow when post.likes > 5 then hide", Aspect.OUTCOME),
        ("rule r until 2020-01-01 when post.likes > 5 then hide", Aspect.OUTCOME),
        ("rule r when count(posts by author, 7 days) > 2 then hide", Aspect.OUTCOME),
    ],
)
def test_a_difference_is_shown_by_a_post(new: str, aspect: Aspect) -> None:
    """The engine says so itself; the other way round it is the same difference."""
    for rules in ((_BASE, new), (new, _BASE)):
        found = _compared(*rules)
        assert (found.status, found.aspects) == (Sameness.DIFFERENT, (aspect,))
        assert found.world is not None
        programs = (loads(_HEAD + text).program for text in rules)
        before, after = (opinion_in(program, found.world).verdict for program in programs)
        assert getattr(before, aspect) != getattr(after, aspect)


def test_the_order_of_collapse_texts_counts() -> None:
    """They are joined in the order of the rules' names; an order that only one post in many shows is found."""
    old = 'rule a when post.likes > 3 then collapse "x" rule b when post.likes > 5 then collapse "y"'
    new = 'rule b when post.likes > 3 then collapse "x" rule a when post.likes > 5 then collapse "y"'
    found = _compared(old, new)
    assert (found.status, found.aspects) == (Sameness.DIFFERENT, (Aspect.COLLAPSE,))
    renamed = 'rule c when post.likes > 3 then collapse "x" rule d when post.likes > 5 then collapse "y"'
    assert _compared(old, renamed).status is Sameness.EQUIVALENT


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("feed at most 3 per day", "feed at most 4 per day", "limits of the feed"),
        ("feed order by newest", "", "order of the feed"),
        (
            "rule s for session when passive_time(today) > 20 minutes then stop",
            "rule s for session when passive_time(today) > 21 minutes then stop",
            "rules for sessions",
        ),
        (
            "rule s for draft when always then hold 1 hour",
            "rule s for draft when always then hold 2 hours",
            "rules for drafts",
        ),
        ("rule s for account when account is bot then suggest mute", "", "rules for accounts"),
    ],
)
def test_what_no_solver_looks_at_is_never_called_equivalent(old: str, new: str, part: str) -> None:
    """It is named instead; every post is treated alike none the less."""
    found = _compared(f"{_BASE} {old}", f"{_BASE} {new}")
    assert (found.status, found.aspects, tuple(found.written)) == (Sameness.UNDECIDED, (), (part,))


@pytest.mark.parametrize(
    ("rules", "setting", "status"),
    [
        ("rule r when now.time in 22:00..07:00 then hide", "set timezone", Sameness.DIFFERENT),
        ("rule r when post.likes > 5 then hide", "set timezone", Sameness.EQUIVALENT),
        ('rule r when post.likes > 5 then note "{post.published}"', "set timezone", Sameness.DIFFERENT),
        ("rule r when author in me then label mine", "set me", Sameness.DIFFERENT),
        ("rule r when sessions(today) > 3 then hide", "set session_gap", Sameness.UNDECIDED),
    ],
)
def test_settings_that_matter_are_no_detail(rules: str, setting: str, status: Sameness) -> None:
    """A proof knows nothing of them, so what they may change is not proved; a post that shows it is searched for."""
    values = {"set timezone": '"Asia/Kathmandu"', "set me": "@ann@a.example", "set session_gap": "9 minutes"}
    head = "" if setting == "set timezone" else 'set timezone: "UTC" '
    found = equivalence(loads(rules), loads(f"{head}{setting}: {values[setting]} {rules}"), search=300)
    assert found.status is status
    assert bool(found.settings) is (status is not Sameness.EQUIVALENT)


def test_what_the_solver_takes_for_anything_stays_undecided() -> None:
    """It is told what that is, and how many worlds were tried."""
    old, new = r"rule r when post.text matches /x{3}/ then hide", r"rule r when post.text matches /xxx/ then hide"
    found = _compared(old, new, search=20)
    assert (found.status, found.aspects, found.searched) == (Sameness.UNDECIDED, (Aspect.OUTCOME,), 20)
    assert found.open == ("what /x{3}/ matches", "what /xxx/ matches")


def test_rule_sets_about_different_things_are_not_compared() -> None:
    """A class of items of one's own, and a signal that has two types, are the caller's mistakes."""

    class Clip(Item):
        """Another item."""

    with pytest.raises(ValueError, match="different classes of items"):
        equivalence(loads(_BASE), loads(_BASE, item=Clip))
    with pytest.raises(ValueError, match="the signal `calm` is a share in one rule set and a number in the other"):
        equivalence(loads(_BASE, signals=[Signal("calm", "share")]), loads(_BASE, signals=[Signal("calm", "number")]))


@pytest.mark.property
@given(st.data())
def test_a_shuffled_copy_is_equivalent(data: st.DataObject) -> None:
    """The order of statements, entries, actions and quotas, and the names of lists, are no difference."""
    parts = data.draw(originals())
    found = equivalence(loads(parts.text()), loads(data.draw(reordered(parts))), seconds=_SECONDS, search=0)
    assert (found.status, found.aspects, found.written) == (Sameness.EQUIVALENT, (), {})


@pytest.mark.property
def test_a_changed_copy_is_told_from_the_original_or_is_truly_equivalent() -> None:
    """A post that is shown is real; what is called equivalent is treated alike in every generated world."""
    seen: list[Sameness] = []

    @given(st.data())
    def check(data: st.DataObject) -> None:
        parts = data.draw(originals())
        old, new = loads(parts.text()), _loaded(data.draw(edited(parts)))
        found = equivalence(old, new, seconds=_SECONDS, search=0)
        seen.append(found.status)
        if found.world is not None:
            assert aspects_apart(old.program, new.program, found.world) == found.aspects != ()
        if found.status is Sameness.EQUIVALENT:
            both = loads(parts.text()), new
            for rules in both:
                for world in data.draw(st.lists(worlds(rules), min_size=4, max_size=4)):
                    assert aspects_apart(old.program, new.program, world) == ()

    check()
    assert seen.count(Sameness.DIFFERENT) > len(seen) / 4  # Many an edit is of what decides nothing.
    if settings().max_examples >= MANY:
        assert seen.count(Sameness.EQUIVALENT) >= MANY / 20


def _loaded(text: str) -> Ruleset:
    """An edit may break a file, as one that takes the only rule out that a claim names."""
    try:
        return loads(text)
    except RuleFileError:
        assume(False)
        raise


@given(st.data())
def test_both_programs_say_in_one_what_they_say_apart(data: st.DataObject) -> None:
    """The rules of each side fire in the joined program on just the posts that they fire on at home."""
    parts = data.draw(originals())
    old, new = loads(parts.text()), _loaded(data.draw(edited(parts)))
    assume(not {"week_start", "day_start"} & _settings(old, new))
    pair = joined(old.program, new.program)
    for world in data.draw(st.lists(worlds(new), min_size=3, max_size=3)):
        found = opinion_in(pair.program, world)
        together = {rule.name for rule in (*found.fired, *found.shadow)}
        apart = set()
        for side, rules in (("old", old), ("new", new)):
            own = opinion_in(rules.program, world)
            apart |= {f"{side} {rule.name}" for rule in (*own.fired, *own.shadow)}
        assert together == apart


def _settings(old: Ruleset, new: Ruleset) -> set[str]:
    names = ("week_start", "day_start")
    return {name for name in names if getattr(old.program.settings, name) != getattr(new.program.settings, name)}
