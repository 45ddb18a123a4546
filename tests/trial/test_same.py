"""An example says of its world what the engine says of the same world made by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.engine.reasons import every_clause
from feedcurate.engine.scene import scene_of
from feedcurate.model.decision import Curation, Decision
from feedcurate.model.facts import Facts
from feedcurate.testing.files import Parts, programs
from feedcurate.trial import Trial, run_examples
from tests.properties.bites import Bites
from tests.trial.trying import trial
from tests.trial.worlds import NOW, World, worlds

pytestmark = pytest.mark.property
OUTCOMES = ("shown", "collapsed", "hidden", "blocked", "held")


def curated(world: World) -> Curation:
    """What the engine decides."""
    rules, facts = fc.loads(world.rules.text()), Facts(history=fc.MemoryHistory(world.before))
    return fc.evaluate(rules, world.posts, facts, now=NOW)


def last(world: World, curation: Curation) -> Decision:
    """The decision on the post that is given last."""
    return next(one for one in curation.posts if one.id == world.posts[-1].id)


def run(parts: Parts, world: World, *expected: str) -> Trial:
    """The example of that world in a rule file, with these expectations."""
    return trial("\n".join([parts.text(), 'example "one"', *world.lines, *expected]))


def test_what_the_engine_decides_is_what_passes_and_nothing_else() -> None:
    """The outcome read off the real decision passes and its negation fails; for every other one it is the reverse."""
    bites = Bites()

    @given(st.data(), programs(quotas=True))
    def holds(data: st.DataObject, parts: Parts) -> None:
        world = data.draw(worlds(parts))
        decision = last(world, bites.note(curated(world)))
        lines = [f"expect {word}" for word in OUTCOMES] + [f"expect not {word}" for word in OUTCOMES]
        met = [one.met for one in run(parts, world, *lines).tried[0].expected]
        assert met == [word == decision.outcome for word in OUTCOMES] + [word != decision.outcome for word in OUTCOMES]

    holds()
    bites.check()


@given(st.data(), programs())
def test_by_names_the_rules_that_decide(data: st.DataObject, parts: Parts) -> None:
    """`by` is met for each rule of the decision that asks for its outcome, and for no other."""
    world = data.draw(worlds(parts))
    decision = last(world, curated(world))
    asks = {rule.name: rule.actions[0].partition(" ")[0] for rule in parts.rules}
    word = {"keep": "shown", "hide": "hidden", "block": "blocked", "collapse": "collapsed"}
    why = {one.rule for one in decision.because}
    met = [
        one.met
        for one in run(parts, world, *(f"expect {decision.outcome} by {name}" for name in asks)).tried[0].expected
    ]
    assert met == [name in why and word[asks[name]] == decision.outcome for name in asks]


@given(st.data(), programs())
def test_moves_and_labels_are_those_of_the_decision(data: st.DataObject, parts: Parts) -> None:
    """Boosted, demoted and labelled, also where a stronger rule decides."""
    world = data.draw(worlds(parts))
    decision = last(world, curated(world))
    seconds = decision.shift.total_seconds()
    lines = ("expect boosted", "expect demoted", "expect labelled spicy")
    met = [one.met for one in run(parts, world, *lines).tried[0].expected]
    assert met == [seconds > 0, seconds < 0, "spicy" in decision.labels]


@given(st.data(), programs())
def test_coverage_is_what_the_interpreter_says(data: st.DataObject, parts: Parts) -> None:
    """Which rules fired, and of each clause whether it was true and whether it was false, of the post asked about."""
    world = data.draw(worlds(parts))
    program = fc.loads(world.rules.text()).program
    facts = Facts(history=fc.MemoryHistory(world.before))
    reading = scene_of(program, world.posts, facts, NOW).judge.read(world.posts[-1])
    expected = [
        (rule.name, reading.truth(rule.when) is True,
         [(c.text, reading.truth(c.expr) is True, reading.truth(c.expr) is False) for c in every_clause(rule.clause)])
        for rule in program.rules
    ]  # fmt: skip
    found = run(parts, world, "expect shown").coverage
    assert [(r.rule, r.fired, [(c.text, c.made_true, c.made_false) for c in r.clauses]) for r in found] == expected


@given(st.data(), programs(quotas=True))
def test_the_order_of_the_file_changes_nothing(data: st.DataObject, parts: Parts) -> None:
    """Statements may stand in any order, examples among them; the lines of an example keep theirs."""
    lines = [data.draw(worlds(parts)).lines for _ in range(2)]
    examples = [
        "\n".join([f'example "e{n}"', *one, "expect shown", "expect hidden by r0"]) for n, one in enumerate(lines)
    ]
    statements = [*parts.statements(), *examples]
    first = _bare(run_examples(fc.loads("\n".join(statements))))
    again = _bare(run_examples(fc.loads("\n".join(data.draw(st.permutations(statements))))))
    assert first == again


def _bare(found: Trial) -> object:
    """A trial without where its lines stand."""
    tried = sorted((one.example.title, [(e.met, e.happened) for e in one.expected]) for one in found.tried)
    reached = [(r.rule, r.fired, [(c.text, c.made_true, c.made_false) for c in r.clauses]) for r in found.coverage]
    return tried, reached
