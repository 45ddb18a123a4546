"""Which topics are mentioned in which rows: `engine.search` over sets of rows.

In: pairs (row, pattern), and which rows are blind (what matters most in them is unknown). Out: for a topic the rows in
which it is mentioned, and those in which it is known not to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from attrs import Factory, define, frozen
from numpy.typing import NDArray

from feedcurate.batch.bits import Bits, Rows, add_pairs
from feedcurate.program.program import Program, Words


@frozen(eq=False)
class Truth:
    """The rows in which a condition is true, and those in which it is true or false; in all others it is unknown."""

    true: Bits
    known: Bits

    @property
    def false(self) -> Bits:
        """The rows in which it is false."""
        return self.known & ~self.true


@frozen(eq=False)
class Wanted:
    """Some topics with all that they lean on.

    `entries` has for each topic the number of a set, the rows with one of its entries; `exceptions` the same for its
    own exceptions, where it has any. `sets[starts[p]:starts[p + 1]]` are the sets that pattern p puts its rows into,
    `regexes` those that each regular expression does.
    """

    program: Program
    entries: Mapping[int, int]
    exceptions: Mapping[int, int]
    starts: NDArray[np.int64]
    sets: NDArray[np.int64]
    regexes: Mapping[int, Sequence[int]]


def wanted_topics(program: Program, asked: Iterable[int]) -> Wanted:
    """Some topics, those they include or except, those of these, and so on."""
    entries: dict[int, int] = {}
    waiting = sorted(asked)
    while waiting:
        topic = waiting.pop()
        if topic not in entries:
            entries[topic] = len(entries)
            waiting += program.topics[topic].includes | program.topics[topic].excluded
    excepting = [topic for topic in entries if _has_any(program.topics[topic].exceptions)]
    exceptions = {topic: number for number, topic in enumerate(excepting, len(entries))}
    of_pattern: list[list[int]] = [[] for _ in program.patterns]
    regexes: dict[int, list[int]] = {}
    found = [(program.topics[topic].entries, at) for topic, at in entries.items()]
    found += [(program.topics[topic].exceptions, at) for topic, at in exceptions.items()]
    for words, at in found:
        for pattern in words.patterns:
            of_pattern[pattern].append(at)
        for regex in words.regexes:
            regexes.setdefault(regex, []).append(at)
    counts = np.cumsum([len(one) for one in of_pattern], dtype=np.int64)
    starts = np.concatenate(([0], counts)).astype(np.int64)
    sets = np.array([one for several in of_pattern for one in several], np.int64)
    return Wanted(program, entries, exceptions, starts, sets, regexes)


def _has_any(words: Words) -> bool:
    return bool(words.patterns or words.regexes)


@define(eq=False)
class Topics:
    """The topics of one place of some rows."""

    wanted: Wanted
    rows: NDArray[np.uint8]
    there: Bits
    """The rows that have the place at all."""
    seen: Bits
    """Those of them that are not blind."""
    _found: dict[int, Truth] = Factory(dict)

    def truth(self, topic: int) -> Truth:
        """A topic. They lean on each other in chains of any length, so no recursion."""
        waiting = [topic]
        while waiting:
            current = self.wanted.program.topics[waiting[-1]]
            missing = [one for one in (*current.includes, *current.excluded) if one not in self._found]
            if missing:
                waiting.extend(missing)
            else:
                number = waiting.pop()
                if number not in self._found:
                    self._found[number] = self._mentioned(number)
        return self._found[topic]

    def _mentioned(self, number: int) -> Truth:
        topic = self.wanted.program.topics[number]
        true = self.rows[self.wanted.entries[number]] & self.there
        known = self.seen | true
        at = self.wanted.exceptions.get(number)
        if at is not None or topic.excluded:
            exceptions = np.zeros_like(true) if at is None else self.rows[at]
            excepted, allowed = exceptions & self.there, self.seen & ~exceptions
            for one in topic.excluded:
                excepted, allowed = excepted | self._found[one].true, allowed & self._found[one].false
            false = (known & ~true) | excepted
            true = true & allowed
            known = true | false
        for one in topic.includes:
            false = known & ~true & self._found[one].false
            true = true | self._found[one].true
            known = true | false
        return Truth(true, known)


def topics_in(
    wanted: Wanted, rows: Rows, patterns: Rows, matched: Mapping[int, Bits], there: Bits, blind: Bits
) -> Topics:
    """The topics of rows in which some patterns were found, and in which each regular expression was."""
    counts = wanted.starts[patterns + 1] - wanted.starts[patterns]
    at = np.repeat(wanted.starts[patterns] + counts - np.cumsum(counts), counts) + np.arange(counts.sum())
    sets = np.zeros((len(wanted.entries) + len(wanted.exceptions), len(there)), np.uint8)
    add_pairs(sets, wanted.sets[at], np.repeat(rows, counts))
    for regex, found in matched.items():
        for one in wanted.regexes[regex]:
            sets[one] |= found
    return Topics(wanted, sets, there, there & ~blind)
