"""Advice about accounts that is another under other rules.

In: advice of both. Out: what differs, by account.
"""

from __future__ import annotations

from collections.abc import Iterable

from feedcurate.model.account import Account
from feedcurate.model.decision import AccountAdvice, AdviceWord
from feedcurate.model.identity import identifiers
from feedcurate.review.changes import ChangedAdvice


def changed_advice(before: Iterable[AccountAdvice], after: Iterable[AccountAdvice]) -> tuple[ChangedAdvice, ...]:
    """The accounts that are advised about differently, in the order of who they are."""
    olds, news = ({_form(one.account): one for one in advice} for advice in (before, after))
    found = []
    for form in sorted(olds.keys() | news.keys(), key=sorted):
        old, new = olds.get(form), news.get(form)
        if _told(old) != _told(new):
            either = new or old
            account = Account() if either is None else either.account
            rules = tuple(sorted(_rules(old) ^ _rules(new)))
            found.append(ChangedAdvice(account=account, before=_word(old), after=_word(new), rules=rules))
    return tuple(found)


def _form(account: Account) -> frozenset[tuple[str, str]]:
    return frozenset(identifiers(account).items())


def _word(advice: AccountAdvice | None) -> AdviceWord | None:
    return None if advice is None else advice.advice


def _told(advice: AccountAdvice | None) -> object:
    return None if advice is None else (advice.advice, advice.duration)


def _rules(advice: AccountAdvice | None) -> set[str]:
    return set() if advice is None else {reason.rule for reason in advice.because}
