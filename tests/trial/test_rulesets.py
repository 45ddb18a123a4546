"""Examples of rule sets as apps hold them: pickled, with classes and signals of their own."""

from __future__ import annotations

import pickle

import pytest

import feedcurate as fc
from feedcurate.trial import run_examples
from feedcurate.trial.run import try_example

RULES = """
accounts close: @ann@a.example
let nice = author in close or post.likes > 3
rule it when nice and not post mentions "diet" then boost 1 hour

example "one"
    given accounts close: @bob@b.example
    given post by @bob@b.example saying "x"
    expect boosted by it
"""


def test_a_rule_set_keeps_its_examples_when_it_is_pickled() -> None:
    """They come out the same in another process, down to the coverage."""
    rules = fc.loads(RULES)
    assert run_examples(pickle.loads(pickle.dumps(rules))) == run_examples(rules)  # noqa: S301 (our own)


def test_examples_are_part_of_what_a_file_says() -> None:
    """Rule sets that differ in an example are not equal."""
    assert fc.loads(RULES) != fc.loads(RULES.replace('saying "x"', 'saying "y"'))


def test_one_example_can_be_run_alone() -> None:
    """As a test runner does."""
    rules = fc.loads(RULES)
    assert try_example(rules, rules.program.examples[0]).passed


def test_fields_and_signals_of_an_app_can_be_given() -> None:
    """A class of the app's own has its fields in examples, too."""

    class Clip(fc.Item):
        """A post of a video app."""

        loops: int | None = None

    text = 'rule it when post.loops > 3 and post.rage > 0.5 then hide\nexample "one" given post with post.loops = 4, '
    rules = fc.loads(f"{text}post.rage = 0.75 expect hidden by it", item=Clip, signals=[fc.Signal("rage", "number")])
    assert run_examples(rules).passed


def test_a_field_that_a_class_needs_has_to_be_given() -> None:
    """It is told in so many words, and nothing raises."""

    class Clip(fc.Item):
        """A post of a video app, which always says how often it was looped."""

        loops: int

    with pytest.raises(fc.RuleFileError) as refused:
        fc.loads('rule it when post.loops > 3 then hide\nexample "one" given post expect shown', item=Clip)
    assert [(one.code, one.message) for one in refused.value.diagnostics] == [
        ("E216", "no post can have this as its `loops`")
    ]
