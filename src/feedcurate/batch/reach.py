"""How far rules look beyond one post, and what of that columns of posts cannot tell.

In: a program, and the instant at which its rules are asked. Out: the questions that a table of posts, or the posts of
one account, have no answer to, each with the rule that asks; or `BeyondColumns`, which says them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from feedcurate.batch.reads import in_templates
from feedcurate.engine.context import Context
from feedcurate.engine.moments import holds_now
from feedcurate.errors import FeedcurateError
from feedcurate.program.expr import Calendar, Expr, ExprId, HabitOver, Input, Over, Root, Stream
from feedcurate.program.program import AccountRule, PostActions, Program, Rule
from feedcurate.program.reach import made_of
from feedcurate.syntax.enumerations import Mode

_SHOWN = 5
"""How many rules a message names."""


@frozen
class Beyond:
    """A rule, and what it asks in words."""

    rule: str
    what: str


class BeyondColumns(FeedcurateError):
    """Rules ask what columns of posts cannot tell; `asked` has all of them."""

    def __init__(self, asked: Sequence[Beyond]) -> None:
        self.asked = tuple(asked)
        named = [f"`{one.rule}` asks for {one.what}" for one in self.asked[:_SHOWN]]
        more = len(self.asked) - len(named)
        rest = f", and {more} more" if more else ""
        super().__init__(
            f"not in the columns of these posts: {', '.join(named)}{rest}; switch such rules off here, "
            "or run them over posts with a history"
        )

    def __reduce__(self) -> tuple[type[BeyondColumns], tuple[tuple[Beyond, ...]]]:
        """Pickled by what was asked, so that a worker process can raise it."""
        return type(self), (self.asked,)


def post_rules(program: Program, context: Context) -> list[Rule]:
    """The rules for posts that hold now, live and shadow."""
    return [rule for rule in program.rules if _holds(rule, context)]


def account_rules(program: Program, context: Context) -> list[AccountRule]:
    """The rules for accounts that hold now, live and shadow."""
    return [rule for rule in program.account_rules if _holds(rule, context)]


def _holds(rule: Rule | AccountRule, context: Context) -> bool:
    return rule.mode is not Mode.OFF and holds_now(rule, context.now, context.zone)


def looks_back(program: Program, rules: Iterable[Rule | AccountRule]) -> bool:
    """Whether any of some rules asks what happened before."""
    return any(True for rule in rules for _ in _looks(program, rule))


def beyond_posts(program: Program, rules: Iterable[Rule | AccountRule]) -> list[Beyond]:
    """What some rules ask that posts alone do not tell: what the reader did, and when they were at it."""
    return _each_once((rule, _of_the_reader(expr)) for rule in rules for expr in _looks(program, rule))


def beyond_account(program: Program, rules: Iterable[Rule | AccountRule]) -> list[Beyond]:
    """What some rules ask that the posts of one account do not tell, of a post's author, or else of its reposter."""
    looks = [(rule, expr) for rule in rules for expr in _looks(program, rule)]
    asked = [(rule, _of_the_reader(expr) or _of_others(program, expr)) for rule, expr in looks]
    if len(whose := whose_posts(program, rules)) > 1:
        by_reposter = next(rule for rule, expr in looks if _whose(program, expr) is Input.REPOSTER)
        asked.append((by_reposter, f"the posts of both {' and '.join(sorted(whose))}"))
    return _each_once(asked)


def whose_posts(program: Program, rules: Iterable[Rule | AccountRule]) -> frozenset[Input]:
    """Whose posts some rules look back at, of those that one account is enough for."""
    found = {_whose(program, expr) for rule in rules for expr in _looks(program, rule)}
    return frozenset(one for one in found if one is not None)


def _looks(program: Program, rule: Rule | AccountRule) -> Iterator[Expr]:
    """The aggregates of a rule, and where it asks for the session."""
    roots: list[ExprId] = [rule.when]
    if isinstance(rule.actions, PostActions):
        roots += in_templates(rule.actions)
    for number in made_of(program.exprs, roots):
        expr = program.exprs[number]
        if isinstance(expr, Over | HabitOver) or expr == Root(Input.SESSION):
            yield expr


def _of_the_reader(expr: Expr) -> str | None:
    match expr:
        case Over(stream=stream) if stream is not Stream.POSTS:
            return f"the reader's {stream.value}"
        case HabitOver(habit=habit):
            return f"the reader's `{habit.value}`"
        case Root() | Over(window=Calendar.SESSION):
            return "the reader's session"
        case _:
            return None


def _of_others(program: Program, expr: Expr) -> str | None:
    match expr:
        case Over(mine=True):
            return "the reader's own posts"
        case Over(accounts=int()):
            return "the posts of an account that the rule names"
        case Over(whose=None):
            return "everybody's posts"
        case _ if _whose(program, expr) is None:
            return "the posts of somebody else than the author"
        case _:
            return None


def _whose(program: Program, expr: Expr) -> Input | None:
    match expr:
        case Over(stream=Stream.POSTS, whose=int(whose)):
            match program.exprs[whose]:
                case Root(Input.AUTHOR | Input.REPOSTER | Input.ACCOUNT as who):
                    return who
    return None


def _each_once(asked: Iterable[tuple[Rule | AccountRule, str | None]]) -> list[Beyond]:
    found = (Beyond(rule.name, what) for rule, what in asked if what is not None)
    return sorted(dict.fromkeys(found), key=lambda one: (one.rule, one.what))
