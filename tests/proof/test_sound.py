"""What is proved is so: properties of generated rules, claims and posts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from feedcurate.engine.kleene import Truth
from feedcurate.proof.ask import Asker, Found
from feedcurate.proof.encode import Encoding
from feedcurate.proof.finding import Status
from feedcurate.proof.proving import prove
from feedcurate.proof.world import World, opinion_in, truth_in
from feedcurate.ruleset import Ruleset, loads
from tests.proof.atoms import GROUPS
from tests.proof.observed import observed
from tests.proof.worlds import cases, claims, crowded, texts, worlds

_SECONDS = 20
MANY = 200
"""Of so many generated claims a few are proved."""


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.property
def test_nothing_that_the_engine_sees_is_impossible_among_many_conditions(group: str) -> None:
    """As below, with all conditions of one sort in one file, so that what the laws say between them counts."""
    rules = crowded(GROUPS[group])
    encoding = Encoding(rules.program)
    asker = Asker((encoding.theory.laws,), _SECONDS)

    @given(worlds(rules))
    def check(world: World) -> None:
        so = list(observed(encoding, opinion_in(rules.program, world)))
        assert asker.ask(*(condition for _, condition in so)).found is not Found.IMPOSSIBLE, _culprits(asker, so)

    check()


@given(cases(3))
def test_what_the_engine_makes_of_a_post_is_never_impossible(case: tuple[Ruleset, list[World]]) -> None:
    """All that the engine knows of a real post is a model of the laws at once, so no proof can rule that post out."""
    program = case[0].program
    encoding = Encoding(program)
    asker = Asker((encoding.theory.laws,), _SECONDS)
    for world in case[1]:
        so = list(observed(encoding, opinion_in(program, world)))
        answer = asker.ask(*(condition for _, condition in so))
        assert answer.found is not Found.IMPOSSIBLE, _culprits(asker, so)


def _culprits(asker: Asker, so: list[tuple[str, object]]) -> list[str]:
    """The fewest of some conditions that cannot hold together."""
    kept = so
    for one in so:
        fewer = [other for other in kept if other is not one]
        if asker.ask(*(condition for _, condition in fewer)).found is Found.IMPOSSIBLE:
            kept = fewer
    return [name for name, _ in kept]


@pytest.mark.property
def test_a_proved_claim_survives_every_post() -> None:
    """Of a claim that is proved no generated post is false; of most posts it is true, so that this says something."""
    seen: list[tuple[Status, Truth]] = []

    @given(cases(8))
    def check(case: tuple[Ruleset, list[World]]) -> None:
        rules, found = case
        (finding,) = prove(rules, search=0, seconds=_SECONDS)
        if finding.status is Status.PROVED:
            truths = [truth_in(rules.program, finding.claim, world) for world in found]
            assert False not in truths
            seen.extend((finding.status, truth) for truth in truths)
        else:
            seen.append((finding.status, None))

    check()
    assert sum(status is not Status.PROVED for status, _ in seen) >= 5
    if settings().max_examples >= MANY:  # of so many some are proved; a handful may have none
        assert sum(status is Status.PROVED and truth is True for status, truth in seen) >= MANY / 20


@pytest.mark.property
def test_a_refutation_is_real() -> None:
    """The engine itself finds a refuted claim false of its post; most claims that are not proved are refuted."""
    seen: list[Status] = []

    @given(texts(), claims())
    def check(text: str, claim: str) -> None:
        rules = loads(f"{text}\n{claim}")
        (finding,) = prove(rules, search=0, seconds=_SECONDS)
        seen.append(finding.status)
        if finding.world is not None:
            assert finding.status is Status.REFUTED
            assert truth_in(rules.program, finding.claim, finding.world) is False

    check()
    assert seen.count(Status.REFUTED) > seen.count(Status.UNDECIDED)
