"""What looks back over time: aggregates over streams, and what the reader's time went into.

In: `Call` nodes. Out: `Over` and `HabitOver`. A window has a length that is known before anything runs, so that what a
history has to keep at hand is known too; what is asked of an element sees nothing outside of it, so that it is decided
once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from attrs import frozen

from feedcurate.check.elaborate import Elaboration, Typed
from feedcurate.check.literals import account_const
from feedcurate.check.messages import kinds as say
from feedcurate.check.messages import values as say_values
from feedcurate.check.operators import is_account
from feedcurate.check.scope import STREAMS, Scope, bare, split_source, stream_named, stream_scope
from feedcurate.model.account import Account
from feedcurate.model.kinds import Kind, Simple, Structure
from feedcurate.program.arithmetic import calculated
from feedcurate.program.expr import Arith, Calendar, Const, ExprId, Fold, Habit, HabitOver, Input, Over, Root, Stream
from feedcurate.program.expr import Window as WindowOf
from feedcurate.syntax import nodes
from feedcurate.syntax.printer import format_expr


@frozen
class Aggregate:
    """What an aggregate over a stream gives, and what it takes beside the stream."""

    kind: Kind | None
    """The kind of the result; None: the kind of the measured value."""
    usage: str
    windowed: bool = True
    measured: bool = False


AGGREGATES: Mapping[str, Aggregate] = {
    "count": Aggregate(Simple.NUMBER, "count(posts by author where …, 14 days)"),
    "share": Aggregate(Simple.SHARE, "share(posts by author where …, 30 days)"),
    "sum": Aggregate(None, "sum(view.duration of views of author, today)", measured=True),
    "average": Aggregate(None, "average(post.likes of posts by me, 30 days)", measured=True),
    "days": Aggregate(Simple.NUMBER, "days(views of author, 30 days)"),
    "since": Aggregate(Simple.DURATION, "since(posts by me)", windowed=False),
}
HABITS: Mapping[str, Kind] = {
    "passive_time": Simple.DURATION,
    "active_time": Simple.DURATION,
    "passive_share": Simple.SHARE,
    "sessions": Simple.NUMBER,
    "posts_seen": Simple.NUMBER,
    "mood_shift": Simple.NUMBER,
}
"""Functions of a window alone."""

_BY = frozenset({"posts"})
_OF = frozenset(STREAMS) - _BY - {"opens", "checkins"}
_CALENDAR = {"today": Calendar.TODAY, "week": Calendar.WEEK, "session": Calendar.SESSION}


@frozen
class _Whose:
    """Whose elements are counted: an account's, those of a written one, the reader's own, or everybody's."""

    account: ExprId | None = None
    accounts: int | None = None
    mine: bool = False


def infer_habit(e: Elaboration, node: nodes.Call, scope: Scope) -> Typed | None:
    """`passive_time(W)` and its kin."""
    if node.where is not None or node.arguments or isinstance(node.source, nodes.By | nodes.Of):
        e.report(say.wrong_arguments(node.name, node.span, f"{node.name}(today)"))
        return None
    window = _window(e, node.source, node.name, scope)
    if window is None or not _is_outermost(e, node, scope):
        return None
    habit, whose = Habit(node.name), None
    if habit is Habit.MOOD_SHIFT:
        if "account" not in scope.words:
            e.report(say.not_of_an_account(node.name, node.span))
            return None
        whose = e.table.add(Root(Input.ACCOUNT), Structure("account", Account))
    return _entered(e, node, HabitOver(habit, window, whose), HABITS[node.name])


def infer_aggregate(e: Elaboration, node: nodes.Call, scope: Scope) -> Typed | None:
    """`count(posts by author where …, 14 days)` and its kin."""
    aggregate = AGGREGATES[node.name]
    measure, stream = split_source(node.source)
    if len(node.arguments) > aggregate.windowed or (measure is not None) != aggregate.measured:
        e.report(say.wrong_arguments(node.name, node.span, aggregate.usage))
        return None
    whose = _stream(e, stream, node, aggregate, scope)
    word = stream_named(stream) or "posts"
    inside = stream_scope(word, e.item, scope.space)
    measured = None if measure is None else e.infer(measure, inside)
    if measured is not None and measured.kind not in (Simple.NUMBER, Simple.SHARE, Simple.DURATION):
        e.report(say.wrong_arguments(node.name, node.source.span, aggregate.usage))
        return None
    where = None if node.where is None else e.condition(node.where, inside)
    window = None
    if aggregate.windowed:
        if not node.arguments:
            e.report(say.window_needed(node.name, node.span))
            return None
        window = _window(e, node.arguments[0], node.name, scope)
    wanted = ((measure, measured), (node.where, where), (aggregate.windowed or None, window), (node, whose))
    if any(given is not None and found is None for given, found in wanted) or whose is None:
        return None
    kind = aggregate.kind if measured is None else measured.kind
    if kind is None or not _is_outermost(e, node, scope):
        return None
    if node.name == Fold.DAYS:
        e.zone_uses.append(node.span)
    over = Over(
        Fold(node.name),
        Stream(word),
        window,
        whose.account,
        whose.accounts,
        whose.mine,
        None if where is None else where.id,
        None if measured is None else measured.id,
    )
    return _entered(e, node, over, kind)


