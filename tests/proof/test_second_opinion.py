"""Another solver agrees: what Z3 calls impossible, cvc5 does not find possible, and the other way round."""

from __future__ import annotations

import cvc5
import pytest
import z3
from hypothesis import given

from feedcurate.proof.ask import Asker, Found
from feedcurate.proof.encode import Encoding
from feedcurate.ruleset import loads
from tests.proof.test_theories import FALSE, RULES, TRUE
from tests.proof.worlds import claims, texts

_MILLISECONDS = 2_000


def _asked_of_cvc5(query: str) -> str:
    """What cvc5 says of a query in SMT-LIB: sat, unsat or unknown."""
    solver = cvc5.Solver()
    solver.setOption("tlimit-per", str(_MILLISECONDS))
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, f"(set-logic ALL)\n{query}", "query")
    symbols, answer = parser.getSymbolManager(), ""
    while not (command := parser.nextCommand()).isNull():
        answer = command.invoke(solver, symbols) or answer
    return answer.strip()


def _both(text: str) -> tuple[Found, str]:
    """What Z3 and cvc5 say of whether the claim of a rule file can be false."""
    program = loads(text).program
    encoding = Encoding(program)
    refuted = encoding.truth(program.claims[0].holds).no
    found = Asker((encoding.theory.laws,), _MILLISECONDS / 1000).ask(refuted).found
    query = z3.Solver()
    query.add(*encoding.theory.laws, refuted)
    return found, _asked_of_cvc5(query.to_smt2())


@pytest.mark.parametrize(("claims_", "answer"), [(TRUE, "unsat"), (FALSE, "sat")], ids=["true", "false"])
def test_cvc5_says_the_same_of_what_is_known(claims_: dict[str, str], answer: str) -> None:
    """One claim or two may take it too long; of the others it says what Z3 says."""
    files = (f'{RULES}\n{claim.replace(": ", """ "c": """, 1)}' for claim in claims_.values())
    answers = [_both(text)[1] for text in files]
    assert set(answers) <= {answer, "unknown"}
    assert answers.count("unknown") <= 2


@given(texts(), claims())
def test_the_two_never_contradict_each_other(text: str, claim: str) -> None:
    """On the questions of generated claims one never finds possible what the other has refuted."""
    assert _both(f"{text}\n{claim}") not in {(Found.IMPOSSIBLE, "sat"), (Found.POSSIBLE, "unsat")}
