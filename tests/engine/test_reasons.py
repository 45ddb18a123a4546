from __future__ import annotations

from itertools import count

from hypothesis import event, given
from hypothesis import strategies as st

from feedcurate.engine import kleene
from feedcurate.engine.kleene import Truth
from feedcurate.engine.reasons import every_clause, what_made_it, what_stopped_it
from feedcurate.program.program import Clause, Connective
from feedcurate.text.span import NOWHERE

Answers = dict[int, Truth]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[Clause, Answers]:
    """A condition's clauses, some of them shared as `let`s are, and an answer for each atom."""
    numbers = count()
    answers: Answers = {}
    made: list[Clause] = []

    def atom() -> Clause:
        number = next(numbers)
        answers[number] = draw(st.sampled_from([True, True, False, False, None]))
        return Clause(number, 0, f"a{number}", NOWHERE)

    for _ in range(draw(st.integers(0, 8))):
        connective = draw(st.sampled_from(Connective))
        least, most = {Connective.AND: (2, 4), Connective.OR: (2, 4), Connective.IMPLIES: (2, 2)}.get(
            connective, (1, 1)
        )
        size = draw(st.integers(least, most))
        shared = [bool(made) and draw(st.booleans()) for _ in range(size)]
        parts = tuple(draw(st.sampled_from(made)) if old else atom() for old in shared)
        made.append(Clause(next(numbers), 0, connective.value, NOWHERE, connective, parts))
    return (made[-1] if made else atom()), answers


def value(clause: Clause, answers: Answers) -> Truth:
    """A clause's value, worked out from those of its atoms."""
    parts = [value(part, answers) for part in clause.children]
    match clause.connective:
        case None:
            return answers.get(clause.id)
        case Connective.AND:
            return kleene.conjunction(parts)
        case Connective.OR:
            return kleene.disjunction(parts)
        case Connective.NOT:
            return kleene.negated(parts[0])
        case Connective.LET:
            return parts[0]
        case Connective.IMPLIES:
            return kleene.disjunction([kleene.negated(parts[0]), parts[1]])


@given(graphs())
def test_what_made_a_condition_what_it_is_is_enough_to_make_it_so(given: tuple[Clause, Answers]) -> None:
    """With all other atoms forgotten, the condition is still what it was."""
    root, answers = given
    was = value(root, answers)
    event(str(was))
    atoms = what_made_it(root, lambda clause: value(clause, answers))
    kept = {clause.id: answers[clause.id] for clause, _ in atoms}
    assert value(root, kept) is was
    assert all(answers[clause.id] is by for clause, by in atoms)


@given(graphs())
def test_what_stopped_a_condition_is_enough_to_stop_it(given: tuple[Clause, Answers]) -> None:
    """With the answers of those atoms alone given, no answers of the others would make the condition true."""
    root, answers = given
    was = value(root, answers)
    event(str(was))
    atoms = what_stopped_it(root, lambda clause: value(clause, answers))
    if was is True:
        assert atoms == ()
        return
    assert atoms
    stopping = {clause.id for clause, _ in atoms}
    for others in (True, False):
        rest = {number: others for number in answers if number not in stopping}
        assert value(root, {**rest, **{n: answers[n] for n in stopping}}) is not True
    assert all(answers[clause.id] is not wanted for clause, wanted in atoms)


@given(graphs())
def test_a_walk_meets_every_clause_once(given: tuple[Clause, Answers]) -> None:
    """Shared clauses are met once; each comes with all its parts."""
    root, _ = given
    met = [clause.id for clause in every_clause(root)]
    assert len(met) == len(set(met))
    assert {part.id for clause in every_clause(root) for part in clause.children} < set(met)


def test_a_long_chain_needs_no_deep_recursion() -> None:
    """A thousand `let`s behind each other are walked like one."""
    clause = Clause(0, 0, "a", NOWHERE)
    for number in range(1, 5_000):
        clause = Clause(number, 0, "let", NOWHERE, Connective.LET, (clause,))
    assert [atom.id for atom, _ in what_made_it(clause, lambda _: True)] == [0]
