"""`compare` on small pasts: what changes, for how many, and why."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given

from feedcurate.engine.moments import EARLIEST
from feedcurate.history.memory import MemoryHistory
from feedcurate.model.activity import ActivityKind
from feedcurate.model.decision import AdviceWord, Outcome
from feedcurate.model.item import Item, Reference
from feedcurate.review.changes import Answer, ChangedClause, Comparison, How
from feedcurate.review.compare import compare
from feedcurate.ruleset import Ruleset, loads
from tests.history.things import ANA, BEN, DAY, HOUR, NOON, Kind, act, post
from tests.review.life import DAWN, Visit, live, lives, rules

END = NOON + 30 * DAY
DIET = 'topic diet: "summer body"\naccounts close: @ana@b.social\n'
HIDE = "rule r when post mentions diet then hide\n"


def loaded(text: str, head: str = DIET) -> Ruleset:
    """Rules in UTC."""
    return loads(f'set timezone: "UTC"\n{head}{text}')


def diet(name: str, at_hour: int = 0, **more: object) -> Item:
    """A post that mentions it."""
    return post(name, NOON + at_hour * HOUR).model_copy(update={"text": "Your summer body plan", **more})


def compared(old: str, new: str, *items: Item, most: int | None = None) -> Comparison:
    """Two texts over some posts."""
    return compare(loaded(old), loaded(new), MemoryHistory(items), None, END, most=most)


def test_a_condition_that_is_added_is_the_reason() -> None:
    """What was hidden is shown, because an author is on a list that the new rule asks about."""
    new = "rule r when post mentions diet and not author in close then hide\n"
    found = compared(HIDE, new, diet("1"), diet("2", author=BEN))
    assert [(one.id, one.before.outcome, one.after.outcome) for one in found.changes] == [
        ("1", Outcome.HIDDEN, Outcome.SHOWN)
    ]
    (reason,) = found.changes[0].because
    assert (reason.rule, reason.how) == ("r", How.NO_LONGER_FIRES)
    assert reason.clauses == (ChangedClause(text="author in close", before=Answer.MISSING, after=Answer.TRUE),)
    assert (found.posts, found.changed, found.rules) == (2, 1, {"r": 1})


def test_a_condition_with_another_answer_is_the_reason() -> None:
    """The rule is the same to the letter; the list that it asks about has grown."""
    text = "rule r when author in close then hide\n"
    old, new = loaded(text), loaded(text, DIET.replace("@ana", "@ben@b.social, @ana"))
    found = compare(old, new, MemoryHistory([diet("1", author=BEN), diet("2")]), None, END)
    (change,) = found.changes
    assert change.because[0].how is How.FIRES
    assert change.because[0].clauses == (ChangedClause(text="author in close", before=Answer.FALSE, after=Answer.TRUE),)


def test_a_number_that_changed_is_the_reason() -> None:
    """The old condition is gone, the new one is there."""
    found = compared(
        "rule r when post.likes > 5 then hide\n", "rule r when post.likes > 3 then hide\n", diet("1", likes=4)
    )
    assert found.changes[0].because[0].clauses == (
        ChangedClause(text="post.likes > 5", before=Answer.FALSE, after=Answer.MISSING),
        ChangedClause(text="post.likes > 3", before=Answer.MISSING, after=Answer.TRUE),
    )


def test_a_rule_that_came_and_one_that_went() -> None:
    """A `keep` that is new makes the difference, not the `hide` that fires in both; and a rule that is gone does."""
    keep = "rule k when author in close then keep\n"
    found = compared(HIDE, HIDE + keep, diet("1"))
    assert [(one.rule, one.how) for one in found.changes[0].because] == [("k", How.NEW)]
    gone = compared(HIDE + keep, HIDE, diet("1"))
    assert [(one.rule, one.how) for one in gone.changes[0].because] == [("k", How.GONE)]


def test_what_a_rule_does_may_be_another() -> None:
    """It fires in both, and hides instead of folding."""
    found = compared('rule r when post mentions diet then collapse "why"\n', HIDE, diet("1"))
    assert [(one.rule, one.how) for one in found.changes[0].because] == [("r", How.DOES_OTHER)]
    assert (found.kinds[0].before, found.kinds[0].after) == (Outcome.COLLAPSED, Outcome.HIDDEN)


def test_marks_and_moves_are_changes_too() -> None:
    """The outcome is the same; a rule that only hides has no part in it."""
    old, new = (
        "rule l when post mentions diet then label a\n",
        "rule l when post mentions diet then label b, boost 1 hour\n",
    )
    found = compared(HIDE + old, HIDE + new, diet("1"))
    assert (found.kinds[0].before, found.kinds[0].after) == (Outcome.HIDDEN, Outcome.HIDDEN)
    assert [one.rule for one in found.changes[0].because] == ["l"]
    assert (found.changes[0].after.labels, found.changes[0].after.shift) == (("b",), HOUR)


def test_a_quota_may_be_the_reason(history: Kind) -> None:
    """Posts that came together compete for places again."""
    history.open_batch([diet("1"), diet("2", 1)], NOON + 2 * HOUR, "")
    found = compare(loaded("feed at most 2 per day\n"), loaded("feed at most 1 per day\n"), history, None, END)
    assert [(one.id, one.after.outcome) for one in found.changes] == [("1", Outcome.HELD)]
    assert [(one.how, one.rule) for one in found.changes[0].because] == [(How.QUOTA, "at most 1 per day")]


def test_own_posts_may_be_left_to_the_rules() -> None:
    """No rule is another, only who protects the reader's own posts."""
    found = compared(HIDE, "set own_posts: rules\n" + HIDE, diet("1", mine=True))
    assert [(one.rule, one.how) for one in found.changes[0].because] == [("set own_posts", How.OWN_POSTS)]


