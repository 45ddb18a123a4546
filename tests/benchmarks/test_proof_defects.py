from __future__ import annotations

from collections import Counter
from itertools import islice
from random import Random

import pytest

from benchmarks.proof_claims import Court, without_claims
from benchmarks.proof_defects import MAIN, MAIN_KINDS, OTHER, OTHER_KINDS, Kind, Planted, defects, further
from benchmarks.proof_posts import Case, cases
from benchmarks.proof_programs import NOW, Clean, clean
from feedcurate import Decision, evaluate, loads
from feedcurate.ruleset import Ruleset

DEFECTS = (*defects(), *further())
FEW, SOME = 4, 6
"""How many programs are gone through rule by rule, and how many defects of a kind: at least one of every variant.

All of them are in `make soak`.
"""


def rules_of(text: str) -> Ruleset:
    """The rules of a file, its claims left aside."""
    return loads(without_claims(text))


def decided(rules: Ruleset, case: Case) -> tuple[object, ...]:
    """What happens to a post, whatever the reasons."""
    decision = decision_of(rules, case)
    return decision.outcome, decision.shift, decision.labels, decision.notes, decision.collapse


def decision_of(rules: Ruleset, case: Case) -> Decision:
    """The decision on a post."""
    [decision] = evaluate(rules, [case.item], case.facts, now=case.now).posts
    return decision


def fired(rules: Ruleset, case: Case) -> set[str]:
    """The rules that fire on a post."""
    decision = decision_of(rules, case)
    return {because.rule for because in (*decision.because, *decision.overridden)}


def of_kind(kind: Kind, some: int = SOME) -> list[object]:
    """The defects of a kind as parameters; all but some are for `make soak`."""
    found = [planted for planted in DEFECTS if planted.kind is kind]
    return [
        pytest.param(planted, id=f"{kind}: {planted.plant.variant} ({planted.number})", marks=_soak(number >= some))
        for number, planted in enumerate(found)
    ]


def programs() -> list[object]:
    """The clean programs as parameters; all but a few are for `make soak`."""
    return [
        pytest.param(planted.base, id=str(planted.number), marks=_soak(number >= FEW))
        for number, planted in enumerate(DEFECTS)
    ]


def _soak(only: bool) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.soak,) if only else ()


