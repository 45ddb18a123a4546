"""What is worked out of a program stays with it, and goes with it."""

from __future__ import annotations

import gc
import pickle
import weakref

import feedcurate as fc
from feedcurate.engine.run.runner import engine_of
from feedcurate.program.once import once_a_program
from feedcurate.program.program import Program
from tests.engine.build import NOW, post


def program(number: int = 0) -> Program:
    """A program of its own."""
    return fc.loads(f'rule r{number} when post mentions "gym" then label l{number}').program


def test_many_programs_keep_what_was_worked_out_of_each() -> None:
    """An app holds one for each of its readers, and asks them in turn."""
    programs = [program(number) for number in range(50)]
    engines = [engine_of(one) for one in programs]
    assert all(engine_of(one) is engine for one, engine in zip(programs, engines, strict=True))


def test_each_program_is_asked_once() -> None:
    """Whatever comes of it, nothing among it."""
    asked: list[Program] = []
    ask = once_a_program(asked.append)
    one, other = program(1), program(2)
    assert [ask(one), ask(one), ask(other)] == [None, None, None]
    assert asked == [one, other]


def test_what_was_worked_out_goes_with_the_program() -> None:
    """Rules that an app has let go of are not kept by anything that was made of them."""
    rules = fc.loads('rule let_go when post mentions "gym" then hide', name="let-go.curate")
    assert fc.evaluate(rules, [post("the gym")], now=NOW).posts[0].because
    copied = pickle.loads(pickle.dumps(rules.program))  # noqa: S301 - what was pickled a moment ago
    assert copied.worked_out == {}
    assert fc.evaluate(fc.Ruleset(rules.digest, copied, (), ()), [post("the gym")], now=NOW).posts[0].because
    gone = weakref.ref(copied)
    del copied
    gc.collect()
    assert gone() is None