def _entered(e: Elaboration, node: nodes.Call, expr: Over | HabitOver, kind: Kind) -> Typed:
    typed = e.typed(expr, kind)
    text = " ".join(format_expr(node).split())
    e.calls[typed.id] = min(text, e.calls.get(typed.id, text))
    return typed


def _is_outermost(e: Elaboration, node: nodes.Call, scope: Scope) -> bool:
    """Whether a call stands in no `where` over a stream; what is counted cannot count itself."""
    if scope.key.startswith("stream "):
        e.report(say.windows_nest(node.name, node.span))
        return False
    return True


def _stream(e: Elaboration, stream: nodes.Expr, node: nodes.Call, aggregate: Aggregate, scope: Scope) -> _Whose | None:
    """Whose elements a stream has; reports what is not in order."""
    match stream:
        case nodes.Name():
            return _Whose()
        case nodes.By(nodes.Name(word), whom) if word in _BY:
            return _whom(e, whom, node, aggregate, scope)
        case nodes.Of(nodes.Name(word), whom) if word in _OF:
            return _whom(e, whom, node, aggregate, scope)
        case nodes.By(nodes.Name(word)) | nodes.Of(nodes.Name(word)) if word in STREAMS:
            whose = " by author" if word in _BY else " of author" if word in _OF else ""
            e.report(say.wrong_arguments(node.name, stream.span, f"{word}{whose}"))
            return None
        case _:
            e.report(say.wrong_arguments(node.name, stream.span, aggregate.usage))
            return None


def _whom(e: Elaboration, whom: nodes.Expr, node: nodes.Call, aggregate: Aggregate, scope: Scope) -> _Whose | None:
    if bare(whom) == "me" and scope.find("me") is not None:
        return _Whose(mine=True)
    if isinstance(whom, nodes.AccountLit | nodes.TextLit):
        accounts = account_const(e, whom)
        return None if accounts is None else _Whose(accounts=accounts)
    typed = e.infer(whom, scope)
    if typed is not None and not is_account(typed.kind):
        e.report(say.wrong_arguments(node.name, whom.span, aggregate.usage))
        return None
    return None if typed is None else _Whose(typed.id)


def _window(e: Elaboration, node: nodes.Expr, function: str, scope: Scope) -> WindowOf | None:
    """A window of time; reports what is none."""
    match node:
        case nodes.This("week" | "session" as word):
            if word == "week":
                e.zone_uses.append(node.span)
            return _CALENDAR[word]
        case nodes.Name("today"):
            e.zone_uses.append(node.span)
            return Calendar.TODAY
        case nodes.NumberLit():
            e.report(say.unit_missing(format_expr(node), node.span))
            return None
        case nodes.This():
            e.report(say.window_needed(function, node.span))
            return None
        case _:
            typed = e.infer(node, scope)
            if typed is None:
                return None
            if typed.kind is not Simple.DURATION:
                e.report(say.window_needed(function, node.span))
                return None
            return _length(e, node, typed)


def _length(e: Elaboration, node: nodes.Expr, typed: Typed) -> timedelta | None:
    length = _constant(e, typed.id)
    if not isinstance(length, timedelta):
        e.report(say.window_not_fixed(format_expr(node), node.span))
        return None
    if length <= timedelta(0):
        e.report(say_values.not_positive(format_expr(node), node.span, "write a longer duration"))
        return None
    return length


def _constant(e: Elaboration, expr: ExprId) -> object:
    """The value of an expression that is made of constants; else None."""
    match e.table[expr]:
        case Const(value):
            return value
        case Arith(op, left, right):
            return calculated(op, _constant(e, left), _constant(e, right))
        case _:
            return None
