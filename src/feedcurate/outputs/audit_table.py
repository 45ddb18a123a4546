"""An audit as a table for a terminal.

In: an audit, the reader's zone, and how many columns there are. Out: lines of visible text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta, tzinfo

from feedcurate.outputs.audit_words import (
    CREDENTIAL_WORDS,
    REASON_WORDS,
    answer_words,
    followed_words,
    mood_words,
    purpose_words,
    reach_words,
    repost_words,
    share_words,
    shift_words,
    time_words,
    total_time,
)
from feedcurate.outputs.pieces import STEP, Line, Part, Piece, Said, in_lines, usable
from feedcurate.outputs.reasons import reason_words
from feedcurate.outputs.width import cells, clip, fill
from feedcurate.outputs.words import account_words, date_words
from feedcurate.review.audit_model import TRIGGERS, Audit, AuditedAccount
from feedcurate.text.visible import visible

MOST = 25
"""How many accounts have a row."""

_WIDEST_NAME = 36
_WIDEST_BAR = 60
_PASSIVE, _ACTIVE = "-", "#"


def audit_table(audit: Audit, zone: tzinfo, width: int) -> Iterator[Line]:
    """The accounts with most time, the whole feed, and the hours of the day."""
    width = usable(width)
    yield from _heading(audit, zone, width)
    yield ()
    yield from _accounts(audit, width)
    yield ()
    yield (Piece("the whole feed", Part.HEADING),)
    for text in _whole(audit):
        yield from in_lines(Said(text), width)
    yield ()
    yield from _hours(audit, width)
    yield ()
    for text in _notes(audit, zone):
        yield from in_lines(Said(text, Part.FADED), width)


def _heading(audit: Audit, zone: tzinfo, width: int) -> Iterator[Line]:
    start, end = audit.start.astimezone(zone), audit.end.astimezone(zone)
    text = f"{date_words(start, start)} to {date_words(end, end)}, by the clock of {audit.timezone}"
    yield from in_lines(Said(text, Part.HEADING), width)


def _accounts(audit: Audit, width: int) -> Iterator[Line]:
    shown = audit.accounts[:MOST]
    yield (Piece(f"accounts ({len(audit.accounts):,})", Part.HEADING),)
    if not shown:
        yield (Piece("there is none in this history", Part.FADED),)
        return
    head = ("time", "posts", "seen", "matches") if audit.rules is not None else ("time", "posts", "seen")
    rows = [head, *(_figures(one, audit) for one in shown)]
    sizes = [max(cells(row[place]) for row in rows) for place in range(len(head))]
    left = width - sum(sizes) - len(STEP) * len(sizes)
    name = min(_WIDEST_NAME, max(cells(account_words(one.account)) for one in shown), left)
    yield _row("", head, sizes, name, Part.FADED)
    for one, figures in zip(shown, rows[1:], strict=True):
        yield _row(account_words(one.account), figures, sizes, name, Part.AUTHOR)
        yield from in_lines(Said(" · ".join(_said(one)), Part.TEXT, 1), width)
        for because in one.advice.because if one.advice is not None else ():
            yield from in_lines(Said(reason_words(because), Part.REASON, 2), width)
    more = len(audit.accounts) - MOST
    if more > 0:
        words = "1 more account" if more == 1 else f"{more:,} more accounts"
        yield from in_lines(Said(f"… and {words} (--format json has all)", Part.FADED), width)


def _figures(one: AuditedAccount, audit: Audit) -> tuple[str, ...]:
    figures = (time_words(one.time), f"{one.posts + one.reposts:,}", f"{one.seen:,}")
    return figures if audit.rules is None else (*figures, f"{one.matches or 0:,}")


def _row(name: str, figures: Sequence[str], sizes: Sequence[int], columns: int, part: Part) -> Line:
    right = (" " * (size - cells(text)) + text for text, size in zip(figures, sizes, strict=True))
    return (Piece(fill(clip(name, columns), columns), part), Piece(STEP + STEP.join(right)))


def _said(one: AuditedAccount) -> Iterator[str]:
    """What is known of an account, in a line; what is not known is left out."""
    if purpose_words(one):
        yield visible(purpose_words(one))
    if one.reposts:
        yield f"with {repost_words(one)}"
    if one.topics:
        yield f"matched {visible(', '.join(one.topics))}"
    if one.mood_shift is not None:
        yield f"mood {shift_words(one.mood_shift)}"
    if one.followed is not None:
        yield "followed" if followed_words(one) == "yes" else "not followed"
    if one.credential is not None:
        yield f"credential: {CREDENTIAL_WORDS[one.credential]}"
    if one.reach is not None:
        yield reach_words(one)
    if one.advice is not None:
        yield f"advice: {one.advice.advice}"
    yield from (f"answered: {answer_words(answer)}" for answer in one.answers)


def _whole(audit: Audit) -> Iterator[str]:
    yield f"{audit.posts:,} posts came in, {audit.seen:,} were seen"
    for one in audit.reasons:
        seen = f", {share_words(one.seen_share)} of what was seen" if one.seen_share is not None else ""
        yield f"{share_words(one.share)} {REASON_WORDS[one.reason]}{seen}"
    yield (
        f"the ten most frequent authors wrote {share_words(audit.top_came)} of what came in; "
        f"the ten most seen, {share_words(audit.top_seen)} of what was seen"
    )
    passive, active = time_words(audit.spent.passive), time_words(audit.spent.active)
    yield f"{time_words(total_time(audit))} in {audit.sessions:,} sessions: {passive} passive, {active} active"
    if audit.unplaced:
        yield f"{time_words(audit.unplaced)} of views are of posts that this history does not have"
    if audit.moods.checkins:
        yield f"{audit.moods.checkins:,} check-ins, mean mood {mood_words(audit.moods.mean)}"


def _hours(audit: Audit, width: int) -> Iterator[Line]:
    """A bar for each hour: passive time, then active."""
    yield (Piece(f"by hour of the day ({_PASSIVE} passive, {_ACTIVE} active)", Part.HEADING),)
    most = max((one.passive + one.active for one in audit.hours), default=timedelta(0))
    words = [time_words(one.passive + one.active) if one.passive + one.active else "" for one in audit.hours]
    size = max(map(cells, words), default=0)
    room = min(width - 2 - size - 2 * len(STEP), _WIDEST_BAR)
    for one, text in zip(audit.hours, words, strict=True):
        both = one.passive + one.active
        length = round(room * (both / most)) if most else 0
        active = min(length, round(room * (one.active / most))) if most else 0
        bar = _PASSIVE * (length - active) + _ACTIVE * active
        yield (
            Piece(f"{one.hour:02}", Part.PLACE),
            Piece(STEP + " " * (size - cells(text)) + text + STEP),
            Piece(bar, Part.MARK),
        )


def _notes(audit: Audit, zone: tzinfo) -> Iterator[str]:
    if audit.rules is None:
        yield "Without a rule file there are no lists, trigger matches and advice: `feedcurate audit my.curate …`."
    elif audit.topics:
        yield f"Matches are {TRIGGERS}. Here: {visible(', '.join(audit.topics))}."
    else:
        yield "No rule hides, blocks or collapses posts for a topic, or judges accounts by one, so nothing can match."
    if audit.posts_since is not None:
        yield f"This history has posts since {date_words(audit.posts_since, audit.posts_since.astimezone(zone))}."
    if audit.views_since is not None:
        yield f"It has views since {date_words(audit.views_since, audit.views_since.astimezone(zone))}."
    yield "These are figures about a feed, not about a person. Nothing was done to any account."
