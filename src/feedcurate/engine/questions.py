"""What a program asks of the past, sorted by the streams it asks.

In: a program. Out: for each stream, and for those of everybody, of one account, of a written one and of the reader,
the distinct questions asked of one element and how far back they reach.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache

from attrs import frozen

from feedcurate.model.activity import LONGEST
from feedcurate.model.kinds import Simple
from feedcurate.program.expr import Calendar, Derive, Expr, ExprId, Fold, Get, Habit, HabitOver, Over, Stream, Window
from feedcurate.program.once import once_a_program
from feedcurate.program.program import Once, Per, Program

LATELY = timedelta(days=30)
"""Where `since` looks first; where nothing is found, it looks through everything."""
REACHES: Mapping[Calendar, timedelta] = {
    Calendar.TODAY: timedelta(days=2),
    Calendar.WEEK: timedelta(days=9),
    Calendar.SESSION: timedelta(days=2),
}
"""How far back a calendar's window usually begins, at most; a session that is longer is looked up again."""

_NEVER_NEGATIVE = frozenset(
    {"likes", "reposts", "replies", "quotes", "views", "followers", "following", "posts", "duration", "mood",
     "words", "shouting", "emoji", "reading_time"}
)  # fmt: skip
"""Of the model's own fields and of what is derived; an app's own fields may be anything."""


@frozen(cache_hash=True)
class Group:
    """A stream, and whose elements of it: everybody's, a written account's, the reader's own, or any one account's."""

    stream: Stream
    accounts: int | None = None
    mine: bool = False
    each: bool = False


@frozen(cache_hash=True)
class Question:
    """What is asked of an element."""

    where: ExprId | None
    measure: ExprId | None
    days: bool
    length: bool = False
    """How long an activity took, in microseconds; nothing where that is not known."""


@lru_cache(maxsize=256)
def group_named(stream: Stream, accounts: int | None = None, *, mine: bool = False, each: bool = False) -> Group:
    """A group; equal ones are one, so that they are found quickly."""
    return Group(stream, accounts, mine, each)


SIGHTS = group_named(Stream.VIEWS, each=True)
"""When an account was seen, by which the mood that follows is set down to it."""
HOW_LONG = Question(None, None, days=False, length=True)


@frozen
class Asked:
    """The questions of a group, and how far back they reach; `endless`: one of them reaches back for ever."""

    questions: tuple[Question, ...]
    reach: timedelta
    endless: bool


@frozen
class Place:
    """Where an aggregate finds its answers: its group, and which of the questions asked there is its own."""

    group: Group
    column: int
    window: int
    """Equal for aggregates over the same elements: those of one group in one window."""
    is_time: bool
    """What is measured are durations."""
    may_be_negative: bool
    """What is measured may be less than nothing, so that more of it may make a sum smaller."""


@frozen(eq=False)
class Questions:
    """All questions of a program; `habits` is how far back the reader's time is looked at, None where it is not."""

    groups: Mapping[Group, Asked]
    places: Mapping[Over, Place]
    habits: timedelta | None


def group_of(over: Over) -> Group:
    """The group that an aggregate is over."""
    return group_named(over.stream, over.accounts, mine=over.mine, each=over.whose is not None)


def question_of(over: Over) -> Question:
    """What an aggregate asks of each element."""
    return Question(over.where, over.measure, over.fold is Fold.DAYS)


def reach_of(window: Window) -> timedelta:
    """How far back a window reaches, at most."""
    return REACHES[window] if isinstance(window, Calendar) else window


def looks_back(program: Program) -> bool:
    """Whether anything in a program asks what happened before."""
    questions = questions_of(program)
    return bool(questions.groups) or questions.habits is not None


@once_a_program
def questions_of(program: Program) -> Questions:
    """The questions of a program, kept with it."""
    asked: dict[Group, dict[Question, None]] = {}
    reaches: dict[Group, timedelta] = {}
    habits: timedelta | None = None
    for expr in program.exprs:
        match expr:
            case Over(window=window) as over:
                group = group_of(over)
                asked.setdefault(group, {})[question_of(over)] = None
                reach = LATELY if window is None else reach_of(window)
                reaches[group] = max(reaches.get(group, timedelta(0)), reach)
            case HabitOver(habit, window):
                if habit is not Habit.MOOD_SHIFT:
                    habits = max(habits or timedelta(0), reach_of(window))
                else:
                    asked.setdefault(SIGHTS, {})[HOW_LONG] = None
                    reach = reach_of(window) + 2 * LONGEST
                    reaches[SIGHTS] = max(reaches.get(SIGHTS, timedelta(0)), reach)
            case _:
                pass
    overs = [expr for expr in program.exprs if isinstance(expr, Over)]
    endless = {group_of(over) for over in overs if over.window is None}
    groups = {group: Asked(tuple(asked[group]), reaches[group], group in endless) for group in asked}
    windows = {reach: number for number, reach in enumerate(dict.fromkeys(map(_elements_of, overs)))}
    places = {over: _place(program, groups, over, windows[_elements_of(over)]) for over in overs}
    return Questions(groups, places, habits)


def _elements_of(over: Over) -> tuple[Group, Window | None]:
    return group_of(over), over.window


def _place(program: Program, groups: Mapping[Group, Asked], over: Over, window: int) -> Place:
    group, measure = group_of(over), over.measure
    return Place(
        group,
        groups[group].questions.index(question_of(over)),
        window,
        is_time=measure is not None and program.kinds[measure] is Simple.DURATION,
        may_be_negative=measure is not None and _may_be_negative(program, measure),
    )


def _may_be_negative(program: Program, measure: ExprId) -> bool:
    match program.exprs[measure]:
        case Get(_, name) | Derive(_, name):
            return name not in _NEVER_NEGATIVE
        case _:
            return True


def _is_endless(expr: Expr) -> bool:
    """Whether an expression looks back for ever: since when, and whether a post was ever seen."""
    match expr:
        case Over(window=None) | Derive(_, "seen"):
            return True
        case _:
            return False


@once_a_program
def reach_of_program(program: Program) -> timedelta | None:
    """How far a program looks back; nothing where it does not, None where it looks back for ever.

    A session may have begun long ago, and what was seen is asked of a feed's limits and of `post is seen`.
    """
    questions = questions_of(program)
    if any(_is_endless(expr) for expr in program.exprs):
        return None
    reaches = [questions.habits, *(asked.reach for asked in questions.groups.values())]
    reaches += [reach_of(quota.period) for quota in program.quotas if isinstance(quota, Per)]
    reaches += [quota.within for quota in program.quotas if isinstance(quota, Once)]
    if program.session_rules:
        reaches.append(REACHES[Calendar.SESSION])
    return max((reach for reach in reaches if reach is not None), default=timedelta(0))
