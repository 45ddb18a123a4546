"""What one element answers to the questions of its stream, decided as of its arrival.

In: a program, questions, and elements. Out: for each element a row of answers, equal to what `interpret` says.

Conditions on posts are asked as the quick engine asks them (`run.conditions`): whether true, and where not, whether
false. What is asked of an activity is asked of a reading, as an activity's author is not among its fields. Most
questions are about words or plain fields and have one answer whenever they are asked; only for the others is there a
judge for each instant.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from attrs import evolve, frozen

from feedcurate.engine.context import Context
from feedcurate.engine.derive import OF_THE_INSTANT
from feedcurate.engine.elements import Element, length_of
from feedcurate.engine.interpret import Judge, Reading, judge_of
from feedcurate.engine.periods import ReadersTime, days_date
from feedcurate.engine.questions import Question
from feedcurate.engine.run.conditions import conditions_of
from feedcurate.engine.run.texts import keys_of, scanned
from feedcurate.engine.search import Scanned, Search
from feedcurate.engine.shelf import PLAIN, Answer, Row, exact
from feedcurate.model.item import Item
from feedcurate.plan.paths import Follow, follow, is_path
from feedcurate.program.expr import (
    Derive,
    ExprId,
    HabitOver,
    Input,
    Mentions,
    Over,
    Root,
    Scope,
)
from feedcurate.program.program import Program
from feedcurate.program.reach import made_of

Ask = Callable[[Element, Reading], Answer]

TOGETHER = 500
"""So many elements have their texts searched together; more would only take more memory."""
_MOST_ROWS = 10_000
_OF_NOW = frozenset({Input.NOW, Input.SESSION})


class Answers:
    """The answers of one program's elements."""

    def __init__(self, program: Program, basics: Context, reader: ReadersTime) -> None:
        """`basics` is what every element is judged against, but for the instant."""
        self._program, self._basics, self._reader = program, basics, reader
        self._judge = judge_of(program, basics)
        self._rows: dict[Row, Row] = {}

    def basics_at(self, instant: datetime) -> Context:
        """What an element that arrived at an instant is judged against."""
        return evolve(self._basics, now=instant)

    def texts(self, questions: Iterable[Question]) -> dict[ExprId, Follow | None]:
        """The texts of a post in which its answers look for words (`texts_of`)."""
        asked = (part for one in questions for part in (one.where, one.measure) if part is not None)
        return texts_of(self._program, set(made_of(self._program.exprs, asked)))

    def asks(self, questions: tuple[Question, ...], *, of_posts: bool) -> Asks:
        """What makes rows of the answers to some questions, asked of posts or of activities."""
        return _asks_of(self._program, questions, self._reader, of_posts)

    def row(self, element: Element, asks: Asks, known: Scanned) -> Row:
        """What an element answers; `known` is what was found in texts (`searched`)."""
        if asks.always is not None:
            return asks.always
        if asks.by_length is not None:
            return self._row_by_length(element, asks, asks.by_length)
        judge = self._judge
        if not asks.is_timeless:
            judge = Judge(judge.program, self.basics_at(element.arrived), judge.tables, judge.kinds_of_signals)
        search = Search(self._program, known)
        reading = Reading(element.subject, judge, search, element.author, element.reposter)
        return self.one_row(tuple([ask(element, reading) for ask in asks.each]))

    def _row_by_length(self, element: Element, asks: Asks, known: dict[int, Row]) -> Row:
        length = length_of(element)
        row = known.get(length)
        if row is None:
            if len(known) > _MOST_ROWS:
                known.clear()
            answer = Answer(True, length)
            row = known[length] = tuple([answer if one.length else PLAIN[True] for one in asks.questions])
        return row

    def one_row(self, row: Row) -> Row:
        """A row, or the equal one of plain answers that was made before: most are."""
        if not _PLAIN.issuperset(row):
            return row
        if len(self._rows) > _MOST_ROWS:
            self._rows.clear()
        return self._rows.setdefault(row, row)


