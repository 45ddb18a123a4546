"""Where two sets of rules treat a post differently, as terms.

In: an encoding of both, and their rules. Out: for each aspect a term that holds wherever they differ in it. It may also
hold where they do not: two texts that are written differently count as different, whatever is filled into them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import z3
from attrs import frozen

from feedcurate.engine.moments import TICK
from feedcurate.engine.verdict import FURTHEST
from feedcurate.program.expr import Becomes, Labelled, OutcomeWord
from feedcurate.program.program import Program, Rule, Template
from feedcurate.proof.difference import Aspect
from feedcurate.proof.encode import Encoding
from feedcurate.proof.joining import Joined
from feedcurate.proof.outcomes import Outcomes
from feedcurate.proof.terms import FALSE, Term, both, either

_OUTCOMES = (OutcomeWord.SHOWN, OutcomeWord.COLLAPSED, OutcomeWord.HIDDEN, OutcomeWord.BLOCKED)
_MOST = FURTHEST // TICK


@frozen(eq=False)
class Apart:
    """The rules of two programs in one encoding."""

    encoding: Encoding
    old: Outcomes
    new: Outcomes

    def terms(self) -> Mapping[Aspect, Callable[[], Term]]:
        """What to ask of each aspect."""
        return {
            Aspect.OUTCOME: self._outcome,
            Aspect.SHIFT: lambda: _held(self.old.shift()) != _held(self.new.shift()),
            Aspect.LABELS: self._labels,
            Aspect.NOTES: self._notes,
            Aspect.COLLAPSE: self._collapse,
        }

    def _outcome(self) -> Term:
        return either(self.old.holds(Becomes(word)) != self.new.holds(Becomes(word)) for word in _OUTCOMES)

    def _labels(self) -> Term:
        labels = {label for side in self._sides for rule in side.live() for label in rule.actions.labels}
        return either(self.old.holds(Labelled(label)) != self.new.holds(Labelled(label)) for label in sorted(labels))

    def _notes(self) -> Term:
        return self._sets_apart(*([(rule, rule.actions.notes) for rule in side.live()] for side in self._sides))

    def _collapse(self) -> Term:
        """Both collapse the post; the texts of the rules are joined in the order of the rules' names."""
        collapsing = [_collapsing(side) for side in self._sides]
        differ = self._sets_apart(*([(rule, (text,)) for rule, text in one] for one in collapsing))
        folded = (side.holds(Becomes(OutcomeWord.COLLAPSED)) for side in self._sides)
        return both((*folded, either((differ, self._order_apart(*collapsing)))))

    @property
    def _sides(self) -> tuple[Outcomes, Outcomes]:
        return self.old, self.new

    def _sets_apart(self, *sides: Sequence[tuple[Rule, Sequence[Template]]]) -> Term:
        """Whether a text is there on one side only."""
        texts = dict.fromkeys(text for side in sides for _, own in side for text in own)
        there = [[self._any([rule for rule, own in side if text in own]) for text in texts] for side in sides]
        return either(old != new for old, new in zip(*there, strict=True))

    def _order_apart(self, *sides: Sequence[tuple[Rule, Template]]) -> Term:
        """Whether of two texts one comes first on one side, the other on the other."""
        old, new = ({text: None for _, text in side} for side in sides)
        shared = [text for text in old if text in new]
        pairs = [(one, other) for number, one in enumerate(shared) for other in shared[number + 1 :]]
        found = []
        for pair in pairs:
            always = [_always_first(side, *pair) for side in sides]
            if None in always or always[0] != always[1]:
                found.append(self._first(sides[0], *pair) != self._first(sides[1], *pair))
        return either((FALSE, *found))

    def _first(self, side: Sequence[tuple[Rule, Template]], text: Template, other: Template) -> Term:
        """Whether a text is there, and another one not before it."""
        found, before = [FALSE], [FALSE]
        for rule, own in side:
            if own == text:
                found.append(both((self.encoding.fires(rule), z3.Not(either(before)))))
            elif own == other:
                before.append(self.encoding.fires(rule))
        return either(found)

    def _any(self, rules: Sequence[Rule]) -> Term:
        return either((FALSE, *(self.encoding.fires(rule) for rule in rules)))


def apart(encoding: Encoding, pair: Joined, programs: tuple[Program, Program]) -> Apart:
    """Two programs in the encoding of both."""
    old, new = (
        Outcomes(side.rules, encoding.fires, encoding.own if program.settings.keep_own_posts else lambda: FALSE)
        for side, program in zip((pair.old, pair.new), programs, strict=True)
    )
    return Apart(encoding, old, new)


def _held(shift: Term) -> Term:
    """A shift is held within a hundred years."""
    return z3.If(shift > _MOST, _MOST, z3.If(shift < -_MOST, -_MOST, shift))


def _collapsing(side: Outcomes) -> list[tuple[Rule, Template]]:
    """The rules that collapse with a text, by name."""
    found = [(rule, rule.actions.collapse) for rule in side.live()]
    return [(rule, text) for rule, text in found if text is not None]


def _always_first(side: Sequence[tuple[Rule, Template]], text: Template, other: Template) -> bool | None:
    """Whether all rules with a text come before all with another one, or after them; None where they are mixed."""
    order = [own == text for _, own in side if own in (text, other)]
    if order == sorted(order, reverse=True):
        return True
    return False if order == sorted(order) else None
