"""Whether two rule sets do the same.

In: two rule sets. Out: a `Difference`: they are equivalent, or a post shows that they are not, or it stays undecided.

Both are put into one program (`joining`), and the solver is asked for a post that they treat differently (`apart`).
Where none is possible, and what else they say is the same (`beside`), they are equivalent. A post is shown only where
the engine itself, asked with each of the two programs, says that they differ in it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING

from attrs import frozen

from feedcurate.errors import MissingExtra
from feedcurate.program.program import Program, Rule
from feedcurate.proof.difference import Aspect, Difference, Sameness
from feedcurate.proof.proving import BUSY, SEARCH, SECONDS, SEED
from feedcurate.proof.world import World, opinion_in
from feedcurate.ruleset import Ruleset

if TYPE_CHECKING:
    from feedcurate.proof.apart import Apart
    from feedcurate.proof.ask import Asker
    from feedcurate.proof.beside import Names
    from feedcurate.proof.refute import Refuter
    from feedcurate.proof.terms import Term

_LONGER = 5
"""A search may take so many times as long as a question."""


def equivalence(
    old: Ruleset,
    new: Ruleset,
    *,
    seconds: float = SECONDS,
    search: int = SEARCH,
    seed: int = SEED,
    between: Callable[[], None] = lambda: None,
) -> Difference:
    """What can be found out about whether two rule sets do the same.

    Of posts everything is compared that is done with them: the outcome, the shift, labels, notes and the text of a
    collapse, but no reasons, names of rules or shadow rules. Limits of the feed, its order, and rules for accounts,
    sessions and drafts are the same only where they are written alike.

    `seconds` is how long the solver may think about one question, `search` how many posts and histories are tried where
    it cannot tell (0: none), `seed` what they are drawn with. `between` is called between questions; what it raises
    ends the work.

    Raises:
        MissingExtra: the extra `prove` is not installed.
        ValueError: the rule sets are about different classes of items, or give a signal two types.
    """
    if find_spec("z3") is None:
        raise MissingExtra("prove", "proving that rules do the same")
    from feedcurate.proof.apart import apart
    from feedcurate.proof.ask import Asker
    from feedcurate.proof.beside import settings_apart, written_apart
    from feedcurate.proof.encode import Encoding
    from feedcurate.proof.joining import joined
    from feedcurate.proof.refute import Refuter

    pair = joined(old.program, new.program)
    settings = settings_apart(old.program, new.program, pair.program)
    written = written_apart(old.program, new.program, pair)
    with BUSY:
        encoding = Encoding(pair.program)
        asker = Asker((encoding.theory.laws,), seconds, between)
        both = (old.program, new.program)
        refuter = Refuter(encoding, seconds, between)
        prover = _Prover(both, apart(encoding, pair, both), asker, refuter, settings, written)
        return prover.difference(search, seed)


def aspects_apart(old: Program, new: Program, world: World) -> tuple[Aspect, ...]:
    """In what two programs differ on the post of a world, by the word of the engine."""
    before, after = (opinion_in(program, world).verdict for program in (old, new))
    found = {
        Aspect.OUTCOME: before.outcome is not after.outcome,
        Aspect.SHIFT: before.shift != after.shift,
        Aspect.LABELS: before.labels != after.labels,
        Aspect.NOTES: before.notes != after.notes,
        Aspect.COLLAPSE: before.outcome is after.outcome and before.collapse != after.collapse,
    }
    return tuple(aspect for aspect, is_apart in found.items() if is_apart)


@frozen(eq=False)
class _Prover:
    """What looks for a post that two programs treat differently."""

    programs: tuple[Program, Program]
    apart: Apart
    asker: Asker
    refuter: Refuter
    settings: Names
    """Settings that differ: the solver knows of none, so that its word is no proof."""
    written: Mapping[str, tuple[Names, Names]]
    """What else they do not both say."""

    def difference(self, search: int, seed: int) -> Difference:
        """What can be found out."""
        from feedcurate.proof.ask import Found
        from feedcurate.proof.search import Searched, searched

        unproved: list[Aspect] = []
        in_time = True
        for aspect, made in self.apart.terms().items():
            term = made()
            answer = self.asker.ask(term)
            world = None if answer.found is Found.IMPOSSIBLE else self._shown(aspect, term)
            if world is not None:
                return self._different(world)
            in_time = in_time and answer.found is not Found.UNKNOWN
            if answer.found is not Found.IMPOSSIBLE or self.settings:
                unproved.append(aspect)
        tried = Searched(None, 0)
        if unproved and search:
            program = self.apart.encoding.program
            tried = searched(program, self._is_apart, search, seed, self.asker.seconds * _LONGER)
            if tried.world is not None:
                return self._different(tried.world)
        if not unproved and not self.written:
            return Difference(Sameness.EQUIVALENT)
        return Difference(
            Sameness.UNDECIDED,
            aspects=tuple(unproved),
            settings=self.settings,
            written=self.written,
            open=self._open() if unproved else (),
            searched=tried.tried,
            seed=seed,
            in_time=in_time,
        )

    def _shown(self, aspect: Aspect, term: Term) -> World | None:
        """A post on which they differ in an aspect, with nothing in it that does not matter."""
        from feedcurate.proof.refute import smallest

        def shows(world: World) -> bool:
            return aspect in aspects_apart(*self.programs, world)

        found = next(filter(shows, self.refuter.worlds(term)), None)
        return None if found is None else smallest(found, shows)

    def _is_apart(self, world: World) -> bool:
        self.asker.between()
        return bool(aspects_apart(*self.programs, world))

    def _different(self, world: World) -> Difference:
        aspects = aspects_apart(*self.programs, world)
        return Difference(Sameness.DIFFERENT, world, aspects, self.settings, self.written)

    def _open(self) -> tuple[str, ...]:
        """What the solver takes for anything at all in the rules that are not on both sides."""
        sides = [{_content(rule): rule for rule in side.rules} for side in (self.apart.old, self.apart.new)]
        changed = [sides[0][one].when for one in sides[0].keys() - sides[1].keys()]
        changed += [sides[1][one].when for one in sides[1].keys() - sides[0].keys()]
        left_open = self.apart.encoding.left_open(iter(changed))
        return tuple(dict.fromkeys(left_open[expr] for expr in sorted(left_open)))


def _content(rule: Rule) -> Hashable:
    return (rule.mode, rule.when, rule.actions, rule.start, rule.end)