@frozen(eq=False)
class Asks:
    """What makes a row: a function a question.

    `always` is the row where it is the same for every element; `by_length` has rows where they depend on nothing but
    how long an activity took.
    """

    questions: tuple[Question, ...]
    each: tuple[Ask, ...]
    always: Row | None
    by_length: dict[int, Row] | None
    is_timeless: bool


def _asks_of(program: Program, questions: tuple[Question, ...], reader: ReadersTime, of_posts: bool) -> Asks:
    is_plain = all(one.where is None and one.measure is None and not one.days for one in questions)
    is_same = is_plain and not any(one.length for one in questions)
    asked = (part for one in questions for part in (one.where, one.measure) if part is not None)
    return Asks(
        questions,
        each=tuple(_ask(program, one, reader, of_posts) for one in questions),
        always=(PLAIN[True],) * len(questions) if is_same else None,
        by_length={} if is_plain and not is_same else None,
        is_timeless=not any(_is_of_the_instant(program, expr) for expr in made_of(program.exprs, asked)),
    )


def _ask(program: Program, question: Question, reader: ReadersTime, of_posts: bool) -> Ask:
    if question.length:
        return lambda element, _: Answer(True, length_of(element))
    plain = _plain(program, question.where, of_posts)
    measure = question.measure
    if measure is None and not question.days:
        return plain

    def ask(element: Element, reading: Reading) -> Answer:
        answer = plain(element, reading)
        if answer.truth is not True:
            return answer
        value = None if measure is None else reading.value(measure)
        day = days_date(element.at, reader) if question.days else None
        return answer if value is None and day is None else Answer(True, None if value is None else exact(value), day)

    return ask


def _plain(program: Program, where: ExprId | None, of_posts: bool) -> Ask:
    """Whether an element counts."""
    true, false, unknown = PLAIN[True], PLAIN[False], PLAIN[None]
    if where is None:
        return lambda _, __: true
    if not of_posts:
        return lambda _, reading: PLAIN[reading.truth(where)]
    node = program.exprs[where]
    if isinstance(node, Mentions) and (texts := texts_of(program, (where,))):
        [path] = texts.values()
        return _mentions(path, node.topic)
    conditions = conditions_of(program)
    is_true, is_false = conditions.ask(where, wanted=True), conditions.ask(where, wanted=False)
    return lambda _, reading: true if is_true(reading) else false if is_false(reading) else unknown


def _mentions(path: Follow | None, topic: int) -> Ask:
    """Whether a text of a post, or all of it, mentions a topic: what is asked most."""
    if path is None:
        return lambda _, reading: PLAIN[reading.search.mentions(reading.search.post(reading.item), topic)]

    def ask(element: Element, reading: Reading) -> Answer:
        text = path(element.subject)
        return PLAIN[None if text is None else reading.search.mentions(reading.search.text(text), topic)]

    return ask


def texts_of(program: Program, exprs: Iterable[ExprId]) -> dict[ExprId, Follow | None]:
    """The texts of a post in which some expressions look for words: by the text, the path to it.

    The path is None where it is all that a reader sees of the post.
    """
    targets: dict[ExprId, Follow | None] = {}
    for expr in exprs:
        node = program.exprs[expr]
        if isinstance(node, Mentions) and is_path(program, node.target):
            if node.scope is Scope.TEXT:
                targets[node.target] = follow(program, node.target)
            elif program.exprs[node.target] == Root(Input.POST):
                targets[node.target] = None
    return targets


def searched(program: Program, items: Iterable[Item], texts: Collection[Follow | None]) -> Scanned:
    """What is found in some texts of posts, all searched in one pass."""
    return scanned(program, {key for item in items for path in texts for key in keys_of(item, path)}) if texts else {}


def _is_of_the_instant(program: Program, expr: ExprId) -> bool:
    """Whether an expression may have another value at another instant."""
    match program.exprs[expr]:
        case Root(start):
            return start in _OF_NOW
        case Derive(_, name):
            return name in OF_THE_INSTANT
        case Over() | HabitOver():
            return True
        case _:
            return False


_PLAIN = frozenset(PLAIN.values())
