"""Instants, the reader's wall, and when dated rules are in force.

In: instants as values, and the dates of rules. Out: the wall's date, clock and day; whether a rule is in force now.

The reader's zone is an input, and the host's word counts for more than the file's: so a proof holds in every zone. Of
zones the laws say that the wall is less than a day off, that a date has its day of the week, and that what a calendar
has in order comes in order.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import z3
from attrs import Factory, define

from feedcurate.engine.moments import TICK
from feedcurate.model.kinds import Simple
from feedcurate.program.program import Moment, Rule
from feedcurate.proof.quantities import DAY, LIMITS
from feedcurate.proof.terms import TRUE, Term, Value
from feedcurate.proof.theory import Theory

_KINDS = {"date": Simple.DATE, "time": Simple.CLOCK, "day": Simple.DAY}
_FIRST_DAY = date(1970, 1, 1).toordinal()
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a wall has no zone


@define(eq=False)
class Moments:
    """The instants of one encoding, by path, and the walls that rules begin and end at."""

    theory: Theory
    walls: dict[tuple[datetime, bool], Term] = Factory(dict)
    """The instants at which a wall is shown: the first (False) or the last (True)."""
    shown: dict[str, Value] = Factory(dict)
    """The instants whose wall was asked for, by path."""

    def now(self) -> Value:
        """The instant as of which everything is decided."""
        return Value(TRUE, self.theory.whole("now", *LIMITS[Simple.INSTANT]), path="now")

    def on_the_wall(self, instant: Value, name: str) -> Value:
        """The date, the clock or the day that the reader's wall shows at an instant."""
        path = instant.path
        known = z3.And(instant.known, self.theory.flag(f"{path} has a wall"))
        parts = {
            part: Value(known, self.theory.whole(f"{path}.{part}", *LIMITS[kind]), path=f"{path}.{part}")
            for part, kind in _KINDS.items()
        }
        if path not in self.shown:
            self.shown[path] = instant
            day, clock = parts["date"].term, parts["time"].term
            off = (day - _FIRST_DAY) * DAY + clock - instant.term
            self.theory.require(z3.Implies(known, z3.And(off < DAY, off > -DAY)))
            # The first day of the year 1 was a Monday.
            self.theory.require(parts["day"].term == (day - 1) % 7)
        return parts[name]

    def in_force(self, rule: Rule) -> Term:
        """Whether now lies in a rule's dates."""
        now = self.now().term
        found = [TRUE]
        if rule.start is not None:
            found.append(now >= self._wall(_begin(rule.start), last=False))
        if rule.end is not None and rule.end.clock is not None:
            found.append(now <= self._wall(datetime.combine(rule.end.date, rule.end.clock), last=True))
        elif rule.end is not None and rule.end.date < date.max:
            found.append(now < self._wall(datetime.combine(rule.end.date + timedelta(days=1), time(0)), last=False))
        return z3.And(found)

    def _wall(self, wall: datetime, *, last: bool) -> Term:
        if (wall, last) not in self.walls:
            term = self.theory.whole(f"{'last' if last else 'first'} {wall}")
            plain = (wall - _EPOCH) // TICK
            self.theory.require(term >= plain - 2 * DAY, term <= plain + 2 * DAY)
            for (other, others_last), others in self.walls.items():
                if others_last == last:
                    self.theory.require(term <= others if wall <= other else others <= term)
                else:
                    first, final = (others, term) if last else (term, others)
                    if (other if last else wall) <= (wall if last else other):
                        self.theory.require(first - 1 <= final)
            self.walls[wall, last] = term
        return self.walls[wall, last]


def _begin(moment: Moment) -> datetime:
    return datetime.combine(moment.date, moment.clock or time(0))
