"""What the rules make of a post together, as terms.

In: the rules of a program and what their conditions come to. Out: which of them fire, the strength that wins, the shift
and the labels: what `engine.verdict` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import assert_never

import z3
from attrs import define

from feedcurate.engine.moments import TICK
from feedcurate.program.expr import Becomes, Fires, Labelled, OutcomeWord
from feedcurate.program.program import Rule, Strength
from feedcurate.proof.terms import FALSE, Term, both, either
from feedcurate.syntax.nodes import Mode

_NOTHING = timedelta(0)


@define(eq=False)
class Outcomes:
    """The rules of one encoding: `fires` is whether one is in force and true, `own` whether the post is kept as own."""

    rules: Sequence[Rule]
    fires: Callable[[Rule], Term]
    own: Callable[[], Term]

    def holds(self, asked: Becomes | Labelled | Fires) -> Term:
        """What a claim asks of the outcome."""
        match asked:
            case Becomes(OutcomeWord.BOOSTED):
                return self.shift() > 0
            case Becomes(OutcomeWord.DEMOTED):
                return self.shift() < 0
            case Becomes(word):
                return self._becomes(word)
            case Labelled(label):
                return self._any(rule for rule in self.live() if label in rule.actions.labels)
            case Fires(name):
                return self._any(rule for rule in self.rules if rule.name == name)
            case _:
                assert_never(asked)

    def live(self) -> list[Rule]:
        """The rules that act."""
        return [rule for rule in self.rules if rule.mode is Mode.LIVE]

    def shift(self) -> Term:
        """The boosts less the demotes, in microseconds; that it is held within a hundred years keeps its sign."""
        moved = (rule for rule in self.live() if rule.actions.shift != _NOTHING)
        shifts = [z3.If(self.fires(rule), rule.actions.shift // TICK, z3.IntVal(0)) for rule in moved]
        return z3.Sum([z3.IntVal(0), *shifts]) if shifts else z3.IntVal(0)  # of one alone SMT-LIB knows no sum

    def asks(self, strength: Strength) -> Term:
        """Whether a rule of a strength fires; a post of one's own is kept by itself."""
        found = self._any(rule for rule in self.live() if rule.actions.strength is strength)
        return either((found, self.own())) if strength is Strength.KEEP else found

    def _becomes(self, word: OutcomeWord) -> Term:
        """The strongest that is asked for wins."""
        block, keep = self.asks(Strength.BLOCK), self.asks(Strength.KEEP)
        match word:
            case OutcomeWord.BLOCKED:
                return block
            case OutcomeWord.HIDDEN:
                return both((z3.Not(block), z3.Not(keep), self.asks(Strength.HIDE)))
            case OutcomeWord.COLLAPSED:
                hide = self.asks(Strength.HIDE)
                return both((z3.Not(block), z3.Not(keep), z3.Not(hide), self.asks(Strength.COLLAPSE)))
            case _:
                weaker = either((self.asks(Strength.HIDE), self.asks(Strength.COLLAPSE)))
                return both((z3.Not(block), either((keep, z3.Not(weaker)))))

    def _any(self, rules: Iterable[Rule]) -> Term:
        return either((FALSE, *(self.fires(rule) for rule in rules)))
