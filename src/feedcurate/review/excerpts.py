"""How a post begins, and the words in it that made a rule fire.

In: a reading of a post. Out: short texts.
"""

from __future__ import annotations

from feedcurate.engine.elements import dated
from feedcurate.engine.evidence import evidence
from feedcurate.engine.interpret import Reading
from feedcurate.engine.reasons import what_made_it
from feedcurate.model.item import Item
from feedcurate.program.program import Rule
from feedcurate.review.results import Example

_LONGEST = 120
_MOST_WORDS = 5


def beginning(item: Item) -> str | None:
    """How a post begins, on one line; behind a content warning only that. None where it has no words."""
    body = f"CW: {item.summary}" if item.summary and item.summary.strip() else item.text
    words = " ".join(part for part in (item.title, body) if part).split()
    text = " ".join(words)
    return (text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…") or None


def example(rule: Rule, reading: Reading) -> Example:
    """A post that a rule fired on."""
    item = reading.item
    atoms = what_made_it(rule.clause, lambda clause: reading.truth(clause.expr))
    words = dict.fromkeys(one.words for clause, _ in atoms for one in evidence(reading, clause.expr))
    return Example(
        source=item.source,
        id=item.id,
        at=dated(item),
        author=item.author,
        text=beginning(item),
        words=tuple(words)[:_MOST_WORDS],
    )
