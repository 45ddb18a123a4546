"""The queue of advice: never the same for the same evidence, again for new, and every answer can be taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

import feedcurate as fc
from feedcurate.history.memory import MemoryHistory
from feedcurate.history.queue import answered, evidence_of, offered, open_entries, undone
from feedcurate.model.account import Account
from feedcurate.model.decision import AccountAdvice, AdviceWord, Because, Clause, Counted
from feedcurate.model.item import Item
from feedcurate.model.record import AdviceState, QueuedAdvice
from tests.history.things import ANA, BEN, DAY, HOUR, NOON, post

OPEN, ACCEPTED, REJECTED, SNOOZED = AdviceState
RULES = fc.loads(
    'set timezone: "UTC"\ntopic diet: "diet"\n'
    "rule diets for account when count(posts by account where post mentions diet, 14 days) >= 2 then suggest mute\n"
)


def advised(*ids: str, account: Account = ANA, word: AdviceWord = AdviceWord.MUTE, rule: str = "r") -> AccountAdvice:
    """An advice that leans on some posts."""
    counted = tuple(Counted(source="mastodon", id=one, at=NOON) for one in ids)
    clause = Clause(id=0, text="count(…) >= 2", value=True, counted=counted)
    return AccountAdvice(account=account, advice=word, because=(Because(rule=rule, at="", clauses=(clause,)),))


def queued(*advice: AccountAdvice, queue: tuple[QueuedAdvice, ...] = (), now: datetime = NOON) -> list[QueuedAdvice]:
    """What is put into a queue."""
    return list(offered(queue, advice, now))


def diets(*numbers: int) -> list[Item]:
    """Posts about diets, an hour apart."""
    return [post(str(number), NOON + number * HOUR, text="diet") for number in numbers]


def test_evidence_is_what_was_counted() -> None:
    """Under whatever rule; without anything counted, the conditions."""
    assert evidence_of(advised("1", "2")) == evidence_of(advised("2", "1", rule="other"))
    assert evidence_of(advised("1")) < evidence_of(advised("1", "2"))
    assert evidence_of(advised()) == frozenset({"count(…) >= 2"})


@pytest.mark.parametrize("state", [ACCEPTED, REJECTED])
def test_what_was_answered_is_not_repeated_for_the_same_evidence(state: AdviceState) -> None:
    """Nor for less of it; something new brings it again, as another entry."""
    [entry] = queued(advised("1", "2"))
    done = answered(entry, state, NOON + HOUR)
    assert queued(advised("1", "2"), queue=(done,)) == []
    assert queued(advised("2"), queue=(done,)) == []
    assert queued(advised("1", "2", rule="renamed"), queue=(done,)) == []
    [again] = queued(advised("2", "3"), queue=(done,), now=NOON + DAY)
    assert again.id != entry.id
    assert (again.state, again.offered_at) == (OPEN, NOON + DAY)
    both = (done, answered(again, state, NOON + DAY))
    assert queued(advised("1", "2", "3"), queue=both) == []


def test_what_waits_is_kept_up_to_date_and_stays_one_entry() -> None:
    """With the evidence of now; where nothing changed nothing is put."""
    [entry] = queued(advised("1", "2"))
    assert queued(advised("1", "2"), queue=(entry,), now=NOON + HOUR) == []
    [newer] = queued(advised("1", "2", "3"), queue=(entry,), now=NOON + HOUR)
    assert (newer.id, newer.offered_at) == (entry.id, NOON)
    assert newer.evidence == evidence_of(advised("1", "2", "3"))


def test_another_advice_or_another_account_is_another_entry() -> None:
    """A rejected mute says nothing of an unfollow, nor of somebody else."""
    [entry] = queued(advised("1"))
    done = (answered(entry, REJECTED, NOON),)
    assert len(queued(advised("1", word=AdviceWord.UNFOLLOW), queue=done)) == 1
    assert len(queued(advised("1", account=BEN), queue=done)) == 1
    assert queued(advised("1", account=ANA.model_copy(update={"name": "Ana"})), queue=done) == []


def test_what_was_snoozed_comes_back() -> None:
    """At the instant that the reader said, with what is known by then; meanwhile it is not offered again."""
    [entry] = queued(advised("1"))
    later = answered(entry, SNOOZED, NOON, NOON + DAY)
    assert open_entries([later], NOON + DAY - HOUR) == ()
    assert open_entries([later], NOON + DAY) == (later,)
    [newer] = queued(advised("1", "2"), queue=(later,), now=NOON + HOUR)
    assert (newer.state, newer.until) == (SNOOZED, NOON + DAY)
    assert open_entries([newer], NOON + HOUR) == ()


def test_a_snooze_needs_an_end_and_nothing_else_has_one() -> None:
    """Anything else is misuse."""
    [entry] = queued(advised("1"))
    with pytest.raises(ValueError, match="snooze"):
        answered(entry, SNOOZED, NOON)
    with pytest.raises(ValueError, match="snooze"):
        answered(entry, REJECTED, NOON, NOON + DAY)


def test_every_answer_can_be_taken_back() -> None:
    """One after the other, until there is none; the entry is as it was offered."""
    [entry] = queued(advised("1"))
    once = answered(entry, REJECTED, NOON + HOUR)
    twice = answered(once, ACCEPTED, NOON + 2 * HOUR)
    assert undone(twice).state is REJECTED
    assert undone(undone(twice)) == entry
    assert undone(answered(answered(entry, SNOOZED, NOON, NOON + DAY), ACCEPTED, NOON)).state is OPEN
    with pytest.raises(ValueError, match="no answer"):
        undone(entry)


# --- By the curator -------------------------------------------------------------------------------


def asked(curator: fc.Curator, at: datetime) -> tuple[QueuedAdvice, ...]:
    """What waits for an answer."""
    return curator.advice(now=at)


def test_the_reader_is_asked_once_for_each_evidence() -> None:
    """Two posts make an advice; rejected, it comes back for a third post, and not for time that goes by."""
    curator = fc.Curator(RULES, history=MemoryHistory(diets(1, 2)))
    now = NOON + DAY
    [entry] = asked(curator, now)
    assert asked(curator, now + HOUR) == (entry,)
    assert (entry.account, entry.advice.advice) == (ANA, AdviceWord.MUTE)
    curator.answer(entry.id, REJECTED, now=now)
    assert asked(curator, now + HOUR) == ()
    curator.history.add(diets(3))
    [again] = asked(curator, now + 2 * HOUR)
    assert again.id != entry.id
    curator.answer(again.id, ACCEPTED, now=now)
    assert asked(curator, now + 3 * HOUR) == ()
    curator.undo(again.id)
    assert [one.id for one in asked(curator, now + 3 * HOUR)] == [again.id]
    # The first two posts are too old by then: of one post nothing is advised, and what waits still waits.
    assert [one.id for one in asked(curator, NOON + 14 * DAY + 3 * HOUR)] == [again.id]


def test_an_answer_to_nothing_is_misuse() -> None:
    """An id that is not there, an answer that was not given."""
    curator = fc.Curator(RULES, history=MemoryHistory(diets(1, 2)))
    with pytest.raises(KeyError):
        curator.answer("nothing", REJECTED, now=NOON)
    [entry] = asked(curator, NOON + DAY)
    with pytest.raises(ValueError, match="no answer"):
        curator.undo(entry.id)


def test_two_advices_at_once_have_ids_of_their_own() -> None:
    """About different accounts, and about one account after another."""
    posts = [*diets(1, 2), *(one.model_copy(update={"author": BEN, "id": f"b{one.id}"}) for one in diets(1, 2))]
    entries = asked(fc.Curator(RULES, history=MemoryHistory(posts)), NOON + DAY)
    assert len({entry.id for entry in entries}) == 2


def test_the_queue_does_not_depend_on_the_order_of_advice() -> None:
    """Each entry is about one account and one advice."""
    every = [advised("1"), advised("1", account=BEN), advised("2", account=BEN, word=AdviceWord.KEEP)]
    key: Any = lambda entry: entry.id  # noqa: E731 - shorter than a function
    assert sorted(queued(*every), key=key) == sorted(queued(*every[::-1]), key=key)
