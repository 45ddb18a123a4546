"""The reader's queue of advice about accounts.

In: the queue as it is, and what the rules advise now or what the reader answers. Out: the entries that are new or have
changed. An advice that was answered is not repeated for evidence that was known then; new evidence brings it again.
Nothing here acts on an account.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime

from feedcurate.model.account import Account
from feedcurate.model.decision import AccountAdvice, AdviceWord
from feedcurate.model.identity import account_key, same_account
from feedcurate.model.record import AdviceState, QueuedAdvice

_WAITING = (AdviceState.OPEN, AdviceState.SNOOZED)


def evidence_of(advice: AccountAdvice) -> frozenset[str]:
    """What an advice leans on: the posts and activities that its windows counted, else its conditions.

    Which rule says so is no evidence: the same posts under another name are the same.
    """
    clauses = [clause for reason in advice.because for clause in reason.clauses]
    counted = {f"{one.source} {one.id} {one.at.isoformat()}" for clause in clauses for one in clause.counted}
    return frozenset(counted or {clause.text for clause in clauses})


def offered(queue: Iterable[QueuedAdvice], advice: Iterable[AccountAdvice], now: datetime) -> Iterator[QueuedAdvice]:
    """The entries to put into a queue for what is advised now: new ones, and waiting ones that have changed.

    That an account is to be kept as it is asks nothing of the reader.
    """
    entries = list(queue)
    for one in (one for one in advice if one.advice is not AdviceWord.KEEP):
        same = [e for e in entries if e.advice.advice is one.advice and _is_about(e.account, one.account)]
        evidence = evidence_of(one)
        waiting = next((entry for entry in same if entry.state in _WAITING), None)
        if waiting is not None:
            if waiting.advice != one:
                yield waiting.model_copy(update={"advice": one, "account": one.account, "evidence": evidence})
        elif not same or evidence - frozenset().union(*(entry.evidence for entry in same)):
            yield QueuedAdvice(id=_id_of(one, now), account=one.account, advice=one, evidence=evidence, offered_at=now)


def open_entries(queue: Iterable[QueuedAdvice], now: datetime) -> tuple[QueuedAdvice, ...]:
    """The entries that wait for an answer; snoozed ones come back when their time is over."""
    return tuple(entry for entry in queue if _is_open(entry, now))


def answered(entry: QueuedAdvice, state: AdviceState, now: datetime, until: datetime | None = None) -> QueuedAdvice:
    """An entry with the reader's answer.

    Raises ValueError for a snooze without an end, and for an end of anything else.
    """
    if (state is AdviceState.SNOOZED) != (until is not None):
        raise ValueError("a snooze, and nothing else, needs the instant at which it ends")
    return entry.model_copy(
        update={"state": state, "answered_at": now, "until": until, "before": (*entry.before, entry.state)}
    )


def undone(entry: QueuedAdvice) -> QueuedAdvice:
    """An entry with its last answer taken back. Raises ValueError where there is none."""
    if not entry.before:
        raise ValueError(f"advice {entry.id} has no answer to take back")
    # How long an earlier snooze was is not kept: it is open again.
    state = AdviceState.OPEN if entry.before[-1] is AdviceState.SNOOZED else entry.before[-1]
    return entry.model_copy(update={"state": state, "answered_at": None, "until": None, "before": entry.before[:-1]})


def _is_open(entry: QueuedAdvice, now: datetime) -> bool:
    if entry.state is AdviceState.SNOOZED:
        return entry.until is not None and now >= entry.until
    return entry.state is AdviceState.OPEN


def _is_about(left: Account, right: Account) -> bool:
    return same_account(left, right) is True


def _id_of(advice: AccountAdvice, now: datetime) -> str:
    evidence = " ".join(sorted(evidence_of(advice)))
    text = f"{account_key(advice.account)} {advice.advice} {now.isoformat()} {evidence}"
    return hashlib.sha256(text.encode()).hexdigest()[:8]
