"""Instants, walls and dated rules as terms: what a calendar rules out, and nothing that a zone could make so."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from operator import eq

import pytest
import z3

from feedcurate.engine.moments import ticks
from feedcurate.program.program import Rule
from feedcurate.proof.moments import Moments
from feedcurate.proof.quantities import DAY, clock
from feedcurate.proof.terms import FALSE, TRUE, Term, Value
from feedcurate.proof.theory import Theory
from feedcurate.ruleset import loads
from tests.proof.solving import is_possible

HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
REACH = timedelta(days=2)
"""The wall of any zone, through any change of its clocks, is less than this off."""
MIDDAY = datetime(2026, 5, 1, 12, tzinfo=UTC)
"""A Friday."""


def rules(*dates: str) -> tuple[Rule, ...]:
    """Rules with such dates."""
    text = "\n".join(f"rule r{number} {dated} when post is repost then hide" for number, dated in enumerate(dates))
    return loads(text).program.rules


class Dated:
    """Rules with such dates, encoded in their order."""

    def __init__(self, *dates: str) -> None:
        self.moments = Moments(Theory())
        self.now = self.moments.now().term
        self.in_force: list[Term] = [self.moments.in_force(rule) for rule in rules(*dates)]

    def may(self, *terms: Term) -> bool:
        """Whether that can be."""
        return is_possible(self.moments.theory, *terms)

    def may_be_at(self, instant: datetime, in_force: bool) -> bool:
        """Whether the first rule can be in force, or not, at an instant."""
        return self.may(self.now == ticks(instant), self.in_force[0] == z3.BoolVal(in_force))


@pytest.mark.parametrize(
    ("dates", "wall"),
    [("from 2026-05-01", datetime(2026, 5, 1, tzinfo=UTC)), ("from 2026-05-01 12:30", MIDDAY + HOUR / 2)],
)
def test_a_rule_begins_about_when_its_wall_says(dates: str, wall: datetime) -> None:
    """Two days before it is surely not in force, two days after it surely is, and between a zone decides."""
    found = Dated(dates)
    assert not found.may_be_at(wall - REACH - TICK, in_force=True)
    assert found.may_be_at(wall - REACH, in_force=True)
    assert found.may_be_at(wall + REACH - TICK, in_force=False)
    assert not found.may_be_at(wall + REACH, in_force=False)


def test_a_rule_ends_with_its_last_day() -> None:
    """`until 2026-05-01` is until the second of May begins."""
    found, wall = Dated("until 2026-05-01"), datetime(2026, 5, 2, tzinfo=UTC)
    assert not found.may_be_at(wall - REACH - TICK, in_force=False)
    assert found.may_be_at(wall - REACH, in_force=False)
    assert found.may_be_at(wall + REACH - TICK, in_force=True)
    assert not found.may_be_at(wall + REACH, in_force=True)


def test_a_rule_ends_with_its_last_minute() -> None:
    """`until 2026-05-01 12:00` includes the last instant at which a wall shows that."""
    found = Dated("until 2026-05-01 12:00")
    assert not found.may_be_at(MIDDAY - REACH, in_force=False)
    assert found.may_be_at(MIDDAY - REACH + TICK, in_force=False)
    assert found.may_be_at(MIDDAY + REACH, in_force=True)
    assert not found.may_be_at(MIDDAY + REACH + TICK, in_force=True)


def test_a_rule_until_the_last_day_of_the_calendar_never_ends() -> None:
    """There is no day after it."""
    found = Dated("until 9999-12-31")
    assert not found.may(z3.Not(found.in_force[0]))


def test_a_rule_without_dates_is_always_in_force() -> None:
    """Nothing begins or ends it."""
    found = Dated("")
    assert not found.may(z3.Not(found.in_force[0]))


EARLY, LATE = "2026-05-01 10:00", "2026-05-01 11:00"


@pytest.mark.parametrize(
    ("one", "other"), [(f"from {EARLY}", f"from {LATE}"), (f"until {LATE}", f"until {EARLY}")], ids=["from", "until"]
)
def test_walls_of_one_sort_come_in_order(one: str, other: str) -> None:
    """What begins later is not in force before the other, in whichever order the file has them."""
    forward, backward = Dated(one, other), Dated(other, one)
    assert not forward.may(forward.in_force[1], z3.Not(forward.in_force[0]))
    assert not backward.may(backward.in_force[0], z3.Not(backward.in_force[1]))
    assert forward.may(forward.in_force[0], z3.Not(forward.in_force[1]))
    assert backward.may(backward.in_force[1], z3.Not(backward.in_force[0]))


@pytest.mark.parametrize(("start", "end", "gap"), [(EARLY, LATE, False), (EARLY, EARLY, False), (LATE, EARLY, True)])
def test_between_an_end_and_a_later_beginning_there_is_a_gap_and_else_none(start: str, end: str, gap: bool) -> None:
    """A rule from ten and one until eleven leave no instant to neither; nor do two that meet in one minute."""
    forward, backward = Dated(f"from {start}", f"until {end}"), Dated(f"until {end}", f"from {start}")
    for found in (forward, backward):
        assert found.may(*(z3.Not(one) for one in found.in_force)) is gap


def test_a_clock_may_be_set_forward_or_back() -> None:
    """Two walls in a skipped hour begin at one instant; one that is skipped ends just before it begins."""
    for one, other in ((EARLY, LATE), (LATE, EARLY)):
        found = Dated(f"from {one}", f"from {other}")
        assert found.may(eq(*found.moments.walls.values()))
    found = Dated(f"from {EARLY}", f"until {EARLY}")
    first, last = found.moments.walls.values()
    assert found.may(last == first - 1)
    assert not found.may(last < first - 1)
    assert found.may(last > first)


class Wall:
    """The wall at an instant that is known or not."""

    def __init__(self, instant: datetime | None) -> None:
        moments = self.moments = Moments(Theory())
        at = moments.theory.whole("at")
        self.at = Value(FALSE if instant is None else TRUE, at, path="at")
        if instant is not None:
            moments.theory.require(at == ticks(instant))
        self.parts = {part: moments.on_the_wall(self.at, part) for part in ("date", "time", "day")}

    def may_show(self, day: date, shown: time | int) -> bool:
        """Whether it may be that date, and that clock or so many microseconds."""
        microseconds = shown if isinstance(shown, int) else clock(shown)
        parts = self.parts
        return is_possible(
            self.moments.theory,
            parts["date"].known,
            parts["date"].term == day.toordinal(),
            parts["time"].term == microseconds,
        )


def test_a_wall_is_less_than_a_day_off() -> None:
    """At midday in Greenwich it shows any time of less than a day before to less than a day after, and no other."""
    wall = Wall(MIDDAY)
    today, half = MIDDAY.date(), DAY // 2
    assert wall.may_show(today, half)
    assert wall.may_show(today - timedelta(days=1), half + 1)
    assert not wall.may_show(today - timedelta(days=1), half)
    assert wall.may_show(today + timedelta(days=1), half - 1)
    assert not wall.may_show(today + timedelta(days=1), half)


@pytest.mark.parametrize("day", [date(2026, 5, 1), date(2026, 5, 3), date(2026, 5, 4)])
def test_a_date_has_its_day_of_the_week(day: date) -> None:
    """And no other; Monday is 0, as in Python."""
    wall = Wall(datetime.combine(day, time(12), UTC))
    on_that_day = wall.parts["date"].term == day.toordinal()
    is_its_day = wall.parts["day"].term == day.weekday()
    assert is_possible(wall.moments.theory, on_that_day, is_its_day)
    assert not is_possible(wall.moments.theory, on_that_day, z3.Not(is_its_day))


def test_an_instant_that_is_not_known_has_no_wall() -> None:
    """Neither date, nor clock, nor day."""
    wall = Wall(None)
    for part in wall.parts.values():
        assert not is_possible(wall.moments.theory, part.known)


def test_an_instant_may_have_no_wall() -> None:
    """Near the ends of the calendar a zone's wall may be beyond it."""
    wall = Wall(MIDDAY)
    assert is_possible(wall.moments.theory, z3.Not(wall.parts["date"].known))


@pytest.mark.parametrize("shown", [time(0), time(23, 59, 59, 999_999), time(1, 2, 3, 4)])
def test_a_clock_is_the_microseconds_since_midnight(shown: time) -> None:
    """Hours, minutes, seconds and what is less."""
    since = datetime.combine(date(2026, 5, 1), shown) - datetime.combine(date(2026, 5, 1), time(0))
    assert clock(shown) == since // TICK
