"""Words: which phrases and regular expressions are in a post or in one of its texts.

In: topics, and where they are looked for. Out: truths that say what `engine.search` says.

A phrase is a truth of its own for every place that is searched. A longer phrase implies the shorter ones in it, and a
wildcard that covers it (`implied_by`); what is in a text of a post is in the post. A regular expression may match
anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import z3
from attrs import Factory, define

from feedcurate.engine.fields import QUOTES
from feedcurate.matching.forms import ANY, fits, is_open
from feedcurate.matching.patterns import Pattern
from feedcurate.matching.tokens import TokenKind, kind_of
from feedcurate.program.program import Program, Topic, Words
from feedcurate.proof.terms import FALSE, Term, Truth, conjunction, disjunction, either, negated
from feedcurate.proof.theory import Theory

_SEEN = re.compile(
    r"(?P<quotes>(?:\.quote)*)\.(?:title|summary|text|media\[\d+\]\.alt|links\[\d+\]\.(?:title|description)"
    r"|poll\.options\[\d+\]\.text)"
)
"""What stands behind the path of a post in the path of a text that its reader sees."""


def implied_by(patterns: Sequence[Pattern]) -> tuple[frozenset[int], ...]:
    """For each pattern those that are in every text that it is in."""
    places = [pattern.places for pattern in patterns]
    plain: dict[tuple[str, ...], list[int]] = {}
    opened: list[int] = []
    for number, own in enumerate(places):
        if any(map(is_open, own)):
            opened.append(number)
        else:
            plain.setdefault(own, []).append(number)
    return tuple(frozenset(_within(own, places, plain, opened)) - {number} for number, own in enumerate(places))


def _within(
    own: tuple[str, ...],
    places: Sequence[tuple[str, ...]],
    plain: Mapping[tuple[str, ...], list[int]],
    opened: list[int],
) -> set[int]:
    parts = {own[start:end] for start in range(len(own)) for end in range(start + 1, len(own) + 1)}
    found = {number for part in parts for number in plain.get(part, ())}
    return found | {number for number in opened if any(_covers(places[number], part) for part in parts)}


def _covers(pattern: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return len(pattern) == len(part) and all(map(_covers_place, pattern, part))


def _covers_place(place: str, other: str) -> bool:
    """Whether every entry that fits the other place fits this one; no where that is not plain."""
    if place == other:
        return True
    if not is_open(other):
        return fits(place, other)
    beginning = other.removesuffix("*")
    if not is_open(place) or "*" in beginning or not beginning:
        return False
    if place == ANY:
        return kind_of(beginning) is TokenKind.WORD
    return place.endswith("*") and "*" not in place[:-1] and beginning.startswith(place[:-1])


@define(eq=False)
class Searching:
    """The places of one encoding that words are looked for in."""

    program: Program
    theory: Theory
    implied: tuple[frozenset[int], ...]
    patterns: dict[str, dict[int, Term]] = Factory(dict)
    """Which phrases were asked for, by the path of the place."""
    regexes: dict[str, dict[int, Term]] = Factory(dict)
    _topics: dict[tuple[str, int], Truth] = Factory(dict)
    _blind: dict[str, Term] = Factory(dict)
    _empty: dict[str, Term] = Factory(dict)

    def place(self, path: str, *, blind: Term = FALSE, empty: Term = FALSE) -> str:
        """A place to search: `blind`, what matters most in it is unknown; `empty`, there is nothing in it."""
        if path not in self._blind:
            self._blind[path], self._empty[path] = blind, empty
            self.patterns.setdefault(path, {})
            self.regexes.setdefault(path, {})
            self.search_all_of(path)
        return path

    def mentions(self, path: str, topic: int) -> Truth:
        """Whether a topic is mentioned; topics lean on each other in chains of any length, so no recursion."""
        waiting = [topic]
        while waiting:
            current = waiting[-1]
            if (path, current) in self._topics:
                waiting.pop()
                continue
            one = self.program.topics[current]
            missing = [t for t in (*one.includes, *one.excluded) if (path, t) not in self._topics]
            if missing:
                waiting.extend(missing)
            else:
                self._topics[path, waiting.pop()] = self._mentioned(path, one)
        return self._topics[path, topic]

    def _mentioned(self, path: str, topic: Topic) -> Truth:
        return disjunction([self._own(path, topic), *(self._topics[path, t] for t in sorted(topic.includes))])

    def _own(self, path: str, topic: Topic) -> Truth:
        entries = self._answer(path, topic.entries, never_false=bool(topic.likes))
        excepted = disjunction(
            [self._answer(path, topic.exceptions), *(self._topics[path, t] for t in sorted(topic.excluded))]
        )
        if not (topic.exceptions.patterns or topic.exceptions.regexes or topic.excluded):
            return entries
        return conjunction([entries, negated(excepted)])

    def _answer(self, path: str, words: Words, *, never_false: bool = False) -> Truth:
        found = either(
            [
                *(self.pattern(path, number) for number in sorted(words.patterns)),
                *(self.regex(path, number) for number in sorted(words.regexes)),
            ]
        )
        return Truth(found, FALSE if never_false else self._unless(path, found))

    def matches(self, path: str, regex: int) -> Truth:
        """Whether a regular expression is found."""
        found = self.regex(path, regex)
        return Truth(found, self._unless(path, found))

    def _unless(self, path: str, found: Term) -> Term:
        return z3.And(z3.Not(found), z3.Not(self._blind[path]))

    def pattern(self, path: str, number: int) -> Term:
        """Whether a phrase is somewhere in a place."""
        known = self.patterns.setdefault(path, {})
        if number not in known:
            flag = known[number] = self.theory.flag(f"{path} has phrase {number}")
            self.theory.require(z3.Implies(self._empty[path], z3.Not(flag)))
            for other, others in known.items():
                if other in self.implied[number]:
                    self.theory.require(z3.Implies(flag, others))
                if number in self.implied[other]:
                    self.theory.require(z3.Implies(others, flag))
            self._relate(path, number, self.patterns, self.pattern)
        return known[number]

    def regex(self, path: str, number: int) -> Term:
        """Whether a regular expression matches somewhere in a place."""
        known = self.regexes.setdefault(path, {})
        if number not in known:
            known[number] = self.theory.flag(f"{path} has pattern {number}")
            self._relate(path, number, self.regexes, self.regex)
        return known[number]

    def _relate(
        self, path: str, number: int, known: Mapping[str, Mapping[int, Term]], ask: Callable[[str, int], Term]
    ) -> None:
        """What is in a text is in the posts that it is part of, as far as these are searched at all."""
        for post in [other for other in known if _is_part(path, other)]:
            self.theory.require(z3.Implies(known[path][number], ask(post, number)))

    def search_all_of(self, post: str) -> None:
        """Look in a post for whatever is looked for in its texts."""
        for known, ask in ((self.patterns, self.pattern), (self.regexes, self.regex)):
            for text in [other for other in known if _is_part(other, post)]:
                for number in list(known[text]):
                    self.theory.require(z3.Implies(known[text][number], ask(post, number)))


def _is_part(text: str, post: str) -> bool:
    """Whether a text is one that a reader of a post sees, quoted posts among them as deep as they are looked into."""
    found = _SEEN.fullmatch(text.removeprefix(post)) if text.startswith(post) else None
    return found is not None and found["quotes"].count("quote") <= QUOTES
