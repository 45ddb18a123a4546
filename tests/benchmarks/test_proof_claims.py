from __future__ import annotations

from collections import Counter
from itertools import islice
from random import Random

import pytest

from benchmarks.proof_claims import FALSE, TRUE, Court, claims_of, stated, text_of, without_claims
from benchmarks.proof_posts import cases
from benchmarks.proof_witnesses import WITNESSES
from feedcurate import loads

STATED = stated()
FILES = sorted({claim.file for claim in STATED})


def test_there_are_as_many_claims_as_the_denominators_say() -> None:
    """Fifty are true and fifty false, each by a name of its own and with a reason."""
    assert Counter(claim.true for claim in STATED) == {True: TRUE, False: FALSE}
    assert len({claim.title for claim in STATED}) == TRUE + FALSE
    assert all(len(claim.why) > 10 for claim in STATED)


@pytest.mark.parametrize("file", FILES)
def test_the_rules_under_the_claims_check(file: str) -> None:
    """No file has an error or a warning of its own."""
    assert loads(without_claims(text_of(file))).diagnostics == ()


@pytest.mark.parametrize("file", FILES)
def test_every_false_claim_is_refuted_by_its_witness(file: str) -> None:
    """The engine says *false*, not unknown, of the post that was found by hand."""
    court = Court(text_of(file))

    for claim in (claim for claim in STATED if claim.file == file and not claim.true):
        case = WITNESSES[claim.title]
        assert court.answers(case.item, case.facts, case.now)[claim.title] is False, claim.title


def test_there_is_a_witness_for_each_false_claim_and_no_other() -> None:
    """A witness whose claim is gone is no witness."""
    assert set(WITNESSES) == {claim.title for claim in STATED if not claim.true}


@pytest.mark.parametrize("file", FILES)
def test_no_true_claim_is_refuted_by_a_random_search(file: str) -> None:
    """Posts around what the file speaks of refute no true claim, and most false ones."""
    text, past = text_of(file), file == "habits.curate"
    court = Court(text)
    refuted: set[str] = set()

    for case in islice(cases(text, Random(1), past=past), 300 if past else 1_000):
        refuted |= {
            title for title, answer in court.answers(case.item, case.facts, case.now).items() if answer is False
        }

    mine = [claim for claim in STATED if claim.file == file]
    assert not refuted & {claim.title for claim in mine if claim.true}
    assert len(refuted) >= 0.6 * sum(not claim.true for claim in mine)


def test_a_claim_without_a_verdict_is_refused() -> None:
    """A claim whose comment does not say whether it is true cannot be counted."""
    with pytest.raises(ValueError, match="does not say whether it is true"):
        list(claims_of("x.curate", '-- maybe: who knows\nalways "x": shown'))
