"""What a decision or an advice says in one word.

In: nothing. Out: enumerations. Rules name these words, so that they stand apart from what holds them.
"""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What happens to a post."""

    SHOWN = "shown"
    COLLAPSED = "collapsed"
    HIDDEN = "hidden"
    BLOCKED = "blocked"
    HELD = "held"


class AdviceWord(StrEnum):
    """What may be advised about an account, weakest first; the strongest of all rules that fire wins."""

    FOLLOW = "follow"
    SNOOZE = "snooze"
    MUTE = "mute"
    UNFOLLOW = "unfollow"
    KEEP = "keep"


class SessionWord(StrEnum):
    """What may be advised about the session, weakest first; the strongest of all rules that fire wins."""

    CONTINUE = "continue"
    NUDGE = "nudge"
    WAIT = "wait"
    PAUSE = "pause"
    STOP = "stop"
