"""What changes under other rules, as a page to read, or as JSON.

In: a comparison, an instant in the reader's zone, and the columns of the terminal. Out: lines; or one JSON document.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from feedcurate.model.decision import Outcome
from feedcurate.outputs.pieces import Line, Part, Said, in_lines, usable
from feedcurate.outputs.replay import counted, period_words
from feedcurate.outputs.safe import excerpt, visible_json
from feedcurate.outputs.words import UNKNOWN, account_words, date_words, duration_words
from feedcurate.review.changes import Answer, Change, ChangedClause, Comparison, Difference, How, Kind, Side
from feedcurate.text.visible import visible

_VERBS = {
    Outcome.SHOWN: "shows",
    Outcome.COLLAPSED: "collapses",
    Outcome.HIDDEN: "hides",
    Outcome.BLOCKED: "blocks",
    Outcome.HELD: "holds",
}
_MOST_CLAUSES = 4


def comparison_page(comparison: Comparison, now: datetime, width: int) -> Iterator[Line]:
    """How many change and how, then each change that is listed with its reason, then advice that changes."""
    for said in _said(comparison, now):
        if said is None:
            yield ()
        else:
            yield from in_lines(said, usable(width))


def comparison_json(comparison: Comparison) -> str:
    """The comparison as one JSON document."""
    return visible_json(comparison.model_dump_json(indent=2))


def _said(comparison: Comparison, now: datetime) -> Iterator[Said | None]:
    period = period_words(comparison.start, comparison.end, now)
    told = f"{comparison.changed:,} of {counted(comparison.posts, 'post')}" if comparison.changed else "no post"
    yield Said(f"{period}: {told} {'changes' if comparison.changed <= 1 else 'change'}", Part.HEADING)
    yield from (Said(_kind(kind), Part.SUMMARY, 1) for kind in comparison.kinds)
    if comparison.rules:
        by = ", ".join(f"{visible(rule)} ({count:,})" for rule, count in comparison.rules.items())
        yield Said(f"because of {by}", Part.REASON, 1)
    if comparison.changes:
        yield None
        yield Said(f"changes ({_listed(comparison)})", Part.HEADING)
    for change in comparison.changes:
        yield from _change(change, now)
    if comparison.accounts:
        yield None
        yield Said(f"advice that changes ({len(comparison.accounts)})", Part.HEADING)
    for one in comparison.accounts:
        words = f"{one.before or 'nothing'} → {one.after or 'nothing'}"
        rules = f"  ({', '.join(visible(rule) for rule in one.rules)})" if one.rules else ""
        yield Said(f"{account_words(one.account)}: {words}{rules}", Part.FIRED)


def _listed(comparison: Comparison) -> str:
    listed = len(comparison.changes)
    return f"{listed:,}" if listed == comparison.changed else f"the latest {listed:,} of {comparison.changed:,}"


def _kind(kind: Kind) -> str:
    """`hides 12 more (shown → hidden), 2 of them by people you reply to`."""
    if kind.before is kind.after:
        told = f"marks or moves {kind.posts:,} otherwise ({kind.before})"
    else:
        told = f"{_VERBS[kind.after]} {kind.posts:,} more ({kind.before} → {kind.after})"
    people = [
        f"{count:,} of them by people you {word}"
        for count, word in ((kind.replied, "reply to"), (kind.followed, "follow"))
        if count
    ]
    return ", ".join((told, *people))


def _change(change: Change, now: datetime) -> Iterator[Said]:
    at = UNKNOWN if change.at is None else date_words(change.at, now)
    outcomes = f"{change.before.outcome} → {change.after.outcome}"
    if change.before.outcome is change.after.outcome:
        outcomes = f"{change.after.outcome}, otherwise"
    yield Said(f"{at}  {account_words(change.author)}: {excerpt(change.text or change.id)}", Part.AUTHOR)
    people = ["you reply to them"] if change.replied else []
    people += ["you follow them"] if change.followed else []
    yield Said(" · ".join((outcomes, *_marks(change.before, change.after), *people)), Part.CHANGE, 1)
    for difference in change.because:
        yield Said(_difference(difference), Part.REASON, 1)
        for clause in difference.clauses[:_MOST_CLAUSES]:
            yield Said(_clause(clause), Part.TEXT, 2)


def _marks(before: Side, after: Side) -> Iterator[str]:
    """What else is another: labels with a sign, the place, the text it is folded behind."""
    yield from (f"+{visible(label)}" for label in after.labels if label not in before.labels)
    yield from (f"-{visible(label)}" for label in before.labels if label not in after.labels)
    if before.shift != after.shift:
        yield f"moved {_signed(before.shift)} → {_signed(after.shift)}"
    if before.collapse != after.collapse and before.outcome is after.outcome:
        yield f"“{visible(before.collapse or '')}” → “{visible(after.collapse or '')}”"


def _signed(shift: timedelta) -> str:
    sign = "-" if shift < timedelta(0) else "+"
    return f"{sign}{duration_words(shift)}" if shift else "0"


def _difference(difference: Difference) -> str:
    """`no_comparison fires`, `less_tabloid is new`."""
    name = visible(difference.rule)
    match difference.how:
        case How.NEW | How.GONE:
            return f"{name} is {difference.how}"
        case How.QUOTA:
            return f"quota: {name}"
        case How.OWN_POSTS:
            return f"{name} is another"
        case _:
            return f"{name} {difference.how}"


def _clause(clause: ChangedClause) -> str:
    """`author in close: true → false`; what only one of the files has is `+` or `-`."""
    text = visible(clause.text)
    if clause.before is Answer.MISSING:
        return f"+ {text} (is {clause.after})"
    if clause.after is Answer.MISSING:
        return f"- {text} (was {clause.before})"
    return f"{text}: {clause.before} → {clause.after}"
