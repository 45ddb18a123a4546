"""The past at an instant: what aggregates and the reader's time come to.

In: `Windows` and a context. Out: a `context.Past`. An answer that depends on no post is worked out once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, assert_never

from attrs import define, field, frozen

from feedcurate.engine.context import Context
from feedcurate.engine.elements import KIND_OF, Element
from feedcurate.engine.folding import bounded, folded
from feedcurate.engine.interpret import judge_of
from feedcurate.engine.moments import EARLIEST, TICK, instant_of, ticks
from feedcurate.engine.moods import FEW, Moods, mood_shift
from feedcurate.engine.periods import Stretch, stretch
from feedcurate.engine.questions import HOW_LONG, SIGHTS, Place
from feedcurate.engine.shelf import Answer, Shelf
from feedcurate.engine.sittings import Sittings
from feedcurate.engine.windows import Windows
from feedcurate.model.account import Account
from feedcurate.model.activity import LONGEST, ActivityKind
from feedcurate.model.facts import POSTS
from feedcurate.model.session import Session
from feedcurate.program.bounds import AtLeast
from feedcurate.program.expr import Calendar, Fold, Habit, HabitOver, Over, Stream, Window

_UNSET: Any = object()
_EARLIEST = ticks(EARLIEST)


@frozen(eq=False)
class _Cut:
    """The elements of a shelf from an index up to another; `is_whole`: nothing else was there in that time."""

    shelf: Shelf
    first: int
    last: int
    is_whole: bool


@frozen(eq=False)
class _Frame:
    """The first and the last instant of a window; `is_whole`: the history holds all that was in it."""

    first: int
    last: int
    is_whole: bool


@frozen(eq=False)
class _Sat:
    """The activities from an index up to another; `is_whole`: the history holds all views that were in that time."""

    sittings: Sittings
    first: int
    last: int
    is_whole: bool


@define(eq=False)
class View:
    """The past as of a context's `now`."""

    windows: Windows
    now: datetime
    _tick: int = field(init=False)
    _session: Any = field(default=_UNSET, init=False)
    _start: Any = field(default=_UNSET, init=False)
    _habits: dict[HabitOver, Any] = field(factory=dict, init=False)
    _sat: dict[Window, _Sat] = field(factory=dict, init=False)
    _felt: dict[Window, Moods | None] = field(factory=dict, init=False)
    _spans: dict[Window, Stretch | None] = field(factory=dict, init=False)
    _asked: Account | None = field(default=None, init=False)
    _cuts: dict[int, _Cut] = field(factory=dict, init=False)
    _everybodys: dict[int, _Cut] = field(factory=dict, init=False)
    _frames: dict[int, _Frame] = field(factory=dict, init=False)

    @_tick.default
    def _ticks_of_now(self) -> int:
        return ticks(self.now)

    # --- Aggregates -------------------------------------------------------------------------------

    def aggregate(self, over: Over, whose: Account | None) -> Any:
        """See `context.Past`."""
        with self.windows.busy:
            if over.window is None:
                return self._since(over, whose)
            place = self.windows.questions.places[over]
            cut = self._cut(over, place, whose)
            return folded(over.fold, cut.shelf, cut.first, cut.last, place, is_whole=cut.is_whole)

    def _cut(self, over: Over, place: Place, whose: Account | None) -> _Cut:
        """The elements that a window looks at; what one post asks of its author is looked up once."""
        if whose is None:
            cuts = self._everybodys
        else:
            if self._asked is not whose:
                self._asked, self._cuts = whose, {}
            cuts = self._cuts
        cut = cuts.get(place.window)
        if cut is None:
            cut = cuts[place.window] = self._cut_out(over, place, whose)
        return cut

    def _cut_out(self, over: Over, place: Place, whose: Account | None) -> _Cut:
        frame = self._frames.get(place.window)
        if frame is None:
            frame = self._frames[place.window] = self._frame(over)
        shelf = self.windows.shelf(place.group, whose, frame.first, self.now)
        return _Cut(shelf, *shelf.between(frame.first, frame.last), frame.is_whole)

    def _frame(self, over: Over) -> _Frame:
        """The stretch of a window; where there is none, one in which nothing is."""
        assert over.window is not None  # noqa: S101 - the callers leave `since` out
        span = self._span(over.window)
        is_whole = self._is_whole(over.stream, span, mine=over.mine)
        return _Frame(self._tick, self._tick - 1, is_whole) if span is None else _Frame(span.first, span.last, is_whole)

    def counted(self, over: Over, whose: Account | None, most: int) -> Sequence[Element]:
        """See `context.Past`."""
        with self.windows.busy:
            start = self._counted_from(over, whose, most)
            if start is None:
                return ()
            group = self.windows.questions.places[over].group
            elements = self.windows.elements(group, whose, start, self.now)
            found = [element for element in elements if self._is_counted(over, element)]
        found.sort(key=lambda element: (element.at, repr(element.key)), reverse=True)
        return found[: 1 if over.fold is Fold.SINCE else most]

    def _counted_from(self, over: Over, whose: Account | None, most: int) -> datetime | None:
        """When the earliest was of the latest so many elements that an aggregate counts; None where it counts none."""
        if over.window is None:
            latest = self._latest(over, whose)
            return None if latest is None else instant_of(latest)
        place = self.windows.questions.places[over]
        cut = self._cut(over, place, whose)
        index = cut.shelf.true_ones(place.column, cut.first, cut.last, most)
        return None if index is None else instant_of(cut.shelf.times[index])

    def _is_counted(self, over: Over, element: Element) -> bool:
        if over.where is None:
            return True
        judge = judge_of(self.windows.program, self.as_of(element.arrived))
        return judge.of_element(element).truth(over.where) is True

    def _since(self, over: Over, whose: Account | None) -> Any:
        """The time since the latest element; unknown where there is none.

        Where that was before all were held, there may have been a later one: at least since then there was none.
        """
        at = self._latest(over, whose)
        if at is None:
            return None
        held = self._held_since(over)
        if held is not None and ticks(held) <= at:
            return (self._tick - at) * TICK
        return AtLeast(timedelta(0) if held is None else self.now - min(held, self.now))

    def _latest(self, over: Over, whose: Account | None) -> int | None:
        """When the latest element was, looked for lately and then in everything; None where there is none."""
        place = self.windows.questions.places[over]
        for start in (self._tick, _EARLIEST):
            shelf = self.windows.shelf(place.group, whose, start, self.now)
            _, last = shelf.between(shelf.since, self._tick)
            latest = shelf.last_true(place.column, last)
            if latest is not None:
                return shelf.times[latest]
            if shelf.before is not None:
                return shelf.before.get(place.column)
        return None

    def _held_since(self, over: Over) -> datetime | None:
        """Since when all elements are there; for the reader's own posts what was recorded as posting is enough."""
        kind = KIND_OF.get(over.stream, POSTS)
        kinds = (kind, ActivityKind.POST) if over.mine and kind == POSTS else (kind,)
        return min((since for what in kinds if (since := self.windows.held(what)) is not None), default=None)

    def as_of(self, instant: datetime) -> Context:
        """See `context.Past`."""
        return self.windows.basics_at(instant)

    # --- The reader's time ------------------------------------------------------------------------

    def habit(self, over: HabitOver, whose: Account | None) -> Any:
        """See `context.Past`."""
        with self.windows.busy:
            if over.habit is Habit.MOOD_SHIFT:
                return None if whose is None else self._mood_shift(over.window, whose)
            if over not in self._habits:
                self._habits[over] = self._habit(over)
            return self._habits[over]

    def _habit(self, over: HabitOver) -> Any:
        if over.habit is Habit.POSTS_SEEN:
            span = self._span(over.window)
            return bounded(float(self._posts_seen(span)), self._is_whole(Stream.VIEWS, span))
        sat = self._sat.get(over.window)
        if sat is None:
            sat = self._sat[over.window] = self._sat_in(over.window)
        sittings, first, last, is_whole = sat.sittings, sat.first, sat.last, sat.is_whole
        match over.habit:
            case Habit.PASSIVE_TIME:
                return bounded(sittings.passive(first, last) * TICK, is_whole)
            case Habit.ACTIVE_TIME:
                return bounded(sittings.active(first, last) * TICK, is_whole)
            case Habit.PASSIVE_SHARE:
                passive, active = sittings.passive(first, last), sittings.active(first, last)
                return passive / (passive + active) if is_whole and passive + active else None
            case Habit.SESSIONS:
                is_whole = any(self._is_held(kind, self._span(over.window)) for kind in ActivityKind)
                return bounded(float(sittings.sessions(first, last)), is_whole)
            case Habit.MOOD_SHIFT:
                raise ValueError(f"{over.habit} is not made of sessions")
            case _:
                assert_never(over.habit)

    def _sat_in(self, window: Window) -> _Sat:
        """The activities of a window."""
        span = self._span(window)
        is_whole = self._is_whole(Stream.VIEWS, span)
        sittings = self.windows.sittings(self.now if span is None else span.start)
        return _Sat(sittings, *((0, 0) if span is None else _between(sittings, span)), is_whole)

    def _posts_seen(self, span: Stretch | None) -> int:
        """How many different posts have a view, or say that they were seen, in a stretch of time."""
        if span is None:
            return 0
        store = self.windows.store
        seen = {(one.item.source, one.item.id) for one in store.seen(span.start, span.end) if span.has(one.at)}
        views = store.acts(span.start, span.end, (ActivityKind.VIEW,))
        seen |= {act.post for act in views if act.post is not None and span.has(act.activity.at)}
        return len(seen)

    def _mood_shift(self, window: Window, account: Account) -> float | None:
        """See `moods.mood_shift`."""
        moods = self._moods(window)
        span = self._span(window)
        if moods is None or span is None or len(moods.times) < FEW:
            return None
        start = ticks(span.start - _reach(span))
        shelf = self.windows.shelf(SIGHTS, account, start, self.now)
        first, last = shelf.between(start, span.last)
        if first == last:
            return None
        column = self.windows.questions.groups[SIGHTS].questions.index(HOW_LONG)
        return mood_shift(moods, shelf.times[first:last], lambda sight: _measure(shelf.rows[first + sight][column]))

    def _moods(self, window: Window) -> Moods | None:
        """The moods of a window; None where not all that bears on them is held."""
        if window not in self._felt:
            span = self._span(window)
            is_held = all(self._is_held(kind, span) for kind in (ActivityKind.CHECKIN, ActivityKind.VIEW))
            self._felt[window] = self._moods_in(span) if is_held and span is not None else None
        return self._felt[window]

    def _moods_in(self, span: Stretch) -> Moods:
        acts = self.windows.store.acts(span.start, span.end, (ActivityKind.CHECKIN,))
        felt = [act.activity for act in acts if act.activity.mood is not None and span.has(act.activity.at)]
        pairs = sorted((ticks(one.at), one.mood or 0) for one in felt)
        return Moods([at for at, _ in pairs], [mood for _, mood in pairs])

    def session(self) -> Session | None:
        """See `context.Past`."""
        if self._session is _UNSET:
            start = self.session_start()
            self._session = None if start is None else self._session_from(start)
        return self._session  # type: ignore[no-any-return]  # a session or None by now

    def _session_from(self, start: datetime) -> Session:
        def known(habit: Habit) -> Any:
            value = self.habit(HabitOver(habit, Calendar.SESSION), None)
            return None if isinstance(value, AtLeast) else value

        seen = known(Habit.POSTS_SEEN)
        return Session(
            started=start,
            passive_time=known(Habit.PASSIVE_TIME),
            active_time=known(Habit.ACTIVE_TIME),
            posts_seen=None if seen is None else int(seen),
        )

    def session_start(self) -> datetime | None:
        """See `context.Past`."""
        if self._start is _UNSET:
            with self.windows.busy:
                began = self.windows.sittings(self.now).current(self._tick)
                self._start = None if began is None else instant_of(began)
        return self._start  # type: ignore[no-any-return]  # an instant or None by now

    # --- What is held -----------------------------------------------------------------------------

    def _span(self, window: Window) -> Stretch | None:
        if window not in self._spans:
            self._spans[window] = self._stretch(window)
        return self._spans[window]

    def _stretch(self, window: Window) -> Stretch | None:
        if window is Calendar.TODAY:
            return Stretch(self.windows.day_began(self.now), self.now, from_start=True)
        session = self.session_start() if window is Calendar.SESSION else None
        return stretch(window, self.now, self.windows.reader, session)

    def _is_whole(self, stream: Stream, span: Stretch | None, *, mine: bool = False) -> bool:
        """Whether the history holds all of a stream in a stretch of time."""
        kind = KIND_OF.get(stream)
        whole = self._is_held(POSTS if kind is None else kind, span)
        return whole or (mine and kind is None and self._is_held(ActivityKind.POST, span))

    def _is_held(self, what: str, span: Stretch | None) -> bool:
        since = self.windows.held(what)
        if since is None or span is None:
            return since is not None
        return since <= span.start or (not span.from_start and since <= span.start + TICK)

    def at(self, now: datetime) -> View:
        """See `context.Past`."""
        return View(self.windows, now)


def view_of(windows: Windows, context: Context) -> View:
    """The past at a context's `now`, with all that has come into the store."""
    with windows.busy:
        windows.catch_up()
        windows.tidy(context.now)
    return View(windows, context.now)


def _measure(answer: Answer) -> int:
    return int(answer.measure or 0)


def _between(ordered: Sittings, span: Stretch) -> tuple[int, int]:
    """The indexes of what lies in a stretch of time."""
    return ordered.between(span.first, span.last)


def _reach(span: Stretch) -> timedelta:
    """How long before a window a view may begin that a check-in in it comes after."""
    return min(LONGEST * 2, span.start - EARLIEST)
