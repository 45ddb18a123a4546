"""Claims proved, refuted or left undecided.

In: a rule set. Out: a `Finding` for each of its claims, in their order.

A claim is proved where the solver finds no model in which it is false: every post is a model (`encode`). It is refuted
where the engine itself finds a post of which it is false: one made of a model (`refute`), or one that a search came
upon (`search`). What is neither is undecided, and is told so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING

from attrs import frozen

from feedcurate.errors import MissingExtra
from feedcurate.program.claims import Claim
from feedcurate.program.expr import Becomes, ExprId, Fires, Labelled, children
from feedcurate.program.program import Program
from feedcurate.proof.finding import Finding, Status
from feedcurate.ruleset import Ruleset

if TYPE_CHECKING:
    from feedcurate.proof.ask import Asker
    from feedcurate.proof.encode import Encoding
    from feedcurate.proof.refute import Refuter
    from feedcurate.proof.world import World

SECONDS = 2.0
"""How long the solver may think about one question."""
SEARCH = 300
"""How many worlds are tried where it cannot tell."""
_LONGER = 5
"""A search may take so many times as long."""
SEED = 0

BUSY = Lock()
"""Z3 keeps its terms in one place; two threads may not make them at once."""


def prove(rules: Ruleset, *, seconds: float = SECONDS, search: int = SEARCH, seed: int = SEED) -> tuple[Finding, ...]:
    """What can be found out about every claim of a rule set.

    `seconds` is how long the solver may think about one question, `search` how many posts and histories are tried where
    it cannot tell (0: none), `seed` what they are drawn with. Equal calls find the same as long as time suffices; the
    post that refutes a claim may be another one in a process that has proved before.

    Raises:
        MissingExtra: the extra `prove` is not installed.
    """
    return tuple(findings(rules, seconds=seconds, search=search, seed=seed))


def findings(
    rules: Ruleset,
    *,
    seconds: float = SECONDS,
    search: int = SEARCH,
    seed: int = SEED,
    between: Callable[[], None] = lambda: None,
) -> Iterator[Finding]:
    """The same, one by one, for a caller who shows them as they come.

    `between` is called between questions and between worlds that are tried; what it raises ends the work.
    """
    if find_spec("z3") is None:
        raise MissingExtra("prove", "proving claims")
    from feedcurate.proof.ask import Asker
    from feedcurate.proof.encode import Encoding
    from feedcurate.proof.refute import Refuter

    with BUSY:
        encoding = Encoding(rules.program)
        asker = Asker((encoding.theory.laws,), seconds, between)
        prover = _Prover(encoding, asker, Refuter(encoding, seconds, between), search, seed)
    for claim in rules.program.claims:
        with BUSY:
            finding = prover.finding(claim)
        yield finding


@frozen(eq=False)
class _Prover:
    """What proves and refutes the claims of one program."""

    encoding: Encoding
    asker: Asker
    refuter: Refuter
    search: int
    seed: int

    def finding(self, claim: Claim) -> Finding:
        """What can be found out about a claim."""
        from feedcurate.proof.ask import Found
        from feedcurate.proof.search import Searched, searched

        program = self.encoding.program
        answer = self.asker.ask(self.encoding.truth(claim.holds).no)
        if answer.found is Found.IMPOSSIBLE:
            return Finding(claim, Status.PROVED)
        world, tried = self.refuter.refuting(claim), Searched(None, 0)
        if world is None and self.search:
            refutes = partial(self._refutes, claim)
            tried = searched(program, refutes, self.search, self.seed, self.asker.seconds * _LONGER)
            world = tried.world
        if world is not None:
            return Finding(claim, Status.REFUTED, world)
        left_open = self.encoding.left_open(leaning_on(program, claim.holds))
        told = tuple(dict.fromkeys(left_open[expr] for expr in sorted(left_open)))
        in_time = answer.found is not Found.UNKNOWN
        return Finding(claim, Status.UNDECIDED, None, told, tried.tried, self.seed, in_time)

    def _refutes(self, claim: Claim, world: World) -> bool:
        from feedcurate.proof.world import truth_in

        self.asker.between()
        return truth_in(self.encoding.program, claim, world) is False


def leaning_on(program: Program, expr: ExprId) -> Iterator[ExprId]:
    """An expression, and the conditions of the rules where it asks for the outcome."""
    yield expr
    waiting = [expr]
    while waiting:
        node = program.exprs[waiting.pop()]
        if isinstance(node, Becomes | Labelled | Fires):
            yield from (rule.when for rule in program.rules)
            return
        waiting.extend(children(node))