def test_people_whom_the_reader_answers_are_counted(history: Kind) -> None:
    """By what was recorded, by what their own posts answer, and by what is known of whom they follow."""
    answer = post("mine", NOON, author=None, mine=True, text="yes", in_reply_to=Reference(id="1", author=BEN))
    history.add([diet("1", author=BEN), diet("2"), answer, diet("3", author=None)])
    history.record([act(ActivityKind.REPLY, NOON + HOUR, "2")])
    found = compare(loaded(""), loaded(HIDE), history, None, END, following=[BEN])
    (kind,) = found.kinds
    assert (kind.posts, kind.replied, kind.followed) == (3, 2, 1)
    assert {one.id: (one.replied, one.followed) for one in found.changes} == {
        "1": (True, True),
        "2": (True, False),
        "3": (False, None),
    }


def test_advice_is_compared_as_of_the_end() -> None:
    """One advice is new, one is another, one is gone."""
    items = [diet(str(n), n) for n in range(3)] + [diet("b", author=BEN)]
    old = "rule a for account when count(posts by account, 60 days) = 1 then suggest mute\n"
    new = "rule b for account when count(posts by account, 60 days) >= 1 then suggest unfollow\n"
    found = compared(old, new, *items)
    assert [(one.account.handle, one.before, one.after, one.rules) for one in found.accounts] == [
        (ANA.handle, None, AdviceWord.UNFOLLOW, ("b",)),
        (BEN.handle, AdviceWord.MUTE, AdviceWord.UNFOLLOW, ("a", "b")),
    ]
    assert not found.is_same


def test_only_the_latest_changes_are_listed() -> None:
    """All are counted."""
    items = [diet(str(n), n) for n in range(5)]
    found = compared("", HIDE, *items, most=2)
    assert (found.changed, [one.id for one in found.changes]) == (5, ["4", "3"])
    assert compared("", HIDE, *items, most=0).changes == ()


@given(rules=rules(), visits=lives())
def test_the_same_rules_change_nothing(rules: Ruleset, visits: tuple[Visit, ...]) -> None:
    """Whatever happened."""
    history = MemoryHistory()
    live(rules, history, visits)
    found = compare(rules, rules, history, EARLIEST, DAWN + timedelta(days=1))
    assert found.is_same
    assert (found.kinds, found.rules, found.changes) == ((), {}, ())
    assert found.posts == len({item.id for visit in visits for item in visit.posts})
