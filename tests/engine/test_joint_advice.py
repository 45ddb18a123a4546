"""How the rules that fired become one advice: in any order the same, the strongest wins."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.engine.joint_advice import (
    AccountRequest,
    DraftRequest,
    SessionRequest,
    account_advice,
    draft_advice,
    session_advice,
)
from feedcurate.model.decision import AdviceWord, SessionWord
from tests.engine.build import NOW

HOUR = timedelta(hours=1)
STRONGEST = (AdviceWord.KEEP, AdviceWord.UNFOLLOW, AdviceWord.MUTE, AdviceWord.SNOOZE, AdviceWord.FOLLOW)
FIRMEST = (SessionWord.STOP, SessionWord.PAUSE, SessionWord.WAIT, SessionWord.NUDGE, SessionWord.CONTINUE)

hours = st.none() | st.integers(1, 5).map(lambda n: n * HOUR)
texts = st.frozensets(st.sampled_from(["Tea?", "A walk?", "Call a friend."]))


accounts = st.lists(st.tuples(st.sampled_from(AdviceWord), hours), max_size=5).map(
    lambda drawn: [AccountRequest(f"r{n}", word, long) for n, (word, long) in enumerate(drawn)]
)
sessions = st.lists(st.tuples(st.sampled_from(SessionWord), hours, texts), max_size=5).map(
    lambda drawn: [
        SessionRequest(f"r{n}", word, None if long is None else NOW + long, said)
        for n, (word, long, said) in enumerate(drawn)
    ]
)
drafts = st.lists(st.tuples(hours, texts, texts), max_size=5).map(
    lambda drawn: [DraftRequest(f"r{n}", *asked) for n, asked in enumerate(drawn)]
)


@given(st.data(), accounts, sessions, drafts)
def test_the_order_of_rules_does_not_matter(data: st.DataObject, one: Any, other: Any, third: Any) -> None:
    """For accounts, sessions and drafts."""
    for advise, requests in ((account_advice, one), (session_advice, other), (draft_advice, third)):
        assert advise(data.draw(st.permutations(requests))) == advise(requests)


@given(accounts)
def test_the_strongest_advice_about_an_account_wins(requests: list[AccountRequest]) -> None:
    """Keep > unfollow > mute > snooze > follow; of snoozes the longest; every rule either counts or is outweighed."""
    joint = account_advice(requests)
    if not requests:
        assert joint is None
        return
    assert joint is not None
    assert joint.advice is next(word for word in STRONGEST if any(one.advice is word for one in requests))
    agreed = [one for one in requests if one.advice is joint.advice]
    assert joint.snooze == max((one.snooze for one in agreed if one.snooze is not None), default=None)
    assert joint.because == tuple(one.rule for one in agreed)
    assert sorted((*joint.because, *joint.overridden)) == [one.rule for one in requests]


@given(sessions)
def test_the_strongest_advice_about_a_session_wins(requests: list[SessionRequest]) -> None:
    """Stop > pause > wait > nudge > go on, with its latest end; texts of all rules are shown."""
    joint = session_advice(requests)
    assert joint.advice is next(
        word for word in FIRMEST if word is SessionWord.CONTINUE or any(one.advice is word for one in requests)
    )
    agreed = [one.until for one in requests if one.advice is joint.advice and one.until is not None]
    assert joint.until == max(agreed, default=None)
    assert set(joint.texts) == {text for one in requests for text in one.texts}
    assert list(joint.texts) == sorted(joint.texts)
    assert sorted((*joint.because, *joint.overridden)) == [one.rule for one in requests]


@given(drafts)
def test_a_draft_is_held_for_the_longest_time(requests: list[DraftRequest]) -> None:
    """All questions are asked and all warnings given, each once."""
    joint = draft_advice(requests)
    assert joint.hold == max((one.hold for one in requests if one.hold is not None), default=None)
    assert joint.asks == tuple(sorted({text for one in requests for text in one.asks}))
    assert joint.warns == tuple(sorted({text for one in requests for text in one.warns}))
    assert joint.because == tuple(one.rule for one in requests)


@pytest.mark.parametrize(("left", "right"), [(1, 3), (3, 1)])
def test_of_two_pauses_the_later_end_counts(left: int, right: int) -> None:
    """Both rules are named."""
    rules = [SessionRequest(f"r{n}", SessionWord.PAUSE, NOW + n * HOUR) for n in (left, right)]
    joint = session_advice(rules)
    assert (joint.until, joint.because, joint.overridden) == (NOW + 3 * HOUR, ("r1", "r3"), ())
