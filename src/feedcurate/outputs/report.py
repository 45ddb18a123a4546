"""A curation as the rows and lines of a table, before anyone decides how to draw them.

In: a curation, the items it is about, and an instant in the reader's zone. Out: a frozen `Report` of visible text.
Both ways of drawing read this and nothing else, so that neither says more than the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from attrs import evolve, frozen

from feedcurate.model.decision import Curation, Decision, Outcome, ShadowReport, Unmet
from feedcurate.model.explanation import Explanation
from feedcurate.model.item import Item
from feedcurate.outputs.advice import Told, advice_sections
from feedcurate.outputs.explanation import explanation_lines
from feedcurate.outputs.pieces import Said
from feedcurate.outputs.reasons import reason_words
from feedcurate.outputs.unread import unread
from feedcurate.outputs.words import UNKNOWN, account_words, age_words, duration_words, post_words, ranked_at
from feedcurate.text.visible import visible

Explanations = Mapping[tuple[str, str], Explanation]
"""Explanations of posts, by their source and id."""

HELD = 5
"""How many of the posts that one quota holds have a row of their own, where no explanations are asked for."""

NO_EXPLANATIONS: Explanations = MappingProxyType({})


@frozen
class Row:
    """One post: its place, when, who and what; then what was done to it, why, and all that was asked of it."""

    outcome: Outcome
    place: str
    age: str
    author: str
    text: str
    marks: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    explanation: tuple[Said, ...] = ()


@frozen
class Posts:
    """A heading and posts; `more` says of posts that have no row how many they are and why."""

    title: str
    rows: tuple[Row, ...]
    count: int
    more: tuple[str, ...] = ()


@frozen
class Section:
    """A heading and lines."""

    title: str
    lines: tuple[str, ...]


@frozen
class Report:
    """The feed and what is not in it, advice, what else is to be told, and the sum of it; nothing in it is empty."""

    posts: tuple[Posts, ...]
    advice: tuple[Told, ...]
    sections: tuple[Section, ...]
    summary: str


def report(
    curation: Curation, items: Iterable[Item], now: datetime, explanations: Explanations = NO_EXPLANATIONS
) -> Report:
    """The table of a curation. `explanations` adds what was asked of each post.

    Ages are counted from `now`, and times are told in its zone.
    """
    known = {_key(item): item for item in items}
    left_out = (Outcome.BLOCKED, Outcome.HIDDEN, Outcome.HELD)
    newest_first = sorted(curation.posts, key=lambda one: _age(known.get(_key(one)), now))
    posts = [
        ("in the feed", [one for one in curation.posts if one.place is not None]),
        *((outcome.value, [one for one in newest_first if one.outcome is outcome]) for outcome in left_out),
    ]
    tables = []
    for title, decisions in posts:
        told, more = (decisions, ()) if explanations else _shortened(decisions)
        rows = tuple(row_of(one, known.get(_key(one)), now, explanations.get(_key(one))) for one in told)
        tables.append(Posts(title, rows, len(decisions), more))
    shadow = tuple(_shadow(one, post, known, now) for one in curation.shadow for post in _post_of(one))
    sections = (
        Section("could not be met", tuple(_unmet(unmet) for unmet in curation.unmet)),
        Section("could not be read", tuple(map(visible, unread(curation.problems)))),
    )
    tables.append(Posts("what shadow rules would have done", shadow, len(shadow)))
    return Report(
        posts=tuple(one for one in tables if one.rows),
        advice=tuple(advice_sections(curation, now)),
        sections=tuple(section for section in sections if section.lines),
        summary=summary(curation),
    )


def _shortened(decisions: list[Decision]) -> tuple[list[Decision], tuple[str, ...]]:
    """The first posts that each quota holds, and how many more it does: a long feed holds most of what comes in."""
    held = Counter(one.held for one in decisions)
    seen: Counter[str | None] = Counter()
    told = []
    for one in decisions:
        seen[one.held] += 1
        if one.held is None or seen[one.held] <= HELD:
            told.append(one)
    more = (
        f"… and {count - HELD} more held: {visible(quota)}"
        for quota, count in sorted(held.items(), key=lambda pair: str(pair[0]))
        if quota is not None and count > HELD
    )
    return told, tuple(more)


def _key(post: Item | Decision) -> tuple[str, str]:
    return post.source, post.id


def _post_of(shadow: ShadowReport) -> tuple[tuple[str, str], ...]:
    """The post that a shadow rule fired for; none where the rule is about accounts or the session."""
    return () if shadow.source is None or shadow.id is None else ((shadow.source, shadow.id),)


def _age(item: Item | None, now: datetime) -> timedelta:
    """How old a post is; one without a date is older than all."""
    at = None if item is None else ranked_at(item)
    return timedelta.max if at is None else now - at


def summary(curation: Curation) -> str:
    """`300 posts in: 212 shown, 31 collapsed, 40 hidden, 17 held`."""
    counts = Counter(decision.outcome for decision in curation.posts)
    total = len(curation.posts)
    told = ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome])
    return f"{total} {'post' if total == 1 else 'posts'} in{': ' + told if told else ''}"


def row_of(decision: Decision, item: Item | None, now: datetime, explanation: Explanation | None) -> Row:
    """The row of one post; all that can be said of it without the item is its id."""
    row = _post(decision.outcome, decision.id, item, now)
    outweighed = (f"outweighed: {reason_words(because)}" for because in decision.overridden)
    return evolve(
        row,
        place="" if decision.place is None else str(decision.place),
        marks=(*row.marks, *_marks(decision)),
        reasons=(*(reason_words(because) for because in decision.because), *outweighed),
        explanation=() if explanation is None else tuple(explanation_lines(explanation)),
    )


def _shadow(shadow: ShadowReport, post: tuple[str, str], known: Mapping[tuple[str, str], Item], now: datetime) -> Row:
    row = _post(shadow.outcome or Outcome.SHOWN, post[1], known.get(post), now)
    done = "changed" if shadow.outcome is None else shadow.outcome.value
    return evolve(row, marks=(*row.marks, f"would be {done}"), reasons=(reason_words(shadow.because),))


def _post(outcome: Outcome, post: str, item: Item | None, now: datetime) -> Row:
    """What a post is, before anything is said about it; by its id alone where the post itself is not at hand."""
    if item is None:
        return Row(outcome, "", UNKNOWN, UNKNOWN, visible(post))
    reposter = () if item.via is None else (f"reposted by {account_words(item.via.account)}",)
    return Row(outcome, "", age_words(ranked_at(item), now), account_words(item.author), post_words(item), reposter)


def _marks(decision: Decision) -> Iterator[str]:
    """What was done to a post, the short marks on one line; how far it was moved says nothing outside the feed."""
    short = []
    if decision.shift and decision.place is not None:
        verb = "boosted" if decision.shift > timedelta(0) else "demoted"
        short.append(f"{verb} {duration_words(decision.shift)}")
    short.extend(f"labelled {visible(label)}" for label in decision.labels)
    if short:
        yield " · ".join(short)
    if decision.collapse is not None:
        yield f"collapsed: {visible(decision.collapse)}"
    if decision.held is not None:
        yield f"held: {visible(decision.held)}"
    yield from (f"note: {visible(note)}" for note in decision.notes)


def _unmet(unmet: Unmet) -> str:
    return f"{visible(unmet.quota)}: {visible(unmet.message)} ({visible(unmet.at)})"
