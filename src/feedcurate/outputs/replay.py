"""A replay as a page to read, or as JSON.

In: a replay, an instant in the reader's zone, and the columns of the terminal. Out: lines; or one JSON document.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from feedcurate.outputs.pieces import Line, Part, Said, in_lines, usable
from feedcurate.outputs.safe import excerpt, visible_json
from feedcurate.outputs.width import clip
from feedcurate.outputs.words import UNKNOWN, account_words, date_words, duration_words
from feedcurate.review.results import Example, Replay, RuleReplay, Spared, Subject, Totals
from feedcurate.text.visible import visible

_WIDEST_TEXT = 60
_ORDER = ("blocked", "hidden", "collapsed", "kept", "boosted", "demoted", "labelled", "noted")


def replay_page(replay: Replay, now: datetime, width: int) -> Iterator[Line]:
    """All posts together, then each rule, those that fired most first; last those that never did."""
    for said in _said(replay, now):
        if said is None:
            yield ()
        else:
            yield from in_lines(said, usable(width))


def replay_json(replay: Replay) -> str:
    """The replay as one JSON document."""
    return visible_json(replay.model_dump_json(indent=2))


def _said(replay: Replay, now: datetime) -> Iterator[Said | None]:
    yield Said(period_words(replay.start, replay.end, now), Part.HEADING)
    yield Said(_totals(replay.totals))
    yield Said(f"you would have been spared {_spared(replay.spared) or 'nothing that you looked at'}")
    fired = sorted((rule for rule in replay.rules if rule.fired), key=lambda rule: (-rule.fired, rule.rule))
    if fired:
        yield None
        yield Said(f"rules ({len(fired)})", Part.HEADING)
    for rule in fired:
        yield from _rule(rule, now)
    never = [rule for rule in replay.rules if rule.replayed and not rule.fired]
    if never:
        yield None
        yield Said(f"never fired ({len(never)})", Part.HEADING)
        yield Said(", ".join(_name(rule) for rule in never), Part.FADED)
    drafts = [rule for rule in replay.rules if not rule.replayed]
    if drafts:
        yield None
        yield Said("not replayed, as drafts are not kept", Part.HEADING)
        yield Said(", ".join(_name(rule) for rule in drafts), Part.FADED)


def period_words(start: datetime | None, end: datetime, now: datetime) -> str:
    """`from 2026-04-01 to 2026-05-01`, `up to 2026-05-01`."""
    last = date_words(end, now)
    return f"up to {last}" if start is None else f"from {date_words(start, now)} to {last}"


def counted(count: int, word: str) -> str:
    """`1 post`, `1,200 posts`."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _totals(totals: Totals) -> str:
    told = ", ".join(
        f"{getattr(totals, outcome):,} {outcome}"
        for outcome in ("shown", "collapsed", "hidden", "blocked", "held")
        if getattr(totals, outcome)
    )
    batches = f" in {counted(totals.batches, 'batch').replace('batchs', 'batches')}" if totals.batches else ""
    return f"{counted(totals.posts, 'post')}{batches}{': ' + told if told else ''}"


def _spared(spared: Spared) -> str:
    """`3 posts that you looked at, for 5 minutes`; nothing where there were none."""
    if not spared.posts:
        return ""
    time = f", for {duration_words(spared.time)}" if spared.time > timedelta(0) else ""
    return f"{counted(spared.posts, 'post')} that you looked at{time}"


def _name(rule: RuleReplay) -> str:
    return visible(f"{rule.rule} (shadow)" if rule.shadow else rule.rule)


def _rule(rule: RuleReplay, now: datetime) -> Iterator[Said]:
    title = f" “{visible(rule.title)}”" if rule.title else ""
    yield Said(f"{_name(rule)}{title}: {_how_often(rule, now)}", Part.FIRED)
    done = [f"{rule.did[word]:,} {word}" for word in _ORDER if word in rule.did]
    done += [f"{count:,} {visible(word)}" for word, count in rule.did.items() if word not in _ORDER]
    if done:
        spared = _spared(rule.spared)
        yield Said(", ".join(done) + (f"; {spared}" if spared else ""), Part.MARK, 1)
    if rule.top:
        whom = ", ".join(f"{account_words(one.account)} ({one.count:,})" for one in rule.top)
        more = f", and {rule.accounts - len(rule.top):,} more" if rule.accounts > len(rule.top) else ""
        yield Said(f"on {whom}{more}", Part.REASON, 1)
    for one in rule.examples:
        yield Said(_example(one, now), Part.TEXT, 1)


def _how_often(rule: RuleReplay, now: datetime) -> str:
    """`12 posts by 3 accounts, 2026-04-03 to 2026-04-28`; for advice, how often it began."""
    first, last = (UNKNOWN if at is None else date_words(at, now) for at in (rule.first, rule.last))
    when = first if first == last else f"{first} to {last}"
    if rule.subject is Subject.POST:
        return f"{counted(rule.fired, 'post')} by {counted(rule.accounts, 'account')}, {when}"
    times = "once" if rule.fired == 1 else f"{rule.fired:,} times"
    whom = f" about {counted(rule.accounts, 'account')}" if rule.subject is Subject.ACCOUNT else ""
    return f"{times}{whom}, {when}"


def _example(one: Example, now: datetime) -> str:
    words = ", ".join(f"“{visible(word)}”" for word in one.words)
    parts = (
        UNKNOWN if one.at is None else date_words(one.at, now),
        account_words(one.author),
        words,
        clip(excerpt(one.text or one.id), _WIDEST_TEXT),
    )
    return "  ".join(part for part in parts if part)
