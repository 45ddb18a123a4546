"""What a window counted, so that a reader can look at it: the posts, the words in them, the dates.

In: a reading and a condition that looks back over time. Out: the elements that made it what it is, the latest first.
What counts everybody's posts or the reader's every view names none of them: there are too many to look at.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedcurate.engine.elements import Element
from feedcurate.engine.evidence import evidence
from feedcurate.engine.interpret import Elements, Reading, judge_of
from feedcurate.model.account import Account
from feedcurate.model.activity import Activity
from feedcurate.model.decision import Counted, Evidence
from feedcurate.model.item import Item
from feedcurate.program.expr import ExprId, Over, Quantified, Stream, children

MOST = 20
"""How many elements one condition names."""
_LONGEST = 120
"""How many characters of a post are shown."""
_FEW = frozenset({Stream.CHECKINS, Stream.LIKES, Stream.REPLIES, Stream.REPOSTS})
"""Streams of which the reader's own are few."""


def counted(reading: Reading, expr: ExprId) -> tuple[Counted, ...]:
    """The elements that the windows of a condition counted, each once, at most `MOST`."""
    found: dict[Counted, None] = {}
    for over, whose in _windows(reading, expr, ()):
        for element in reading.judge.context.past.counted(over, whose, MOST):
            found[_shown(reading, over, element)] = None
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))[:MOST]


def _windows(reading: Reading, expr: ExprId, elements: Elements) -> Iterator[tuple[Over, Account | None]]:
    """The windows in a condition whose elements can be named, and the accounts that they are about.

    A window about the elements of a list is one for each element that the list's condition is true of.
    """
    match node := reading.judge.program.exprs[expr]:
        case Over():
            whose = None if node.whose is None else reading.value(node.whose, elements)
            is_named = whose is not None if node.whose is not None else node.accounts is not None or node.mine
            if is_named or (node.whose is None and node.stream in _FEW):
                yield node, whose
        case Quantified(_, operand, level, where) if where is not None:
            yield from _windows(reading, operand, elements)
            for element in reading.value(operand, elements) or ():
                inner: Elements = (*elements[:level], element)
                if reading.value(where, inner) is True:
                    yield from _windows(reading, where, inner)
        case _:
            for child in children(node):
                yield from _windows(reading, child, elements)


def _shown(reading: Reading, over: Over, element: Element) -> Counted:
    subject = element.subject
    words: tuple[Evidence, ...] = ()
    if over.where is not None:
        judge = reading.judge
        inside = judge_of(judge.program, judge.context.past.as_of(element.arrived)).of_element(element)
        words = evidence(inside, over.where)
    match subject:
        case Item():
            text = " ".join(part for part in (subject.title, subject.text) if part) or None
            shown = None if text is None else _beginning(text)
            return Counted(
                source=subject.source, id=subject.id, at=element.at, url=subject.url, text=shown, evidence=words
            )
        case Activity():
            return Counted(source=subject.source, id=subject.item or subject.id, at=element.at, evidence=words)


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
