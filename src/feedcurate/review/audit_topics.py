"""Which topics make a post a trigger match, and which of many posts mention any of them.

In: a checked program, and posts or their JSON. Out: topics, and for each post those it mentions. What a match is stands
in `audit_model.TRIGGERS`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from feedcurate.engine.search import Search, phrase_as_written
from feedcurate.model.item import Item
from feedcurate.program.expr import ExprId, Mentions
from feedcurate.program.program import Program, Strength
from feedcurate.program.reach import everything, made_of
from feedcurate.review.audit_sieve import Sieve

_STRONG = (Strength.COLLAPSE, Strength.HIDE, Strength.BLOCK)
_MOST_WORDS = 3


def trigger_topics(program: Program) -> tuple[int, ...]:
    """The topics that rules use to hide, block or collapse posts, or to judge accounts."""
    roots: list[ExprId] = [rule.when for rule in program.rules if rule.actions.strength in _STRONG]
    roots += [rule.when for rule in program.account_rules]
    nodes = (program.exprs[number] for number in made_of(program.exprs, roots, everything))
    return tuple(sorted({node.topic for node in nodes if isinstance(node, Mentions)}))


def topic_name(program: Program, topic: int) -> str:
    """A topic by its name; words that a condition has without one, by the first of them."""
    one = program.topics[topic]
    if one.name:
        return one.name
    words = [f'"{phrase_as_written(program.patterns[index])}"' for index in sorted(one.entries.patterns)]
    words += [f"/{program.regexes[index].source}/" for index in sorted(one.entries.regexes)]
    more = ", …" if len(words) > _MOST_WORDS else ""
    return ", ".join(words[:_MOST_WORDS]) + more


class TopicLook:
    """Finds some topics of a program: a quick look at many posts' JSON, and an exact one at each post."""

    def __init__(self, program: Program, topics: Collection[int]) -> None:
        self._program = program
        self._topics = tuple(topics)
        patterns, regexes = _words(program, topics)
        self._sieve = Sieve(
            [program.patterns[index].key for index in sorted(patterns)],
            [program.regexes[index] for index in sorted(regexes)],
        )

    def candidates(self, texts: Sequence[bytes], joined: bytes) -> Collection[int]:
        """See `history.audit_rows.Look`."""
        return self._sieve.candidates(texts, joined)

    def topics(self, item: Item) -> tuple[int, ...]:
        """See `history.audit_rows.Look`."""
        search = Search(self._program)
        place = search.post(item)
        return tuple(topic for topic in self._topics if search.mentions(place, topic) is True)


def _words(program: Program, topics: Collection[int]) -> tuple[set[int], set[int]]:
    """The patterns and regular expressions by which some topics can be mentioned, exceptions left out."""
    waiting, met = list(topics), set(topics)
    patterns: set[int] = set()
    regexes: set[int] = set()
    while waiting:
        topic = program.topics[waiting.pop()]
        patterns |= topic.entries.patterns
        regexes |= topic.entries.regexes
        fresh = topic.includes - met
        met |= fresh
        waiting += fresh
    return patterns, regexes
