"""Logic on terms is the engine's logic, for every combination of the three truth values."""

from __future__ import annotations

from itertools import product

import pytest
import z3

from feedcurate.engine import kleene
from feedcurate.proof.terms import both, conjunction, constant, decided, disjunction, either, negated
from tests.proof.solving import is_so, said

THREE = (True, False, None)
TWO = (True, False)


@pytest.mark.parametrize("values", [*product(THREE, repeat=0), *product(THREE, repeat=1), *product(THREE, repeat=3)])
def test_and_and_or_of_terms_are_kleenes(values: tuple[bool | None, ...]) -> None:
    """Of no, one and three parts, the engine and the encoding say the same."""
    truths = [constant(value) for value in values]
    assert said(conjunction(truths)) is kleene.conjunction(values)
    assert said(disjunction(truths)) is kleene.disjunction(values)


@pytest.mark.parametrize("value", THREE)
def test_a_constant_and_its_negation_are_what_the_engine_says(value: bool | None) -> None:
    """Unknown is neither true nor false, and stays so; the two others change places."""
    truth = constant(value)
    assert said(truth) is value
    assert said(negated(truth)) is kleene.negated(value)
    assert is_so(truth.known) is (value is not None)


@pytest.mark.parametrize(("known", "holds"), [*product(TWO, TWO)])
def test_what_is_decided_is_known_and_holds_or_not(known: bool, holds: bool) -> None:
    """Nothing is decided by a condition that is not known."""
    assert said(decided(z3.BoolVal(known), z3.BoolVal(holds))) is (holds if known else None)


@pytest.mark.parametrize("values", [*product(TWO, repeat=0), *product(TWO, repeat=1), *product(TWO, repeat=3)])
def test_both_is_all_and_either_is_any(values: tuple[bool, ...]) -> None:
    """True parts of an `and` and false parts of an `or` are left out, and that changes nothing."""
    terms = [z3.BoolVal(value) for value in values]
    assert is_so(both(terms)) is all(values)
    assert is_so(either(terms)) is any(values)
    names = [z3.Bool(f"v{number}") for number in range(len(values))]
    given = list(zip(names, terms, strict=True))
    assert is_so(z3.substitute(both(names), *given)) is all(values)
    assert is_so(z3.substitute(either(names), *given)) is any(values)
