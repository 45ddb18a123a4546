"""The words of an audit that its table and its page share.

In: figures. Out: short English text. They are plain: no score, no promise, no verdict on time or on people.
"""

from __future__ import annotations

from datetime import timedelta

from feedcurate.model.account import Credential
from feedcurate.outputs.words import UNKNOWN
from feedcurate.review.audit_model import Answer, Audit, AuditedAccount, ReachKind

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

REASON_WORDS = {
    "following": "accounts you follow",
    "suggested": "suggested by the platform",
    "ad": "advertisements",
    "list": "lists",
    "search": "searches",
    "group": "groups",
    "unknown": "reason not known",
}

CREDENTIAL_WORDS = {
    Credential.NONE: "none",
    Credential.SELF_DESCRIBED: "says so itself",
    Credential.LINK: "owns its link",
    Credential.PLATFORM: "platform",
    Credential.PROFESSIONAL: "professional",
}

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_MANY = ((1_000_000, "M"), (1_000, "k"))


def time_words(span: timedelta) -> str:
    """`2 h 05 min`, `7 min`, `under 1 min`, `0`."""
    if span <= timedelta(0):
        return "0"
    hours, rest = divmod(span + _MINUTE / 2, _HOUR)
    minutes = rest // _MINUTE
    if hours:
        return f"{hours:,} h {minutes:02} min"
    return f"{minutes} min" if minutes else "under 1 min"


def share_words(share: float | None) -> str:
    """`37%`, `under 1%`; what is not known is a dash."""
    if share is None:
        return UNKNOWN
    return "under 1%" if 0 < share < 0.005 else f"{share:.0%}"


def mood_words(mood: float | None) -> str:
    """A mean mood: `3.4`."""
    return UNKNOWN if mood is None else f"{mood:.1f}"


def shift_words(shift: float | None) -> str:
    """A shift of mood with its sign: `+0.4`, `-0.6`, `0.0`."""
    if shift is None:
        return UNKNOWN
    rounded = round(shift, 1)
    return "0.0" if rounded == 0 else f"{rounded:+.1f}"


def count_words(count: int) -> str:
    """A large number shortly: `1.2M`, `56k`."""
    for size, sign in _MANY:
        if count >= 10 * size or (size > 1_000 and count >= size):
            short = f"{count / size:.1f}" if count < 10 * size else f"{count // size}"
            return short + sign
    return f"{count:,}"


def reach_words(one: AuditedAccount) -> str:
    """`12k followers`, `3,400 views`."""
    if one.reach is None or one.reach_by is None:
        return UNKNOWN
    return f"{count_words(one.reach)} {'followers' if one.reach_by is ReachKind.FOLLOWERS else 'views'}"


def repost_words(one: AuditedAccount) -> str:
    """`3 reposts`, of the posts that came in by it."""
    return f"{one.reposts:,} repost{'' if one.reposts == 1 else 's'}"


def purpose_words(one: AuditedAccount) -> str:
    """The lists it is on, else `on no list`; nothing without rules."""
    if one.lists is None:
        return ""
    return ", ".join(one.lists) or "on no list"


def followed_words(one: AuditedAccount) -> str:
    """Whether the reader follows it."""
    if one.followed is None:
        return UNKNOWN
    return "yes" if one.followed else "no"


def answer_words(answer: Answer) -> str:
    """`mute, rejected`."""
    return f"{answer.advice}, {answer.state}"


def total_time(audit: Audit) -> timedelta:
    """The time of the whole period, both kinds together."""
    return audit.spent.passive + audit.spent.active
