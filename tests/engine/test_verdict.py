from __future__ import annotations

from datetime import timedelta

from hypothesis import event, given
from hypothesis import strategies as st

from feedcurate.engine.verdict import FURTHEST, Fired, total_shift, verdict
from feedcurate.model.decision import Outcome
from feedcurate.program.program import Strength

SHOWING = [Outcome.BLOCKED, Outcome.HIDDEN, Outcome.COLLAPSED, Outcome.SHOWN]
"""From seeing nothing of a post to seeing it whole."""

SHIFTS = st.timedeltas(-FURTHEST, FURTHEST)


@st.composite
def fired(draw: st.DrawFn) -> list[Fired]:
    """Rules that fired, each with a name of its own."""
    names = draw(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=5))
    return [
        Fired(
            rule=name,
            strength=(strength := draw(st.sampled_from(Strength))),
            collapse=draw(st.sampled_from(["why", "why not", "since"])) if strength is Strength.COLLAPSE else None,
            shift=draw(SHIFTS),
            labels=draw(st.frozensets(st.sampled_from("xyz"))),
            notes=draw(st.frozensets(st.sampled_from(["one", "two"]))),
        )
        for name in names
    ]


@given(fired(), st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_rules_changes_nothing(rules: list[Fired], random: object, own: bool) -> None:
    """Rules in any order give the same verdict."""
    shuffled = list(rules)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis hands in a random.Random
    assert verdict(shuffled, own=own) == verdict(rules, own=own)


@given(fired(), st.booleans())
def test_another_hide_never_shows_more(rules: list[Fired], own: bool) -> None:
    """Adding a rule that hides never raises what is seen of a post."""
    before, after = verdict(rules, own=own), verdict([*rules, Fired("z", Strength.HIDE)], own=own)
    event(f"{before.outcome} to {after.outcome}")
    assert SHOWING.index(after.outcome) <= SHOWING.index(before.outcome)


@given(fired())
def test_keep_is_overridden_by_block_alone(rules: list[Fired]) -> None:
    """A post with a `keep` is shown, unless a rule blocks it."""
    with_keep = verdict([*rules, Fired("z", Strength.KEEP)])
    blocked = any(rule.strength is Strength.BLOCK for rule in rules)
    event(f"blocked: {blocked}")
    assert with_keep.outcome is (Outcome.BLOCKED if blocked else Outcome.SHOWN)
    assert ("z" in with_keep.overridden) is blocked


@given(fired(), st.booleans())
def test_every_rule_that_fired_is_a_reason_or_overridden(rules: list[Fired], own: bool) -> None:
    """Each rule is in exactly one of both lists, and both are sorted."""
    found = verdict(rules, own=own)
    assert sorted([*found.because, *found.overridden]) == sorted(rule.rule for rule in rules)
    assert list(found.because) == sorted(found.because)
    assert list(found.overridden) == sorted(found.overridden)


@given(fired())
def test_an_own_post_is_as_good_as_kept(rules: list[Fired]) -> None:
    """The implicit `keep` of the reader's own posts decides like a written one, but is no rule."""
    own, kept = verdict(rules, own=True), verdict([*rules, Fired("z", Strength.KEEP)])
    assert own.outcome is kept.outcome
    assert "z" not in own.because


def test_collapse_texts_are_joined_in_the_order_of_rule_names_each_once() -> None:
    """Two rules with one text say it once; a rule without a text says nothing."""
    rules = [
        Fired("c", Strength.COLLAPSE, "late"),
        Fired("a", Strength.COLLAPSE, "loud"),
        Fired("b", Strength.COLLAPSE, "late"),
        Fired("d", Strength.COLLAPSE),
    ]
    assert verdict(rules).collapse == "loud · late"


def test_a_hidden_post_has_no_collapse_text() -> None:
    """What is outweighed leaves no text behind, but its labels, notes and shifts still count."""
    found = verdict(
        [
            Fired("a", Strength.COLLAPSE, "why", timedelta(hours=-1), frozenset({"x"}), frozenset({"n"})),
            Fired("b", Strength.HIDE, shift=timedelta(hours=3), labels=frozenset({"y"})),
        ]
    )
    assert (found.collapse, found.shift) == (None, timedelta(hours=2))
    assert (found.labels, found.notes) == (("x", "y"), ("n",))
    assert (found.because, found.overridden) == (("b",), ("a",))


@given(st.lists(st.sampled_from([timedelta.max, timedelta.min, FURTHEST, -FURTHEST, timedelta(microseconds=1)])))
def test_boosts_add_up_exactly_and_stay_within_a_hundred_years(shifts: list[timedelta]) -> None:
    """The sum is worked out before it is held, so its order cannot matter and it cannot overflow."""
    exact = sum(shift // timedelta(microseconds=1) for shift in shifts)
    expected = max(-FURTHEST // timedelta(microseconds=1), min(FURTHEST // timedelta(microseconds=1), exact))
    assert total_shift(shifts) == timedelta(microseconds=expected)


def test_a_large_boost_and_a_large_demote_leave_exactly_their_difference() -> None:
    """A sum in whole microseconds: between the longest durations a double would lose a day."""
    assert total_shift([timedelta.max, timedelta.min]) == timedelta.max + timedelta.min


def test_a_post_about_which_no_rule_says_anything_is_shown_and_ones_own_is_kept() -> None:
    """Nothing has to fire for the reader's own post to be as strong as a `keep`."""
    assert (verdict([]).strength, verdict([]).outcome) == (Strength.SHOW, Outcome.SHOWN)
    assert verdict([Fired("a", labels=frozenset({"x"}))]).outcome is Outcome.SHOWN
    assert verdict([], own=True).strength is Strength.KEEP


def test_a_rule_that_only_shows_is_never_overridden() -> None:
    """A label asks for nothing that a `hide` could take away, so both are reasons."""
    found = verdict([Fired("a", labels=frozenset({"x"})), Fired("b", Strength.HIDE)])
    assert (found.because, found.overridden) == (("a", "b"), ())


def test_a_post_that_is_collapsed_without_a_text_has_none() -> None:
    """No text is not an empty text."""
    assert verdict([Fired("a", Strength.COLLAPSE)]).collapse is None
