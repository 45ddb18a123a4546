"""Words: which phrases and regular expressions are in a post or in one of its texts.

In: topics, and where they are looked for. Out: truths that say what `engine.search` says.

A phrase is a truth of its own for every place that is searched. A longer phrase implies the shorter ones in it, and a
wildcard that covers it (`phrases`); what is in a text of a post is in the post. A regular expression may match
anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import z3
from attrs import Factory, define

from feedcurate.engine.fields import QUOTES
from feedcurate.program.program import Program, Topic, Words
from feedcurate.proof.terms import FALSE, Term, Truth, conjunction, disjunction, either, negated
from feedcurate.proof.theory import Theory

_SEEN = re.compile(
    r"(?P<quotes>(?:\.quote)*)\.(?:title|summary|text|media\[\d+\]\.alt|links\[\d+\]\.(?:title|description)"
    r"|poll\.options\[\d+\]\.text)"
)
"""What stands behind the path of a post in the path of a text that its reader sees."""


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
        entries = self._answer(path, topic.entries)
        excepted = disjunction(
            [self._answer(path, topic.exceptions), *(self._topics[path, t] for t in sorted(topic.excluded))]
        )
        if not (topic.exceptions.patterns or topic.exceptions.regexes or topic.excluded):
            return entries
        return conjunction([entries, negated(excepted)])

    def _answer(self, path: str, words: Words) -> Truth:
        found = either(
            [
                *(self.pattern(path, number) for number in sorted(words.patterns)),
                *(self.regex(path, number) for number in sorted(words.regexes)),
            ]
        )
        return Truth(found, self._unless(path, found))

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
