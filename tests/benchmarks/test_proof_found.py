"""The figures on proofs are counted as the generator of defects says."""

from __future__ import annotations

import pytest

from benchmarks.proof_defects import OTHER_KINDS, Planted, defects, further
from benchmarks.proof_found import alarms, claims, is_found

FIRST = (*defects(5), *further(len(OTHER_KINDS)))
"""One of each kind."""


@pytest.mark.parametrize("planted", FIRST, ids=lambda planted: planted.kind.value)
def test_the_first_of_each_kind_is_found(planted: Planted) -> None:
    """A warning of its kind names what was planted."""
    assert is_found(planted)


@pytest.mark.parametrize("planted", FIRST[::4], ids=lambda planted: planted.kind.value)
def test_nothing_is_said_of_a_clean_program(planted: Planted) -> None:
    """No warning, and no claim refuted."""
    assert list(alarms(planted.base.text())) == []


def test_no_claim_of_a_file_comes_out_wrong() -> None:
    """True ones are not refuted, false ones not proved."""
    (true, false), _ = claims(("phrases.curate",))
    assert true.count + false.count > 5
    assert (true.wrong, false.wrong) == (0, 0)
    assert (true.refuted, false.proved) == (0, 0)
