"""What a window counted, so that a reader can look at it: the posts, the words in them, the dates.

In: a reading and a condition that looks back over time. Out: the elements that made it what it is, the latest first.
What counts everybody's posts or the reader's every view names none of them: there are too many to look at.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedcurate.engine.elements import Element
from feedcurate.engine.evidence import evidence
from feedcurate.engine.interpret import Reading, judge_of
from feedcurate.model.activity import Activity
from feedcurate.model.decision import Counted, Evidence
from feedcurate.model.item import Item
from feedcurate.program.expr import ExprId, Over, Stream, children

MOST = 20
"""How many elements one condition names."""
_LONGEST = 120
"""How many characters of a post are shown."""
_FEW = frozenset({Stream.CHECKINS, Stream.LIKES, Stream.REPLIES, Stream.REPOSTS})
"""Streams of which the reader's own are few."""


def counted(reading: Reading, expr: ExprId) -> tuple[Counted, ...]:
    """The elements that the windows of a condition counted, each once, at most `MOST`."""
    found: dict[Counted, None] = {}
    for over in _windows(reading, expr):
        whose = reading.whose(over)
        if over.whose is not None and whose is None:
            continue
        for element in reading.judge.context.past.counted(over, whose, MOST):
            found[_shown(reading, over, element)] = None
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))[:MOST]


def _windows(reading: Reading, expr: ExprId) -> Iterator[Over]:
    """The windows in a condition whose elements can be named."""
    waiting = [expr]
    while waiting:
        node = reading.judge.program.exprs[waiting.pop()]
        if isinstance(node, Over):
            if node.whose is not None or node.accounts is not None or node.mine or node.stream in _FEW:
                yield node
        else:
            waiting.extend(children(node))


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
