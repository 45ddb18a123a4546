"""The accounts, as sections of an audit's page. In: an audit. Out: HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feedcurate.model.decision import AccountAdvice
from feedcurate.outputs.audit_html_pieces import account_cell, isolated, section, shown, table
from feedcurate.outputs.audit_words import (
    CREDENTIAL_WORDS,
    answer_words,
    followed_words,
    purpose_words,
    reach_words,
    repost_words,
    shift_words,
    time_words,
)
from feedcurate.outputs.reasons import reason_words
from feedcurate.outputs.words import UNKNOWN, account_words, duration_words
from feedcurate.review.audit_model import Audit, AuditedAccount

MOST = 60
"""How many accounts have a row, and on how many the rules' advice is told."""


def accounts(audit: Audit) -> str:
    """The accounts with most time."""
    told = [one for one in audit.accounts if one.posts or one.reposts or one.seen or one.time or one.advice]
    rows = [list(_row(one, with_rules=audit.rules is not None)) for one in told[:MOST]]
    if not rows:
        return section("Accounts", "<p>None has anything in this period.</p>")
    head = ["account", "time", "posts", "seen", "mood", "followed", "credential", "reach"]
    if audit.rules is not None:
        head += ["purpose", "matches", "advice"]
    more, silent = max(0, len(told) - MOST), len(audit.accounts) - len(told)
    others = f" {more:,} more, with less time, are not in this table." if more else ""
    others += f" Of {silent:,} nothing came in or was seen in this period." if silent else ""
    caption = f"Those that took most time first; what is not known is “{UNKNOWN}”.{others}"
    return section("Accounts", table(caption, head, rows, numbers={1, 2, 3, 4, 9}), kind="page")


def _row(one: AuditedAccount, *, with_rules: bool) -> Iterator[str]:
    yield account_cell(one.account)
    yield time_words(one.time)
    reposts = f"<br><span class=known>{_together(repost_words(one))}</span>" if one.reposts else ""
    yield f"{one.posts + one.reposts:,}{reposts}"
    yield f"{one.seen:,}"
    yield shift_words(one.mood_shift)
    yield followed_words(one)
    yield UNKNOWN if one.credential is None else CREDENTIAL_WORDS[one.credential]
    yield reach_words(one)
    if with_rules:
        yield shown(purpose_words(one)) if one.lists else _together(purpose_words(one))
        topics = f"<br><span class=known>{', '.join(map(isolated, one.topics))}</span>" if one.topics else ""
        yield f"{one.matches or 0:,}{topics}"
        yield _advice_cell(one)


def _together(words: str) -> str:
    """A few words on one line."""
    return words.replace(" ", "&nbsp;")


def _advice_cell(one: AuditedAccount) -> str:
    told = [] if one.advice is None else [_advised(one.advice)]
    told += [f"<span class=known>{answer_words(answer)}</span>" for answer in one.answers]
    return "<br>".join(told)


def _advised(advice: AccountAdvice) -> str:
    return f"{advice.advice}" if advice.duration is None else f"{advice.advice} {duration_words(advice.duration)}"


def advice(audit: Audit) -> str:
    """What the rules advise, and why."""
    told = [one for one in audit.accounts if one.advice is not None]
    if not told:
        return ""
    more = f"<p>The rules advise something about {len(told) - MOST:,} more.</p>" if len(told) > MOST else ""
    lead = (
        "<p>These rules were written by the reader of this feed, for themselves. Advice is what such a rule says; "
        "following it or not is the reader's choice.</p>"
    )
    lines = "".join(_line(one, one.advice) for one in told[:MOST] if one.advice is not None)
    return section("What the rules advise", lead, f"<ul class=advice>{lines}</ul>", more)


def _line(one: AuditedAccount, advice: AccountAdvice) -> str:
    reasons: Sequence[str] = [isolated(reason_words(because)) for because in advice.because]
    return (
        f"<li><strong>{_advised(advice)}</strong> {isolated(account_words(one.account))}<br>{'<br>'.join(reasons)}</li>"
    )
