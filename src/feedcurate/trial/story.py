"""What an example gives, as posts, activities, a draft and a clock.

In: the lines of an example, one after the other. Out: the state of its world after each. Posts have no more than is
given; they are written at the example's now. Everything that happened is written down: what an example does not say
did not happen.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from attrs import Factory, define

from feedcurate.check.given_fields import account_fields, somebody_of
from feedcurate.engine.advising import later
from feedcurate.engine.moments import EARLIEST, TICK, first_instant
from feedcurate.engine.periods import day_began, readers_time, week_began
from feedcurate.history.whole import WholeHistory
from feedcurate.model.account import Account
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.draft import Draft
from feedcurate.model.facts import Facts
from feedcurate.model.item import Item
from feedcurate.program.examples import NOW, UNNAMED, At, GivenDraft, GivenPosts, GivenViews
from feedcurate.program.expr import Calendar, Window
from feedcurate.program.program import Program

_LONGEST_VIEW = timedelta(days=1)
_LATER = timedelta(days=1)
"""When the reader sees a post that is not seen yet: what is never seen would be unknown."""


@define
class Story:
    """The world of an example so far. `at_hand` are the posts that are judged; `last` is the one given last."""

    program: Program
    now: datetime = NOW
    at_hand: list[Item] = Factory(list)
    before: list[Item] = Factory(list)
    acts: list[Activity] = Factory(list)
    last: Item | None = None
    draft: Draft | None = None

    @property
    def zone(self) -> tzinfo:
        """The reader's."""
        name = self.program.settings.timezone
        return UTC if name is None else ZoneInfo(name)

    def facts(self) -> Facts:
        """What is known as of now."""
        return Facts(history=WholeHistory(self.before, self.acts))

    def batch(self) -> tuple[Item, ...]:
        """The posts that are judged together: those at hand, and the one given last."""
        is_there = self.last is None or any(item is self.last for item in self.at_hand)
        return tuple(self.at_hand) if is_there or self.last is None else (*self.at_hand, self.last)

    def go_on(self, step: At | GivenPosts | GivenViews | GivenDraft) -> None:
        """Take one more line in."""
        match step:
            case At():
                wall = datetime.combine(step.moment.date, step.moment.clock or time(0))
                self.now = first_instant(wall, self.zone)
            case GivenPosts():
                self._posts(step)
            case GivenViews():
                self._views(step)
            case GivenDraft():
                self.draft = step.draft

    # --- Posts ------------------------------------------------------------------------------------

    def _posts(self, step: GivenPosts) -> None:
        for number in range(step.count):
            back = timedelta(0) if step.over is None else step.over * number / step.count
            item = self._post(step, _earlier(self.now, back))
            (self.at_hand if step.over is None else self.before).append(item)
            if step.over is None or number == 0:
                # Of several over time the first is the latest.
                self.last = item

    def _post(self, step: GivenPosts, at: datetime) -> Item:
        # Of posts of one instant the smaller id comes first, so that they rank as they are given.
        number = len(self.at_hand) + len(self.before) + 1
        changes: dict[str, object] = {"id": f"example-{number:06}"} if step.post.id == UNNAMED else {}
        if step.post.published is None:
            changes["published"] = _earlier(at, step.age or timedelta(0))
        if step.post.via is not None and step.post.via.at is None:
            changes["via"] = step.post.via.model_copy(update={"at": at})
        if step.seen is not None:
            changes["seen_at"] = at if step.seen else later(self.now, _LATER)
        author = self._me() if step.post.mine and step.post.author is None else step.post.author
        if step.author_age is not None:
            author = (author or Account()).model_copy(update={"created": _earlier(at, step.author_age)})
        return step.post.model_copy(update={**changes, "author": author})

    def _me(self) -> Account | None:
        """The reader, by the first of their accounts."""
        entry = somebody_of(self.program.settings.me)
        return None if entry is None else Account.model_validate(account_fields(entry))

    # --- Views ------------------------------------------------------------------------------------

    def _views(self, step: GivenViews) -> None:
        """A view that ends now, or begins with its window where that is too short; one a day where it takes days."""
        start, left, end = self._start_of(step.window), step.duration, self.now
        while left > timedelta(0):
            length = min(left, _LONGEST_VIEW)
            end = max(_earlier(end, length), start)
            number = f"example-view-{len(self.acts) + 1}"
            self.acts.append(Activity(kind=ActivityKind.VIEW, id=number, at=end, duration=length, account=step.account))
            left -= length

    def _start_of(self, window: Window | None) -> datetime:
        reader = readers_time(self.zone, self.program.settings)
        match window:
            case Calendar.TODAY:
                return day_began(self.now, reader)
            case Calendar.WEEK:
                return week_began(self.now, reader)
            case timedelta():
                return _earlier(self.now, max(window - TICK, timedelta(0)))
            case _:
                return EARLIEST


def _earlier(instant: datetime, span: timedelta) -> datetime:
    return instant - min(span, instant - EARLIEST)