def test_there_are_as_many_defects_as_the_denominators_say() -> None:
    """Each kind has its part, and each program a seed of its own."""
    found = Counter(planted.kind for planted in DEFECTS)

    assert [found[kind] for kind in MAIN_KINDS] == [MAIN // 5] * 5
    assert [found[kind] for kind in OTHER_KINDS] == [OTHER // 8] * 8
    assert len({planted.base.seed for planted in DEFECTS}) == MAIN + OTHER


def test_the_same_seed_plants_the_same() -> None:
    """Figures of two days are about the same programs and defects."""
    assert [planted.text for planted in defects(25)] == [planted.text for planted in DEFECTS[:25]]
    assert clean(1) != clean(2)


def test_a_program_has_as_many_rules_as_were_asked_for() -> None:
    """A thousand rules for posts are as clean as twenty: every word is of one topic alone."""
    program = clean(3, 1_000)

    assert len(program.rules) == 1_000
    assert rules_of(program.text()).diagnostics == ()


@pytest.mark.parametrize("planted", [one for kind in Kind for one in of_kind(kind, 3)])
def test_programs_check_with_and_without_their_defect(planted: Planted) -> None:
    """A defect is no mistake: the file is right in every word, and only not what anybody means."""
    assert rules_of(planted.base.text()).diagnostics == ()
    assert planted.text != planted.base.text()
    rules_of(planted.text)


@pytest.mark.parametrize("program", programs())
def test_every_rule_of_a_clean_program_decides_something(program: Clean) -> None:
    """Each fires alone on its witness, and without it something else would happen: none is dead, shadowed or double."""
    rules = rules_of(program.text())

    for rule in program.rules:
        witness = rule.witness()
        assert fired(rules, witness) == {rule.name}
        assert decided(rules, witness) != decided(rules_of(program.text(without=rule.name)), witness)


@pytest.mark.parametrize("program", programs())
def test_every_part_of_a_condition_of_a_clean_program_matters(program: Clean) -> None:
    """With all parts true but one the rule does not fire, whichever that is."""
    rules = rules_of(program.text())

    for rule in program.rules:
        for atom in rule.when:
            assert rule.name not in fired(rules, rule.witness(without=atom)), atom.text


@pytest.mark.parametrize("program", programs())
def test_a_random_search_finds_nothing_wrong_in_a_clean_program(program: Clean) -> None:
    """No post is kept and hidden or collapsed at once, and none refutes a claim."""
    court, rules = Court(program.text()), rules_of(program.text())
    verbs = {rule.name: rule.verb for rule in program.rules}

    for case in islice(cases(program.text(), Random(program.seed), past=False), 300):
        done = {verbs[name] for name in fired(rules, case)}
        assert not ("keep" in done and done & {"hide", "collapse"})
        assert False not in court.answers(case.item, case.facts, case.now).values()


@pytest.mark.parametrize("planted", of_kind(Kind.FALSE_CLAIM))
def test_a_planted_claim_is_false(planted: Planted) -> None:
    """Its witness refutes it, by the engine's word."""
    witness = planted.plant.witness
    assert witness is not None
    answers = Court(planted.text).answers(witness.item, witness.facts, witness.now)

    assert {title for title, answer in answers.items() if answer is False} == set(planted.concerned)


@pytest.mark.parametrize("planted", of_kind(Kind.CONTRADICTORY))
def test_planted_rules_contradict_each_other(planted: Planted) -> None:
    """On the witness one keeps what the other hides or collapses."""
    assert planted.plant.witness is not None

    assert planted.concerned <= fired(rules_of(planted.text), planted.plant.witness)


@pytest.mark.parametrize("planted", [*of_kind(Kind.SHADOWED), *of_kind(Kind.DUPLICATE)])
def test_a_planted_rule_fires_with_its_twin(planted: Planted) -> None:
    """On the witness both fire; a shadowed rule changes nothing there."""
    witness, rules = planted.plant.witness, rules_of(planted.text)
    assert witness is not None
    assert planted.plant.twin in fired(rules, witness)
    [name] = planted.concerned - {planted.plant.twin}
    assert name in fired(rules, witness)
    if planted.kind is Kind.SHADOWED:
        twin_only = planted.base.text(planted.plant.statements[:-1], planted.plant.quotas)
        assert decided(rules, witness) == decided(rules_of(twin_only), witness)


@pytest.mark.parametrize(
    "planted",
    [
        *of_kind(Kind.DEAD, 14),
        *(one for kind in (Kind.ALWAYS_TRUE, Kind.SHADOWED, Kind.DUPLICATE) for one in of_kind(kind, 3)),
    ],
)
def test_a_random_search_does_not_contradict_a_planted_defect(planted: Planted) -> None:
    """What is dead does not fire, what is always true always does, and a twin fires wherever the planted rule does."""
    rules = rules_of(planted.text)
    [name] = planted.concerned - {planted.plant.twin}

    for case in islice(cases(planted.text, Random(planted.number)), 60):
        found = fired(rules, case)
        match planted.kind:
            case Kind.DEAD:
                assert name not in found
            case Kind.ALWAYS_TRUE:
                assert name in found
            case Kind.SHADOWED:
                assert name not in found or planted.plant.twin in found
            case _:
                assert (name in found) is (planted.plant.twin in found)


def test_a_rule_past_its_until_is_over_by_now() -> None:
    """Its last day lies before the instant that the other figures are about."""
    for planted in (planted for planted in DEFECTS if planted.kind is Kind.PAST_UNTIL):
        [rule] = [rule for rule in rules_of(planted.text).program.rules if rule.name in planted.concerned]
        assert rule.end is not None
        assert rule.end.date < NOW.date()
