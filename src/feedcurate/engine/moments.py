"""Wall clocks and instants: when a date and clock of the reader begin and end.

In: local dates and clocks and a zone. Out: aware instants in UTC, and whether a rule's dates hold now.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from feedcurate.program.program import AnyRule, Moment

EARLIEST = datetime.min.replace(tzinfo=UTC)
LATEST = datetime.max.replace(tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def ticks(instant: datetime) -> int:
    """An instant as whole microseconds since 1970."""
    return (instant - EPOCH) // TICK


def instant_of(ticks_: int) -> datetime:
    """The instant of so many microseconds since 1970, in UTC."""
    return EPOCH + ticks_ * TICK


def local(instant: datetime, zone: tzinfo) -> datetime | None:
    """An instant on the reader's wall; None at the far ends of the calendar, where the wall shows no date."""
    try:
        return instant.astimezone(zone)
    except OverflowError:
        return None


def first_instant(wall: datetime, zone: tzinfo) -> datetime:
    """The first instant at which the wall (a naive local time) is shown; in a DST gap, the first instant after it."""
    return _instant(wall.replace(fold=0), zone)


def last_instant(wall: datetime, zone: tzinfo) -> datetime:
    """The last instant at which the wall is shown, of a repeated hour the later; in a DST gap, the last before it."""
    instant = _instant(wall.replace(fold=1), zone)
    return instant if _shows(instant, wall, zone) else max(instant, EARLIEST + TICK) - TICK


def shown_at(wall: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """The instants at which the wall is shown, two in a repeated hour; in a DST gap, the first instant after it."""
    first, last = first_instant(wall, zone), last_instant(wall, zone)
    return (first, last) if last > first else (first,)


def holds_now(rule: AnyRule, now: datetime, zone: tzinfo) -> bool:
    """Whether `now` lies in a rule's dates, both included; an end without a clock lasts to the end of its day."""
    return has_begun(rule.start, now, zone) and not has_ended(rule.end, now, zone)


def has_begun(start: Moment | None, now: datetime, zone: tzinfo) -> bool:
    """Whether a rule's `from` has been reached; true without one."""
    return start is None or now >= first_instant(datetime.combine(start.date, start.clock or time(0)), zone)


def has_ended(end: Moment | None, now: datetime, zone: tzinfo) -> bool:
    """Whether a rule's `until` is over; false without one."""
    if end is None:
        return False
    if end.clock is not None:
        return now > last_instant(datetime.combine(end.date, end.clock), zone)
    midnight = datetime.combine(end.date, time(0))
    return midnight.date() < date.max and now >= first_instant(midnight + timedelta(days=1), zone)


def _instant(wall: datetime, zone: tzinfo) -> datetime:
    try:
        instant = wall.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:
        return EARLIEST if wall.year < date.max.year else LATEST
    return instant if _shows(instant, wall, zone) else _after_gap(wall, zone)


def _shows(instant: datetime, wall: datetime, zone: tzinfo) -> bool:
    shown = local(instant, zone)
    return shown is not None and shown.replace(tzinfo=None) == wall.replace(fold=0)


def _after_gap(wall: datetime, zone: tzinfo) -> datetime:
    """The first instant at which the wall shows a later time than one in a gap, found by halving.

    PEP 495: with `fold=1` a time in a gap is worked out with the offset after it and comes out before it, with
    `fold=0` the other way round.
    """
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    while after - before > TICK:
        middle = before + (after - before) / 2
        if middle.astimezone(zone).replace(tzinfo=None) < wall.replace(fold=0):
            before = middle
        else:
            after = middle
    return after
