"""What is planted into a clean program, and what it is planted into.

In: a program, words that it does not have, and a turn. Out: `Plant`, and pieces of rules that several kinds need.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from attrs import frozen

from benchmarks.proof_posts import Case
from benchmarks.proof_programs import Atom, Clean, PostRule, Words, guards, stranger, topic

T = TypeVar("T")


@frozen
class Plant:
    """Statements and quotas that make a program defective; `variant` says how, in a few words.

    `concerned` are names of rules, lists, topics or lets, titles of claims, entries or quotas as written. `witness`
    is a post that shows it: on which a planted rule fires, a claim is refuted, or two rules contradict each other.
    `twin` is the rule that a planted rule adds nothing to.
    """

    variant: str
    statements: tuple[str, ...]
    concerned: frozenset[str]
    quotas: tuple[str, ...] = ()
    witness: Case | None = None
    twin: str | None = None


@frozen
class Bed:
    """A program, words that it does not have, and how many defects of this kind were planted before."""

    base: Clean
    words: Words
    turn: int

    def variant(self, variants: Sequence[T]) -> T:
        """One of some variants, all of them in turn."""
        return variants[self.turn % len(variants)]

    def rule(self, *verbs: str) -> tuple[PostRule, tuple[str, ...]]:
        """A rule that does one of some things at any time, and the statements of it if it is a new one."""
        found = [rule for rule in self.base.rules if rule.verb in verbs and not rule.dates]
        return (self.words.random.choice(found), ()) if found else self.new_rule("hide", stranger())

    def new_rule(self, action: str, *more: Atom) -> tuple[PostRule, tuple[str, ...]]:
        """A rule about words of its own, and its statements."""
        about = topic(self.words)
        rule = PostRule(f"new_{self.words.one()}", (about.atom(), *more), (action,))
        return rule, (about.statement, rule.text())

    def guard(self, rule: PostRule) -> Atom:
        """A part for the condition of a rule that speaks of nothing that the rule speaks of."""
        taken = {_subject(atom) for atom in rule.when}
        return self.words.random.choice([guard for guard in guards(self.words.random) if _subject(guard) not in taken])


def likes(least: int) -> Atom:
    """More likes than so many."""
    return Atom(f"post.likes > {least}", {"likes": least + 1}, {"likes": least})


def written(rule: PostRule) -> str:
    """The condition of a rule."""
    return " and ".join(atom.text for atom in rule.when)


def _subject(atom: Atom) -> str:
    return " ".join(atom.text.split()[:2])
